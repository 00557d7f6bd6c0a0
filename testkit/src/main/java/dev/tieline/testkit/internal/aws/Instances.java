package dev.tieline.testkit.internal.aws;

import dev.tieline.testkit.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Instances: launched into a subnet, with one interface that dies with them. */
final class Instances {

  private static final List<String> STATES =
      List.of("pending:0", "running:16", "shutting-down:32", "terminated:48");

  private Instances() {}

  static void register(Actions actions) {
    actions.reads("DescribeInstances", Instances::describe);
    actions.writes("RunInstances", Instances::run);
    actions.writes("TerminateInstances", Instances::terminate);
    actions.writes("ModifyInstanceAttribute", Instances::modify);
  }

  private static String state(Ec2Call call, Instance instance) {
    if (instance.terminatedAt() != null) {
      return "terminated";
    }
    return call.now.isBefore(instance.launchedAt().plus(call.config.delays().instanceStarting()))
        ? "pending"
        : "running";
  }

  private static boolean isShown(Ec2Call call, Instance instance) {
    return instance.terminatedAt() == null
        || call.now.isBefore(instance.terminatedAt().plus(call.config.delays().terminatedShown()));
  }

  private static void describe(Ec2Call call) {
    List<Instance> visible =
        call.all(Kind.INSTANCE).stream().filter(instance -> isShown(call, instance)).toList();
    Listing.of(call, Kind.INSTANCE, "InstanceId", visible, Instance::id)
        .filter("instance-id", Instance::id)
        .filter("vpc-id", instance -> ifAlive(instance, instance.vpcId()))
        .filter("subnet-id", instance -> ifAlive(instance, instance.subnetId()))
        .filter("owner-id", instance -> call.account)
        .filter("image-id", Instance::image)
        .filter("instance-type", Instance::type)
        .filter("reservation-id", Instance::reservationId)
        .filter("instance-state-name", instance -> state(call, instance))
        .filter("instance-state-code", instance -> code(state(call, instance)))
        .filter(
            "private-ip-address", instance -> ifAlive(instance, instance.privateIp().toString()))
        .filter(
            "network-interface.network-interface-id",
            instance -> ifAlive(instance, instance.eniId()))
        .filter("availability-zone", instance -> zone(call, instance))
        .filters("instance.group-id", instance -> groups(call, instance))
        .write(
            "reservationSet",
            5,
            1000,
            (item, instance) -> writeReservation(call, item, List.of(instance)));
  }

  private static @Nullable String ifAlive(Instance instance, String value) {
    return instance.terminatedAt() == null ? value : null;
  }

  private static @Nullable String zone(Ec2Call call, Instance instance) {
    Subnet subnet = call.find(Kind.SUBNET, instance.subnetId());
    return subnet == null ? null : subnet.zone();
  }

  private static List<String> groups(Ec2Call call, Instance instance) {
    NetworkInterface eni = call.find(Kind.INTERFACE, instance.eniId());
    return eni == null ? List.of() : eni.groups();
  }

