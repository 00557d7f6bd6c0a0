package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Ip;
import dev.tieline.testkit.XmlElement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Instances: launched into a subnet, with one interface that dies with them. */
final class Instances {

  private static final List<String> STATES =
      List.of(
          "pending:0",
          "running:16",
          "shutting-down:32",
          "terminated:48",
          "stopping:64",
          "stopped:80");

  private Instances() {}

  static void register(Actions actions) {
    actions.reads("DescribeInstances", Instances::describe);
    actions.writes("RunInstances", Launches::run);
    actions.writes("StartInstances", call -> change(call, "running"));
    actions.writes("StopInstances", call -> change(call, "stopped"));
    actions.writes("RebootInstances", Instances::reboot);
    actions.writes("TerminateInstances", call -> change(call, "terminated"));
    actions.writes("ModifyInstanceAttribute", Instances::modify);
    InstanceReads.register(actions);
  }

  static String state(Ec2Call call, Instance instance) {
    Duration delay = call.config.delays().instanceStarting();
    if (instance.terminatedAt() != null) {
      return "terminated";
    }
    if (instance.stoppedAt() != null) {
      return call.now.isBefore(instance.stoppedAt().plus(delay)) ? "stopping" : "stopped";
    }
    return call.now.isBefore(instance.startedAt().plus(delay)) ? "pending" : "running";
  }

  private static boolean isShown(Ec2Call call, Instance instance) {
    return instance.terminatedAt() == null
        || call.now.isBefore(instance.terminatedAt().plus(call.config.delays().terminatedShown()));
  }

  static List<Instance> visible(Ec2Call call) {
    return call.all(Kind.INSTANCE).stream().filter(instance -> isShown(call, instance)).toList();
  }

  private static void describe(Ec2Call call) {
    Listing<Instance> listing =
        Listing.of(call, Kind.INSTANCE, "InstanceId", visible(call), Instance::id);
    InstanceFilters.add(call, listing);
    listing.writeTogether(
        "reservationSet",
        5,
        1000,
        Instance::reservationId,
        (item, instances) -> writeReservation(call, item, instances));
  }

  static @Nullable String zone(Ec2Call call, Instance instance) {
    Subnet subnet = call.find(Kind.SUBNET, instance.subnetId());
    return subnet == null ? null : subnet.zone();
  }

  static @Nullable String zoneId(Ec2Call call, Instance instance) {
    String zone = zone(call, instance);
    return zone == null ? null : Places.zone(call, zone).id();
  }

  static List<String> groups(Ec2Call call, Instance instance) {
    NetworkInterface eni = call.find(Kind.INTERFACE, instance.eniId());
    return eni == null ? List.of() : eni.groups();
  }

  static List<NetworkInterface> interfaces(Ec2Call call, Instance instance) {
    return Attachments.ofInstance(call, instance.id());
  }

  private static List<Instance> named(Ec2Call call) {
    List<String> ids = call.query.list("InstanceId");
    if (ids.isEmpty()) {
      throw AwsError.missing("InstanceId");
    }
    List<Instance> named = new ArrayList<>();
    for (String id : ids) {
      Instance instance = call.require(Kind.INSTANCE, id);
      if (!isShown(call, instance)) {
        throw Kind.INSTANCE.notFound(id);
      }
      named.add(instance);
    }
    return named;
  }

  private static void reboot(Ec2Call call) {
    named(call).forEach(instance -> refuseUnless(call, instance, "running", "rebooted"));
    call.out.add("return", true);
  }

  private static void refuseUnless(Ec2Call call, Instance instance, String state, String verb) {
    String present = state(call, instance);
    if (!present.equals(state)) {
      throw AwsError.of(
          "IncorrectInstanceState",
          "The instance '"
              + instance.id()
              + "' is not in a state from which it can be "
              + verb
              + ": "
              + present);
    }
  }

