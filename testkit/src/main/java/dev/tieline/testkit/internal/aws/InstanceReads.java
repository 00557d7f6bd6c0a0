package dev.tieline.testkit.internal.aws;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What clients ask about instances beside describing them. */
final class InstanceReads {

  /** The attributes that can be changed one by one, by the cloud's names. */
  static final List<String> CHANGEABLE =
      List.of(
          Instance.TYPE,
          "userData",
          "disableApiTermination",
          "disableApiStop",
          "ebsOptimized",
          "instanceInitiatedShutdownBehavior");

  private InstanceReads() {}

  static void register(Actions actions) {
    actions.reads("DescribeInstanceAttribute", InstanceReads::attribute);
    actions.reads("DescribeInstanceStatus", InstanceReads::status);
    actions.reads("DescribeInstanceTypes", InstanceReads::types);
    actions.reads("DescribeInstanceCreditSpecifications", InstanceReads::credits);
    actions.reads("DescribeVolumes", InstanceReads::volumes);
  }

  private static void attribute(Ec2Call call) {
    Instance instance = call.require(Kind.INSTANCE, call.query.require("InstanceId"));
    String attribute = call.query.require("Attribute");
    call.out.add("instanceId", instance.id());
    NetworkInterface eni = call.find(Kind.INTERFACE, instance.eniId());
    switch (attribute) {
      case Instance.TYPE -> value(call, attribute, instance.type());
      case "disableApiTermination", "disableApiStop", "ebsOptimized" ->
          value(call, attribute, instance.attribute(attribute, "false"));
      case "instanceInitiatedShutdownBehavior" ->
          value(call, attribute, instance.attribute(attribute, "stop"));
      case "userData" -> {
        String data = instance.attribute(attribute, "");
        call.out.nest(attribute, value -> value.add("value", data.isEmpty() ? null : data));
      }
      case "sourceDestCheck" -> value(call, attribute, eni == null || eni.checksSource());
      case "groupSet" ->
          NetworkInterfaces.writeGroups(call, call.out, eni == null ? List.of() : eni.groups());
      case "rootDeviceName" -> value(call, attribute, "/dev/xvda");
      case "enaSupport" -> value(call, attribute, true);
      case "blockDeviceMapping", "productCodes" -> call.out.nest(attribute, set -> {});
      case "enclaveOptions" ->
          call.out.nest(
              attribute, options -> options.add("enabled", instance.attribute("enclave", "false")));
      case "kernel", "ramdisk", "sriovNetSupport" -> call.out.nest(attribute, value -> {});
      default -> throw AwsError.invalid("attribute", attribute, "Expecting an instance attribute.");
    }
  }

  private static void value(Ec2Call call, String attribute, Object value) {
    call.out.nest(attribute, element -> element.add("value", value));
  }

  /** Without being asked for all, the cloud tells of running machines only. */
  private static void status(Ec2Call call) {
    boolean all = call.query.flag("IncludeAllInstances", false);
    List<Instance> instances =
        Instances.visible(call).stream()
            .filter(instance -> all || Instances.state(call, instance).equals("running"))
            .toList();
    Set<String> asked = new LinkedHashSet<>(call.query.list("InstanceId"));
    asked.forEach(id -> call.require(Kind.INSTANCE, id));
    Listing.plain(
            call,
            instances.stream()
                .filter(instance -> asked.isEmpty() || asked.contains(instance.id()))
                .toList(),
            Instance::id)
        .filter("instance-state-name", instance -> Instances.state(call, instance))
        .filter("instance-state-code", instance -> Instances.code(Instances.state(call, instance)))
        .filter("availability-zone", instance -> Instances.zone(call, instance))
        .filter("availability-zone-id", instance -> Instances.zoneId(call, instance))
        .filter("operator.managed", instance -> false)
        .filter("attached-ebs-status.status", instance -> health(call, instance))
        .absent(
            "event.code",
            "event.description",
            "event.instance-event-id",
            "event.not-after",
            "event.not-before",
            "event.not-before-deadline",
            "operator.principal")
        .filter("instance-status.status", instance -> health(call, instance))
        .filter("system-status.status", instance -> health(call, instance))
        .filter("instance-status.reachability", instance -> reachability(call, instance))
        .filter("system-status.reachability", instance -> reachability(call, instance))
        .write(
            "instanceStatusSet",
            5,
            1000,
            (item, instance) -> {
              item.add("instanceId", instance.id())
                  .add("availabilityZone", Instances.zone(call, instance))
                  .add("availabilityZoneId", Instances.zoneId(call, instance))
                  .nest("operator", operator -> operator.add("managed", false))
                  .nest(
                      "instanceState",
                      state -> Instances.writeState(state, Instances.state(call, instance)));
              for (String of : List.of("systemStatus", "instanceStatus", "attachedEbsStatus")) {
                item.nest(
                    of,
                    status ->
                        status
                            .add("status", health(call, instance))
                            .nest(
                                "details",
                                set ->
                                    set.nest(
                                        "item",
                                        detail ->
                                            detail
                                                .add("name", "reachability")
                                                .add("status", reachability(call, instance)))));
              }
            });
  }

