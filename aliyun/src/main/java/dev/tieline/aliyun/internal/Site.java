package dev.tieline.aliyun.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Addresses;
import dev.tieline.provider.Keys;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network of ours, or with parts of ours, while it is compiled.
 *
 * @param name its name in the topology
 * @param scope where it is
 * @param id the VPC's id
 * @param vpc the VPC; null if it is not there yet
 */
record Site(String name, Scope scope, Ref<String> id, @Nullable Vpc vpc) {
  Address address() {
    return Addresses.network(name);
  }

  boolean is(String vpcId) {
    return vpc != null && vpc.id().equals(vpcId);
  }

  /** Returns the vSwitch that is there with this block. */
  Optional<VSwitch> vSwitch(Facts facts, Cidr block) {
    return parts(facts, VSwitch.class).stream().filter(s -> s.cidrs().contains(block)).findFirst();
  }

  <T> List<T> parts(Facts facts, Class<T> type) {
    return vpc == null ? List.of() : facts.find(type, new Keys.InVpc(vpc.id()));
  }
}
