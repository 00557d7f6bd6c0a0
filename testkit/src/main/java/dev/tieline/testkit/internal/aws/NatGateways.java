package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Ip;
import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.internal.aws.NatGateway.NatAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** NAT gateways: an interface of the cloud's in a subnet, with elastic addresses or without. */
final class NatGateways {

  private NatGateways() {}

  static void register(Actions actions) {
    actions.reads("DescribeNatGateways", NatGateways::describe);
    actions.writes("CreateNatGateway", NatGateways::create);
    actions.writes("DeleteNatGateway", NatGateways::delete);
    actions.writes("AssociateNatGatewayAddress", NatGateways::associate);
    actions.writes("DisassociateNatGatewayAddress", NatGateways::disassociate);
  }

  private static Duration delay(Ec2Call call) {
    return call.config.delays().gatewayChanging();
  }

  static String state(Ec2Call call, NatGateway gateway) {
    return gateway.state(call.now, delay(call));
  }

  private static void describe(Ec2Call call) {
    Listing.of(call, Kind.NAT_GATEWAY, "NatGatewayId", call.all(Kind.NAT_GATEWAY), NatGateway::id)
        .filter("nat-gateway-id", NatGateway::id)
        .filter("state", gateway -> state(call, gateway))
        .filter("subnet-id", NatGateway::subnetId)
        .filter("vpc-id", NatGateway::vpcId)
        .write("natGatewaySet", 5, 1000, (item, gateway) -> write(call, item, gateway));
  }

  private static void create(Ec2Call call) {
    ClientToken token = ClientToken.of(call);
    NatGateway gateway = token.made(Kind.NAT_GATEWAY);
    if (gateway == null) {
      gateway = make(call);
      token.makes(gateway.id());
      Tags.specified(call, Kind.NAT_GATEWAY, gateway.id());
    }
    NatGateway shown = gateway;
    call.out.add("clientToken", token.text()).nest("natGateway", item -> write(call, item, shown));
  }

  private static NatGateway make(Ec2Call call) {
    Subnet subnet = call.require(Kind.SUBNET, call.query.require("SubnetId"));
    String kind = call.query.get("ConnectivityType", "public");
    String mode = call.query.get("AvailabilityMode", "zonal");
    String allocation = call.query.get("AllocationId");
    if (!kind.equals("public") && !kind.equals("private")) {
      throw AwsError.invalid("connectivityType", kind, "Expecting public or private.");
    }
    if (!mode.equals("zonal")) {
      throw AwsError.of("UnsupportedOperation", "The fake has zonal NAT gateways only.");
    }
    boolean open = kind.equals("public");
    if (open && allocation == null) {
      throw AwsError.missing("AllocationId");
    }
    if (!open && allocation != null) {
      throw AwsError.of(
          "InvalidParameterCombination", "A private NAT gateway cannot have an allocation ID");
    }
    return make(call, subnet, open, allocation == null ? List.of() : allocations(call));
  }

  private static List<Address> allocations(Ec2Call call) {
    List<String> ids = new ArrayList<>(List.of(call.query.require("AllocationId")));
    ids.addAll(call.query.list("SecondaryAllocationId"));
    return free(call, ids);
  }

  private static List<Address> free(Ec2Call call, List<String> ids) {
    List<Address> addresses = new ArrayList<>();
    for (String id : ids) {
      Address address = call.require(Kind.ADDRESS, id);
      if (address.association(call.now) != null || addresses.contains(address)) {
        throw AwsError.of(
            "Resource.AlreadyAssociated", "Elastic IP address [" + id + "] is already associated");
      }
      addresses.add(address);
    }
    return addresses;
  }

  private static NatGateway make(Ec2Call call, Subnet subnet, boolean open, List<Address> elastic) {
    String id = call.newId(Kind.NAT_GATEWAY);
    List<String> further = call.query.list("SecondaryPrivateIpAddress");
    Integer count = call.query.number("SecondaryPrivateIpAddressCount");
    int more = Math.max(Math.max(elastic.size() - 1, further.size()), count == null ? 0 : count);
    NetworkInterface eni =
        NetworkInterfaces.ofCloud(
            call,
            subnet,
            "nat_gateway",
            "Interface for NAT Gateway " + id,
            call.query.get("PrivateIpAddress"),
            further,
            more);
    List<NatAddress> addresses = new ArrayList<>();
    for (int i = 0; i < eni.privateIps().size(); i++) {
      Ip ip = eni.privateIps().get(i);
      addresses.add(
          i < elastic.size()
              ? associated(call, elastic.get(i), eni.id(), ip)
              : new NatAddress(ip, null, null, null));
    }
    boolean unattached =
        open
            && call.all(Kind.GATEWAY).stream()
                .noneMatch(gateway -> subnet.vpcId().equals(gateway.vpcId()));
    Instant failed = call.now.plus(delay(call));
    NatGateway gateway =
        new NatGateway(
            id,
            subnet.vpcId(),
            subnet.id(),
            open,
            eni.id(),
            addresses,
            call.now,
            unattached ? "Network " + subnet.vpcId() + " has no Internet gateway attached" : null,
            null,
            unattached ? failed.plus(call.config.delays().terminatedShown()) : null);
    if (unattached) { // what failed gives back what it had taken
      release(call, gateway, failed);
    }
    call.put(Kind.NAT_GATEWAY, id, gateway);
    return gateway;
  }

  private static NatAddress associated(Ec2Call call, Address address, String eniId, Ip ip) {
    String association = Addresses.put(call, address, eniId, ip);
    return new NatAddress(ip, address.id(), association, address.publicIp());
  }

