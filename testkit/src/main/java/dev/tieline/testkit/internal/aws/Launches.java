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
          Map.entry("httpEndpoint", "MetadataOptions.HttpEndpoint"),
          Map.entry("httpPutResponseHopLimit", "MetadataOptions.HttpPutResponseHopLimit"),
          Map.entry("httpProtocolIpv6", "MetadataOptions.HttpProtocolIpv6"),
          Map.entry("instanceMetadataTags", "MetadataOptions.InstanceMetadataTags"),
          Map.entry("hostnameType", "PrivateDnsNameOptions.HostnameType"),
          Map.entry(
              "enableResourceNameDnsARecord", "PrivateDnsNameOptions.EnableResourceNameDnsARecord"),
          Map.entry(
              "enableResourceNameDnsAAAARecord",
              "PrivateDnsNameOptions.EnableResourceNameDnsAAAARecord"),
          Map.entry("autoRecovery", "MaintenanceOptions.AutoRecovery"),
          Map.entry("enclave", "EnclaveOptions.Enabled"),
          Map.entry("hibernation", "HibernationOptions.Configured"),
          Map.entry("coreCount", "CpuOptions.CoreCount"),
          Map.entry("threadsPerCore", "CpuOptions.ThreadsPerCore"),
          Map.entry("bandwidthWeighting", "NetworkPerformanceOptions.BandwidthWeighting"),
          Map.entry("cpuCredits", "CreditSpecification.CpuCredits"),
          Map.entry(
              "capacityReservationPreference",
              "CapacityReservationSpecification.CapacityReservationPreference"));

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
        "HibernationOptions",
        "CpuOptions",
        "NetworkPerformanceOptions",
        "MaintenanceOptions",
        "PrivateDnsNameOptions");
    String image = call.query.require("ImageId");
    PersistentMap<String, String> attributes = attributes(call);
    int most = count(call, "MaxCount");
    if (count(call, "MinCount") > most) {
      throw AwsError.of("InvalidParameterCombination", "MinCount must not be above MaxCount");
    }
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
    List<String> named = named(call, subnetId);
    if (!named.isEmpty()) {
      wish = wish.plus(named);
    }
    ClientToken token = ClientToken.of(call, zone(call, subnetId, eniId));
    String made = token.made();
    if (made != null) {
      Instances.writeReservation(call, call.out, repeated(call, made));
      return;
    }
    String reservation = call.newId("r");
    token.makes(reservation);
    List<Instance> launched = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      NetworkInterface eni =
          eniId != null
              ? call.require(Kind.INTERFACE, eniId)
              : NetworkInterfaces.create(call, subnet(call, subnetId), wish);
      if (!eni.isFree()) {
        throw AwsError.of("InvalidNetworkInterface.InUse", "Interface " + eni.id() + " is in use");
      }
      launched.add(launch(call, eni, dies, reservation, attributes, image));
    }
    tag(call, launched);
    Instances.writeReservation(call, call.out, launched);
  }

  /** Groups by their names are those of the default network. */
  private static List<String> named(Ec2Call call, @Nullable String subnetId) {
    List<String> names = call.query.list("SecurityGroup");
    if (!names.isEmpty() && subnetId != null) {
      throw AwsError.of(
          "InvalidParameterCombination",
          "The parameter groupName cannot be used with the parameter subnet");
    }
    return names.stream().map(name -> SecurityGroups.ofDefault(call, name).id()).toList();
  }

  /**
   * Returns the zone that a request chooses, by subnet or interface; its token is good in this zone
   * alone (Amazon EC2 Developer Guide, "RunInstances idempotency", read 2026-11).
   */
  private static String zone(Ec2Call call, @Nullable String subnetId, @Nullable String eniId) {
    NetworkInterface eni = eniId == null ? null : call.find(Kind.INTERFACE, eniId);
    String chosen = eni == null ? subnetId : eni.subnetId();
    Subnet subnet = chosen == null ? null : call.find(Kind.SUBNET, chosen);
    return subnet == null ? "" : subnet.zone();
  }

  /** Returns what a token launched before, which must live still. */
  private static List<Instance> repeated(Ec2Call call, String reservation) {
    List<Instance> launched =
        call.all(Kind.INSTANCE).stream()
            .filter(instance -> instance.reservationId().equals(reservation))
            .toList();
    if (launched.isEmpty() || launched.stream().anyMatch(i -> i.terminatedAt() != null)) {
      throw AwsError.of(
          "IdempotentInstanceTerminated",
          "The client token you have provided is associated with a terminated instance. Please use"
              + " a different client token.");
    }
    call.query.ignoresRest();
    return launched;
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
