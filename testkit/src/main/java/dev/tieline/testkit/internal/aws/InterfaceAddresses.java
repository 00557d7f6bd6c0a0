package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The addresses of network interfaces: which are free, and who gets further ones. */
final class InterfaceAddresses {

  private InterfaceAddresses() {}

  static void register(Actions actions) {
    actions.writes("AssignPrivateIpAddresses", InterfaceAddresses::assign);
    actions.writes("UnassignPrivateIpAddresses", InterfaceAddresses::unassign);
    actions.writes("AssignIpv6Addresses", InterfaceAddresses::assignIpv6);
    actions.writes("UnassignIpv6Addresses", InterfaceAddresses::unassignIpv6);
  }

  static Set<Ip> taken(Ec2Call call, String subnetId) {
    Set<Ip> taken = new TreeSet<>();
    for (NetworkInterface other : call.all(Kind.INTERFACE)) {
      if (other.subnetId().equals(subnetId)) {
        taken.addAll(other.privateIps());
        taken.addAll(other.ipv6());
      }
    }
    return taken;
  }

  /** Takes the addresses that were chosen, and free ones up to a number. */
  static List<Ip> take(Subnet subnet, Set<Ip> taken, List<String> chosen, int count) {
    List<Ip> ips = new ArrayList<>();
    for (String address : chosen) {
      ips.add(chosen(subnet, taken, address));
      taken.add(ips.get(ips.size() - 1));
    }
    while (ips.size() < count) {
      ips.add(firstFree(subnet, taken));
      taken.add(ips.get(ips.size() - 1));
    }
    return ips;
  }

  private static Ip firstFree(Subnet subnet, Set<Ip> taken) {
    Ip last = subnet.cidr().last();
    for (Ip ip = subnet.cidr().host(4); !ip.equals(last); ip = ip.next()) {
      if (!taken.contains(ip)) {
        return ip;
      }
    }
    throw AwsError.of(
        "InsufficientFreeAddressesInSubnet",
        "The specified subnet does not have enough free addresses to satisfy the request.");
  }

  private static Ip chosen(Subnet subnet, Set<Ip> taken, String address) {
    Cidr cidr = subnet.cidr();
    Ip ip = Ip.tryParse(address).orElse(null);
    if (ip == null
        || !cidr.contains(ip)
        || ip.compareTo(cidr.host(4)) < 0
        || ip.equals(cidr.last())) {
      throw AwsError.of(
          "InvalidParameterValue",
          "Address " + address + " is not a free one of subnet " + subnet.id());
    }
    if (taken.contains(ip)) {
      throw AwsError.of("InvalidIPAddress.InUse", "Address " + address + " is in use.");
    }
    return ip;
  }

  static List<Ip> takeIpv6(Subnet subnet, Set<Ip> taken, List<String> chosen, int count) {
    Cidr cidr = subnet.ipv6() == null ? null : subnet.ipv6().cidr();
    if (cidr == null) {
      throw AwsError.of(
          "InvalidParameterValue", "The subnet '" + subnet.id() + "' has no IPv6 CIDR block");
    }
    List<Ip> ips = new ArrayList<>();
    for (String address : chosen) {
      Ip ip = Ip.tryParse(address).orElse(null);
      if (ip == null || !cidr.contains(ip) || taken.contains(ip)) {
        throw AwsError.of(
            "InvalidParameterValue",
            "Address " + address + " is not a free one of subnet " + subnet.id());
      }
      ips.add(ip);
      taken.add(ip);
    }
    Ip next = cidr.host(4);
    while (ips.size() < count) {
      if (taken.add(next)) {
        ips.add(next);
      }
      next = next.next();
    }
    return ips;
  }

  /** Finds addresses that an interface may have beside its own. */
  static List<Ip> further(Ec2Call call, NetworkInterface eni, List<String> chosen, int count) {
    Subnet subnet = call.require(Kind.SUBNET, eni.subnetId());
    return take(subnet, taken(call, eni.subnetId()), chosen, count);
  }

  private static NetworkInterface named(Ec2Call call) {
    return call.require(Kind.INTERFACE, call.query.require("NetworkInterfaceId"));
  }

  private static void assign(Ec2Call call) {
    NetworkInterface eni = named(call);
    call.query.ignores("AllowReassignment");
    List<Ip> ips =
        further(
            call,
            eni,
            call.query.list("PrivateIpAddress"),
            atLeast(call.query.number("SecondaryPrivateIpAddressCount"), 0));
    if (ips.isEmpty()) {
      throw AwsError.missing("privateIpAddress");
    }
    call.put(Kind.INTERFACE, eni.id(), eni.plus(ips));
    call.out
        .add("networkInterfaceId", eni.id())
        .items("assignedPrivateIpAddressesSet", ips, (item, ip) -> item.add("privateIpAddress", ip))
        .add("return", true);
  }

  static int atLeast(@Nullable Integer given, int least) {
    return given == null ? least : Math.max(given, least);
  }

  private static void unassign(Ec2Call call) {
    NetworkInterface eni = named(call);
    List<Ip> ips = present(eni.privateIps(), call.query.list("PrivateIpAddress"));
    if (ips.contains(eni.privateIp())) {
      throw AwsError.of(
          "InvalidParameterValue", "The primary address of " + eni.id() + " must stay");
    }
    call.put(Kind.INTERFACE, eni.id(), eni.minus(ips));
    call.out.add("return", true);
  }

  private static List<Ip> present(List<Ip> own, List<String> named) {
    List<Ip> found = own.stream().filter(ip -> named.contains(ip.toString())).toList();
    if (found.size() != named.size() || found.isEmpty()) {
      throw AwsError.of(
          "InvalidParameterValue",
          "Some of " + String.join(", ", named) + " are not addresses of the interface");
    }
    return found;
  }

  private static void assignIpv6(Ec2Call call) {
    NetworkInterface eni = named(call);
    Subnet subnet = call.require(Kind.SUBNET, eni.subnetId());
    List<Ip> ips =
        takeIpv6(
            subnet,
            taken(call, subnet.id()),
            call.query.list("Ipv6Addresses"),
            atLeast(call.query.number("Ipv6AddressCount"), 0));
    List<Ip> all = new ArrayList<>(eni.ipv6());
    all.addAll(ips);
    call.put(Kind.INTERFACE, eni.id(), eni.withIpv6(all));
    call.out
        .add("networkInterfaceId", eni.id())
        .nest("assignedIpv6Addresses", set -> ips.forEach(ip -> set.add("item", ip)));
  }

  private static void unassignIpv6(Ec2Call call) {
    NetworkInterface eni = named(call);
    List<Ip> ips = present(eni.ipv6(), call.query.list("Ipv6Addresses"));
    List<Ip> left = new ArrayList<>(eni.ipv6());
    left.removeAll(ips);
    call.put(Kind.INTERFACE, eni.id(), eni.withIpv6(left));
    call.out
        .add("networkInterfaceId", eni.id())
        .nest("unassignedIpv6Addresses", set -> ips.forEach(ip -> set.add("item", ip)));
  }
}
