package dev.tieline.reach;

import dev.tieline.net.Cidr;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.PeeringConnection;
import java.util.Collection;
import java.util.Locale;

/** The words that hops and blocks have in common. */
final class Wording {
  private Wording() {}

  /** Returns an id with the name that people gave the object, if any. */
  static String label(String id, String name) {
    return name.isEmpty() ? id : id + " (" + shown(name) + ")";
  }

  static String state(PeeringConnection peering) {
    String state = peering.state().name().toLowerCase(Locale.ROOT);
    return peering.cloudState().isEmpty() ? state : shown(peering.cloudState());
  }

  static String target(NextHop nextHop) {
    if (nextHop instanceof NextHop.Peering peering) {
      return peering.id();
    }
    if (nextHop instanceof NextHop.Interface card) {
      return "interface " + card.id();
    }
    if (nextHop instanceof NextHop.Gateway gateway) {
      return "gateway " + gateway.id();
    }
    return nextHop instanceof NextHop.Unmodelled other ? shown(other.what()) : "local";
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

  static String anyOf(Family family) {
    return (family == Family.IPV4 ? Cidr.ofAny4() : Cidr.ofAny6()).toString();
  }

  /**
   * Returns a text of the cloud without control and format characters: those could move the cursor
   * or turn the direction of what stands around it.
   */
  static String shown(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().filter(c -> !isInvisible(c)).forEach(shown::appendCodePoint);
    return shown.toString();
  }

  private static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