  private static void run(Ec2Call call) {
    call.query.ignores(
        "KeyName",
        "UserData",
        "Monitoring",
        "EbsOptimized",
        "BlockDeviceMapping",
        "Placement",
        "MetadataOptions",
        "DisableApiTermination",
        "IamInstanceProfile",
        "CreditSpecification",
        "InstanceInitiatedShutdownBehavior",
        "CapacityReservationSpecification",
        "EnclaveOptions",
        "MaintenanceOptions",
        "PrivateDnsNameOptions",
        "SecurityGroup");
    String image = call.query.require("ImageId");
    String type = call.query.get("InstanceType", "m1.small");
    int most = count(call, "MaxCount");
    if (count(call, "MinCount") > most) {
      throw AwsError.of("InvalidParameterCombination", "MinCount must not be above MaxCount");
    }
    String token = call.query.get("ClientToken");
    List<Query> interfaces = call.query.structures("NetworkInterface");
    if (interfaces.size() > 1) {
      throw AwsError.of(
          "UnsupportedOperation", "The fake gives an instance one network interface only.");
    }
    Query first = interfaces.isEmpty() ? call.query : interfaces.get(0);
    if (!interfaces.isEmpty()) {
      first.ignores("DeviceIndex", "AssociatePublicIpAddress", "DeleteOnTermination");
    }
    String eniId = interfaces.isEmpty() ? null : first.get("NetworkInterfaceId");
    List<String> groups = first.list("SecurityGroupId");
    String address = first.get("PrivateIpAddress");
    Integer ipv6 = first.number("Ipv6AddressCount");
    String subnetId = first.get("SubnetId");
    String made = call.tokenMade(token);
    List<Instance> launched = new ArrayList<>();
    if (made != null) {
      call.query.ignores("TagSpecification");
      call.all(Kind.INSTANCE).stream()
          .filter(instance -> instance.reservationId().equals(made))
          .forEach(launched::add);
    } else {
      String reservation = call.newId("r");
      call.tokenMakes(token, reservation);
      for (int i = 0; i < most; i++) {
        NetworkInterface eni =
            eniId != null
                ? call.require(Kind.INTERFACE, eniId)
                : NetworkInterfaces.create(call, subnet(call, subnetId), groups, address, ipv6, "");
        if (!eni.instanceId().isEmpty()) {
          throw AwsError.of(
              "InvalidNetworkInterface.InUse", "Interface " + eni.id() + " is in use");
        }
        launched.add(launch(call, eni, eniId == null, reservation, type, image));
      }
      tag(call, launched);
    }
    writeReservation(call, call.out, launched);
  }

  private static int count(Ec2Call call, String name) {
    call.query.require(name);
    Integer count = call.query.number(name);
    if (count == null || count < 1 || count > 1000) {
      throw AwsError.invalid(name, String.valueOf(count), "Expecting a number from 1 to 1000.");
    }
    return count;
  }

  private static Subnet subnet(Ec2Call call, @Nullable String id) {
    if (id != null) {
      return call.require(Kind.SUBNET, id);
    }
    return call.all(Kind.SUBNET).stream()
        .filter(Subnet::isZoneDefault)
        .findFirst()
        .orElseThrow(
            () ->
                AwsError.of(
                    "MissingInput",
                    "No subnets found for the default VPC. Please specify a subnet."));
  }

  private static Instance launch(
      Ec2Call call,
      NetworkInterface eni,
      boolean ownsInterface,
      String reservation,
      String type,
      String image) {
    String id = call.newId(Kind.INSTANCE);
    call.put(Kind.INTERFACE, eni.id(), eni.attachedTo(id));
    Instance instance =
        new Instance(
            id,
            reservation,
            eni.subnetId(),
            eni.vpcId(),
            eni.id(),
            ownsInterface,
            eni.privateIp(),
            type,
            image,
            call.now,
            null);
    call.put(Kind.INSTANCE, id, instance);
    return instance;
  }

  /** A launch may tag instances, interfaces and volumes; the fake has no volumes to tag. */
  private static void tag(Ec2Call call, List<Instance> launched) {
    for (Query specification : call.query.structures("TagSpecification")) {
      String type = specification.require("ResourceType");
      switch (type) {
        case "instance" ->
            Tags.put(call, launched.stream().map(Instance::id).toList(), specification);
        case "network-interface" ->
            Tags.put(call, launched.stream().map(Instance::eniId).toList(), specification);
        case "volume" ->
            specification.structures("Tag").forEach(tag -> tag.ignores("Key", "Value"));
        default ->
            throw AwsError.of(
                "InvalidParameterValue",
                "'" + type + "' is not a valid taggable resource type for this operation.");
      }
    }
  }

