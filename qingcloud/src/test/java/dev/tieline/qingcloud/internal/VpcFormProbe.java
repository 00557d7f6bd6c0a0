package dev.tieline.qingcloud.internal;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.topology.Network;
import java.util.List;
import java.util.Optional;

/** Shows tests of the public package what a VPC's first vxnet comes to. */
public final class VpcFormProbe {
  private VpcFormProbe() {}

  private static VpcForm.VxnetForm first(Network network) {
    return ((VpcForm) network.asData()).vxnets().get(0);
  }

  public static Ip gateway(Network network) {
    return first(network).gateway();
  }

  public static Ip border(Network network) {
    return first(network).borderAddress();
  }

  public static List<Ip> dhcp(Network network) {
    return List.of(first(network).dynStart(), first(network).dynEnd());
  }

  public static Optional<String> unusual(String block) {
    return VpcForm.unusual(Cidr.parse(block));
  }
}
