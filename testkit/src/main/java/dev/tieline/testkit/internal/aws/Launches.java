package dev.tieline.testkit.internal.aws;

import dev.tieline.testkit.internal.PersistentMap;
import dev.tieline.testkit.internal.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Launches: how instances come to be, in a subnet and with an interface. */
final class Launches {

  /** What a launch may say that can be asked for later: parameters by the attributes' names. */
  private static final Map<String, String> ATTRIBUTES =
      Map.ofEntries(
          Map.entry("clientToken", "ClientToken"),
          Map.entry("keyName", "KeyName"),
          Map.entry("userData", "UserData"),
          Map.entry("disableApiTermination", "DisableApiTermination"),
          Map.entry("disableApiStop", "DisableApiStop"),
          Map.entry("ebsOptimized", "EbsOptimized"),
          Map.entry("instanceInitiatedShutdownBehavior", "InstanceInitiatedShutdownBehavior"),
          Map.entry("monitoring", "Monitoring.Enabled"),
          Map.entry("tenancy", "Placement.Tenancy"),
          Map.entry("httpTokens", "MetadataOptions.HttpTokens"),
          Map.entry("httpEndpoint", "MetadataOptions.HttpEndpoint"));

  private Launches() {}

  static void run(Ec2Call call) {
    call.query.ignores(
        "Monitoring",
        "BlockDeviceMapping",
        "Placement",
        "MetadataOptions",
        "IamInstanceProfile",
        "CreditSpecification",
        "CapacityReservationSpecification",
        "EnclaveOptions",
        "MaintenanceOptions",
        "PrivateDnsNameOptions",
        "SecurityGroup");
    String image = call.query.require("ImageId");
    PersistentMap<String, String> attributes = attributes(call);
    int most = count(call, "MaxCount");
    if (count(call, "MinCount") > most) {
      throw AwsError.of("InvalidParameterCombination", "MinCount must not be above MaxCount");
    }
    String token = call.query.get("ClientToken");
    List<Query> interfaces = call.query.structures("NetworkInterface");
    if (interfaces.size() > 1) {
      throw AwsError.of(
          "UnsupportedOperation", "The fake launches with one network interface; attach others.");
    }
    Query first = interfaces.isEmpty() ? call.query : interfaces.get(0);
    if (!interfaces.isEmpty()) {
      first.ignores("DeviceIndex", "AssociatePublicIpAddress", "InterfaceType");
    }
    String eniId = interfaces.isEmpty() ? null : first.get("NetworkInterfaceId");
    boolean dies = interfaces.isEmpty() || first.flag("DeleteOnTermination", eniId == null);
    NetworkInterfaces.Wish wish = NetworkInterfaces.Wish.of(first);
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
                : NetworkInterfaces.create(call, subnet(call, subnetId), wish);
        if (!eni.isFree()) {
          throw AwsError.of(
              "InvalidNetworkInterface.InUse", "Interface " + eni.id() + " is in use");
        }
        launched.add(launch(call, eni, dies, reservation, attributes, image));
      }
      tag(call, launched);
    }
    Instances.writeReservation(call, call.out, launched);
  }

  private static PersistentMap<String, String> attributes(Ec2Call call) {
    PersistentMap<String, String> attributes =
        PersistentMap.<String, String>empty()
            .put(Instance.TYPE, call.query.get("InstanceType", "m1.small"));
    for (Map.Entry<String, String> attribute : ATTRIBUTES.entrySet()) {
      String value = call.query.get(attribute.getValue());
      if (value != null) {
        attributes = attributes.put(attribute.getKey(), value);
      }
    }
    return attributes;
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
      boolean dies,
      String reservation,
      PersistentMap<String, String> attributes,
      String image) {
    String id = call.newId(Kind.INSTANCE);
    Attachments.attached(call, eni, id, 0, dies);
    Instance instance =
        new Instance(
            id,
            reservation,
            eni.subnetId(),
            eni.vpcId(),
            eni.id(),
            eni.privateIp(),
            image,
            attributes,
            call.now,
            null,
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
}
