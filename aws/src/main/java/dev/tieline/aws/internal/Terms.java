package dev.tieline.aws.internal;

import dev.tieline.topology.Flow;
import java.util.List;

/**
 * What another party has to know of a link, besides its ends, to do its part.
 *
 * @param link the link's name
 * @param flows what is let through
 * @param dns whether names are to be resolved across it
 */
record Terms(String link, List<Flow> flows, boolean dns) {
  Terms {
    flows = List.copyOf(flows);
  }
}
