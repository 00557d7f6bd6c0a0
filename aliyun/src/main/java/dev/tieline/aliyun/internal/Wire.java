package dev.tieline.aliyun.internal;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.net.Protocol;
import dev.tieline.net.Traffic;
import dev.tieline.provider.Answer;
import dev.tieline.provider.OtherRule;
import dev.tieline.provider.Tags;
import dev.tieline.snapshot.AclEntry;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.Route.Origin;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.spi.Scope;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one mapping from what the cloud answers to what we observe. */
final class Wire {
  private static final int LAST_PORT = 65535;

  /** What the next hop of the range of the cloud's own services is called. */
  static final String SERVICES = "the cloud's own services";

  private Wire() {}

  static Vpc vpc(Scope scope, Answer vpc) {
    List<String> six = new ArrayList<>();
    vpc.wrapped("Ipv6CidrBlocks", "Ipv6CidrBlock").forEach(b -> six.add(b.text("Ipv6CidrBlock")));
    six.add(vpc.text("Ipv6CidrBlock"));
    return new Vpc(
        vpc.text("VpcId"),
        scope,
        vpc.text("OwnerId"),
        vpc.text("VpcName"),
        vpc.text("Status"),
        cidr(vpc, "CidrBlock"),
        cidrs(vpc.wrappedTexts("SecondaryCidrBlocks", "SecondaryCidrBlock")),
        cidrs(six),
        cidrs(vpc.wrappedTexts("UserCidrs", "UserCidr")),
        tags(vpc));
  }

  static VSwitch vSwitch(Scope scope, Answer vSwitch) {
    List<String> blocks = new ArrayList<>();
    blocks.add(vSwitch.text("CidrBlock"));
    blocks.add(vSwitch.text("Ipv6CidrBlock"));
    return new VSwitch(
        vSwitch.text("VSwitchId"),
        scope,
        vSwitch.text("VpcId"),
        vSwitch.text("VSwitchName"),
        cidrs(blocks),
        vSwitch.text("ZoneId"),
        vSwitch.text("Status"),
        vSwitch.object("RouteTable").text("RouteTableId"),
        vSwitch.text("NetworkAclId"),
        vSwitch.number("AvailableIpAddressCount").orElse(0),
        tags(vSwitch));
  }

  static RouteTable table(Scope scope, Answer table) {
    return new RouteTable(
        table.text("RouteTableId"),
        scope,
        table.text("VpcId"),
        table.text("RouteTableName"),
        table.text("RouteTableType").equalsIgnoreCase("System"),
        table.text("Status"),
        table.wrappedTexts("VSwitchIds", "VSwitchId"),
        tags(table));
  }

  /** A {@link Route}, or an {@link OtherRoute} if it leads to no single block. */
  static Object route(RouteTable table, Answer entry) {
    String destination = entry.text("DestinationCidrBlock");
    List<Answer> hops = entry.wrapped("NextHops", "NextHop");
    Optional<Cidr> block = block(destination);
    String target = hops.size() == 1 ? hops.get(0).text("NextHopId") : "";
    if (block.isEmpty()) {
      return new OtherRoute(
          table.scope(),
          table.vpc(),
          table.id(),
          entry.text("RouteEntryId"),
          destination + " -> " + target + " " + entry.text("Status"));
    }
    String type = hops.size() == 1 ? hops.get(0).text("NextHopType") : "";
    return new Route(
        table.scope(),
        table.vpc(),
        table.id(),
        entry.text("RouteEntryId"),
        block.get(),
        target.isEmpty() ? type.toLowerCase(Locale.ROOT) : target,
        hops.size() == 1
            ? nextHop(type, target)
            : new NextHop.Unmodelled(hops.size() + " next hops at once"),
        hops.size() == 1 && hops.get(0).text("Enabled").equals("0"),
        origin(entry.text("Type")),
        entry.text("Status"),
        entry.text("RouteEntryName"),
        entry.text("Description"));
  }

