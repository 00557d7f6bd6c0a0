package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.net.Ip;
import dev.tieline.testkit.QingCloudSwitch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Who has which address in a private network. */
final class Addresses {
  private static final int MIDDLE = 98;

  /** An address in a network, and whose it is. */
  record Holder(String id, Ip address) {}

  private Addresses() {}

  /** Returns who holds an address of a network, the recycle bin too as far as the cloud does. */
  static List<Holder> in(Iaas call, String vxnet) {
    List<Holder> holders = new ArrayList<>();
    for (Instance instance : call.shown(Kind.INSTANCE)) {
      boolean binned = instance.life().isEnded(call.now);
      boolean holds =
          !binned
              || (call.is(QingCloudSwitch.BINNED_INSTANCE_HOLDS_VXNET)
                  && !instance.isCeased(call.config, call.now));
      if (instance.vxnet().equals(vxnet) && holds) {
        holders.add(new Holder(instance.id(), instance.address()));
      }
    }
    for (Balancer balancer : call.shown(Kind.BALANCER)) {
      boolean binned = balancer.life().isEnded(call.now);
      boolean holds =
          !binned
              || (call.is(QingCloudSwitch.BINNED_BALANCER_HOLDS_VXNET)
                  && !balancer.isCeased(call.config, call.now));
      if (balancer.vxnet().equals(vxnet) && holds && balancer.address() != null) {
        holders.add(new Holder(balancer.id(), balancer.address()));
      }
    }
    return holders;
  }

  static boolean isTaken(Iaas call, String vxnet, Ip address) {
    return in(call, vxnet).stream().anyMatch(holder -> holder.address().equals(address));
  }

  /** Gives an instance the address that is asked for, or the first free one. */
  static Ip take(Iaas call, Vxnet vxnet, String asked) {
    return take(call, vxnet, asked, 0);
  }

  /** Gives a balancer the address that is asked for, or one from the middle of the range. */
  static Ip takeForBalancer(Iaas call, Vxnet vxnet, String asked) {
    return take(call, vxnet, asked, MIDDLE);
  }

  private static Ip take(Iaas call, Vxnet vxnet, String asked, int first) {
    Vxnet.Join join = vxnet.working(call.now);
    if (join == null) {
      throw QingError.denied("vxnet [" + vxnet.id() + "] has not joined a router");
    }
    if (!asked.isEmpty()) {
      Ip address =
          Ip.tryParse(asked)
              .filter(ip -> isBetween(join.dynStart(), ip, join.dynEnd()))
              .orElseThrow(
                  () ->
                      QingError.bad(
                          "vxnets", asked, "from " + join.dynStart() + " to " + join.dynEnd()));
      if (!isFree(call, vxnet.id(), join, address)) {
        throw QingError.denied("private ip [" + asked + "] is already in use");
      }
      return address;
    }
    Ip middle = join.dynStart().plus(first);
    Ip start = isBetween(join.dynStart(), middle, join.dynEnd()) ? middle : join.dynStart();
    for (Ip ip = start; isBetween(start, ip, join.dynEnd()); ip = ip.next()) {
      if (isFree(call, vxnet.id(), join, ip)) {
        return ip;
      }
    }
    throw QingError.denied("vxnet [" + vxnet.id() + "] has no free address");
  }

  private static boolean isBetween(Ip start, Ip ip, Ip end) {
    return ip.isV4() && start.compareTo(ip) <= 0 && ip.compareTo(end) <= 0;
  }

  private static boolean isFree(Iaas call, String vxnet, Vxnet.Join join, Ip address) {
    boolean ofBorder =
        BorderLinks.all(call).stream()
            .anyMatch(m -> m.vxnet().equals(vxnet) && m.address().equals(address));
    return !isTaken(call, vxnet, address)
        && !Objects.equals(address, join.manager())
        && (!ofBorder || call.is(QingCloudSwitch.DHCP_OVERLOOKS_BORDER));
  }
}
