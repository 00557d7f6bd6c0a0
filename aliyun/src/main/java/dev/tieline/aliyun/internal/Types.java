package dev.tieline.aliyun.internal;

import dev.tieline.provider.Caller;
import dev.tieline.provider.OtherRule;
import java.util.Map;

/** What the observed types are called in findings. */
final class Types {
  private static final Map<Class<?>, String> WORDS =
      Map.ofEntries(
          Map.entry(Vpc.class, "VPCs"),
          Map.entry(VSwitch.class, "vSwitches"),
          Map.entry(RouteTable.class, "route tables"),
          Map.entry(Route.class, "routes"),
          Map.entry(OtherRoute.class, "routes to no single block"),
          Map.entry(Acl.class, "network ACLs"),
          Map.entry(SecurityGroup.class, "security groups"),
          Map.entry(Inside.class, "what holds within security groups"),
          Map.entry(GroupRule.class, "security group rules"),
          Map.entry(OtherRule.class, "security group rules of other protocols"),
          Map.entry(Pcc.class, "peering connections"),
          Map.entry(OfferedService.class, "endpoint services"),
          Map.entry(ServiceResource.class, "resources of endpoint services"),
          Map.entry(ServiceUser.class, "users of endpoint services"),
          Map.entry(ServiceConnection.class, "connections of endpoint services"),
          Map.entry(Host.class, "hosts"),
          Map.entry(Ep.class, "endpoints"),
          Map.entry(EpZone.class, "zones of endpoints"),
          Map.entry(EpGroup.class, "security groups of endpoints"),
          Map.entry(EpService.class, "services that are shared with the account"),
          Map.entry(DnsZone.class, "zones of PrivateZone"),
          Map.entry(DnsRecord.class, "records of PrivateZone"),
          Map.entry(LinkOpen.class, "whether a product is opened"),
          Map.entry(Zone.class, "zones"),
          Map.entry(Cdt.class, "the state of Cloud Data Transfer"),
          Map.entry(Caller.class, "the caller's identity"));

  private Types() {}

  static String words(Class<?> type) {
    return WORDS.getOrDefault(type, type.getSimpleName());
  }
}