  /** Starts, stops or terminates; what is so already stays as it is. */
  private static void change(Ec2Call call, String to) {
    call.query.ignores("Force", "Hibernate", "SkipOsShutdown", "AdditionalInfo");
    List<Instance> before = named(call);
    for (Instance instance : before) {
      String from = state(call, instance);
      boolean over = from.equals("terminated");
      switch (to) {
        case "running" -> {
          if (over || from.equals("stopping")) {
            refuseUnless(call, instance, "stopped", "started");
          }
          if (from.equals("stopped")) {
            call.put(Kind.INSTANCE, instance.id(), instance.started(call.now));
          }
        }
        case "stopped" -> {
          if (over || from.equals("pending")) {
            refuseUnless(call, instance, "running", "stopped");
          }
          refuseProtected(instance, "disableApiStop");
          if (from.equals("running")) {
            call.put(Kind.INSTANCE, instance.id(), instance.stopped(call.now));
          }
        }
        default -> {
          refuseProtected(instance, "disableApiTermination");
          if (!over) {
            terminate(call, instance);
          }
        }
      }
    }
    call.out.items(
        "instancesSet",
        before,
        (item, old) ->
            item.add("instanceId", old.id())
                .nest("currentState", state -> writeState(state, afterwards(call, old, to)))
                .nest("previousState", state -> writeState(state, state(call, old))));
  }

  private static String afterwards(Ec2Call call, Instance old, String to) {
    boolean dies = to.equals("terminated") && old.terminatedAt() == null;
    return dies ? "shutting-down" : state(call, call.require(Kind.INSTANCE, old.id()));
  }

  private static void refuseProtected(Instance instance, String attribute) {
    if (instance.attribute(attribute, "false").equals("true")) {
      throw AwsError.of(
          "OperationNotPermitted",
          "The instance '"
              + instance.id()
              + "' may not be stopped or terminated. Modify its '"
              + attribute
              + "' instance attribute and try again.");
    }
  }

  private static void terminate(Ec2Call call, Instance instance) {
    for (NetworkInterface eni : interfaces(call, instance)) {
      if (eni.attachment() != null && eni.attachment().deletedWithInstance()) {
        NetworkInterfaces.remove(call, eni);
      } else {
        call.put(Kind.INTERFACE, eni.id(), eni.attached(null));
      }
    }
    call.put(Kind.INSTANCE, instance.id(), instance.terminated(call.now));
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
    Instance changed = instance;
    String named = call.query.get("Attribute", ""); // the older of the two ways to say it
    for (String attribute : InstanceReads.CHANGEABLE) {
      String parameter = Character.toUpperCase(attribute.charAt(0)) + attribute.substring(1);
      String value =
          attribute.equals(named) ? call.query.get("Value") : call.query.get(parameter + ".Value");
      if (value != null) {
        boolean needsRest = attribute.equals(Instance.TYPE) || attribute.equals("userData");
        if (needsRest) {
          refuseUnless(call, instance, "stopped", "given another " + attribute);
        }
        changed = changed.with(attribute, value);
      }
    }
    call.put(Kind.INSTANCE, instance.id(), changed);
    call.out.add("return", true);
  }

  static void writeReservation(Ec2Call call, XmlElement item, List<Instance> instances) {
    item.add("reservationId", instances.get(0).reservationId())
        .add("ownerId", call.account)
        .nest("groupSet", set -> {});
    item.items("instancesSet", instances, (entry, instance) -> write(call, entry, instance));
  }

