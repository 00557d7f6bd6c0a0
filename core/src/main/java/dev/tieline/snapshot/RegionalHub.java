package dev.tieline.snapshot;

import dev.tieline.net.Cidr;
import java.util.List;

/**
 * A hub: VPCs of its region are attached to it, and trunks join it with hubs of other regions. A
 * border router, a transit gateway, a transit router.
 *
 * @param id the cloud's id
 * @param name its name in the cloud; empty if it has none
 * @param place where it is
 * @param state what it can do now
 * @param cloudState the cloud's own word for the state
 * @param attachments the VPCs that are attached, by id
 * @param trunks the hubs that it is joined with, by id
 * @param routes where it sends packets, by destination
 */
public record RegionalHub(
    String id,
    String name,
    Place place,
    State state,
    String cloudState,
    List<Attachment> attachments,
    List<Trunk> trunks,
    List<Leads> routes) {
  /** What a hub, an attachment or a trunk can do. */
  public enum State {
    /** Carries traffic. */
    ACTIVE,
    /** May come to carry traffic. */
    PENDING,
    /** Never again carries traffic. */
    DEAD
  }

  /**
   * A VPC at a hub.
   *
   * @param id the cloud's id of the attachment, unique at its hub
   * @param vpc the id of the VPC
   * @param state what it can do now
   * @param cloudState the cloud's own word for the state
   */
  public record Attachment(String id, String vpc, State state, String cloudState)
      implements Comparable<Attachment> {
    @Override
    public int compareTo(Attachment other) {
      return id.compareTo(other.id);
    }
  }

  /**
   * Another hub that a hub is joined with.
   *
   * @param hub the id of the other one
   * @param via what joins them, as the cloud calls it; for people
   * @param state what it can do now
   * @param cloudState the cloud's own word for the state
   */
  public record Trunk(String hub, String via, State state, String cloudState)
      implements Comparable<Trunk> {
    @Override
    public int compareTo(Trunk other) {
      return hub.compareTo(other.hub);
    }
  }

  /**
   * A route of a hub.
   *
   * @param destination the block that it is for
   * @param to the id of an attachment of this hub, or of a hub that a trunk joins it with
   */
  public record Leads(Cidr destination, String to) implements Comparable<Leads> {
    @Override
    public int compareTo(Leads other) {
      int byDestination = destination.compareTo(other.destination);
      return byDestination != 0 ? byDestination : to.compareTo(other.to);
    }
  }

  /** Copies the lists in order. */
  public RegionalHub {
    attachments = attachments.stream().sorted().toList();
    trunks = trunks.stream().sorted().toList();
    routes = routes.stream().sorted().toList();
  }
}
