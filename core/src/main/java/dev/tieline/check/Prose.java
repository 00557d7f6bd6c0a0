package dev.tieline.check;

import dev.tieline.net.Cidr;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.RouteTable;
import dev.tieline.snapshot.Vpc;
import dev.tieline.text.Clean;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Words that several findings use, fit to be shown. */
final class Prose {
  private static final int MOST = 5; // of a list: what helps to find the place, not an inventory

  private Prose() {}

  /** Returns the first few, and how many more there are. */
  static String list(Collection<?> things) {
    String few =
        things.stream()
            .limit(MOST)
            .map(t -> Clean.text(t.toString()))
            .collect(Collectors.joining(", "));
    return things.size() > MOST ? few + " and " + (things.size() - MOST) + " more" : few;
  }

  static String blocks(Vpc vpc) {
    return list(vpc.cidrs());
  }

  /** Returns the blocks of one family. */
  static List<Cidr> family(Vpc vpc, boolean v4) {
    return vpc.cidrs().stream().filter(block -> block.isV4() == v4).toList();
  }

  static String table(RouteTable table) {
    return "route table " + named(table.id(), table.name());
  }

  static String named(String id, String name) {
    return Clean.text(name.isBlank() ? id : id + " (" + name + ")");
  }

  static String hop(NextHop hop) {
    if (hop instanceof NextHop.Peering peering) {
      return "peering " + Clean.text(peering.id());
    }
    if (hop instanceof NextHop.Hub hub) {
      return "hub " + Clean.text(hub.id());
    }
    if (hop instanceof NextHop.Interface nic) {
      return "interface " + Clean.text(nic.id());
    }
    if (hop instanceof NextHop.Gateway gateway) {
      return "gateway " + Clean.text(gateway.id());
    }
    if (hop instanceof NextHop.Unmodelled other) {
      return Clean.text(other.what());
    }
    return "the VPC itself";
  }
}
