package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.internal.PersistentMap;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.aws.NetworkAcl.Entry;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Network ACLs, their entries and associations. */
final class NetworkAcls {

  private NetworkAcls() {}

  static void register(Actions actions) {
    actions.reads("DescribeNetworkAcls", NetworkAcls::describe);
    actions.writes("CreateNetworkAcl", NetworkAcls::create);
    actions.writes("DeleteNetworkAcl", NetworkAcls::delete);
    actions.writes("CreateNetworkAclEntry", NetworkAcls::createEntry);
    actions.writes("ReplaceNetworkAclEntry", NetworkAcls::replaceEntry);
    actions.writes("DeleteNetworkAclEntry", NetworkAcls::deleteEntry);
    actions.writes("ReplaceNetworkAclAssociation", NetworkAcls::replaceAssociation);
  }

  static void createDefault(Ec2Call call, String vpcId) {
    NetworkAcl acl = closed(call, vpcId, true);
    for (boolean egress : List.of(false, true)) {
      acl = acl.with(new Entry(100, egress, true, -1, Cidr.ofAny4(), -1, -1));
      if (!call.require(Kind.VPC, vpcId).ipv6Blocks().isEmpty()) {
        acl = acl.with(new Entry(101, egress, true, -1, Cidr.ofAny6(), -1, -1));
      }
    }
    call.put(Kind.ACL, acl.id(), acl);
  }

  private static NetworkAcl closed(Ec2Call call, String vpcId, boolean isDefault) {
    NetworkAcl acl = new NetworkAcl(call.newId(Kind.ACL), vpcId, isDefault, PersistentMap.empty());
    boolean ipv6 = !call.require(Kind.VPC, vpcId).ipv6Blocks().isEmpty();
    for (boolean egress : List.of(false, true)) {
      acl = acl.with(new Entry(NetworkAcl.LAST, egress, false, -1, Cidr.ofAny4(), -1, -1));
      if (ipv6) {
        acl = acl.with(new Entry(NetworkAcl.LAST + 1, egress, false, -1, Cidr.ofAny6(), -1, -1));
      }
    }
    return acl;
  }

  static void associateDefault(Ec2Call call, Subnet subnet) {
    for (NetworkAcl acl : call.all(Kind.ACL)) {
      if (acl.isDefault() && acl.vpcId().equals(subnet.vpcId())) {
        String id = call.newId(Kind.ACL_ASSOCIATION);
        call.put(Kind.ACL_ASSOCIATION, id, new AclAssociation(id, acl.id(), subnet.id()));
      }
    }
  }

  private static void describe(Ec2Call call) {
    List<AclAssociation> all = call.all(Kind.ACL_ASSOCIATION);
    Function<NetworkAcl, List<AclAssociation>> of =
        acl -> all.stream().filter(association -> association.aclId().equals(acl.id())).toList();
    Listing.of(call, Kind.ACL, "NetworkAclId", call.all(Kind.ACL), NetworkAcl::id)
        .filter("network-acl-id", NetworkAcl::id)
        .filter("vpc-id", NetworkAcl::vpcId)
        .filter("owner-id", acl -> call.account)
        .filter("default", NetworkAcl::isDefault)
        .filters("association.association-id", each(of, AclAssociation::id))
        .filters("association.network-acl-id", each(of, AclAssociation::aclId))
        .filters("association.subnet-id", each(of, AclAssociation::subnetId))
        .filters("entry.cidr", entries(entry -> entry.cidr().isV4() ? entry.cidr() : ""))
        .filters("entry.ipv6-cidr", entries(entry -> entry.cidr().isV6() ? entry.cidr() : ""))
        .filters("entry.icmp.type", entries(entry -> isIcmp(entry) ? entry.from() : ""))
        .filters("entry.icmp.code", entries(entry -> isIcmp(entry) ? entry.to() : ""))
        .filters("entry.egress", entries(Entry::egress))
        .filters("entry.protocol", entries(Entry::protocol))
        .filters("entry.rule-action", entries(entry -> entry.allows() ? "allow" : "deny"))
        .filters("entry.rule-number", entries(Entry::number))
        .filters("entry.port-range.from", entries(Entry::from))
        .filters("entry.port-range.to", entries(Entry::to))
        .write("networkAclSet", 5, 1000, (item, acl) -> write(call, item, acl, of.apply(acl)));
  }

