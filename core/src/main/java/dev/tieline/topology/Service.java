package dev.tieline.topology;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Something in a network that is offered privately to others, who reach it by an {@link Endpoint}
 * of theirs.
 *
 * @param name the name, unique in its topology
 * @param network the name of the network that it is offered from
 * @param source what is offered
 * @param sharedWith the accounts that may use it, as the cloud writes them, or {@link #ANYONE}
 * @param regions regions besides its own from which it may be used
 * @param accepted the ids of others' endpoints whose requests are accepted
 * @param rejected the ids of others' endpoints whose connections are refused or cut
 * @param acceptsAll whether the cloud accepts every request of those that it is shared with
 */
public record Service(
    String name,
    String network,
    ServiceSource source,
    List<String> sharedWith,
    List<String> regions,
    List<String> accepted,
    List<String> rejected,
    boolean acceptsAll)
    implements Link {
  /** In place of an account: every account of the cloud. */
  public static final String ANYONE = "*";

  /** Copies the collections. */
  public Service {
    requireNonNull(name, "name");
    requireNonNull(network, "network");
    requireNonNull(source, "source");
    sharedWith = List.copyOf(sharedWith);
    regions = List.copyOf(regions);
    accepted = List.copyOf(accepted);
    rejected = List.copyOf(rejected);
  }

  @Override
  public String address() {
    return "service." + name;
  }

  @Override
  public List<String> networks() {
    return List.of(network);
  }

  /**
   * Returns nothing: what is let through is what the source offers, and who opens connections is
   * not in this topology.
   *
   * @return an empty list
   */
  @Override
  public List<Flow> flows() {
    return List.of();
  }
}
