package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.internal.aws.Address.Association;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Elastic addresses; they are of the ranges for documentation (RFC 5737). */
final class Addresses {

  private static final List<Cidr> RANGES =
      List.of(
          Cidr.parse("203.0.113.0/24"), Cidr.parse("198.51.100.0/24"), Cidr.parse("192.0.2.0/24"));

  private Addresses() {}

  static void register(Actions actions) {
    actions.reads("DescribeAddresses", Addresses::describe);
    actions.reads("DescribeAddressesAttribute", Addresses::describeAttribute);
    actions.writes("AllocateAddress", Addresses::allocate);
    actions.writes("ReleaseAddress", Addresses::release);
    actions.writes("AssociateAddress", Addresses::associate);
    actions.writes("DisassociateAddress", Addresses::disassociate);
  }

  private static void describe(Ec2Call call) {
    List<Address> visible = call.all(Kind.ADDRESS);
    List<String> wanted = call.query.list("PublicIp");
    for (String ip : wanted) {
      if (visible.stream().noneMatch(address -> address.publicIp().toString().equals(ip))) {
        throw AwsError.of("InvalidAddress.NotFound", "Address '" + ip + "' not found.");
      }
    }
    List<Address> shown =
        visible.stream()
            .filter(a -> wanted.isEmpty() || wanted.contains(a.publicIp().toString()))
            .toList();
    Listing.of(call, Kind.ADDRESS, "AllocationId", shown, Address::id)
        .filter("allocation-id", Address::id)
        .filter("association-id", of(call, Association::id))
        .filter("network-interface-id", of(call, Association::eniId))
        .filter("private-ip-address", of(call, Association::privateIp))
        .filter("instance-id", of(call, association -> instanceId(call, association)))
        .filter("network-interface-owner-id", of(call, association -> call.account))
        .filter("public-ip", Address::publicIp)
        .filter("domain", address -> "vpc")
        .filter("network-border-group", address -> call.region)
        .write("addressesSet", 5, 1000, (item, address) -> write(call, item, address));
  }

  private static Function<Address, @Nullable Object> of(
      Ec2Call call, Function<Association, @Nullable Object> member) {
    return address -> {
      Association association = address.association(call.now);
      return association == null ? null : member.apply(association);
    };
  }

  private static @Nullable String instanceId(Ec2Call call, Association association) {
    NetworkInterface eni = call.find(Kind.INTERFACE, association.eniId());
    return eni == null || eni.instanceId().isEmpty() ? null : eni.instanceId();
  }

  private static void write(Ec2Call call, XmlElement item, Address address) {
    item.add("publicIp", address.publicIp())
        .add("allocationId", address.id())
        .add("domain", "vpc")
        .add("publicIpv4Pool", "amazon")
        .add("networkBorderGroup", call.region);
    Association association = address.association(call.now);
    if (association != null) {
      NetworkInterface eni = call.find(Kind.INTERFACE, association.eniId());
      item.add("associationId", association.id())
          .add("networkInterfaceId", association.eniId())
          .add("networkInterfaceOwnerId", call.account)
          .add("privateIpAddress", association.privateIp())
          .add("instanceId", instanceId(call, association))
          .add("subnetId", eni == null ? null : eni.subnetId());
    }
    Tags.write(call, item, address.id());
  }

  /** No address has a name of its own here, so that the answer is about nobody. */
  private static void describeAttribute(Ec2Call call) {
    for (String id : call.query.list("AllocationId")) {
      call.require(Kind.ADDRESS, id);
    }
    call.query.ignores("Attribute");
    Listing.<String>plain(call, List.of(), id -> id).write("addressSet", 1, 1000, (item, id) -> {});
  }

