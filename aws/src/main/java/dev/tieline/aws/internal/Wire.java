package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.net.Protocol;
import dev.tieline.net.Traffic;
import dev.tieline.provider.OtherRule;
import dev.tieline.provider.Tags;
import dev.tieline.snapshot.AclEntry;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.Route.Origin;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.spi.Scope;
import dev.tieline.text.Clean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionVpcInfo;

/**
 * The one mapping from what the SDK reads to what we observe. Enums are taken by their text, since
 * the SDK reads a value that it does not know as null.
 */
final class Wire {
  private static final int ANY = -1;
  private static final int LAST_PORT = 65535;

  private Wire() {}

  static Vpc vpc(Scope scope, software.amazon.awssdk.services.ec2.model.Vpc vpc) {
    List<Block> blocks = new ArrayList<>();
    // the primary block is the one that the VPC itself states; the set's order is not documented
    vpc.cidrBlockAssociationSet().stream()
        .map(
            b ->
                new Block(
                    cidr(b.cidrBlock()), b.associationId(), b.cidrBlockState().stateAsString()))
        .sorted((a, b) -> primaryFirst(vpc.cidrBlock(), a, b))
        .forEach(blocks::add);
    if (blocks.isEmpty() && vpc.cidrBlock() != null) {
      blocks.add(new Block(cidr(vpc.cidrBlock()), "", "associated"));
    }
    vpc.ipv6CidrBlockAssociationSet().stream()
        // a block from Amazon's pool is not known while it is being associated
        .filter(b -> b.ipv6CidrBlock() != null && !b.ipv6CidrBlock().isEmpty())
        .map(
            b ->
                new Block(
                    cidr(b.ipv6CidrBlock()),
                    b.associationId(),
                    b.ipv6CidrBlockState().stateAsString()))
        .sorted((a, b) -> a.cidr().compareTo(b.cidr()))
        .forEach(blocks::add);
    return new Vpc(
        vpc.vpcId(),
        scope,
        text(vpc.ownerId()),
        text(vpc.stateAsString()),
        blocks,
        AwsTags.of(vpc.tags()));
  }

  private static int primaryFirst(@Nullable String primary, Block a, Block b) {
    boolean first = a.cidr().toString().equals(primary);
    boolean second = b.cidr().toString().equals(primary);
    return first == second ? a.cidr().compareTo(b.cidr()) : first ? -1 : 1;
  }

  static Subnet subnet(Scope scope, software.amazon.awssdk.services.ec2.model.Subnet subnet) {
    List<Block> blocks = new ArrayList<>();
    if (subnet.cidrBlock() != null && !subnet.cidrBlock().isEmpty()) { // none in an IPv6-only one
      blocks.add(new Block(cidr(subnet.cidrBlock()), "", "associated"));
    }
    subnet
        .ipv6CidrBlockAssociationSet()
        .forEach(
            b ->
                blocks.add(
                    new Block(
                        cidr(b.ipv6CidrBlock()),
                        b.associationId(),
                        b.ipv6CidrBlockState().stateAsString())));
    return new Subnet(
        subnet.subnetId(),
        scope,
        subnet.vpcId(),
        blocks,
        text(subnet.availabilityZone()),
        text(subnet.availabilityZoneId()),
        text(subnet.stateAsString()),
        AwsTags.of(subnet.tags()));
  }

  static RouteTable table(Scope scope, software.amazon.awssdk.services.ec2.model.RouteTable table) {
    List<OtherRoute> unresolved = new ArrayList<>();
    for (var route : table.routes()) {
      if (route(scope, table, route).isEmpty()) {
        unresolved.add(unresolved(route));
      }
    }
    return new RouteTable(
        table.routeTableId(),
        scope,
        table.vpcId(),
        table.associations().stream()
            .map(
                a ->
                    new Association(
                        a.routeTableAssociationId(),
                        a.subnetId(),
                        Boolean.TRUE.equals(a.main()),
                        a.associationState() == null
                            ? "associated"
                            : a.associationState().stateAsString()))
            .toList(),
        unresolved,
        AwsTags.of(table.tags()));
  }

