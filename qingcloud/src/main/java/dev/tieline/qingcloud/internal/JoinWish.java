package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.qingcloud.internal.VpcForm.VxnetForm;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * A vxnet's place in a VPC.
 *
 * @param router the VPC
 * @param vxnet the vxnet
 * @param form its block, and the address that is kept for a border router
 * @param name the vxnet's name, for snapshots: no part of the wish's text
 */
record JoinWish(Ref<String> router, Ref<String> vxnet, VxnetForm form, String name)
    implements Wish {
  JoinWish {
    requireNonNull(router, "router");
    requireNonNull(vxnet, "vxnet");
    requireNonNull(form, "form");
    requireNonNull(name, "name");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(router, vxnet);
  }

  @Override
  public String toString() {
    return vxnet
        + " in "
        + router
        + " as "
        + form.block()
        + ", DHCP "
        + form.dynStart()
        + " to "
        + form.dynEnd();
  }
}