  private static void terminate(Ec2Call call) {
    List<String> ids = call.query.list("InstanceId");
    if (ids.isEmpty()) {
      throw AwsError.missing("InstanceId");
    }
    List<Instance> before = new ArrayList<>();
    for (String id : ids) {
      Instance instance = call.require(Kind.INSTANCE, id);
      if (!isShown(call, instance)) {
        throw Kind.INSTANCE.notFound(id);
      }
      before.add(instance);
      if (instance.terminatedAt() == null) {
        call.put(Kind.INSTANCE, id, instance.terminated(call.now));
        NetworkInterface eni = call.require(Kind.INTERFACE, instance.eniId());
        if (instance.ownsInterface()) {
          call.remove(Kind.INTERFACE, eni.id());
        } else {
          call.put(Kind.INTERFACE, eni.id(), eni.attachedTo(""));
        }
      }
    }
    call.out.items(
        "instancesSet",
        before,
        (item, instance) ->
            item.add("instanceId", instance.id())
                .nest("currentState", state -> writeState(state, "shutting-down"))
                .nest("previousState", state -> writeState(state, state(call, instance))));
  }

  private static void modify(Ec2Call call) {
    Instance instance = call.require(Kind.INSTANCE, call.query.require("InstanceId"));
    List<String> groups = call.query.list("GroupId");
    NetworkInterface eni = call.find(Kind.INTERFACE, instance.eniId());
    if (eni == null) {
      throw AwsError.of("IncorrectInstanceState", "Instance " + instance.id() + " is terminated");
    }
    boolean check = call.query.flag("SourceDestCheck.Value", eni.checksSource());
    call.put(
        Kind.INTERFACE,
        eni.id(),
        eni.with(
            groups.isEmpty() ? eni.groups() : NetworkInterfaces.groups(call, eni.vpcId(), groups),
            eni.description(),
            check));
    call.out.add("return", true);
  }

  private static void writeReservation(Ec2Call call, XmlElement item, List<Instance> instances) {
    item.add("reservationId", instances.get(0).reservationId())
        .add("ownerId", call.account)
        .nest("groupSet", set -> {});
    item.items("instancesSet", instances, (entry, instance) -> write(call, entry, instance));
  }

  private static void write(Ec2Call call, XmlElement item, Instance instance) {
    String state = state(call, instance);
    item.add("instanceId", instance.id())
        .add("imageId", instance.image())
        .nest("instanceState", element -> writeState(element, state))
        .add("instanceType", instance.type())
        .add("launchTime", Times.iso(instance.launchedAt()))
        .nest("placement", placement -> placement.add("availabilityZone", zone(call, instance)))
        .nest("monitoring", monitoring -> monitoring.add("state", "disabled"));
    if (instance.terminatedAt() == null) {
      item.add("subnetId", instance.subnetId())
          .add("vpcId", instance.vpcId())
          .add("privateIpAddress", instance.privateIp())
          .add("privateDnsName", dnsName(call, instance));
      NetworkInterfaces.writeGroups(call, item, groups(call, instance));
      NetworkInterface eni = call.find(Kind.INTERFACE, instance.eniId());
      if (eni != null) {
        item.items(
            "networkInterfaceSet",
            List.of(eni),
            (entry, attached) -> NetworkInterfaces.write(call, entry, attached));
      }
    }
    Tags.write(call, item, instance.id());
  }

  private static String dnsName(Ec2Call call, Instance instance) {
    return String.format(
        Locale.ROOT,
        "ip-%s.%s.compute.internal",
        instance.privateIp().toString().replace('.', '-'),
        call.region);
  }

  private static void writeState(XmlElement element, String state) {
    element.add("code", code(state)).add("name", state);
  }

  private static String code(String state) {
    for (String known : STATES) {
      if (known.startsWith(state + ":")) {
        return known.substring(state.length() + 1);
      }
    }
    throw new IllegalArgumentException("state: " + state + " (expected one of: " + STATES + ")");
  }
}
