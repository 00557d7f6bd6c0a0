package dev.tieline.aliyun.internal;

import dev.tieline.topology.Flow;
import java.util.List;

/**
 * What another party has to know of a link, besides its ends, to do its part.
 *
 * @param link the link's name
 * @param flows what is let through
 */
record Terms(String link, List<Flow> flows) {
  Terms {
    flows = List.copyOf(flows);
  }
}
