package dev.tieline.testkit.internal.aliyun;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.AliyunQuota;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Blocks as the cloud reads them, and the further blocks of a VPC. */
final class Blocks {

  private static final List<Cidr> FORBIDDEN =
      List.of(
          Cidr.parse("100.64.0.0/10"),
          Cidr.parse("224.0.0.0/4"),
          Cidr.parse("127.0.0.0/8"),
          Cidr.parse("169.254.0.0/16"));

  private Blocks() {}

  static void register(Actions actions) {
    actions.writes(
        "AssociateVpcCidrBlock",
        "RegionId* VpcId* SecondaryCidrBlock IPv6CidrBlock IpVersion Ipv6Isp",
        Blocks::associate);
    actions.writes(
        "UnassociateVpcCidrBlock",
        "RegionId* VpcId* SecondaryCidrBlock IPv6CidrBlock",
        Blocks::unassociate);
  }

  /** Reads a block whose host bits must be zero. */
  static Cidr parse(String text, String code) {
    Cidr block = text.contains("/") ? Cidr.tryParse(text).orElse(null) : null;
    if (block == null) {
      throw AliyunError.of(code, "Specified CIDR block is not valid: " + text);
    }
    return block;
  }

  /** Reads an IPv4 block that a network may have: of /8 to /28 and not of a reserved range. */
  static Cidr network(String text) {
    Cidr block = parse(text, "InvalidCidrBlock.Malformed");
    if (!block.isV4()
        || block.prefixLength() < 8
        || block.prefixLength() > 28
        || FORBIDDEN.stream().anyMatch(block::overlaps)) {
      throw AliyunError.of("InvalidCidrBlock.Malformed", "Specified CIDR block is not valid.");
    }
    return block;
  }

  /** Chooses the /56 that the cloud gives to a VPC: of its range, by what is free. */
  static Cidr freshIpv6(Rpc call) {
    for (int n = 1; ; n++) {
      Cidr block =
          Cidr.parse(String.format(Locale.ROOT, "2408:4000:%x:%x::/56", n >> 8, (n & 0xff) << 8));
      boolean taken =
          call.everywhere(Kind.VPC).stream().anyMatch(vpc -> Objects.equals(block, vpc.ipv6()));
      if (!taken) {
        return block;
      }
    }
  }

  private static void associate(Rpc call) {
    Vpc vpc = Vpcs.require(call, call.text("VpcId"));
    Vpcs.requireAvailable(call, vpc, "IncorrectStatus.Vpc");
    String ipv6 = call.text("IPv6CidrBlock");
    if (call.text("IpVersion").equalsIgnoreCase("IPv6") || !ipv6.isEmpty()) {
      if (vpc.ipv6() != null) {
        throw AliyunError.of(
            "QuotaExceeded.Ipv6CidrBlock", "The VPC has an IPv6 CIDR block already.");
      }
      Cidr block = ipv6.isEmpty() ? freshIpv6(call) : parse(ipv6, "InvalidIPv6CidrBlock.Malformed");
      if (!block.isV6() || block.prefixLength() != 56) {
        throw AliyunError.invalid("IPv6CidrBlock");
      }
      call.put(Kind.VPC, vpc.withIpv6(block, call.now));
      call.out.put("CidrBlock", block.toString()).put("IpVersion", "IPV6");
      return;
    }
    String text = call.text("SecondaryCidrBlock");
    if (text.isEmpty()) {
      throw AliyunError.WORDS.missing("SecondaryCidrBlock");
    }
    Cidr block = network(text);
    if (vpc.blocks().stream().anyMatch(block::overlaps)) {
      throw AliyunError.of(
          "InvalidCIDRBlock.Duplicate", "Specified CIDR block overlaps one of the VPC.");
    }
    if (vpc.secondary().size() >= call.quota(AliyunQuota.SECONDARY_BLOCKS_PER_VPC)) {
      throw AliyunError.of(
          "QuotaExceeded.SecondaryCidrBlock", "The quota of secondary CIDR blocks is exceeded.");
    }
    call.put(Kind.VPC, vpc.withSecondary(vpc.secondary().put(block, ""), call.now));
    call.out.put("CidrBlock", block.toString()).put("IpVersion", "IPV4");
  }

  private static void unassociate(Rpc call) {
    Vpc vpc = Vpcs.require(call, call.text("VpcId"));
    Vpcs.requireAvailable(call, vpc, "IncorrectStatus.Vpc");
    String ipv6 = call.text("IPv6CidrBlock");
    Cidr block =
        parse(
            ipv6.isEmpty() ? call.query.require("SecondaryCidrBlock") : ipv6,
            "InvalidCidrBlock.Malformed");
    boolean known =
        block.isV6() ? Objects.equals(block, vpc.ipv6()) : vpc.secondary().containsKey(block);
    if (!known) {
      throw AliyunError.notFound(
          "InvalidCidrBlock.NotFound", "Specified CIDR block is not one of the VPC.");
    }
    for (VSwitch vswitch : VSwitches.of(call, vpc)) {
      Cidr theirs = block.isV6() ? vswitch.ipv6() : vswitch.cidr();
      if (inside(theirs, block)) {
        throw AliyunError.of(
            "OperationFailed.CidrInUse", "The CIDR block is in use by " + vswitch.id() + ".");
      }
    }
    call.put(
        Kind.VPC,
        block.isV6()
            ? vpc.withIpv6(null, call.now)
            : vpc.withSecondary(vpc.secondary().remove(block), call.now));
  }

  private static boolean inside(@Nullable Cidr inner, Cidr outer) {
    return inner != null && outer.contains(inner);
  }
}