  private static void allocate(Ec2Call call) {
    call.query.ignores("NetworkBorderGroup");
    String domain = call.query.get("Domain", "vpc");
    String pool = call.query.get("PublicIpv4Pool", "amazon");
    if (!domain.equals("vpc")) {
      throw AwsError.invalid("domain", domain, "Expecting vpc.");
    }
    if (!pool.equals("amazon")) {
      throw AwsError.of("InvalidPoolID.NotFound", "The pool '" + pool + "' does not exist");
    }
    Address address = new Address(call.newId(Kind.ADDRESS), free(call), null);
    call.put(Kind.ADDRESS, address.id(), address);
    Tags.specified(call, Kind.ADDRESS, address.id());
    call.out
        .add("publicIp", address.publicIp())
        .add("domain", "vpc")
        .add("allocationId", address.id())
        .add("publicIpv4Pool", "amazon")
        .add("networkBorderGroup", call.region);
  }

  private static Ip free(Ec2Call call) {
    Set<Ip> taken = new TreeSet<>();
    call.world()
        .below(Kind.ADDRESS.prefix() + "/", Address.class)
        .forEach(address -> taken.add(address.publicIp()));
    for (Cidr range : RANGES) {
      for (Ip ip = range.host(1); !ip.equals(range.last()); ip = ip.next()) {
        if (!taken.contains(ip)) {
          return ip;
        }
      }
    }
    throw AwsError.of("AddressLimitExceeded", "The maximum number of addresses has been reached.");
  }

  private static void release(Ec2Call call) {
    call.query.ignores("NetworkBorderGroup");
    Address address = named(call);
    if (address.association(call.now) != null) {
      throw AwsError.of("InvalidIPAddress.InUse", "Address " + address.publicIp() + " is in use.");
    }
    call.remove(Kind.ADDRESS, address.id());
    call.out.add("return", true);
  }

  private static Address named(Ec2Call call) {
    String ip = call.query.get("PublicIp");
    if (ip == null) {
      return call.require(Kind.ADDRESS, call.query.require("AllocationId"));
    }
    return call.all(Kind.ADDRESS).stream()
        .filter(address -> address.publicIp().toString().equals(ip))
        .findFirst()
        .orElseThrow(
            () -> AwsError.of("InvalidAddress.NotFound", "Address '" + ip + "' not found."));
  }

  private static void associate(Ec2Call call) {
    Address address = named(call);
    String instanceId = call.query.get("InstanceId");
    String eniId = call.query.get("NetworkInterfaceId");
    boolean again = call.query.flag("AllowReassociation", true);
    if ((instanceId == null) == (eniId == null)) {
      throw AwsError.of(
          "InvalidParameterCombination",
          "Exactly one of instanceId and networkInterfaceId must be specified");
    }
    NetworkInterface eni;
    if (instanceId != null) {
      Instance instance = call.require(Kind.INSTANCE, instanceId);
      if (Instances.state(call, instance).equals("pending") || instance.terminatedAt() != null) {
        throw AwsError.of(
            "InvalidInstanceID",
            "The "
                + Instances.state(call, instance)
                + " instance '"
                + instanceId
                + "' is not in a valid state for this operation.");
      }
      eni = call.require(Kind.INTERFACE, instance.eniId());
    } else {
      eni = call.require(Kind.INTERFACE, String.valueOf(eniId));
    }
    boolean open =
        call.all(Kind.GATEWAY).stream().anyMatch(gateway -> eni.vpcId().equals(gateway.vpcId()));
    if (!open) {
      throw AwsError.of(
          "Gateway.NotAttached",
          "Network " + eni.vpcId() + " is not attached to any internet gateway");
    }
    String privateIp = call.query.get("PrivateIpAddress", eni.privateIp().toString());
    Ip target =
        eni.privateIps().stream()
            .filter(ip -> ip.toString().equals(privateIp))
            .findFirst()
            .orElseThrow(
                () ->
                    AwsError.invalid(
                        "privateIpAddress", privateIp, "The interface has no such address."));
    Association held = address.association(call.now);
    NetworkInterface holder = held == null ? null : call.find(Kind.INTERFACE, held.eniId());
    if (held != null && (!again || (holder != null && holder.isOfCloud()))) {
      throw AwsError.of(
          "Resource.AlreadyAssociated",
          "resource "
              + address.id()
              + " is already associated with associate-id "
              + associationId(call, address));
    }
    for (Address other : of(call, eni.id())) {
      if (stands(call, other, target)) {
        call.put(Kind.ADDRESS, other.id(), other.to(null));
      }
    }
    String id = put(call, address, eni.id(), target);
    call.out.add("return", true).add("associationId", id);
  }