  private static void release(Ec2Call call, NatGateway gateway, Instant at) {
    Addresses.leave(call, gateway.eniId(), at);
    NetworkInterface eni = call.find(Kind.INTERFACE, gateway.eniId());
    if (eni != null) {
      call.put(Kind.INTERFACE, eni.id(), eni.goneAt(at));
    }
  }

  private static void delete(Ec2Call call) {
    NatGateway gateway = call.require(Kind.NAT_GATEWAY, call.query.require("NatGatewayId"));
    if (gateway.deletedAt() == null) {
      Instant done = call.now.plus(delay(call));
      release(call, gateway, done);
      call.put(
          Kind.NAT_GATEWAY,
          gateway.id(),
          gateway.deleted(call.now, done.plus(call.config.delays().terminatedShown())));
    }
    call.out.add("natGatewayId", gateway.id());
  }

  private static NatGateway available(Ec2Call call) {
    NatGateway gateway = call.require(Kind.NAT_GATEWAY, call.query.require("NatGatewayId"));
    if (!gateway.isAvailable(call.now, delay(call)) || !gateway.isPublic()) {
      throw AwsError.of(
          "InvalidState", "NatGateway " + gateway.id() + " is not an available public one");
    }
    return gateway;
  }

  private static void associate(Ec2Call call) {
    NatGateway gateway = available(call);
    List<Address> elastic = free(call, call.query.list("AllocationId"));
    List<String> chosen = call.query.list("PrivateIpAddress");
    if (elastic.isEmpty()) {
      throw AwsError.missing("AllocationId");
    }
    NetworkInterface eni = call.require(Kind.INTERFACE, gateway.eniId());
    List<Ip> ips = InterfaceAddresses.further(call, eni, chosen, elastic.size());
    call.put(Kind.INTERFACE, eni.id(), eni.plus(ips));
    List<NatAddress> all = new ArrayList<>(gateway.addresses());
    List<NatAddress> added = new ArrayList<>();
    for (int i = 0; i < elastic.size(); i++) {
      added.add(associated(call, elastic.get(i), eni.id(), ips.get(i)));
    }
    all.addAll(added);
    NatGateway changed = gateway.with(all);
    call.put(Kind.NAT_GATEWAY, gateway.id(), changed);
    answer(call, changed, added, "succeeded");
  }

  private static void disassociate(Ec2Call call) {
    NatGateway gateway = available(call);
    call.query.ignores("MaxDrainDurationSeconds");
    List<String> ids = call.query.list("AssociationId");
    List<NatAddress> left = new ArrayList<>(gateway.addresses());
    List<NatAddress> removed = new ArrayList<>();
    for (NatAddress address : gateway.addresses()) {
      if (address.associationId() != null && ids.contains(address.associationId())) {
        if (address.equals(gateway.addresses().get(0))) {
          throw AwsError.of(
              "InvalidParameter", "The primary address of " + gateway.id() + " must stay");
        }
        left.remove(address);
        removed.add(address);
      }
    }
    if (removed.size() != ids.size() || ids.isEmpty()) {
      throw AwsError.of(
          "InvalidAssociationID.NotFound",
          "Not all of the association IDs '" + String.join(", ", ids) + "' exist");
    }
    NetworkInterface eni = call.require(Kind.INTERFACE, gateway.eniId());
    for (NatAddress address : removed) {
      eni = eni.minus(List.of(address.privateIp()));
      for (Address elastic : Addresses.of(call, eni.id())) {
        if (elastic.id().equals(address.allocationId())) {
          call.put(Kind.ADDRESS, elastic.id(), elastic.to(null));
        }
      }
    }
    call.put(Kind.INTERFACE, eni.id(), eni);
    NatGateway changed = gateway.with(left);
    call.put(Kind.NAT_GATEWAY, gateway.id(), changed);
    answer(call, changed, removed, "disassociating");
  }

  private static void answer(
      Ec2Call call, NatGateway gateway, List<NatAddress> addresses, String status) {
    call.out
        .add("natGatewayId", gateway.id())
        .items(
            "natGatewayAddressSet",
            addresses,
            (item, address) -> writeAddress(item, gateway, address, status));
  }

  private static void write(Ec2Call call, XmlElement item, NatGateway gateway) {
    String state = state(call, gateway);
    item.add("natGatewayId", gateway.id())
        .add("subnetId", gateway.subnetId())
        .add("vpcId", gateway.vpcId())
        .add("state", state)
        .add("createTime", Times.iso(gateway.createdAt()))
        .add("connectivityType", gateway.isPublic() ? "public" : "private")
        .add("availabilityMode", "zonal");
    if (state.equals("failed")) {
      item.add("failureCode", "Gateway.NotAttached").add("failureMessage", gateway.failure());
    }
    if (gateway.deletedAt() != null) {
      item.add("deleteTime", Times.iso(gateway.deletedAt()));
    }
    String status = state.equals("pending") ? "associating" : state;
    item.items(
        "natGatewayAddressSet",
        gateway.addresses(),
        (entry, address) ->
            writeAddress(
                entry,
                gateway,
                address,
                status.equals("available")
                    ? "succeeded"
                    : status.equals("deleted") ? null : status));
    Tags.write(call, item, gateway.id());
  }

  private static void writeAddress(
      XmlElement entry, NatGateway gateway, NatAddress address, @Nullable String status) {
    entry
        .add("allocationId", address.allocationId())
        .add("networkInterfaceId", gateway.eniId())
        .add("privateIp", address.privateIp())
        .add("publicIp", address.publicIp())
        .add("associationId", address.associationId())
        .add("isPrimary", address.equals(gateway.addresses().get(0)))
        .add("status", natStatus(status));
  }

  /** The states of an address differ in their names from those of its gateway. */
  private static @Nullable String natStatus(@Nullable String status) {
    return "deleting".equals(status) ? "disassociating" : status;
  }
}