  static List<Route> routes(
      Scope scope, software.amazon.awssdk.services.ec2.model.RouteTable table) {
    return table.routes().stream().flatMap(r -> route(scope, table, r).stream()).toList();
  }

  private static Optional<Route> route(
      Scope scope,
      software.amazon.awssdk.services.ec2.model.RouteTable table,
      software.amazon.awssdk.services.ec2.model.Route route) {
    String block =
        route.destinationCidrBlock() != null
            ? route.destinationCidrBlock()
            : route.destinationIpv6CidrBlock();
    String state = text(route.stateAsString());
    if (block == null || !(state.equals("active") || state.equals("blackhole"))) {
      return Optional.empty();
    }
    Target target = target(route);
    return Optional.of(
        new Route(
            scope,
            table.vpcId(),
            table.routeTableId(),
            cidr(block),
            target.id(),
            target.kind(),
            state.equals("blackhole"),
            origin(text(route.originAsString()))));
  }

  private record Target(String id, NextHop kind) {}

  private static Target target(software.amazon.awssdk.services.ec2.model.Route route) {
    if (route.vpcPeeringConnectionId() != null) {
      String id = route.vpcPeeringConnectionId();
      return new Target(id, new NextHop.Peering(id));
    }
    if (route.networkInterfaceId() != null) { // an instance is routed to by its interface
      String id = route.networkInterfaceId();
      return new Target(id, new NextHop.Interface(id));
    }
    if (route.natGatewayId() != null) {
      return new Target(route.natGatewayId(), new NextHop.Gateway(route.natGatewayId()));
    }
    if (route.egressOnlyInternetGatewayId() != null) {
      String id = route.egressOnlyInternetGatewayId();
      return new Target(id, new NextHop.Gateway(id));
    }
    String gateway = route.gatewayId();
    if (gateway != null) {
      if (gateway.equals("local")) {
        return new Target(gateway, new NextHop.Local());
      }
      // igw: internet, vgw: VPN; a vpce here is a gateway load balancer's endpoint
      return new Target(
          gateway,
          gateway.startsWith("igw-") || gateway.startsWith("vgw-")
              ? new NextHop.Gateway(gateway)
              : new NextHop.Unmodelled(gateway));
    }
    for (String other :
        new String[] {
          route.transitGatewayId(),
          route.localGatewayId(),
          route.carrierGatewayId(),
          route.coreNetworkArn(),
          route.instanceId()
        }) {
      if (other != null) {
        return new Target(other, new NextHop.Unmodelled(other));
      }
    }
    return new Target("unknown", new NextHop.Unmodelled("a target that the SDK does not know"));
  }

  private static Origin origin(String origin) {
    return switch (origin) {
      case "CreateRouteTable" -> Origin.LOCAL;
      case "CreateRoute" -> Origin.STATIC;
      default -> Origin.PROPAGATED; // EnableVgwRoutePropagation, Advertisement: made by gateways
    };
  }

  private static OtherRoute unresolved(software.amazon.awssdk.services.ec2.model.Route route) {
    String list = text(route.destinationPrefixListId());
    String destination =
        !list.isEmpty()
            ? list
            : route.destinationCidrBlock() != null
                ? route.destinationCidrBlock()
                : text(route.destinationIpv6CidrBlock());
    String state = text(route.stateAsString());
    boolean known = state.equals("active") || state.equals("blackhole");
    Target target = target(route);
    return new OtherRoute(
        known ? list : "",
        target.kind(),
        state.equals("blackhole"),
        destination + " -> " + target.id() + " " + state);
  }

  static SecurityGroup group(
      Scope scope, software.amazon.awssdk.services.ec2.model.SecurityGroup group) {
    return new SecurityGroup(
        group.groupId(),
        scope,
        text(group.vpcId()),
        text(group.groupName()),
        AwsTags.of(group.tags()));
  }

