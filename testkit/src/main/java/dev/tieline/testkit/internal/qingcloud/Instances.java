package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.net.Ip;
import dev.tieline.testkit.QingCloudDelay;
import dev.tieline.testkit.QingCloudQuota;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Times;
import java.util.List;
import java.util.Locale;

/** Instances: states and addresses. */
final class Instances {
  /** The network that is everybody's. */
  private static final String BASE = "vxnet-0";

  private Instances() {}

  static void register(Actions actions) {
    actions.writes(
        "RunInstances",
        "image_id* instance_type cpu:int memory:int os_disk_size:int count:int instance_name"
            + " login_mode* login_keypair login_passwd vxnets.N security_group volumes.N hostname"
            + " need_newsid:int instance_class:int cpu_model cpu_topology gpu:int gpu_class:int"
            + " nic_mqueue:int need_userdata:int userdata_type userdata_value userdata_path"
            + " userdata_file target_user dedicated_host_group_id dedicated_host_id instance_group"
            + " hypervisor os_disk_encryption:bool cipher_alg months:int auto_renew:int",
        Instances::run);
    actions.reads(
        "DescribeInstances",
        "instances",
        "instances.N image_id.N instance_type.N instance_class:int vcpus_current:int"
            + " memory_current:int os_disk_size:int exclude_reserved:int status.N search_word"
            + " tags.N dedicated_host_group_id dedicated_host_id owner verbose:int offset:int"
            + " limit:int",
        Instances::describe);
    actions.writes("TerminateInstances", "instances.N* direct_cease:int", Instances::terminate);
  }

  static List<Instance> in(Iaas call, String vxnet) {
    return call.all(Kind.INSTANCE).stream().filter(i -> i.vxnet().equals(vxnet)).toList();
  }

  private static void run(Iaas call) {
    call.pay();
    boolean sized = call.number("cpu", 0) > 0 && call.number("memory", 0) > 0;
    if (call.text("instance_type").isEmpty() && !sized) {
      throw QingError.missing("instance_type");
    }
    switch (call.text("login_mode")) {
      case "keypair" -> call.query.require("login_keypair");
      case "passwd" -> call.query.require("login_passwd");
      default -> throw QingError.bad("login_mode", call.text("login_mode"), "keypair or passwd");
    }
    Zones.take(call, QingCloudQuota.INSTANCES, call.number("count", 1));
    List<String> networks = call.query.list("vxnets");
    String[] wish = (networks.isEmpty() ? BASE : networks.get(0)).split("\\|", 2);
    List<String> ids = call.times(100, () -> call.newId(Kind.INSTANCE));
    Job job = call.job(QingCloudDelay.INSTANCE, ids);
    for (String id : ids) {
      Ip address = address(call, id, wish[0], wish.length > 1 ? wish[1] : "");
      String group = wish[0].equals(BASE) ? SecurityGroups.byDefault(call).id() : "";
      String asked = call.text("security_group");
      Life life = call.born(job);
      call.put(
          Kind.INSTANCE,
          new Instance(
              call.account,
              call.zone,
              id,
              call.text("instance_name"),
              wish[0],
              address,
              call.text("instance_type"),
              call.text("image_id"),
              asked.isEmpty() ? group : call.require(Kind.GROUP, asked).id(),
              job.reaches(id) ? life : life.end(job.done()),
              !job.reaches(id)));
    }
    call.out.texts("instances", ids);
  }

  private static Ip address(Iaas call, String id, String network, String asked) {
    if (network.equals(BASE)) {
      long number = Routers.number(id);
      return Ip.parse("10.50." + number % 250 + "." + (number / 250 % 250 + 2));
    }
    Vxnet vxnet = call.require(Kind.VXNET, network);
    if (vxnet.type() != Vxnet.MANAGED) {
      throw QingError.denied("vxnet [" + network + "] is not managed");
    }
    return Addresses.take(call, vxnet, asked);
  }

  /** Makes an instance without a job, of the address that DHCP gives it or of a given one. */
  static Instance make(Iaas call, String vxnetId, String asked, String name) {
    Vxnet vxnet = call.require(Kind.VXNET, vxnetId);
    Ip address = Addresses.take(call, vxnet, asked);
    return call.put(
        Kind.INSTANCE,
        new Instance(
            call.account,
            call.zone,
            call.newId(Kind.INSTANCE),
            name,
            vxnetId,
            address,
            "small_b",
            "centos75x64",
            "",
            Life.begin(call.now, call.now, call.now),
            false));
  }

  private static void describe(Iaas call) {
    List<String> images = call.query.list("image_id");
    List<String> types = call.query.list("instance_type");
    List<Instance> found =
        Listing.of(call, Kind.INSTANCE, "instances")
            .status(instance -> instance.status(call.config, call.now))
            .where(instance -> images.isEmpty() || images.contains(instance.image()))
            .where(instance -> types.isEmpty() || types.contains(instance.type()))
            .found();
    Listing.write(call, "instance_set", found, (json, instance) -> write(call, json, instance));
  }

  private static void write(Iaas call, Json json, Instance instance) {
    Vxnet vxnet = call.find(Kind.VXNET, instance.vxnet());
    String transition = instance.life().transition(call.now);
    json.put("vcpus_current", 1)
        .put("instance_id", instance.id())
        .texts("volume_ids", List.of())
        .list(
            "vxnets",
            List.of(instance),
            (item, i) ->
                item.put("vxnet_name", vxnet == null ? "primary vxnet" : vxnet.name())
                    .put("vxnet_type", 1)
                    .put("vxnet_id", i.vxnet())
                    .put("nic_id", mac(i.id()))
                    .put("private_ip", i.address().toString()))
        .put("memory_current", 1024)
        .put("sub_code", 0)
        .put("transition_status", transition.equals("deleting") ? "terminating" : transition)
        .put("instance_name", instance.name())
        .put("instance_type", instance.type())
        .put("create_time", Times.iso(instance.life().made()))
        .put("status", instance.status(call.config, call.now))
        .put("description", (String) null)
        .nest(
            "security_group",
            group -> {
              SecurityGroup its = call.find(Kind.GROUP, instance.group());
              if (its != null) {
                group.put("is_default", its.isDefault() ? 1 : 0).put("security_group_id", its.id());
              }
            })
        .put("status_time", Times.iso(instance.life().since(call.now)))
        .nest("image", image -> image.put("image_id", instance.image()).put("platform", "linux"))
        .texts("keypair_ids", List.of());
    Tags.write(call, json, instance.id());
  }

  /** Makes the address of a network card from the id of what has it. */
  static String mac(String id) {
    long number = Routers.number(id);
    StringBuilder text = new StringBuilder("52:54");
    for (int shift = 24; shift >= 0; shift -= 8) {
      text.append(String.format(Locale.ROOT, ":%02x", number >> shift & 255));
    }
    return text.toString();
  }

  private static void terminate(Iaas call) {
    List<String> ids = call.some("instances");
    for (String id : ids) {
      Instance instance = call.require(Kind.INSTANCE, id);
      call.idle(instance);
      call.leased(instance);
    }
    Job job = call.job(QingCloudDelay.INSTANCE, ids);
    for (String id : ids) {
      Instance instance = call.require(Kind.INSTANCE, id);
      if (job.reaches(id)) {
        boolean forGood = call.number("direct_cease", 0) == 1;
        call.put(Kind.INSTANCE, instance.ending(instance.life().end(job.done()), forGood));
      }
    }
  }
}
