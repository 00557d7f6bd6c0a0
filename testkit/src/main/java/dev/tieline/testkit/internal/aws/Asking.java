package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.internal.Evidence;
import dev.tieline.testkit.internal.Openings;
import dev.tieline.testkit.internal.PersistentMap;
import dev.tieline.testkit.internal.World;
import dev.tieline.testkit.internal.aws.RouteTable.Route;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges what one request asks for, against the true state at that moment and only by the objects
 * that it names; whether the cloud will refuse it does not matter.
 */
record Asking(
    Config config,
    AwsEvidence evidence,
    Openings openings,
    Set<String> topologies,
    World world,
    Instant now,
    SortedMap<String, String> p) {
  private static final Pattern NUMBER = Pattern.compile(" \\d{1,9}$");

  String judge(String action) {
    return switch (action) {
      case "CreateVpc",
          "CreateSubnet",
          "CreateSecurityGroup",
          "CreateVpcPeeringConnection",
          "AuthorizeSecurityGroupIngress",
          "AuthorizeSecurityGroupEgress" ->
          bornMarked();
      case "CreateRouteTable" ->
          p.containsKey("ClientToken") ? bornMarked() : "made without a token";
      case "CreateTags" -> tagging();
      case "DeleteTags" -> untagging();
      case "CreateRoute" -> newRoute();
      case "ReplaceRoute" -> oldRoute() + newRoute();
      case "DeleteRoute" -> oldRoute();
      case "DeleteVpc" -> deleted(named("VpcId"));
      case "DeleteSubnet" -> deleted(named("SubnetId"));
      case "DeleteRouteTable" -> deleted(named("RouteTableId"));
      case "DeleteSecurityGroup" -> deleted(named("GroupId"));
      case "DeleteVpcPeeringConnection" -> deleted(named("VpcPeeringConnectionId"));
      case "RevokeSecurityGroupIngress", "RevokeSecurityGroupEgress" -> revoked();
      case "ModifyVpcAttribute" -> attributes();
      case "ModifyVpcPeeringConnectionOptions" -> options();
      case "AssociateRouteTable" -> served(named("SubnetId"));
      case "ReplaceRouteTableAssociation", "DisassociateRouteTable" -> association();
      case "AssociateVpcCidrBlock" -> block(named("VpcId"), p.get("CidrBlock"));
      case "DisassociateVpcCidrBlock" -> blockLeaves();
      case "AcceptVpcPeeringConnection" -> accepted(named("VpcPeeringConnectionId"));
      default -> "not an action that any kind needs";
    };
  }

  private String named(String parameter) {
    return p.getOrDefault(parameter, "");
  }

  private boolean there(String id) {
    Object found = AwsEvidence.find(world, id, now);
    return found instanceof Peering peering
        ? Peering.isLiving(peering.state(now, config.delays()))
        : found != null || isRule(id);
  }

  private boolean isRule(String id) {
    return id.startsWith("sgr-")
        && world.below("sg/", SecurityGroup.class).stream()
            .anyMatch(g -> g.rules().containsKey(id));
  }

  private String bornMarked() {
    boolean marked =
        p.entrySet().stream()
            .anyMatch(
                e ->
                    e.getKey().startsWith("TagSpecification.")
                        && e.getKey().endsWith(".Key")
                        && evidence.isMark(e.getValue()));
    return marked ? "" : "made without a mark";
  }

  private String unlessOurs(String id, String subject) {
    return !there(id) || evidence.marked(id) || evidence.keeps(id, subject)
        ? ""
        : id + " is not ours to change, and its old " + subject + " is not kept";
  }

  /** To write a setting once more that is so already harms nobody. */
  private String attributes() {
    Object found = AwsEvidence.find(world, named("VpcId"), now);
    if (!(found instanceof Vpc vpc)) {
      return "";
    }
    StringBuilder wrong = new StringBuilder();
    for (Map.Entry<String, String> e : p.entrySet()) {
      boolean now =
          e.getKey().equals("EnableDnsSupport.Value") ? vpc.dnsSupport() : vpc.dnsHostnames();
      if (e.getKey().startsWith("EnableDns") && !e.getValue().equals(String.valueOf(now))) {
        String attribute = "e" + e.getKey().substring(1).replace(".Value", "");
        wrong.append(unlessOurs(vpc.id(), attribute));
      }
    }
    return wrong.toString();
  }

  private String options() {
    Object found = AwsEvidence.find(world, named("VpcPeeringConnectionId"), now);
    if (!(found instanceof Peering pcx)) {
      return "";
    }
    StringBuilder wrong = new StringBuilder();
    for (Map.Entry<String, String> e : p.entrySet()) {
      if (e.getKey().endsWith(".AllowDnsResolutionFromRemoteVpc")) {
        boolean requester = e.getKey().startsWith("Requester");
        boolean now = requester ? pcx.requesterDns() : pcx.accepterDns();
        Peering.End end = requester ? pcx.requester() : pcx.accepter();
        if (!e.getValue().equals(String.valueOf(now))) {
          wrong.append(unlessOurs(pcx.id(), "dns." + end.vpcId()));
        }
      }
    }
    return wrong.toString();
  }

  private String served(String subnet) {
    return unlessOurs(subnet, "route-table");
  }

  private String association() {
    Object found = AwsEvidence.find(world, named("AssociationId"), now);
    if (!(found instanceof TableAssociation association)) {
      return "";
    }
    return association.subnetId().isEmpty()
        ? unlessOurs(association.vpcId(), "main table")
        : served(association.subnetId());
  }

  private String block(String vpc, @Nullable String cidr) {
    if (!there(vpc)) {
      return "";
    }
    if (!evidence.marked(vpc)) {
      return vpc + " is not ours to change";
    }
    return cidr == null || evidence.claims(vpc, cidr) // one of IPv6 goes with its VPC
        ? ""
        : "the block " + cidr + ", before it is claimed";
  }

  private String blockLeaves() {
    for (Vpc vpc : world.below("vpc/", Vpc.class)) {
      for (List<Vpc.Block> blocks : List.of(vpc.blocks(), vpc.ipv6Blocks())) {
        for (Vpc.Block block : blocks) {
          if (block.associationId().equals(named("AssociationId"))) {
            return block(vpc.id(), block.cidr().toString());
          }
        }
      }
    }
    return "";
  }

  private String accepted(String id) {
    Object found = AwsEvidence.find(world, id, now);
    return !(found instanceof Peering pcx)
            || evidence.marked(id)
            || openings.link(pcx.requester().vpcId(), pcx.accepter().vpcId())
        ? ""
        : id + " is a request that nobody wished";
  }

  private Set<String> marks(String id) {
    Set<String> marks = new TreeSet<>();
    for (String account : config.accounts()) {
      for (String region : config.regions()) {
        PersistentMap<String, String> tags = Ec2Call.tags(world, account, region, id);
        tags.keys().stream().filter(key -> key.startsWith("tieline/")).forEach(marks::add);
      }
    }
    return marks;
  }

  private String deleted(String id) {
    if (!there(id)) {
      return "";
    }
    Set<String> marks = marks(id);
    return marks.size() == 1 && marks.stream().allMatch(evidence::isMark)
        ? ""
        : id + " bears " + (marks.isEmpty() ? "no mark" : marks);
  }

  private String revoked() {
    List<String> ids =
        p.entrySet().stream()
            .filter(e -> e.getKey().startsWith("SecurityGroupRuleId."))
            .map(Map.Entry::getValue)
            .toList();
    return ids.isEmpty()
        ? "revoked by content, which may be somebody else's rule"
        : ids.stream().map(this::deleted).collect(Collectors.joining());
  }

  private String tagging() {
    String id = named("ResourceId.1");
    if (p.containsKey("ResourceId.2")) {
      return "several objects in one call";
    }
    for (Map.Entry<String, String> e : p.entrySet()) {
      if (e.getKey().startsWith("Tag.") && e.getKey().endsWith(".Key")) {
        String key = e.getValue();
        String value = p.getOrDefault(e.getKey().replace(".Key", ".Value"), "");
        if (!mayTag(id, key, value) && there(id)) {
          return key + " on " + id + ", which is not ours or bears another value";
        }
      }
    }
    return "";
  }

  private boolean mayTag(String id, String key, String value) {
    if (evidence.isClaim(key)) {
      return id.startsWith("rtb-") || id.startsWith("vpc-");
    }
    if (evidence.isBefore(key)) {
      return config.accounts().stream()
          .flatMap(a -> config.regions().stream().map(r -> Ec2Call.tags(world, a, r, id).get(key)))
          .allMatch(old -> old == null || unnumbered(old).equals(unnumbered(value)));
    }
    return (evidence.isMark(key) || key.equals("Name")) && evidence.markedOrWithin(world, id);
  }

  /** AwsEvidence that is written anew says the same, with a space and a number behind it. */
  private static String unnumbered(String value) {
    return NUMBER.matcher(value).replaceFirst("");
  }

  private String untagging() {
    return p.entrySet().stream()
        .filter(e -> e.getKey().startsWith("Tag.") && e.getKey().endsWith(".Key"))
        .map(Map.Entry::getValue)
        .map(this::untagging)
        .collect(Collectors.joining());
  }

  /** What says that something is ours goes after it, and only what is said of our topologies. */
  private String untagging(String key) {
    String id = named("ResourceId.1");
    if (!evidence.isMark(key) && !evidence.isClaim(key) && !evidence.isBefore(key)) {
      return key + " is not ours to take off; ";
    }
    if (!topologies.isEmpty() && !topologies.contains(Evidence.topology(key))) {
      return key + " is of a topology that nobody works for; ";
    }
    if (!there(id) || tags(id).map(t -> t.get(key)).noneMatch(v -> v != null && meant(key, v))) {
      return "";
    }
    String subject = Evidence.subject(key);
    boolean another =
        tags(id)
            .flatMap(t -> t.keys().stream())
            .anyMatch(k -> !k.equals(key) && says(k, key, subject));
    return another || !leaves(id, key, subject) ? "" : key + " goes before what it is said of; ";
  }

  /** Whether a tag is taken off: the cloud passes over one of another value than the call names. */
  private boolean meant(String key, String value) {
    return p.entrySet().stream()
        .filter(e -> e.getKey().endsWith(".Key") && e.getValue().equals(key))
        .map(e -> p.get(e.getKey().replaceFirst("Key$", "Value")))
        .allMatch(named -> named == null || named.equals(value));
  }

  /** Whether one tag says the same of the same thing as another one, for another topology. */
  private boolean says(String one, String other, String subject) {
    String word = other.substring(0, other.indexOf('/') + 1);
    return one.startsWith(word) && Evidence.subject(one).equals(subject);
  }

  private Stream<PersistentMap<String, String>> tags(String id) {
    return config.accounts().stream()
        .flatMap(a -> config.regions().stream().map(r -> Ec2Call.tags(world, a, r, id)));
  }

  /** Whether what a tag is evidence of would be there without it. */
  private boolean leaves(String id, String key, String subject) {
    if (evidence.isMark(key)) {
      return evidence.marked(id) && tags(id).filter(t -> t.get(key) != null).count() == 1;
    }
    String value = tags(id).map(t -> t.get(key)).filter(Objects::nonNull).findFirst().orElse("");
    Object found = AwsEvidence.find(world, id, now);
    if (evidence.isClaim(key)) {
      return found instanceof RouteTable table
          ? leads(table, subject, value)
          : found instanceof Vpc vpc
              && vpc.cidrs().stream().anyMatch(block -> block.toString().equals(subject));
    }
    if (evidence.marked(id)) {
      return false; // it goes itself: whoever thought it foreign, with tags behind, kept that in
      // vain
    }
    boolean old = value.startsWith("true") || value.startsWith("on");
    if (found instanceof Vpc vpc && subject.startsWith("enableDns")) {
      boolean set = subject.endsWith("Support") ? vpc.dnsSupport() : vpc.dnsHostnames();
      return old != set;
    }
    if (found instanceof Peering pcx && subject.startsWith("dns.")) {
      boolean requester = subject.equals("dns." + pcx.requester().vpcId());
      return old != (requester ? pcx.requesterDns() : pcx.accepterDns());
    }
    return false;
  }

  /** Whether a table leads to what a claim names, which nothing else says is ours. */
  private boolean leads(RouteTable table, String destination, String claim) {
    Cidr to = Cidr.tryParse(destination).orElse(null);
    Route route = to == null ? null : table.routes().get(Destination.of(to));
    return route != null
        && claim.startsWith(route.targetId() + "/")
        && !evidence.marked(route.targetId());
  }

  private String destination() {
    String v4 = p.get("DestinationCidrBlock");
    return v4 != null ? v4 : named("DestinationIpv6CidrBlock");
  }

  private String newRoute() {
    String pcx = named("VpcPeeringConnectionId");
    if (pcx.isEmpty()) {
      return "a route to what is no connection";
    }
    return !there(pcx)
            || evidence.marked(pcx)
            || evidence.claims(named("RouteTableId"), destination(), pcx)
        ? ""
        : "a route into a connection that is not ours, before it is claimed";
  }

  private String oldRoute() {
    Object found = AwsEvidence.find(world, named("RouteTableId"), now);
    Cidr to = Cidr.tryParse(destination()).orElse(null);
    if (!(found instanceof RouteTable table) || to == null) {
      return "";
    }
    Route route = table.routes().get(Destination.of(to));
    if (route == null) {
      return "";
    }
    String target = route.targetId();
    boolean ours =
        evidence.marked(target)
            || evidence.claims(table.id(), destination(), target)
            || (target.startsWith("pcx-") && !there(target)); // a blackhole
    return ours ? "" : "that route leads to " + target + ", which is not ours";
  }
}
