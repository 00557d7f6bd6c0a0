package dev.tieline.testkit.internal.aliyun;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.internal.Evidence;
import dev.tieline.testkit.internal.Openings;
import dev.tieline.testkit.internal.PersistentMap;
import dev.tieline.testkit.internal.World;
import dev.tieline.testkit.internal.aliyun.SecurityGroup.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges what one request asks for, against the true state at that moment and only by the objects
 * that it names; whether the cloud will refuse it does not matter.
 */
record Asking(
    Config config,
    AliyunEvidence evidence,
    Openings openings,
    Set<String> topologies,
    ServiceOpenings services,
    World world,
    Instant now,
    SortedMap<String, String> p) {

  String judge(String action) {
    return switch (action) {
      case "CreateVpc", "CreateRouteTable", "CreateSecurityGroup" ->
          p.containsKey("ClientToken") ? bornMarked() : "made without a token";
      case "CreateVSwitch" -> bornMarked(); // its block is its key
      case "CreateVpcPeerConnection" -> asked();
      case "AcceptVpcPeerConnection" -> accepted(named("InstanceId"));
      case "ModifyVpcPeerConnection" -> ours(named("InstanceId"));
      case "DeleteVpcPeerConnection" -> unforced("Force") + deleted(named("InstanceId"));
      case "CreateRouteEntry" -> newRoute();
      case "ModifyRouteEntry" -> changedRoute();
      case "DeleteRouteEntry" -> deletedRoute();
      case "AuthorizeSecurityGroup", "AuthorizeSecurityGroupEgress" -> newRules();
      case "ModifySecurityGroupRule" -> changedRule();
      case "RevokeSecurityGroup", "RevokeSecurityGroupEgress" -> revoked();
      case "TagResources" -> tagging();
      case "UnTagResources", "UntagResources" -> untagging();
      case "AssociateVpcCidrBlock", "UnassociateVpcCidrBlock" ->
          block(named("VpcId"), named("SecondaryCidrBlock"));
      case "AssociateRouteTable", "UnassociateRouteTable" ->
          ours(named("VSwitchId")) + ours(named("RouteTableId"));
      case "DeleteVpc" -> unforced("ForceDelete") + deleted(named("VpcId"));
      case "DeleteVSwitch" -> deleted(named("VSwitchId"));
      case "DeleteRouteTable" -> deleted(named("RouteTableId"));
      case "DeleteSecurityGroup" -> deleted(named("SecurityGroupId"));
      default -> new AskingLinks(this).judge(action);
    };
  }

  private String named(String parameter) {
    return p.getOrDefault(parameter, "");
  }

  List<String> each(String prefix, String suffix) {
    return p.entrySet().stream()
        .filter(e -> e.getKey().startsWith(prefix) && e.getKey().endsWith(suffix))
        .map(java.util.Map.Entry::getValue)
        .toList();
  }

  @Nullable Object there(String id) {
    Object found = world.ofId(id);
    boolean gone =
        (found instanceof Thing thing && thing.isGone(config, now))
            || (found instanceof Peering peering && peering.deletedAt() != null)
            || (found instanceof RouteEntry entry && entry.deletedAt() != null)
            || (found instanceof Endpoint endpoint && endpoint.deletedAt() != null)
            || (found instanceof EndpointService service && service.deletedAt() != null);
    return gone ? null : found;
  }

  String bornMarked() {
    return each("Tag.", ".Key").stream().anyMatch(evidence::isMark) ? "" : "made without a mark";
  }

  private String asked() {
    return openings.link(named("VpcId"), named("AcceptingVpcId"))
        ? bornMarked()
        : "nobody wished to link the two VPCs";
  }

  private String accepted(String id) {
    return !(there(id) instanceof Peering peering)
            || evidence.marked(id)
            || openings.link(peering.requester().vpcId(), peering.accepter().vpcId())
        ? ""
        : id + " is a request that nobody wished";
  }

  String ours(String id) {
    return there(id) == null || evidence.marked(id) ? "" : id + " is not ours to change";
  }

  private String unforced(String parameter) {
    return p.containsKey(parameter) ? parameter + " takes along what is not ours; " : "";
  }

  /** What bears the mark of one topology alone, by whom it was made, may go. */
  String deleted(String id) {
    return there(id) == null ? "" : onlyOurs(id, marks(id));
  }

  private String onlyOurs(String id, Set<String> marks) {
    return marks.size() == 1 && marks.stream().allMatch(evidence::isMark)
        ? ""
        : id + " bears " + (marks.isEmpty() ? "no mark" : marks);
  }

  private Set<String> marks(String id) {
    Set<String> marks = new TreeSet<>();
    for (String account : config.accounts()) {
      if (world.get("tags/" + account + "/" + id) instanceof PersistentMap<?, ?> tags) {
        tags.keys().stream()
            .map(String::valueOf)
            .filter(key -> key.startsWith("tieline/"))
            .filter(key -> evidence.makes(id, String.valueOf(value(account, id, key))))
            .forEach(marks::add);
      }
    }
    return marks;
  }

  @SuppressWarnings("unchecked") // only tags are below tags/
  private @Nullable String value(String account, String id, String key) {
    Object tags = world.get("tags/" + account + "/" + id);
    return tags == null ? null : ((PersistentMap<String, String>) tags).get(key);
  }

  private String newRoute() {
    if (!named("NextHopType").equals("VpcPeer")) {
      return "a route to what is no connection";
    }
    return !evidence.describes(named("Description"))
        ? "made without a mark"
        : announced(there(named("RouteTableId")));
  }

  /** Who looks for entries of ours looks into VPCs that bear our mark alone. */
  private String announced(@Nullable Object container) {
    String vpc = AliyunEvidence.vpcOf(container);
    return vpc == null || evidence.announced(vpc) ? "" : "an entry in " + vpc + ", before its mark";
  }

  private @Nullable RouteEntry entry() {
    return there(named("RouteEntryId")) instanceof RouteEntry entry ? entry : null;
  }

  private String changedRoute() {
    RouteEntry entry = entry();
    return entry == null || evidence.described(entry.id()) || there(entry.hopId()) == null
        ? ""
        : entry.id() + " leads to " + entry.hopId() + " and is not ours to change";
  }

  private String deletedRoute() {
    if (named("RouteEntryId").isEmpty()) {
      return "deleted by content, which may be somebody else's entry";
    }
    RouteEntry entry = entry();
    return entry == null ? "" : onlyOurs(entry.id(), AliyunEvidence.marks(entry.description()));
  }

  private String newRules() {
    List<String> blocks = each("Permissions.", ".IpProtocol");
    List<String> descriptions = each("Permissions.", ".Description");
    return blocks.size() != descriptions.size()
            || !descriptions.stream().allMatch(evidence::describes)
        ? "made without a mark"
        : announced(there(named("SecurityGroupId")));
  }

  private @Nullable Rule rule(String id) {
    return there(named("SecurityGroupId")) instanceof SecurityGroup group
        ? group.rules().get(id)
        : null;
  }

  private String changedRule() {
    String id = named("SecurityGroupRuleId");
    if (p.containsKey("IpProtocol")) {
      return "a rule that says something else is another rule";
    }
    return rule(id) == null || evidence.described(id) ? "" : id + " is not ours to change";
  }

  private String revoked() {
    List<String> ids = each("SecurityGroupRuleId.", "");
    return ids.isEmpty()
        ? "revoked by content, which may be somebody else's rule"
        : ids.stream().map(this::revoked).collect(Collectors.joining());
  }

  private String revoked(String id) {
    Rule rule = rule(id);
    return rule == null ? "" : onlyOurs(id, AliyunEvidence.marks(rule.description()));
  }

  private String block(String vpc, String block) {
    if (there(vpc) == null) {
      return "";
    }
    if (!evidence.marked(vpc)) {
      return vpc + " is not ours to change";
    }
    return evidence.claims(vpc, block) ? "" : "the block " + block + ", before it is claimed";
  }

  private String tagging() {
    String id = named("ResourceId.1");
    if (p.containsKey("ResourceId.2")) {
      return "several objects in one call";
    }
    List<String> keys = each("Tag.", ".Key");
    List<String> values = each("Tag.", ".Value");
    for (int i = 0; i < keys.size(); i++) {
      String value = i < values.size() ? values.get(i) : "";
      if (there(id) != null && !mayTag(id, keys.get(i), value)) {
        return keys.get(i) + " on " + id + ", which is not ours";
      }
    }
    return "";
  }

  private boolean mayTag(String id, String key, String value) {
    if (evidence.isClaim(key)) { // of a block, or of a link
      boolean ofBlock = Cidr.tryParse(AliyunEvidence.subject(key)).isPresent();
      return id.startsWith("vpc-") && (ofBlock ? evidence.marked(id) : evidence.announced(id));
    }
    return evidence.isMark(key)
        && (evidence.marked(id) || (!evidence.makes(id, value) && services.has(id)));
  }

  private String untagging() {
    List<String> keys = each("TagKey.", "");
    return keys.isEmpty()
        ? "all tags at once"
        : keys.stream().map(this::untagging).collect(Collectors.joining());
  }

  /** What says that something is ours goes after it, and only what is said of our topologies. */
  private String untagging(String key) {
    String id = named("ResourceId.1");
    if (!evidence.isMark(key) && !evidence.isClaim(key)) {
      return key + " is not ours to take off; ";
    }
    if (!topologies.isEmpty() && !topologies.contains(Evidence.topology(key))) {
      return key + " is of a topology that nobody works for; ";
    }
    return there(id) == null || !leaves(id, key) ? "" : key + " goes before what it is said of; ";
  }

  /** Whether what a tag is evidence of would be there without it. */
  private boolean leaves(String id, String key) {
    List<String> values = new ArrayList<>();
    for (String account : config.accounts()) {
      String value = value(account, id, key);
      if (value != null) {
        values.add(value);
      }
    }
    if (values.isEmpty()) {
      return false;
    }
    if (evidence.isClaim(key)) {
      return there(id) instanceof Vpc vpc
          && vpc.blocks().stream().anyMatch(b -> b.toString().equals(Evidence.subject(key)));
    }
    return evidence.makes(id, values.get(0))
        ? evidence.marked(id)
            && values.size() == 1
            && marks(id).size() == 1
            && marks(id).contains(key)
        : world.below("rte/", RouteEntry.class).stream()
            .filter(entry -> entry.vpcId().equals(id) && entry.deletedAt() == null)
            .anyMatch(entry -> AliyunEvidence.marks(entry.description()).contains(key));
  }
}
