package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.ArrayList;
import java.util.List;

/**
 * A load balancer.
 *
 * @param eips its public addresses, at most one; none of a private one
 * @param vxnet the vxnet that it is in
 * @param address the address that it gets there; empty: the cloud chooses
 * @param size how many connections it takes, in the cloud's numbers
 * @param group its security group
 * @param router the VPC that it is in; for snapshots
 * @param shown the name in the wish; for snapshots
 */
record BalancerWish(
    List<Ref<String>> eips,
    Ref<String> vxnet,
    String address,
    int size,
    Ref<String> group,
    Ref<String> router,
    String shown)
    implements Wish {
  BalancerWish {
    eips = List.copyOf(eips);
    requireNonNull(vxnet, "vxnet");
    requireNonNull(address, "address");
    requireNonNull(group, "group");
    requireNonNull(router, "router");
    requireNonNull(shown, "shown");
  }

  @Override
  public List<Ref<?>> refs() {
    List<Ref<?>> refs = new ArrayList<>(eips);
    refs.add(vxnet);
    refs.add(group);
    return refs;
  }

  @Override
  public String toString() {
    return "at "
        + eips
        + " in "
        + vxnet
        + (address.isEmpty() ? "" : " as " + address)
        + ", size "
        + size
        + ", guarded by "
        + group;
  }
}