  /** Associates an address that exists and answers the association's id. */
  static String put(Ec2Call call, Address address, String eniId, Ip privateIp) {
    String id = call.newId("eipassoc");
    call.put(Kind.ADDRESS, address.id(), address.to(new Association(id, eniId, privateIp, null)));
    return id;
  }

  /** Tells whether an elastic address stands for an interface's address. */
  static boolean stands(Ec2Call call, Address address, Ip privateIp) {
    Association association = address.association(call.now);
    return association != null && association.privateIp().equals(privateIp);
  }

  static String associationId(Ec2Call call, Address address) {
    Association association = address.association(call.now);
    return association == null ? "" : association.id();
  }

  /** Tells whether an interface of a VPC has an elastic address. */
  static boolean areMapped(Ec2Call call, String vpcId) {
    for (Address address : call.all(Kind.ADDRESS)) {
      Association association = address.association(call.now);
      NetworkInterface eni =
          association == null ? null : call.find(Kind.INTERFACE, association.eniId());
      if (eni != null && eni.vpcId().equals(vpcId)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the addresses of an interface. */
  static List<Address> of(Ec2Call call, String eniId) {
    List<Address> found = new ArrayList<>();
    for (Address address : call.all(Kind.ADDRESS)) {
      Association association = address.association(call.now);
      if (association != null && association.eniId().equals(eniId)) {
        found.add(address);
      }
    }
    return found;
  }

  /** Ends the associations of an interface, now or later. */
  static void leave(Ec2Call call, String eniId, @Nullable Instant until) {
    for (Address address : of(call, eniId)) {
      Association a = address.association(call.now);
      if (a != null) {
        call.put(
            Kind.ADDRESS,
            address.id(),
            address.to(
                until == null ? null : new Association(a.id(), a.eniId(), a.privateIp(), until)));
      }
    }
  }

  private static void disassociate(Ec2Call call) {
    String id = call.query.get("AssociationId");
    Address address =
        id == null
            ? named(call)
            : call.all(Kind.ADDRESS).stream()
                .filter(a -> associationId(call, a).equals(id))
                .findFirst()
                .orElseThrow(
                    () ->
                        AwsError.of(
                            "InvalidAssociationID.NotFound",
                            "The association ID '" + id + "' does not exist"));
    Association association = address.association(call.now);
    NetworkInterface eni =
        association == null ? null : call.find(Kind.INTERFACE, association.eniId());
    if (eni != null && eni.isOfCloud()) {
      throw AwsError.of(
          "AuthFailure", "You do not have permission to access the specified resource.");
    }
    call.put(Kind.ADDRESS, address.id(), address.to(null));
    call.out.add("return", true);
  }

  /** Writes the element of an interface or of one of its addresses that tells the elastic one. */
  static void writeAssociation(Ec2Call call, XmlElement item, Address address, boolean ids) {
    item.nest(
        "association",
        entry ->
            entry
                .add("allocationId", ids ? address.id() : null)
                .add("associationId", ids ? associationId(call, address) : null)
                .add("ipOwnerId", call.account)
                .add("publicDnsName", dnsName(call, address.publicIp()))
                .add("publicIp", address.publicIp()));
  }

  static String dnsName(Ec2Call call, Ip ip) {
    String zone = call.region.equals("us-east-1") ? "compute-1" : call.region + ".compute";
    return String.format(
        Locale.ROOT, "ec2-%s.%s.amazonaws.com", ip.toString().replace('.', '-'), zone);
  }
}