  private static void write(Ec2Call call, XmlElement item, Instance instance) {
    String state = state(call, instance);
    String userReason =
        switch (state) {
          case "stopping", "stopped", "terminated" -> "Client.UserInitiatedShutdown";
          default -> "";
        };
    item.add("instanceId", instance.id())
        .add("imageId", instance.image())
        .nest("instanceState", element -> writeState(element, state))
        .add("reason", userReason.isEmpty() ? "" : "User initiated")
        .add("keyName", instance.attributes().get("keyName"))
        .add("amiLaunchIndex", 0)
        .nest("productCodes", set -> {})
        .add("instanceType", instance.type())
        .add("launchTime", Times.iso(instance.startedAt()))
        .nest(
            "placement",
            placement ->
                placement
                    .add("availabilityZone", zone(call, instance))
                    .add("availabilityZoneId", zoneId(call, instance))
                    .add("groupName", "")
                    .add("tenancy", instance.attribute("tenancy", "default")))
        .nest("monitoring", monitoring -> monitoring.add("state", monitoringState(instance)))
        .add("architecture", "x86_64")
        .add("rootDeviceType", "ebs")
        .add("rootDeviceName", "/dev/xvda")
        .nest("blockDeviceMapping", set -> {})
        .add("virtualizationType", "hvm")
        .add("hypervisor", "xen")
        .add("ebsOptimized", instance.attribute("ebsOptimized", "false"))
        .add("enaSupport", true)
        .nest(
            "cpuOptions",
            options -> {
              copy(options, instance, "coreCount", "1");
              copy(options, instance, "threadsPerCore", "2");
            })
        .nest(
            "capacityReservationSpecification",
            options -> copy(options, instance, "capacityReservationPreference", "open"))
        .nest(
            "hibernationOptions",
            options -> options.add("configured", instance.attribute("hibernation", "false")))
        .nest(
            "enclaveOptions",
            options -> options.add("enabled", instance.attribute("enclave", "false")))
        .nest("metadataOptions", options -> writeMetadata(options, instance))
        .nest("maintenanceOptions", options -> copy(options, instance, "autoRecovery", "default"))
        .nest(
            "privateDnsNameOptions",
            options -> {
              copy(options, instance, "hostnameType", "ip-name");
              copy(options, instance, "enableResourceNameDnsARecord", "false");
              copy(options, instance, "enableResourceNameDnsAAAARecord", "false");
            })
        .add("clientToken", instance.attribute("clientToken", "")) // empty, not absent, at EC2
        .add("platformDetails", "Linux/UNIX")
        .add("currentInstanceBootMode", "legacy-bios")
        .nest(
            "networkPerformanceOptions",
            options -> copy(options, instance, "bandwidthWeighting", "default"))
        .nest("operator", operator -> operator.add("managed", false))
        .add("usageOperation", "RunInstances")
        .add("usageOperationUpdateTime", Times.iso(instance.startedAt()));
    if (!userReason.isEmpty()) {
      item.nest(
          "stateReason",
          reason ->
              reason
                  .add("code", userReason)
                  .add("message", userReason + ": User initiated shutdown"));
    }
    // an instance without a name has an empty one: EC2 leaves out neither
    String publicName = "";
    String privateName = "";
    if (instance.terminatedAt() == null) {
      List<NetworkInterface> interfaces = interfaces(call, instance);
      item.add("subnetId", instance.subnetId())
          .add("vpcId", instance.vpcId())
          .add("privateIpAddress", instance.privateIp());
      privateName = dnsName(call, instance.privateIp());
      NetworkInterface eni = call.find(Kind.INTERFACE, instance.eniId());
      if (eni != null) {
        item.add("sourceDestCheck", eni.checksSource())
            .add("ipv6Address", eni.ipv6().isEmpty() ? null : eni.ipv6().get(0));
        Optional<Address> address =
            Addresses.of(call, eni.id()).stream()
                .filter(its -> Addresses.stands(call, its, eni.privateIp()))
                .findFirst();
        if (address.isPresent()) {
          item.add("ipAddress", address.get().publicIp());
          publicName = Addresses.dnsName(call, address.get().publicIp());
        }
      }
      NetworkInterfaces.writeGroups(call, item, groups(call, instance));
      item.items(
          "networkInterfaceSet",
          interfaces,
          (entry, attached) -> NetworkInterfaces.writeOfInstance(call, entry, attached));
    }
    item.add("privateDnsName", privateName).add("dnsName", publicName);
    Tags.write(call, item, instance.id());
  }

  static String monitoringState(Instance instance) {
    return instance.attribute("monitoring", "false").equals("true") ? "enabled" : "disabled";
  }

  private static void writeMetadata(XmlElement options, Instance instance) {
    options.add("state", "applied");
    copy(options, instance, "httpTokens", "optional");
    copy(options, instance, "httpPutResponseHopLimit", "1");
    copy(options, instance, "httpEndpoint", "enabled");
    copy(options, instance, "httpProtocolIpv6", "disabled");
    copy(options, instance, "instanceMetadataTags", "disabled");
  }

  /** Writes an attribute whose name is that of its element. */
  private static void copy(
      XmlElement element, Instance instance, String attribute, String otherwise) {
    element.add(attribute, instance.attribute(attribute, otherwise));
  }

  static String dnsName(Ec2Call call, Ip privateIp) {
    String domain =
        call.region.equals("us-east-1") ? "ec2.internal" : call.region + ".compute.internal";
    return String.format(Locale.ROOT, "ip-%s.%s", privateIp.toString().replace('.', '-'), domain);
  }

  static void writeState(XmlElement element, String state) {
    element.add("code", code(state)).add("name", state);
  }

  static String code(String state) {
    for (String known : STATES) {
      if (known.startsWith(state + ":")) {
        return known.substring(state.length() + 1);
      }
    }
    throw new IllegalArgumentException("state: " + state + " (expected one of: " + STATES + ")");
  }
}
