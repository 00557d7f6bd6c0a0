package dev.tieline.testkit.internal.aliyun;

import dev.tieline.net.Cidr;
import java.time.Instant;
import java.util.List;

/** A network ACL: stateless entries, judged in their order. Its vSwitches point at it. */
record NetworkAcl(
    String id,
    String account,
    String region,
    String vpcId,
    String name,
    String description,
    List<Entry> ingress,
    List<Entry> egress,
    Instant createdAt)
    implements Thing {

  /** An entry; the block is that of the other side, ports are {@code from/to} or {@code -1/-1}. */
  record Entry(
      String id,
      String name,
      String description,
      Cidr cidr,
      String protocol,
      String port,
      boolean accepts) {}

  NetworkAcl {
    ingress = List.copyOf(ingress);
    egress = List.copyOf(egress);
  }

  NetworkAcl with(List<Entry> into, List<Entry> outOf) {
    return new NetworkAcl(id, account, region, vpcId, name, description, into, outOf, createdAt);
  }
}