  // "NextHopType" of DescribeRouteEntryList (VPC API Reference, read 2026-11)
  private static NextHop nextHop(String type, String target) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "local" -> new NextHop.Local();
      case "vpcpeer" -> new NextHop.Peering(target);
      case "networkinterface" -> new NextHop.Interface(target);
      case "natgateway", "vpngateway", "ipv4gateway", "ipv6gateway" -> new NextHop.Gateway(target);
      case "service" -> new NextHop.Gateway(SERVICES);
      default -> new NextHop.Unmodelled((type + " " + target).strip());
    };
  }

  private static Origin origin(String type) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "system" -> Origin.LOCAL;
      case "custom" -> Origin.STATIC;
      default -> Origin.PROPAGATED; // BGP, CEN, ECR: learned by others
    };
  }

  static SecurityGroup group(Scope scope, Answer group) {
    return new SecurityGroup(
        group.text("SecurityGroupId"),
        scope,
        group.text("VpcId"),
        group.text("SecurityGroupName"),
        group.text("SecurityGroupType"),
        group.flag("ServiceManaged"),
        ecsTags(group));
  }

  /** What a page of a group's rules says of the group itself. */
  static Inside inside(Scope scope, String group, Answer page) {
    return new Inside(scope, group, page.text("InnerAccessPolicy").equalsIgnoreCase("Accept"));
  }

  /** A {@link GroupRule}, or an {@link OtherRule} for a protocol that we do not model. */
  static Object rule(Scope scope, String group, Answer rule) {
    boolean ingress = !rule.text("Direction").equalsIgnoreCase("egress");
    RulePeer peer = peer(rule, ingress);
    Protocol protocol = protocol(rule.text("IpProtocol"), peer);
    String id = rule.text("SecurityGroupRuleId");
    if (protocol == null) {
      return new OtherRule(id, scope, group, ingress, rule.text("IpProtocol") + " " + words(peer));
    }
    String from = rule.text("SourcePortRange");
    if (!from.isEmpty() && !isAllPorts(from)) {
      peer = new RulePeer.Unresolved(words(peer) + ", from ports " + from + " only");
    }
    Optional<Traffic> traffic = traffic(protocol, rule.text("PortRange"));
    if (traffic.isEmpty()) { // a list of ports, or a spelling that is not known
      String ports = rule.text("PortRange") + rule.text("PortRangeListId");
      peer = new RulePeer.Unresolved(words(peer) + ", ports " + ports);
    }
    return new GroupRule(
        id,
        scope,
        group,
        ingress,
        traffic.orElse(new Traffic(protocol, 0, LAST_PORT)),
        peer,
        rule.text("Policy").equalsIgnoreCase("Accept"),
        (int) rule.number("Priority").orElse(1),
        rule.text("Description"));
  }

  private static @Nullable Protocol protocol(String text, RulePeer peer) {
    boolean six = peer instanceof RulePeer.Block block && block.cidr().isV6();
    boolean four = peer instanceof RulePeer.Block block && block.cidr().isV4();
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "all" -> Protocol.ALL;
      case "tcp" -> Protocol.TCP;
      case "udp" -> Protocol.UDP;
      case "icmp" -> six ? null : Protocol.ICMP;
      case "icmpv6" -> four ? null : Protocol.ICMP;
      default -> null;
    };
  }

  private static RulePeer peer(Answer rule, boolean ingress) {
    String end = ingress ? "Source" : "Dest";
    for (String block :
        new String[] {rule.text(end + "CidrIp"), rule.text("Ipv6" + end + "CidrIp")}) {
      if (!block.isEmpty()) {
        return block(block)
            .<RulePeer>map(RulePeer.Block::new)
            .orElse(new RulePeer.Unresolved(block));
      }
    }
    String group = rule.text(end + "GroupId");
    if (!group.isEmpty()) {
      return new RulePeer.Members(group);
    }
    String list = rule.text(end + "PrefixListId");
    return new RulePeer.Unresolved(list.isEmpty() ? "a peer that is not known" : list);
  }

  private static String words(RulePeer peer) {
    if (peer instanceof RulePeer.Block block) {
      return block.cidr().toString();
    }
    return peer instanceof RulePeer.Members members
        ? members.group()
        : ((RulePeer.Unresolved) peer).what();
  }

  private static boolean isAllPorts(String range) {
    return range.equals("-1/-1") || range.equals("1/65535") || range.equals("0/65535");
  }

  /** The traffic of a range such as 80/90; empty if it is none. */
  private static Optional<Traffic> traffic(Protocol protocol, String range) {
    if (!protocol.hasPorts() || isAllPorts(range)) {
      return Optional.of(new Traffic(protocol, 0, LAST_PORT));
    }
    String[] ends = range.split("/", -1);
    if (ends.length != 2 || !ends[0].matches("[0-9]{1,5}") || !ends[1].matches("[0-9]{1,5}")) {
      return Optional.empty();
    }
    int from = Integer.parseInt(ends[0]);
    int to = Integer.parseInt(ends[1]);
    return from <= to && to <= LAST_PORT
        ? Optional.of(new Traffic(protocol, from, to))
        : Optional.empty();
  }

  static Acl acl(Scope scope, Answer acl) {
    List<AclEntry> entries = new ArrayList<>();
    List<Answer> in = acl.wrapped("IngressAclEntries", "IngressAclEntry");
    List<Answer> out = acl.wrapped("EgressAclEntries", "EgressAclEntry");
    // the entries have no numbers: they count in the order of the list
    for (int i = 0; i < in.size(); i++) {
      aclEntry(i + 1, true, in.get(i), "SourceCidrIp").ifPresent(entries::add);
    }
    for (int i = 0; i < out.size(); i++) {
      aclEntry(i + 1, false, out.get(i), "DestinationCidrIp").ifPresent(entries::add);
    }
    return new Acl(
        acl.text("NetworkAclId"),
        scope,
        acl.text("VpcId"),
        acl.text("NetworkAclName"),
        acl.text("Status"),
        acl.wrapped("Resources", "Resource").stream()
            .filter(r -> r.text("ResourceType").equalsIgnoreCase("VSwitch"))
            .map(r -> r.text("ResourceId"))
            .toList(),
        entries,
        tags(acl));
  }

  /** Empty for a protocol that we do not model: no flow that can be asked about meets it. */
  private static Optional<AclEntry> aclEntry(
      int number, boolean ingress, Answer entry, String peer) {
    Cidr cidr = cidr(entry, peer);
    boolean allow = entry.text("Policy").equalsIgnoreCase("accept");
    Protocol protocol = protocol(entry.text("Protocol"), new RulePeer.Block(cidr));
    if (protocol == null) {
      return Optional.empty();
    }
    Optional<Traffic> traffic = traffic(protocol, entry.text("Port"));
    if (traffic.isEmpty() && allow) {
      return Optional.empty(); // what is allowed can not be told, so nothing is
    }
    return Optional.of(
        new AclEntry(
            number, ingress, allow, traffic.orElse(new Traffic(protocol, 0, LAST_PORT)), cidr));
  }

  static Pcc pcc(Scope scope, Answer pcc) {
    String status = pcc.text("Status");
    return new Pcc(
        pcc.text("InstanceId"),
        scope,
        side(pcc.object("Vpc"), pcc.text("OwnerId"), pcc.text("RegionId")),
        side(
            pcc.object("AcceptingVpc"),
            pcc.text("AcceptingOwnerUid"),
            pcc.text("AcceptingRegionId")),
        status,
        pcc.text("BizStatus"),
        pcc.number("Bandwidth").orElse(-1),
        pcc.text("LinkType"),
        pcc.text("Name"),
        pcc.text("Description"),
        pcc.text("ManagedService"),
        // it means something only while nobody has answered, and after
        status.equals("Accepting") || status.equals("Expired")
            ? instant(pcc.text("GmtExpired"))
            : null,
        MarkLimits.tags(pcc.objects("Tags"), "Key", "Value"));
  }

  private static Side side(Answer vpc, String owner, String region) {
    List<String> blocks = new ArrayList<>(vpc.texts("Ipv4Cidrs"));
    blocks.addAll(vpc.texts("Ipv6Cidrs"));
    return new Side(vpc.text("VpcId"), owner, region, cidrs(blocks));
  }

  static Host host(Scope scope, Answer face) {
    List<String> texts = new ArrayList<>();
    face.wrapped("PrivateIpSets", "PrivateIpSet")
        .forEach(a -> texts.add(a.text("PrivateIpAddress")));
    if (texts.isEmpty()) {
      texts.add(face.text("PrivateIpAddress"));
    }
    face.wrapped("Ipv6Sets", "Ipv6Set").forEach(a -> texts.add(a.text("Ipv6Address")));
    List<Ip> addresses = texts.stream().filter(a -> !a.isEmpty()).map(Ip::parseLenient).toList();
    String instance = face.text("InstanceId");
    // a second interface of an instance is a place of its own: it may be in another vSwitch
    boolean first = !instance.isEmpty() && face.text("Type").equalsIgnoreCase("Primary");
    return new Host(
        first ? instance : face.text("NetworkInterfaceId"),
        scope,
        face.text("VpcId"),
        face.text("VSwitchId"),
        face.text("NetworkInterfaceId"),
        face.text("NetworkInterfaceName"),
        addresses,
        face.wrappedTexts("SecurityGroupIds", "SecurityGroupId"));
  }

  private static Tags tags(Answer object) {
    return MarkLimits.tags(object.wrapped("Tags", "Tag"), "Key", "Value");
  }

  private static Tags ecsTags(Answer object) {
    return MarkLimits.tags(object.wrapped("Tags", "Tag"), "TagKey", "TagValue");
  }

  private static List<Cidr> cidrs(List<String> texts) {
    return texts.stream()
        .filter(text -> !text.isEmpty())
        .map(Cidr::parseLenient)
        .distinct()
        .toList();
  }

  private static Cidr cidr(Answer of, String name) {
    return block(of.text(name)).orElseThrow(() -> of.wrong(name, "a CIDR block"));
  }

  /** A block, or a single address, in whatever spelling; empty if it is neither. */
  private static Optional<Cidr> block(String text) {
    try {
      return Optional.of(
          text.contains("/") ? Cidr.parseLenient(text) : Cidr.of(Ip.parseLenient(text)));
    } catch (IllegalArgumentException neither) {
      return Optional.empty();
    }
  }

  private static @Nullable Instant instant(String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      // older products leave out the seconds: 2026-11-01T12:00Z
      return Instant.parse(
          text.matches(".*T[0-9]{2}:[0-9]{2}Z") ? text.replace("Z", ":00Z") : text);
    } catch (DateTimeException e) {
      return null; // an end that can not be read is none that can be waited for
    }
  }
}
