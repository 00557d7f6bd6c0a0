package dev.tieline.testkit.internal.aliyun;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.Times;
import dev.tieline.testkit.internal.aliyun.NetworkAcl.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Network ACLs. A vSwitch without one lets everything through. */
final class NetworkAcls {

  private static final List<String> PROTOCOLS = List.of("all", "tcp", "udp", "icmp", "gre");

  private NetworkAcls() {}

  static void register(Actions actions) {
    actions.writes(
        "CreateNetworkAcl",
        "RegionId* VpcId* NetworkAclName Description Tag.N.Key Tag.N.Value ClientToken"
            + " DryRun:bool",
        NetworkAcls::create);
    actions.writes("DeleteNetworkAcl", "RegionId* NetworkAclId* ClientToken", NetworkAcls::delete);
    String resources = "RegionId* NetworkAclId* Resource.N.ResourceId** Resource.N.ResourceType*";
    actions.writes(
        "AssociateNetworkAcl", resources + " ClientToken", call -> associate(call, true));
    actions.writes(
        "UnassociateNetworkAcl", resources + " ClientToken", call -> associate(call, false));
    actions.writes(
        "UpdateNetworkAclEntries",
        "RegionId* NetworkAclId* ClientToken UpdateIngressAclEntries:bool"
            + " UpdateEgressAclEntries:bool"
            + entries("IngressAclEntries", "SourceCidrIp")
            + entries("EgressAclEntries", "DestinationCidrIp"),
        NetworkAcls::update);
    actions.reads(
        "DescribeNetworkAcls",
        "RegionId* NetworkAclId NetworkAclName VpcId ResourceId ResourceType Tags.N.Key"
            + " Tags.N.Value PageNumber:int PageSize:int ClientToken",
        NetworkAcls::describe);
    actions.reads(
        "DescribeNetworkAclAttributes",
        "RegionId* NetworkAclId* ClientToken",
        call ->
            call.out.nest(
                "NetworkAclAttribute",
                json -> {
                  NetworkAcl acl = require(call);
                  write(call, json.account("OwnerId", acl.account()), acl, true);
                  Tags.write(call, json, acl.id());
                }));
  }

  private static String entries(String list, String block) {
    StringBuilder text = new StringBuilder();
    for (String member :
        List.of(
            block + "*",
            "Policy*",
            "Protocol*",
            "Port*",
            "NetworkAclEntryName",
            "NetworkAclEntryId",
            "Description",
            "EntryType",
            "IpVersion")) {
      text.append(' ').append(list).append(".N.").append(member);
    }
    return text.toString();
  }

  private static NetworkAcl require(Rpc call) {
    NetworkAcl acl = call.find(Kind.ACL, call.text("NetworkAclId"));
    if (acl == null) {
      throw AliyunError.notFound(
          "InvalidNetworkAcl.NotFound", "The specified network ACL does not exist.");
    }
    return acl;
  }

  private static List<VSwitch> guarded(Rpc call, NetworkAcl acl) {
    return call.all(Kind.VSWITCH).stream()
        .filter(vswitch -> vswitch.aclId().equals(acl.id()))
        .toList();
  }

  private static void create(Rpc call) {
    Vpc vpc = Vpcs.require(call, call.text("VpcId"));
    Vpcs.requireAvailable(call, vpc, "IncorrectVpcStatus");
    String id = call.newId("nacl");
    NetworkAcl acl =
        new NetworkAcl(
            id,
            call.account,
            call.region,
            vpc.id(),
            call.text("NetworkAclName"),
            call.text("Description"),
            List.of(open(call, Cidr.ofAny4()), open(call, Cidr.ofAny6())),
            List.of(open(call, Cidr.ofAny4()), open(call, Cidr.ofAny6())),
            call.now);
    call.put(Kind.ACL, acl);
    Tags.create(call, id);
    call.out
        .put("NetworkAclId", id)
        .nest("NetworkAclAttribute", json -> write(call, json, acl, false));
  }

  private static Entry open(Rpc call, Cidr everything) {
    return new Entry(call.newId("nae"), "", "", everything, "all", "-1/-1", true);
  }

  private static void delete(Rpc call) {
    NetworkAcl acl = require(call);
    if (!guarded(call, acl).isEmpty()) {
      throw AliyunError.of(
          "DependencyViolation.VSwitch", "The network ACL is associated with a vSwitch.");
    }
    call.remove(Kind.ACL, acl);
  }

