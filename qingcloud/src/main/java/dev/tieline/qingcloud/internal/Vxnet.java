package dev.tieline.qingcloud.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Answer;
import dev.tieline.provider.Marked;
import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A vxnet: a layer of its own, and a subnet once it has joined a VPC.
 *
 * @param type 1 managed by the cloud, 0 by its owner; only the former can join a VPC
 * @param router the VPC that it has joined; empty if none
 * @param network its block there; null if it has none
 * @param instances the instances in it, as far as the list tells
 */
record Vxnet(
    String id,
    Scope scope,
    String name,
    String description,
    int type,
    String router,
    @Nullable Cidr network,
    List<String> instances,
    Instant created)
    implements Marked {
  Vxnet {
    instances = List.copyOf(instances);
  }

  static Vxnet from(Scope scope, Answer row) {
    Answer router = row.object("router");
    String vpc = row.text("vpc_router_id");
    return new Vxnet(
        row.text("vxnet_id"),
        scope,
        row.text("vxnet_name"),
        row.text("description"),
        Wire.number(row, "vxnet_type"),
        vpc.isEmpty() ? router.text("router_id") : vpc,
        Wire.block(router, "ip_network").orElse(null),
        row.textOrTexts("instance_ids"),
        Wire.time(row, "create_time"));
  }

  /** The same vxnet by another name. */
  Vxnet named(String newName) {
    return new Vxnet(id, scope, newName, description, type, router, network, instances, created);
  }

  /** Whether its block is this one. */
  boolean has(Cidr block) {
    return network != null && network.equals(block);
  }

  @Override
  public Map<Owner, Address> marks() {
    return Names.marks(name);
  }
}
