package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.aws.SecurityGroup.GroupRef;
import dev.tieline.testkit.internal.aws.SecurityGroup.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads rules of security groups from requests, and refuses what the cloud refuses. */
final class RuleReader {

  private static final Pattern DESCRIPTION =
      Pattern.compile("[a-zA-Z0-9. _\\-:/()#,@\\[\\]+=&;{}!$*]{0,255}");

  private RuleReader() {}

  static boolean hasPorts(String protocol) {
    return switch (protocol) {
      case "tcp", "udp", "icmp", "icmpv6" -> true;
      default -> false;
    };
  }

  static List<String> given(Query query, String name) {
    String value = query.get(name);
    return value == null ? List.of() : List.of(value);
  }

  /** Reads the rules that a request names, in the long form or the short one. */
  static List<Rule> rules(Ec2Call call, SecurityGroup group, boolean egress) {
    List<Rule> rules = new ArrayList<>();
    for (Query permission : call.query.structures("IpPermissions")) {
      Rule ports = ports(permission, egress);
      for (Query range : permission.structures("IpRanges")) {
        rules.add(block(call, ports, range.require("CidrIp"), true, range.get("Description", "")));
      }
      for (Query range : permission.structures("Ipv6Ranges")) {
        rules.add(
            block(call, ports, range.require("CidrIpv6"), false, range.get("Description", "")));
      }
      for (Query pair : permission.structures("Groups")) {
        pair.ignores("VpcId", "VpcPeeringConnectionId", "PeeringStatus");
        rules.addAll(
            sources(
                call,
                group,
                ports,
                List.of(),
                List.of(),
                groupOf(call, pair),
                pair.get("UserId"),
                null,
                pair.get("Description", "")));
      }
      for (Query list : permission.structures("PrefixListIds")) {
        rules.add(listed(call, ports, list.require("PrefixListId"), list.get("Description", "")));
      }
    }
    String source = call.query.get("SourceSecurityGroupName");
    if (source != null) {
      rules.addAll(all(call, group, egress, source));
    }
    if (call.query.has("IpProtocol")) {
      rules.addAll(
          sources(
              call,
              group,
              ports(call.query, egress),
              given(call.query, "CidrIp"),
              List.of(),
              null,
              null,
              null,
              ""));
    }
    if (rules.isEmpty()) {
      throw AwsError.missing("ipPermissions");
    }
    return rules;
  }

  private static String groupOf(Ec2Call call, Query pair) {
    String name = pair.get("GroupName");
    return name == null || pair.has("GroupId")
        ? pair.require("GroupId")
        : SecurityGroups.ofDefault(call, name).id();
  }

  /** The oldest form: everything of TCP, UDP and ICMP from a group of the default network. */
  private static List<Rule> all(Ec2Call call, SecurityGroup group, boolean egress, String name) {
    if (call.query.has("IpProtocol") || call.query.has("CidrIp")) {
      throw AwsError.of(
          "InvalidParameterCombination",
          "A source group cannot be used with a protocol or a CIDR block");
    }
    String owner = call.query.get("SourceSecurityGroupOwnerId");
    String id = SecurityGroups.ofDefault(call, name).id();
    List<Rule> rules = new ArrayList<>();
    for (Rule ports :
        List.of(
            Rule.ports(egress, "tcp", 0, 65535),
            Rule.ports(egress, "udp", 0, 65535),
            Rule.ports(egress, "icmp", -1, -1))) {
      rules.addAll(sources(call, group, ports, List.of(), List.of(), id, owner, null, ""));
    }
    return rules;
  }

  /** Reads protocol and ports into a rule that lacks its source. */
  static Rule ports(Query query, boolean egress) {
    String protocol = protocol(query.require("IpProtocol"));
    Integer from = query.number("FromPort");
    Integer to = query.number("ToPort");
    if (!hasPorts(protocol)) {
      return Rule.ports(egress, protocol, -1, -1);
    }
    if (from == null || to == null) {
      if (protocol.startsWith("icmp")) {
        return Rule.ports(egress, protocol, -1, -1);
      }
      throw AwsError.of(
          "InvalidParameterValue",
          "Invalid value 'Must specify both from and to ports with "
              + protocol
              + "' for portRange.");
    }
    boolean valid =
        protocol.startsWith("icmp")
            ? from >= -1 && from <= 255 && to >= -1 && to <= 255
            : from >= 0 && from <= to && to <= 65535;
    if (!valid) {
      throw AwsError.of(
          "InvalidParameterValue",
          "Invalid " + protocol.toUpperCase(Locale.ROOT) + " port range " + from + " to " + to);
    }
    return Rule.ports(egress, protocol, from, to);
  }

