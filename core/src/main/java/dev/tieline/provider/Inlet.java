package dev.tieline.provider;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.topology.Flow;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One kind of traffic to let in.
 *
 * @param traffic the traffic
 * @param source whence
 */
public record Inlet(Traffic traffic, Cidr source) {
  /** Checks that nothing is missing. */
  public Inlet {
    requireNonNull(traffic, "traffic");
    requireNonNull(source, "source");
  }

  /**
   * Returns what the hosts of a network have to let in.
   *
   * @param terms what is let through
   * @param network the network's name
   * @param sources the blocks of the other side
   * @return each once, in order of the flows
   */
  public static List<Inlet> of(Terms terms, String network, List<Cidr> sources) {
    Set<Inlet> inlets = new LinkedHashSet<>();
    for (Flow flow : terms.flows()) {
      if (flow.to().equals(network)) {
        sources.forEach(block -> inlets.add(new Inlet(flow.traffic(), block)));
      }
    }
    return List.copyOf(inlets);
  }
}