  private static void associate(Rpc call, boolean binds) {
    NetworkAcl acl = require(call);
    for (Query resource : call.query.structures("Resource")) {
      if (!resource.require("ResourceType").equals("VSwitch")) {
        throw AliyunError.invalid("ResourceType");
      }
      VSwitch vswitch = VSwitches.require(call, resource.require("ResourceId"));
      String present = binds ? "" : acl.id();
      if (!vswitch.vpcId().equals(acl.vpcId()) || !vswitch.aclId().equals(present)) {
        throw AliyunError.of(
            "OperationDenied.NetworkAclAssociated",
            "The vSwitch " + vswitch.id() + " is of another VPC or network ACL.");
      }
      call.put(Kind.VSWITCH, vswitch.withAcl(binds ? acl.id() : ""));
    }
  }

  private static void update(Rpc call) {
    NetworkAcl acl = require(call);
    List<Entry> ingress =
        call.query.flag("UpdateIngressAclEntries", false)
            ? read(call, "IngressAclEntries", "SourceCidrIp")
            : acl.ingress();
    List<Entry> egress =
        call.query.flag("UpdateEgressAclEntries", false)
            ? read(call, "EgressAclEntries", "DestinationCidrIp")
            : acl.egress();
    call.put(Kind.ACL, acl.with(ingress, egress));
  }

  private static List<Entry> read(Rpc call, String list, String block) {
    List<Entry> entries = new ArrayList<>();
    for (Query one : call.query.structures(list)) {
      String type = one.get("EntryType", "custom");
      String protocol = one.require("Protocol").toLowerCase(Locale.ROOT);
      String policy = one.require("Policy").toLowerCase(Locale.ROOT);
      if (!PROTOCOLS.contains(protocol) || !List.of("accept", "drop").contains(policy)) {
        throw AliyunError.invalid(list);
      }
      String id = one.get("NetworkAclEntryId", "");
      one.ignores("IpVersion");
      if (type.equals("custom")) {
        entries.add(
            new Entry(
                id.isEmpty() ? call.newId("nae") : id,
                one.get("NetworkAclEntryName", ""),
                one.get("Description", ""),
                Blocks.parse(one.require(block), "InvalidCidrBlock.Malformed"),
                protocol,
                Ports.check(one.require("Port")),
                policy.equals("accept")));
      }
    }
    return entries;
  }

  private static void describe(Rpc call) {
    String id = call.text("NetworkAclId");
    String name = call.text("NetworkAclName");
    String vpc = call.text("VpcId");
    String resource = call.text("ResourceId");
    List<NetworkAcl> acls =
        call.all(Kind.ACL).stream()
            .filter(acl -> id.isEmpty() || acl.id().equals(id))
            .filter(acl -> name.isEmpty() || acl.name().equals(name))
            .filter(acl -> vpc.isEmpty() || acl.vpcId().equals(vpc))
            .filter(
                acl ->
                    resource.isEmpty()
                        || guarded(call, acl).stream().anyMatch(v -> v.id().equals(resource)))
            .filter(acl -> Tags.match(call, acl.id(), "Tags"))
            .toList();
    List<NetworkAcl> page = Pages.numbered(call, acls, 50);
    for (String count : List.of("PageNumber", "PageSize", "TotalCount")) {
      call.out.put(count, call.out.node().get(count).asText()); // here these are texts
    }
    call.out.wrapped(
        "NetworkAcls",
        "NetworkAcl",
        page,
        (json, acl) -> {
          write(call, json.account("OwnerId", acl.account()), acl, true);
          Tags.write(call, json, acl.id());
        });
  }

  private static void write(Rpc call, Json json, NetworkAcl acl, boolean settled) {
    json.put("NetworkAclId", acl.id())
        .put("NetworkAclName", acl.name())
        .put("Description", acl.description())
        .put("RegionId", acl.region())
        .put("VpcId", acl.vpcId())
        .put("Status", settled ? "Available" : "Modifying")
        .put("CreationTime", Times.iso(acl.createdAt()))
        .wrapped(
            "IngressAclEntries",
            "IngressAclEntry",
            acl.ingress(),
            (item, entry) -> write(item.put("SourceCidrIp", entry.cidr().toString()), entry))
        .wrapped(
            "EgressAclEntries",
            "EgressAclEntry",
            acl.egress(),
            (item, entry) -> write(item.put("DestinationCidrIp", entry.cidr().toString()), entry))
        .wrapped(
            "Resources",
            "Resource",
            guarded(call, acl),
            (item, vswitch) ->
                item.put("ResourceId", vswitch.id())
                    .put("ResourceType", "VSwitch")
                    .put("Status", "BINDED"));
  }

  private static void write(Json json, Entry entry) {
    json.put("NetworkAclEntryId", entry.id())
        .put("NetworkAclEntryName", entry.name())
        .put("Description", entry.description())
        .put("Policy", entry.accepts() ? "accept" : "drop")
        .put("Protocol", entry.protocol())
        .put("Port", entry.port());
  }
}
