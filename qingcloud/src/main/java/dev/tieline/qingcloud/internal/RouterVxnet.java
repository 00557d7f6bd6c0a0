package dev.tieline.qingcloud.internal;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.provider.Answer;
import dev.tieline.spi.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A vxnet that has joined a VPC.
 *
 * @param manager the address of the VPC in it, the gateway
 * @param dynStart the first address that DHCP may give
 * @param dynEnd the last one
 * @param features what the VPC does for it; bit 1 is DHCP
 */
record RouterVxnet(
    Scope scope,
    String router,
    String vxnet,
    String name,
    @Nullable Cidr network,
    @Nullable Ip manager,
    @Nullable Ip dynStart,
    @Nullable Ip dynEnd,
    int features,
    Progress progress)
    implements Progressing<RouterVxnet> {
  static RouterVxnet from(Scope scope, Answer row) {
    return new RouterVxnet(
        scope,
        row.text("router_id"),
        row.text("vxnet_id"),
        row.text("vxnet_name"),
        Wire.block(row, "ip_network").orElse(null),
        Wire.address(row, "manager_ip"),
        Wire.address(row, "dyn_ip_start"),
        Wire.address(row, "dyn_ip_end"),
        Wire.number(row, "features"),
        Progress.from(row));
  }

  /** A vxnet of which nothing is known but that it is to join a VPC. */
  static RouterVxnet unseen(Scope scope, String router, String vxnet) {
    return new RouterVxnet(scope, router, vxnet, "", null, null, null, null, -1, Progress.unseen());
  }

  /** Whether DHCP may give an address to a machine. */
  boolean gives(Ip address) {
    return dynStart != null
        && dynEnd != null
        && dynStart.compareTo(address) <= 0
        && address.compareTo(dynEnd) <= 0;
  }

  /** Whether its block is this one. */
  boolean has(Cidr block) {
    return network != null && network.equals(block);
  }

  @Override
  public RouterVxnet at(Progress now) {
    return new RouterVxnet(
        scope, router, vxnet, name, network, manager, dynStart, dynEnd, features, now);
  }

  @Override
  public List<String> jobsOf() {
    return List.of(router, vxnet);
  }
}
