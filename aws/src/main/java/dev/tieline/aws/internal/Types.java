package dev.tieline.aws.internal;

import dev.tieline.provider.Caller;
import dev.tieline.provider.OtherRule;
import dev.tieline.provider.Quota;
import java.util.Map;

/** What the observed types are called in findings. */
final class Types {
  private static final Map<Class<?>, String> WORDS =
      Map.ofEntries(
          Map.entry(Vpc.class, "VPCs"),
          Map.entry(Subnet.class, "subnets"),
          Map.entry(RouteTable.class, "route tables"),
          Map.entry(Route.class, "routes"),
          Map.entry(Acl.class, "network ACLs"),
          Map.entry(SecurityGroup.class, "security groups"),
          Map.entry(GroupRule.class, "security group rules"),
          Map.entry(OtherRule.class, "security group rules of other protocols"),
          Map.entry(Pcx.class, "peering connections"),
          Map.entry(VpcAttributes.class, "VPC attributes"),
          Map.entry(Host.class, "hosts"),
          Map.entry(Quota.class, "quotas"),
          Map.entry(Zone.class, "zones"),
          Map.entry(PrefixList.class, "prefix lists"),
          Map.entry(Caller.class, "the caller's identity"));

  private Types() {}

  static String words(Class<?> type) {
    return WORDS.getOrDefault(type, type.getSimpleName());
  }
}
