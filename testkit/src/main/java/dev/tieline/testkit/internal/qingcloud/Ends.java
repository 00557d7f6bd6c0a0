package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.net.Ip;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where packets begin and end: instances and load balancers with an address in a network. */
final class Ends {

  /**
   * One of them.
   *
   * @param there its account and zone
   * @param group the group that guards it, empty for none
   */
  record End(Iaas there, String id, Vxnet vxnet, Ip address, String group) {
    @Override
    public String toString() {
      return id + " " + address;
    }
  }

  private Ends() {}

  /** Returns all ends of a network that can send and receive. */
  static List<End> in(Iaas there, Vxnet vxnet) {
    Instant now = there.now;
    List<End> ends = new ArrayList<>();
    for (Instance instance : there.all(Kind.INSTANCE)) {
      if (instance.vxnet().equals(vxnet.id()) && instance.life().isUp(now)) {
        ends.add(new End(there, instance.id(), vxnet, instance.address(), instance.group()));
      }
    }
    for (Balancer balancer : there.all(Kind.BALANCER)) {
      End end = of(there, balancer);
      if (end != null && balancer.vxnet().equals(vxnet.id())) {
        ends.add(end);
      }
    }
    return ends;
  }

  /** Returns where a balancer is in a private network, or null. */
  static @Nullable End of(Iaas there, Balancer balancer) {
    Vxnet vxnet = there.find(Kind.VXNET, balancer.vxnet());
    Ip address = balancer.address();
    boolean up = balancer.life().isUp(there.now);
    // its own group guards what the internet sends, not what comes from private networks
    return vxnet == null || address == null || !up
        ? null
        : new End(there, balancer.id(), vxnet, address, "");
  }

  /** Returns the only end that an id or an address means. */
  static End named(Iaas anywhere, String name) {
    List<End> found = new ArrayList<>();
    for (Vxnet vxnet : anywhere.everywhere(Kind.VXNET)) {
      for (End end : in(anywhere.at(vxnet.account(), vxnet.zone()), vxnet)) {
        if (end.id().equals(name) || end.address().toString().equals(name)) {
          found.add(end);
        }
      }
    }
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          "from: "
              + name
              + " (expected: a running instance or an address of exactly one, found "
              + found.size()
              + ")");
    }
    return found.get(0);
  }
}
