package dev.tieline.reach;

import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.PeeringConnection;
import dev.tieline.text.Clean;
import java.util.Collection;
import java.util.Locale;

/** The words that hops and blocks have in common. */
final class Wording {
  private Wording() {}

  /** Returns an id with the name that people gave the object, if any. */
  static String label(String id, String name) {
    return name.isEmpty() ? id : id + " (" + Clean.text(name) + ")";
  }

  static String state(PeeringConnection peering) {
    String state = peering.state().name().toLowerCase(Locale.ROOT);
    return peering.cloudState().isEmpty() ? state : Clean.text(peering.cloudState());
  }

  static String target(NextHop nextHop) {
    if (nextHop instanceof NextHop.Peering peering) {
      return peering.id();
    }
    if (nextHop instanceof NextHop.Hub hub) {
      return "hub " + hub.id();
    }
    if (nextHop instanceof NextHop.Interface card) {
      return "interface " + card.id();
    }
    if (nextHop instanceof NextHop.Gateway gateway) {
      return "gateway " + gateway.id();
    }
    return nextHop instanceof NextHop.Unmodelled other ? Clean.text(other.what()) : "local";
  }

  static String ingress(boolean ingress) {
    return ingress ? "ingress" : "egress";
  }

  /** Returns {@code from 10.0.0.1} for what comes in and {@code to 10.0.0.1} for what goes out. */
  static String otherEnd(boolean ingress, Object otherEnd) {
    return (ingress ? "from " : "to ") + otherEnd;
  }

  static String names(Collection<String> names) {
    return String.join(", ", names);
  }
}
