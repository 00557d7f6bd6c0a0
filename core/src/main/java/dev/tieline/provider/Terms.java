package dev.tieline.provider;

import static java.util.Objects.requireNonNull;

import dev.tieline.topology.Flow;
import java.util.List;

/**
 * What another party has to know of a link, besides its ends, to do its part.
 *
 * @param link the link's name
 * @param flows what is let through
 * @param dns whether names are to be resolved across it
 */
public record Terms(String link, List<Flow> flows, boolean dns) {
  /** Copies the flows. */
  public Terms {
    requireNonNull(link, "link");
    flows = List.copyOf(flows);
  }

  /**
   * The terms of a link across which no names are resolved.
   *
   * @param link the link's name
   * @param flows what is let through
   */
  public Terms(String link, List<Flow> flows) {
    this(link, flows, false);
  }
}