  private static String health(Ec2Call call, Instance instance) {
    return Instances.state(call, instance).equals("running") ? "ok" : "not-applicable";
  }

  private static String reachability(Ec2Call call, Instance instance) {
    return Instances.state(call, instance).equals("running") ? "passed" : "insufficient-data";
  }

  /** Every name is a type here; burstable are those whose family begins with a t. */
  private static void types(Ec2Call call) {
    List<String> named = call.query.list("InstanceType");
    for (String type : named) {
      if (!type.matches("[a-z][a-z0-9-]*\\.[a-z0-9-]+")) {
        throw AwsError.of(
            "InvalidInstanceType",
            "The following supplied instance types do not exist: [" + type + "]");
      }
    }
    Listing.plain(
            call,
            (named.isEmpty() ? List.of("m5.large", "t3.micro") : named).stream().sorted().toList(),
            type -> type)
        .filter("instance-type", type -> type)
        .filter("current-generation", type -> true)
        .filter("burstable-performance-supported", type -> type.startsWith("t"))
        .write(
            "instanceTypeSet",
            5,
            100,
            (item, type) ->
                item.add("instanceType", type)
                    .add("currentGeneration", true)
                    .add("bareMetal", false)
                    .add("burstablePerformanceSupported", type.startsWith("t"))
                    .add("hibernationSupported", false)
                    .add("autoRecoverySupported", true)
                    .nest("vCpuInfo", info -> info.add("defaultVCpus", 2).add("defaultCores", 1))
                    .nest("memoryInfo", info -> info.add("sizeInMiB", 1024)));
  }

  private static void credits(Ec2Call call) {
    Listing.of(call, Kind.INSTANCE, "InstanceId", Instances.visible(call), Instance::id)
        .filter("instance-id", Instance::id)
        .write(
            "instanceCreditSpecificationSet",
            5,
            1000,
            (item, instance) ->
                item.add("instanceId", instance.id())
                    .add(
                        "cpuCredits",
                        instance.attribute(
                            "cpuCredits",
                            instance.type().startsWith("t2") ? "standard" : "unlimited")));
  }

  /** There are no volumes; asking for one by id says so, asking for those of an instance too. */
  private static void volumes(Ec2Call call) {
    for (String id : call.query.list("VolumeId")) {
      throw AwsError.of("InvalidVolume.NotFound", "The volume '" + id + "' does not exist.");
    }
    Listing.<String>plain(call, List.of(), id -> id)
        .filter("volume-id", id -> id)
        .filter("attachment.instance-id", id -> id)
        .filter("attachment.status", id -> id)
        .absent(
            "attachment.attach-time",
            "attachment.delete-on-termination",
            "attachment.device",
            "availability-zone",
            "availability-zone-id",
            "create-time",
            "encrypted",
            "fast-restored",
            "multi-attach-enabled",
            "operator.managed",
            "operator.principal",
            "size",
            "snapshot-id",
            "status",
            "volume-type")
        .tagged()
        .write("volumeSet", 5, 1000, (item, id) -> {});
  }
}