  private static Function<NetworkAcl, Collection<String>> each(
      Function<NetworkAcl, List<AclAssociation>> of, Function<AclAssociation, String> member) {
    return acl -> of.apply(acl).stream().map(member).toList();
  }

  private static Function<NetworkAcl, Collection<String>> entries(Function<Entry, Object> member) {
    return acl ->
        acl.entries().values().stream()
            .map(entry -> member.apply(entry).toString())
            .filter(value -> !value.isEmpty())
            .toList();
  }

  private static boolean isIcmp(Entry entry) {
    return entry.protocol() == 1 || entry.protocol() == 58;
  }

  private static void create(Ec2Call call) {
    ClientToken token = ClientToken.of(call);
    NetworkAcl acl = token.made(Kind.ACL);
    if (acl == null) {
      Vpc vpc = call.require(Kind.VPC, call.query.require("VpcId"));
      acl = closed(call, vpc.id(), false);
      call.put(Kind.ACL, acl.id(), acl);
      token.makes(acl.id());
      Tags.specified(call, Kind.ACL, acl.id());
    }
    NetworkAcl shown = acl;
    List<AclAssociation> associations =
        call.all(Kind.ACL_ASSOCIATION).stream().filter(a -> a.aclId().equals(shown.id())).toList();
    call.out.nest("networkAcl", item -> write(call, item, shown, associations));
    call.out.add("clientToken", token.text());
  }

  private static NetworkAcl acl(Ec2Call call) {
    return call.require(Kind.ACL, call.query.require("NetworkAclId"));
  }

  private static void delete(Ec2Call call) {
    NetworkAcl acl = acl(call);
    if (acl.isDefault()) {
      throw AwsError.of("InvalidParameterValue", "cannot delete default network ACL " + acl.id());
    }
    if (call.all(Kind.ACL_ASSOCIATION).stream().anyMatch(a -> a.aclId().equals(acl.id()))) {
      throw AwsError.dependency("networkAcl", acl.id());
    }
    call.remove(Kind.ACL, acl.id());
    call.out.add("return", true);
  }

  private static void createEntry(Ec2Call call) {
    NetworkAcl acl = acl(call);
    Entry entry = entry(call);
    if (acl.entries().containsKey(entry.key())) {
      throw AwsError.of(
          "NetworkAclEntryAlreadyExists",
          "The network acl entry identified by " + entry.number() + " already exists.");
    }
    call.put(Kind.ACL, acl.id(), acl.with(entry));
    call.out.add("return", true);
  }

  private static void replaceEntry(Ec2Call call) {
    NetworkAcl acl = acl(call);
    Entry entry = entry(call);
    refuseAbsent(acl, entry.key(), entry.number());
    call.put(Kind.ACL, acl.id(), acl.with(entry));
    call.out.add("return", true);
  }

  private static void deleteEntry(Ec2Call call) {
    NetworkAcl acl = acl(call);
    int number = number(call);
    String key = Entry.key(egress(call), number);
    refuseAbsent(acl, key, number);
    call.put(Kind.ACL, acl.id(), acl.without(key));
    call.out.add("return", true);
  }

  private static void refuseAbsent(NetworkAcl acl, String key, int number) {
    if (!acl.entries().containsKey(key)) {
      throw AwsError.of(
          "InvalidNetworkAclEntry.NotFound",
          "The network ACL entry '" + number + "' does not exist in " + acl.id());
    }
  }

  private static int number(Ec2Call call) {
    call.query.require("RuleNumber");
    Integer number = call.query.number("RuleNumber");
    if (number == null || number < 1 || number >= NetworkAcl.LAST) {
      throw AwsError.invalid(
          "ruleNumber", String.valueOf(number), "Expecting a number from 1 to 32766.");
    }
    return number;
  }

  private static boolean egress(Ec2Call call) {
    call.query.require("Egress");
    return call.query.flag("Egress", false);
  }

