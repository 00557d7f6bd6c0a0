package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Cidr;
import java.util.List;

/** How the cloud reads blocks from parameters. */
final class Blocks {

  private static final List<Cidr> PRIVATE_RANGES =
      List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("172.16.0.0/12"), Cidr.parse("192.168.0.0/16"));

  private Blocks() {}

  /** Reads an IPv4 block; host bits are cleared, as the cloud does with networks and routes. */
  static Cidr ipv4(Ec2Call call, String parameter) {
    return parse(parameter, call.query.require(parameter), true);
  }

  static Cidr ipv6(Ec2Call call, String parameter) {
    return parse(parameter, call.query.require(parameter), false);
  }

  static Cidr parse(String parameter, String value, boolean v4) {
    Cidr cidr =
        value.contains("/")
            ? Cidr.tryParse(value).orElseGet(() -> lenient(parameter, value))
            : null;
    if (cidr == null || cidr.isV4() != v4) {
      throw malformed(parameter, value);
    }
    return cidr;
  }

  private static Cidr lenient(String parameter, String value) {
    try {
      return Cidr.parseLenient(value);
    } catch (IllegalArgumentException e) {
      throw malformed(parameter, value);
    }
  }

  private static AwsError malformed(String parameter, String value) {
    return AwsError.invalid(
        Character.toLowerCase(parameter.charAt(0)) + parameter.substring(1),
        value,
        "This is not a valid CIDR block.");
  }

  /**
   * Tells whether a further block must not join a VPC with this primary block: the private ranges
   * do not mix (Amazon VPC User Guide, "IPv4 CIDR block association restrictions").
   */
  static boolean isRestricted(Cidr primary, Cidr further) {
    for (Cidr range : PRIVATE_RANGES) {
      if (range.overlaps(further) && !range.contains(primary)) {
        return PRIVATE_RANGES.stream().anyMatch(other -> other.contains(primary));
      }
    }
    return false;
  }
}
