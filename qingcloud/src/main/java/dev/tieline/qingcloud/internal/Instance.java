package dev.tieline.qingcloud.internal;

import dev.tieline.net.Ip;
import dev.tieline.provider.Answer;
import dev.tieline.spi.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An instance, which is only ever looked at.
 *
 * @param nics its interfaces, one in each of its vxnets
 */
record Instance(
    String id, Scope scope, String name, Progress progress, String group, List<Nic> nics) {
  Instance {
    nics = List.copyOf(nics);
  }

  /** An interface in a vxnet; without an address until DHCP has given it one. */
  record Nic(String vxnet, @Nullable Ip address) {
    /** Whether it has this address. */
    boolean has(Ip one) {
      return address != null && address.equals(one);
    }
  }

  static Instance from(Scope scope, Answer row) {
    return new Instance(
        row.text("instance_id"),
        scope,
        row.text("instance_name"),
        Progress.from(row),
        row.object("security_group").text("security_group_id"),
        row.objects("vxnets").stream()
            .map(nic -> new Nic(nic.text("vxnet_id"), Wire.address(nic, "private_ip")))
            .toList());
  }
}
