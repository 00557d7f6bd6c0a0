package dev.tieline.qingcloud.internal;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Zones by their names. A call names a zone such as {@code pek3}, and the answers name the inner
 * one that an object is in, such as {@code pek3b}; but {@code pek3a} is a zone of its own, as are
 * others that end with a letter. What the cloud says of them, by {@code DescribeZones}, comes
 * before what their names look like.
 */
public final class Zones {
  // pek3, pek3a, sh1a, gd2, ap2a ("Regions and zones", documentation, read 2026-11); sister clouds
  // have others
  private static final Pattern ZONE = Pattern.compile("[a-z]{2,10}[0-9]{1,2}[a-z]?");

  private Zones() {}

  /** What is wrong with the name of a zone, if anything is. */
  public static Optional<String> wrong(String what, String zone) {
    return isZone(zone)
        ? Optional.empty()
        : Optional.of(
            what + ": " + zone + " (expected: a zone's name in lower case, such as pek3)");
  }

  /** Whether a text can be the name of a zone; which ones there are, only the cloud knows. */
  public static boolean isZone(String text) {
    return ZONE.matcher(text).matches();
  }

  /**
   * Whether an object that an answer places somewhere is in a zone.
   *
   * @param inner where the answer places it; empty if it does not say
   * @param zone the zone that calls name
   * @param known what the cloud says of its zones; empty if that is not known
   */
  static boolean isIn(String inner, String zone, Collection<Zone> known) {
    if (inner.isEmpty() || inner.equals(zone)) {
      return true;
    }
    return known.stream()
        .filter(z -> z.id().equals(inner))
        .findFirst()
        .map(z -> z.region().equals(zone))
        // a zone of old has the name that an inner one would have
        .orElse(
            inner.length() == zone.length() + 1
                && inner.startsWith(zone)
                && !inner.equals("pek3a"));
  }
}
