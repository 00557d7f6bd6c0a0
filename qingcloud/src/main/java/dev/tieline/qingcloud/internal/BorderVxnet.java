package dev.tieline.qingcloud.internal;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.provider.Answer;
import dev.tieline.spi.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A vxnet that has joined a border router.
 *
 * @param address the border's address in the vxnet, which routes to it name
 * @param router the VPC that the vxnet is of; the plain router of the answer is another one, an
 *     inner one as it seems
 * @param vxnetZone the zone of the vxnet, of the VPC's or an inner one
 * @param borderZone the inner zone of the border
 */
record BorderVxnet(
    Scope scope,
    String border,
    String vxnet,
    String name,
    @Nullable Ip address,
    @Nullable Cidr network,
    String router,
    String vxnetZone,
    String borderZone,
    Progress progress)
    implements Progressing<BorderVxnet> {
  static BorderVxnet from(Scope scope, Answer row) {
    return new BorderVxnet(
        scope,
        row.text("border_id"),
        row.text("vxnet_id"),
        row.text("vxnet_name"),
        Wire.address(row, "border_private_ip"),
        Wire.block(row, "ip_network").orElse(null),
        row.text("vpc_router_id"),
        row.text("vxnet_zone_id"),
        row.text("border_zone_id"),
        Progress.from(row));
  }

  /** A vxnet of which nothing is known but that it is to join a border. */
  static BorderVxnet unseen(Scope scope, String border, String vxnet) {
    return new BorderVxnet(scope, border, vxnet, "", null, null, "", "", "", Progress.unseen());
  }

  @Override
  public BorderVxnet at(Progress now) {
    return new BorderVxnet(
        scope, border, vxnet, name, address, network, router, vxnetZone, borderZone, now);
  }

  @Override
  public List<String> jobsOf() {
    return List.of(border, vxnet);
  }
}
