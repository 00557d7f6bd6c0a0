package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.provider.Forms;
import dev.tieline.qingcloud.QingCloudVpcSize;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a topology says about one VPC, as plain data: what {@code QingCloudVpc.asData()} returns.
 */
public sealed interface VpcForm {
  /** The alias of the account. */
  String account();

  /** The zone that calls name. */
  String zone();

  /** The vxnets to make in it. */
  List<VxnetForm> vxnets();

  /** A VPC that we make. */
  record Managed(
      String account, String zone, Cidr block, QingCloudVpcSize size, List<VxnetForm> vxnets)
      implements VpcForm {
    public Managed {
      Forms.text("account", account);
      checkZone(zone);
      checkBlock(block);
      requireNonNull(size, "size of managed VPC");
      vxnets = List.copyOf(vxnets);
      checkVxnets(vxnets);
      for (VxnetForm vxnet : vxnets) {
        if (!block.contains(vxnet.block())) {
          throw new IllegalArgumentException(
              "block of vxnet "
                  + vxnet.name()
                  + ": "
                  + vxnet.block()
                  + " (expected: a /24 inside "
                  + block
                  + ", the VPC's block)");
        }
      }
    }
  }

  /** A VPC that is there: vxnets may be added. */
  record Existing(String account, String zone, String routerId, List<VxnetForm> vxnets)
      implements VpcForm {
    public Existing {
      Forms.text("account", account);
      checkZone(zone);
      if (!requireNonNull(routerId, "VPC id").matches("rtr-[0-9a-z]{1,40}")) {
        throw new IllegalArgumentException(
            "VPC id: " + routerId + " (expected: rtr-..., as the console shows it)");
      }
      vxnets = List.copyOf(vxnets);
      checkVxnets(vxnets);
    }
  }

  /**
   * A vxnet to make.
   *
   * @param border the address that is kept for a border router; null for the last one, which is
   *     that of the cloud
   */
  record VxnetForm(String name, Cidr block, @Nullable Ip border) {
    // "ip_network: such as 192.168.x.0/24" (JoinRouter, API documentation of VPC, read 2026-11)
    private static final int LENGTH = 24;
    private static final int GATEWAY = 1;
    private static final int LAST = 254;

    public VxnetForm {
      Forms.name("vxnet", name);
      requireNonNull(block, "block of vxnet " + name);
      if (!block.isV4() || block.prefixLength() != LENGTH) {
        throw new IllegalArgumentException(
            "block of vxnet "
                + name
                + ": "
                + block
                + " (expected: an IPv4 /24, as QingCloud has no others)");
      }
      if (border != null
          && (!block.contains(border)
              || border.equals(block.first())
              || border.equals(block.last())
              || border.equals(block.host(GATEWAY)))) {
        throw new IllegalArgumentException(
            "border's address in vxnet "
                + name
                + ": "
                + border
                + " (expected: one of "
                + block.host(GATEWAY + 1)
                + " to "
                + block.host(LAST)
                + ")");
      }
    }

    /** The VPC's own address in it. */
    Ip gateway() {
      return block.host(GATEWAY);
    }

    /** The address of a border router in it, which DHCP must not give to a machine. */
    Ip borderAddress() {
      return border == null ? block.host(LAST) : border;
    }

    /** The first address that DHCP gives: of the two ranges beside the border, the longer. */
    Ip dynStart() {
      return borderIsHigh() ? block.host(GATEWAY + 1) : borderAddress().next();
    }

    /** The last address that DHCP gives. */
    Ip dynEnd() {
      return borderIsHigh() ? borderAddress().previous() : block.host(LAST);
    }

    private boolean borderIsHigh() {
      return borderAddress().compareTo(block.host(LAST / 2)) > 0;
    }
  }

  /**
   * What is unusual about a VPC's block: the documentation names two, Terraform's provider takes
   * some more, and the console may take others still.
   */
  static Optional<String> unusual(Cidr block) {
    boolean usual =
        block.prefixLength() == 16
            && (Cidr.parse("192.168.0.0/16").contains(block)
                || Cidr.parse("172.16.0.0/12").contains(block));
    return usual
        ? Optional.empty()
        : Optional.of(
            "block "
                + block
                + " (expected: 192.168.0.0/16, or one of 172.16.0.0/16 to 172.31.0.0/16)");
  }

  private static void checkZone(String zone) {
    Zones.wrong("zone", requireNonNull(zone, "zone"))
        .ifPresent(
            wrong -> {
              throw new IllegalArgumentException(wrong);
            });
  }

  private static void checkBlock(Cidr block) {
    requireNonNull(block, "block of managed VPC");
    if (!block.isV4() || block.prefixLength() < 8 || block.prefixLength() > VxnetForm.LENGTH) {
      throw new IllegalArgumentException(
          "block of managed VPC: "
              + block
              + " (expected: an IPv4 block that a vxnet's /24 fits into, such as 172.16.0.0/16)");
    }
    // 10.255.x.0/24 are the clients of the VPC's own VPN ("VPN", user guide of VPC, read 2026-11)
    for (String taken :
        new String[] {
          "10.255.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3"
        }) {
      if (block.overlaps(Cidr.parse(taken))) {
        throw new IllegalArgumentException(
            "block of managed VPC: " + block + " (expected: a block outside of " + taken + ")");
      }
    }
  }

  private static void checkVxnets(List<VxnetForm> vxnets) {
    Forms.twice(vxnets.stream().map(VxnetForm::name).toList())
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "vxnet: " + name + " (expected: a name used once)");
            });
    for (int i = 0; i < vxnets.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (vxnets.get(i).block().overlaps(vxnets.get(j).block())) {
          throw new IllegalArgumentException(
              "block of vxnet "
                  + vxnets.get(i).name()
                  + ": "
                  + vxnets.get(i).block()
                  + ", which vxnet "
                  + vxnets.get(j).name()
                  + " has (expected: a block of its own)");
        }
      }
    }
  }
}
