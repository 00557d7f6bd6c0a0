package dev.tieline.testkit.internal.aliyun;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.internal.PersistentMap;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A security group: stateful rules with priorities, in the order of their ids. */
record SecurityGroup(
    String id,
    String account,
    String region,
    String vpcId,
    String name,
    String description,
    boolean enterprise,
    PersistentMap<String, Rule> rules,
    Instant createdAt)
    implements Thing {

  /**
   * A rule; its other side is a block or a group, its priority 1 (highest) to 100.
   *
   * @param sourcePort of the sender's ports, {@code -1/-1} in nearly all rules
   */
  record Rule(
      String id,
      boolean egress,
      String protocol,
      String port,
      String sourcePort,
      @Nullable Cidr cidr,
      String groupId,
      String groupOwner,
      boolean accepts,
      int priority,
      String nicType,
      String description,
      Instant createdAt) {

    /** Tells whether two rules say the same, whatever they are called and described as. */
    boolean says(Rule other) {
      return egress == other.egress
          && protocol.equals(other.protocol)
          && port.equals(other.port)
          && sourcePort.equals(other.sourcePort)
          && Objects.equals(cidr, other.cidr)
          && groupId.equals(other.groupId)
          && accepts == other.accepts
          && priority == other.priority
          && nicType.equals(other.nicType);
    }

    Rule described(String text) {
      return new Rule(
          id,
          egress,
          protocol,
          port,
          sourcePort,
          cidr,
          groupId,
          groupOwner,
          accepts,
          priority,
          nicType,
          text,
          createdAt);
    }

    /** Returns the rule under the id of another, which it replaces. */
    Rule instead(Rule other) {
      return new Rule(
          other.id,
          egress,
          protocol,
          port,
          sourcePort,
          cidr,
          groupId,
          groupOwner,
          accepts,
          priority,
          nicType,
          description,
          other.createdAt);
    }
  }

  SecurityGroup with(PersistentMap<String, Rule> newRules) {
    return new SecurityGroup(
        id, account, region, vpcId, name, description, enterprise, newRules, createdAt);
  }
}