  private static String protocol(String given) {
    return switch (given.toLowerCase(Locale.ROOT)) {
      case "-1", "all" -> "-1";
      case "tcp", "6" -> "tcp";
      case "udp", "17" -> "udp";
      case "icmp", "1" -> "icmp";
      case "icmpv6", "58" -> "icmpv6";
      default -> {
        if (!given.matches("[0-9]{1,3}") || Integer.parseInt(given) > 255) {
          throw AwsError.of(
              "InvalidParameterValue",
              "Invalid value '" + given + "' for IP protocol. Unknown protocol.");
        }
        yield given;
      }
    };
  }

  static List<Rule> sources(
      Ec2Call call,
      SecurityGroup group,
      Rule ports,
      List<String> v4,
      List<String> v6,
      @Nullable String groupId,
      @Nullable String userId,
      @Nullable String listId,
      String description) {
    List<Rule> rules = new ArrayList<>();
    v4.forEach(cidr -> rules.add(block(call, ports, cidr, true, description)));
    v6.forEach(cidr -> rules.add(block(call, ports, cidr, false, description)));
    if (groupId != null) {
      rules.add(
          ports.of(
              reference(call, group, groupId, userId), checked("rule description", description)));
    }
    if (listId != null) {
      rules.add(listed(call, ports, listId, description));
    }
    return rules;
  }

  private static Rule listed(Ec2Call call, Rule ports, String id, String description) {
    return ports.ofList(
        PrefixLists.require(call, id).id(), checked("rule description", description));
  }

  private static Rule block(Ec2Call call, Rule ports, String text, boolean v4, String description) {
    Cidr cidr = Blocks.parse(v4 ? "cidrIp" : "cidrIpv6", text, v4);
    boolean canonical = Cidr.tryParse(text).isPresent();
    if (!canonical && !call.config.switches().hostBitsNormalised()) {
      throw AwsError.of(
          "InvalidParameterValue",
          "CIDR block " + text + " is malformed: host bits are set (expecting " + cidr + ")");
    }
    return ports.of(cidr, checked("rule description", description));
  }

  static String checked(String what, String text) {
    if (!DESCRIPTION.matcher(text).matches()) {
      throw AwsError.of(
          "InvalidParameterValue",
          "Invalid "
              + what
              + ". Valid are strings less than 256 characters from the following set:"
              + "  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*");
    }
    return text;
  }

  /**
   * Finds a group that a rule may refer to: one of the same network, or of a network of the same
   * region with an active peering, then named by its owner and id.
   */
  private static GroupRef reference(
      Ec2Call call, SecurityGroup group, String named, @Nullable String userId) {
    int slash = named.indexOf('/');
    String owner = slash > 0 ? named.substring(0, slash) : userId == null ? call.account : userId;
    String id = named.substring(slash + 1);
    Kind.GROUP.checkShape(id);
    SecurityGroup other = call.find(Kind.GROUP, owner, call.region, id);
    if (other == null) {
      // a rule that is stale can still be named, to take it away
      for (Rule rule : group.rules().values()) {
        if (rule.group() != null && rule.group().groupId().equals(id)) {
          return rule.group();
        }
      }
      throw Kind.GROUP.notFound(id);
    }
    if (other.vpcId().equals(group.vpcId())) {
      return new GroupRef(owner, id, other.vpcId(), null);
    }
    for (Rule rule : group.rules().values()) {
      if (rule.group() != null && rule.group().groupId().equals(id)) {
        return rule.group();
      }
    }
    Peering peering = Peerings.between(call, group.vpcId(), other.vpcId());
    if (peering == null) {
      throw AwsError.of(
          "InvalidGroup.NotFound",
          "You have specified two resources that belong to different networks.");
    }
    return new GroupRef(owner, id, other.vpcId(), peering.id());
  }
}
