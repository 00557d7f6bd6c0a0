package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.internal.PersistentMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A security group with its rules by id. */
record SecurityGroup(
    String id, String vpcId, String name, String description, PersistentMap<String, Rule> rules) {

  /**
   * One rule: a protocol with ports, and one block, one group or one prefix list.
   *
   * @param protocol {@code -1}, {@code tcp}, {@code udp}, {@code icmp}, {@code icmpv6} or a number
   * @param from the first port or the ICMP type; -1 for all
   * @param to the last port or the ICMP code; -1 for all
   * @param cidr the block, or null
   * @param group the group, or null
   * @param listId the prefix list, or null
   */
  record Rule(
      String id,
      boolean egress,
      String protocol,
      int from,
      int to,
      @Nullable Cidr cidr,
      @Nullable GroupRef group,
      @Nullable String listId,
      String description) {

    /** Makes a rule that lacks its source. */
    static Rule ports(boolean egress, String protocol, int from, int to) {
      return new Rule("", egress, protocol, from, to, null, null, null, "");
    }

    Rule of(Cidr block, String text) {
      return new Rule(id, egress, protocol, from, to, block, null, null, text);
    }

    Rule of(GroupRef ref, String text) {
      return new Rule(id, egress, protocol, from, to, null, ref, null, text);
    }

    Rule ofList(String list, String text) {
      return new Rule(id, egress, protocol, from, to, null, null, list, text);
    }

    /** Tells whether two rules say the same; ids and descriptions do not count. */
    boolean isLike(Rule other) {
      return key().equals(other.key());
    }

    private List<Object> key() {
      return List.of(
          egress,
          protocol,
          from,
          to,
          cidr == null ? "" : cidr,
          group == null ? "" : group.account() + "/" + group.groupId(),
          listId == null ? "" : listId);
    }

    Rule withId(String newId) {
      return new Rule(newId, egress, protocol, from, to, cidr, group, listId, description);
    }

    Rule withDescription(String text) {
      return new Rule(id, egress, protocol, from, to, cidr, group, listId, text);
    }
  }

  /** A group that a rule refers to; the peering is null inside one VPC. */
  record GroupRef(String account, String groupId, String vpcId, @Nullable String peeringId) {}

  boolean isDefault() {
    return name.equals("default");
  }

  SecurityGroup with(Rule rule) {
    return new SecurityGroup(id, vpcId, name, description, rules.put(rule.id(), rule));
  }

  SecurityGroup without(String ruleId) {
    return new SecurityGroup(id, vpcId, name, description, rules.remove(ruleId));
  }
}
