package dev.tieline.testkit.internal.aws;

import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.internal.aws.NetworkInterface.Attachment;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** How network interfaces hang on instances. */
final class Attachments {

  private Attachments() {}

  static void register(Actions actions) {
    actions.writes("AttachNetworkInterface", Attachments::attach);
    actions.writes("DetachNetworkInterface", Attachments::detach);
  }

  private static void attach(Ec2Call call) {
    NetworkInterface eni = call.require(Kind.INTERFACE, call.query.require("NetworkInterfaceId"));
    Instance instance = call.require(Kind.INSTANCE, call.query.require("InstanceId"));
    call.query.ignores("NetworkCardIndex");
    call.query.require("DeviceIndex");
    int index = InterfaceAddresses.atLeast(call.query.number("DeviceIndex"), 0);
    if (!eni.isFree()) {
      throw AwsError.of("InvalidNetworkInterface.InUse", "Interface " + eni.id() + " is in use");
    }
    if (instance.terminatedAt() != null) {
      throw AwsError.of(
          "IncorrectState", "Instance '" + instance.id() + "' is not in a valid state");
    }
    if (!Objects.equals(NetworkInterfaces.zone(call, eni), Instances.zone(call, instance))) {
      throw AwsError.of(
          "InvalidParameterCombination",
          "You may not attach a network interface to an instance if they are not in the same"
              + " availability zone");
    }
    for (NetworkInterface other : ofInstance(call, instance.id())) {
      if (other.attachment() != null && other.attachment().deviceIndex() == index) {
        throw AwsError.of(
            "InvalidParameterValue",
            "Instance '"
                + instance.id()
                + "' already has an interface attached at device index '"
                + index
                + "'.");
      }
    }
    NetworkInterface attached = attached(call, eni, instance.id(), index, false);
    call.out
        .add("attachmentId", attached.attachment() == null ? "" : attached.attachment().id())
        .add("networkCardIndex", 0);
  }

  static NetworkInterface attached(
      Ec2Call call, NetworkInterface eni, String instanceId, int index, boolean dies) {
    NetworkInterface attached =
        eni.attached(new Attachment(call.newId("eni-attach"), instanceId, index, call.now, dies));
    call.put(Kind.INTERFACE, eni.id(), attached);
    return attached;
  }

  private static void detach(Ec2Call call) {
    String id = call.query.require("AttachmentId");
    call.query.ignores("Force");
    NetworkInterface eni =
        call.all(Kind.INTERFACE).stream()
            .filter(e -> e.attachment() != null && e.attachment().id().equals(id))
            .findFirst()
            .orElseThrow(() -> absent(id));
    if (eni.attachment() != null && eni.attachment().deviceIndex() == 0) {
      throw AwsError.of(
          "OperationNotPermitted", "The network interface at device index 0 cannot be detached.");
    }
    call.put(Kind.INTERFACE, eni.id(), eni.attached(null));
    call.out.add("return", true);
  }

  /** Returns the interfaces of an instance in the order of their device indexes. */
  static List<NetworkInterface> ofInstance(Ec2Call call, String instanceId) {
    return call.all(Kind.INTERFACE).stream()
        .filter(eni -> eni.attachment() != null && eni.instanceId().equals(instanceId))
        .sorted(
            Comparator.comparingInt(
                eni -> eni.attachment() == null ? 0 : eni.attachment().deviceIndex()))
        .toList();
  }

  static AwsError absent(String id) {
    return AwsError.of(
        "InvalidAttachmentID.NotFound", "The attachment '" + id + "' does not exist");
  }

  static void write(Ec2Call call, XmlElement item, NetworkInterface eni) {
    Attachment attached = eni.attachment();
    if (attached != null) {
      item.nest(
          "attachment",
          entry -> {
            entry.add("instanceId", attached.instanceId()).add("instanceOwnerId", call.account);
            write(entry, attached);
          });
    } else if (eni.isOfCloud()) {
      item.nest(
          "attachment",
          entry ->
              entry
                  .add("attachmentId", "ela-attach-" + eni.id().substring(4))
                  .add("instanceOwnerId", NetworkInterfaces.CLOUD)
                  .add("deviceIndex", 1)
                  .add("networkCardIndex", 0)
                  .add("status", "attached")
                  .add("deleteOnTermination", false));
    }
  }

  static void write(XmlElement entry, Attachment attached) {
    entry
        .add("attachmentId", attached.id())
        .add("deviceIndex", attached.deviceIndex())
        .add("networkCardIndex", 0)
        .add("status", "attached")
        .add("attachTime", Times.iso(attached.at()))
        .add("deleteOnTermination", attached.deletedWithInstance());
  }
}