  /** A {@link GroupRule}, or an {@link OtherRule} for a protocol that we do not model. */
  static Object rule(Scope scope, SecurityGroupRule rule) {
    boolean ingress = !Boolean.TRUE.equals(rule.isEgress());
    RulePeer peer = peer(rule);
    Protocol protocol =
        switch (text(rule.ipProtocol()).toLowerCase(Locale.ROOT)) {
          case "-1" -> Protocol.ALL;
          case "tcp", "6" -> Protocol.TCP;
          case "udp", "17" -> Protocol.UDP;
          case "icmp", "1" -> isV6(peer) ? null : Protocol.ICMP;
          case "icmpv6", "58" -> isV4(peer) ? null : Protocol.ICMP;
          default -> null;
        };
    if (protocol == null) {
      return new OtherRule(
          rule.securityGroupRuleId(),
          scope,
          rule.groupId(),
          ingress,
          "protocol " + rule.ipProtocol() + " " + words(peer));
    }
    if (protocol == Protocol.ICMP && port(rule.fromPort()) != ANY) {
      // some types only: neither all of ICMP nor nothing, so that no question has a sure answer
      peer = new RulePeer.Unresolved(words(peer) + ", ICMP type " + rule.fromPort() + " only");
    }
    return new GroupRule(
        rule.securityGroupRuleId(),
        scope,
        rule.groupId(),
        ingress,
        traffic(protocol, rule.fromPort(), rule.toPort()),
        peer,
        text(rule.description()),
        AwsTags.of(rule.tags()));
  }

  private static RulePeer peer(SecurityGroupRule rule) {
    if (rule.cidrIpv4() != null) {
      return new RulePeer.Block(cidr(rule.cidrIpv4()));
    }
    if (rule.cidrIpv6() != null) {
      return new RulePeer.Block(cidr(rule.cidrIpv6()));
    }
    if (rule.referencedGroupInfo() != null) {
      return new RulePeer.Members(rule.referencedGroupInfo().groupId());
    }
    return new RulePeer.Unresolved(
        rule.prefixListId() == null ? "a peer that the SDK does not know" : rule.prefixListId());
  }

  private static boolean isV4(RulePeer peer) {
    return peer instanceof RulePeer.Block block && block.cidr().isV4();
  }

  private static boolean isV6(RulePeer peer) {
    return peer instanceof RulePeer.Block block && block.cidr().isV6();
  }

  private static String words(RulePeer peer) {
    if (peer instanceof RulePeer.Block block) {
      return block.cidr().toString();
    }
    return peer instanceof RulePeer.Members members
        ? members.group()
        : ((RulePeer.Unresolved) peer).what();
  }

  private static Traffic traffic(
      Protocol protocol, @Nullable Integer fromPort, @Nullable Integer toPort) {
    if (!protocol.hasPorts() || port(fromPort) == ANY) {
      return new Traffic(protocol, 0, LAST_PORT);
    }
    return new Traffic(protocol, port(fromPort), port(toPort));
  }

  private static int port(@Nullable Integer port) {
    return port == null ? ANY : port;
  }

  static Acl acl(Scope scope, software.amazon.awssdk.services.ec2.model.NetworkAcl acl) {
    return new Acl(
        acl.networkAclId(),
        scope,
        acl.vpcId(),
        Boolean.TRUE.equals(acl.isDefault()),
        acl.associations().stream().map(a -> a.subnetId()).sorted().toList(),
        acl.entries().stream().flatMap(e -> aclEntry(e).stream()).toList(),
        AwsTags.of(acl.tags()));
  }