  private static Entry entry(Ec2Call call) {
    int number = number(call);
    boolean egress = egress(call);
    String action = call.query.require("RuleAction");
    if (!action.equals("allow") && !action.equals("deny")) {
      throw AwsError.invalid("ruleAction", action, "Expecting allow or deny.");
    }
    int protocol = protocol(call.query.require("Protocol"));
    boolean v4 = call.query.has("CidrBlock");
    Cidr cidr = v4 ? Blocks.ipv4(call, "CidrBlock") : Blocks.ipv6(call, "Ipv6CidrBlock");
    Query ports = call.query.below("PortRange");
    Query icmp = call.query.below("Icmp");
    Integer from = null;
    Integer to = null;
    if (protocol == 6 || protocol == 17) {
      from = ports.number("From");
      to = ports.number("To");
      icmp.ignores("Type", "Code");
      if (from == null || to == null) {
        throw AwsError.missing("portRange");
      }
      if (from < 0 || from > to || to > 65535) {
        throw AwsError.invalid("portRange", from + "-" + to, "Expecting ports from 0 to 65535.");
      }
    } else {
      ports.ignores("From", "To");
      if (protocol == 1 || protocol == 58) {
        from = icmp.number("Type");
        to = icmp.number("Code");
        if (from == null || to == null) {
          throw AwsError.missing("icmpTypeCode");
        }
      } else {
        icmp.ignores("Type", "Code");
      }
    }
    return new Entry(
        number,
        egress,
        action.equals("allow"),
        protocol,
        cidr,
        from == null ? -1 : from,
        to == null ? -1 : to);
  }

  private static int protocol(String given) {
    return switch (given.toLowerCase(Locale.ROOT)) {
      case "all", "-1" -> -1;
      case "tcp" -> 6;
      case "udp" -> 17;
      case "icmp" -> 1;
      case "icmpv6" -> 58;
      default -> {
        if (!given.matches("[0-9]{1,3}") || Integer.parseInt(given) > 255) {
          throw AwsError.invalid("protocol", given, "Unknown protocol.");
        }
        yield Integer.parseInt(given);
      }
    };
  }

  private static void replaceAssociation(Ec2Call call) {
    AclAssociation old = call.require(Kind.ACL_ASSOCIATION, call.query.require("AssociationId"));
    NetworkAcl acl = acl(call);
    if (!call.require(Kind.SUBNET, old.subnetId()).vpcId().equals(acl.vpcId())) {
      throw AwsError.of(
          "InvalidParameterValue",
          "network acl "
              + acl.id()
              + " and subnet "
              + old.subnetId()
              + " belong to different networks");
    }
    String id = call.newId(Kind.ACL_ASSOCIATION);
    call.remove(Kind.ACL_ASSOCIATION, old.id());
    call.put(Kind.ACL_ASSOCIATION, id, new AclAssociation(id, acl.id(), old.subnetId()));
    call.out.add("newAssociationId", id);
  }

  private static void write(
      Ec2Call call, XmlElement item, NetworkAcl acl, List<AclAssociation> associations) {
    item.add("networkAclId", acl.id())
        .add("vpcId", acl.vpcId())
        .add("ownerId", call.account)
        .add("default", acl.isDefault());
    item.items("entrySet", acl.entries().values(), NetworkAcls::writeEntry);
    item.items(
        "associationSet",
        associations,
        (entry, association) ->
            entry
                .add("networkAclAssociationId", association.id())
                .add("networkAclId", association.aclId())
                .add("subnetId", association.subnetId()));
    Tags.write(call, item, acl.id());
  }

  private static void writeEntry(XmlElement item, Entry entry) {
    item.add("ruleNumber", entry.number())
        .add("protocol", entry.protocol())
        .add("ruleAction", entry.allows() ? "allow" : "deny")
        .add("egress", entry.egress())
        .add(entry.cidr().isV4() ? "cidrBlock" : "ipv6CidrBlock", entry.cidr());
    if (entry.protocol() == 6 || entry.protocol() == 17) {
      item.nest("portRange", range -> range.add("from", entry.from()).add("to", entry.to()));
    } else if (isIcmp(entry)) {
      item.nest("icmpTypeCode", icmp -> icmp.add("type", entry.from()).add("code", entry.to()));
    }
  }
}