  /** Empty for a protocol that we do not model: no flow that can be asked about meets it. */
  private static Optional<AclEntry> aclEntry(NetworkAclEntry entry) {
    Cidr cidr = cidr(entry.cidrBlock() == null ? entry.ipv6CidrBlock() : entry.cidrBlock());
    boolean allow = text(entry.ruleActionAsString()).equals("allow");
    Protocol protocol =
        switch (text(entry.protocol())) {
          case "-1" -> Protocol.ALL;
          case "6" -> Protocol.TCP;
          case "17" -> Protocol.UDP;
          case "1" -> cidr.isV4() ? Protocol.ICMP : null;
          case "58" -> cidr.isV6() ? Protocol.ICMP : null;
          default -> null;
        };
    boolean someTypes =
        protocol == Protocol.ICMP
            && entry.icmpTypeCode() != null
            && port(entry.icmpTypeCode().type()) != ANY;
    // of ICMP types: what allows some does not allow all, and what denies some may deny the one
    // that is asked about; so both count against the flow
    if (protocol == null || (someTypes && allow)) {
      return Optional.empty();
    }
    Traffic traffic =
        entry.portRange() == null
            ? new Traffic(protocol, 0, LAST_PORT)
            : traffic(protocol, entry.portRange().from(), entry.portRange().to());
    return Optional.of(
        new AclEntry(
            entry.ruleNumber(), !Boolean.TRUE.equals(entry.egress()), allow, traffic, cidr));
  }

  static Pcx pcx(Scope scope, VpcPeeringConnection pcx) {
    return new Pcx(
        pcx.vpcPeeringConnectionId(),
        scope,
        side(pcx.requesterVpcInfo()),
        side(pcx.accepterVpcInfo()),
        pcx.status() == null ? "" : text(pcx.status().codeAsString()),
        pcx.status() == null ? "" : text(pcx.status().message()),
        pcx.expirationTime(),
        AwsTags.of(pcx.tags()));
  }

  private static Side side(@Nullable VpcPeeringConnectionVpcInfo info) {
    if (info == null) { // seen right after the request
      return new Side("", "", "", List.of(), null);
    }
    List<Cidr> cidrs = new ArrayList<>();
    info.cidrBlockSet().forEach(b -> cidrs.add(cidr(b.cidrBlock())));
    if (cidrs.isEmpty() && info.cidrBlock() != null) {
      cidrs.add(cidr(info.cidrBlock()));
    }
    info.ipv6CidrBlockSet().forEach(b -> cidrs.add(cidr(b.ipv6CidrBlock())));
    return new Side(
        text(info.vpcId()),
        text(info.ownerId()),
        text(info.region()),
        cidrs,
        info.peeringOptions() == null
            ? null
            : info.peeringOptions().allowDnsResolutionFromRemoteVpc());
  }

  /** Such as {@code interface eni-1 (web) of i-1}. */
  static String interfaceWords(NetworkInterface nic) {
    String description = nic.description() == null ? "" : Clean.text(nic.description()).strip();
    boolean attached = nic.attachment() != null && nic.attachment().instanceId() != null;
    return "interface "
        + nic.networkInterfaceId()
        + (description.isEmpty() ? "" : " (" + description + ")")
        + (attached ? " of " + nic.attachment().instanceId() : "");
  }

  static Host host(Scope scope, NetworkInterface face) {
    List<Ip> addresses = new ArrayList<>();
    face.privateIpAddresses().forEach(a -> addresses.add(Ip.parseLenient(a.privateIpAddress())));
    face.ipv6Addresses().forEach(a -> addresses.add(Ip.parseLenient(a.ipv6Address())));
    // a second interface of an instance is a place of its own: it is in another subnet
    boolean first =
        face.attachment() != null
            && face.attachment().instanceId() != null
            && Integer.valueOf(0).equals(face.attachment().deviceIndex());
    return new Host(
        first ? face.attachment().instanceId() : face.networkInterfaceId(),
        scope,
        face.vpcId(),
        face.subnetId(),
        face.networkInterfaceId(),
        AwsTags.name(AwsTags.of(face.tagSet())),
        addresses,
        face.groups().stream().map(g -> g.groupId()).toList());
  }

  /** The tags for a create call. */
  static TagSpecification specification(ResourceType type, Tags tags) {
    return TagSpecification.builder().resourceType(type).tags(list(tags.values())).build();
  }

  static List<Tag> list(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(t -> Tag.builder().key(t.getKey()).value(t.getValue()).build())
        .toList();
  }

  // the cloud normalises blocks, but hardly promises their spelling for IPv6
  static Cidr cidr(String text) {
    return Cidr.parseLenient(text);
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
