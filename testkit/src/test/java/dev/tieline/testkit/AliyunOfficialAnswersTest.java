package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tieline.testkit.AliyunClient.Answer;
import dev.tieline.testkit.internal.aliyun.Official;
import dev.tieline.testkit.internal.aliyun.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every action's answer, held against the official inventory of members: one story that calls all
 * of them with success.
 */
class AliyunOfficialAnswersTest {

  private final AliyunClouds clouds = new AliyunClouds();
  private final SortedMap<String, List<JsonNode>> answers = new TreeMap<>();
  private AliyunClient own;
  private AliyunClient other;

  @BeforeEach
  void needMetadata() {
    assumeTrue(Official.isHere(), "the official metadata are not here");
    own = recorded(AliyunClouds.OWN);
    other = recorded(AliyunClouds.OTHER);
  }

  private AliyunClient recorded(String uid) {
    FakeAliyun.Keys keys = clouds.aliyun.keys(uid);
    return new AliyunClient(
        ask -> {
          Reply reply = clouds.aliyun.handle(ask);
          if (reply.status() == 200) {
            String key = ask.header("x-acs-version") + " " + ask.header("x-acs-action");
            answers.computeIfAbsent(key, any -> new ArrayList<>()).add(json(reply));
          }
          return reply;
        },
        keys.accessKeyId(),
        keys.accessKeySecret(),
        "",
        AliyunClouds.HANGZHOU);
  }

  private static JsonNode json(Reply reply) {
    try {
      return new ObjectMapper().readTree(reply.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Answer call(String product, String action, String... parameters) {
    return by(own, product, action, parameters);
  }

  private Answer by(AliyunClient who, String product, String action, String... parameters) {
    Answer answer = who.call(product, action, parameters);
    assertThat(answer.code()).as(action).isEmpty();
    clouds.settle();
    return answer;
  }

  private String vpc(AliyunClient who, String cidr) {
    return by(
            who,
            "Vpc",
            "CreateVpc",
            "CidrBlock",
            cidr,
            "EnableIpv6",
            "true",
            "UserCidr",
            "30.0.0.0/8",
            "Tag.1.Key",
            "k",
            "Tag.1.Value",
            "v")
        .text("/VpcId");
  }

  private static String[] with(String[] parameters, String... more) {
    return Stream.of(parameters, more).flatMap(Stream::of).toArray(String[]::new);
  }

  private void networks() {
    String vpc = vpc(own, "10.0.0.0/16");
    call("Vpc", "AssociateVpcCidrBlock", "VpcId", vpc, "SecondaryCidrBlock", "192.168.0.0/16");
    String vswitch =
        call(
                "Vpc",
                "CreateVSwitch",
                "VpcId",
                vpc,
                "CidrBlock",
                "10.0.1.0/24",
                "ZoneId",
                "cn-hangzhou-h",
                "Ipv6CidrBlock",
                "1",
                "Tag.1.Key",
                "k")
            .text("/VSwitchId");
    String table = call("Vpc", "CreateRouteTable", "VpcId", vpc).text("/RouteTableId");
    String[] pair = {"RouteTableId", table, "VSwitchId", vswitch};
    call("Vpc", "AssociateRouteTable", pair);
    String[] tagged = {"ResourceType", "VPC", "ResourceId.1", vpc};
    call("Vpc", "TagResources", "ResourceType", "VPC", "ResourceId.1", vpc, "Tag.1.Key", "more");
    call("Vpc", "ListTagResources", tagged);
    call("Vpc", "UnTagResources", "ResourceType", "VPC", "ResourceId.1", vpc, "TagKey.1", "more");
    String acl = call("Vpc", "CreateNetworkAcl", "VpcId", vpc).text("/NetworkAclId");
    String[] bound = {
      "NetworkAclId", acl, "Resource.1.ResourceId", vswitch, "Resource.1.ResourceType", "VSwitch"
    };
    call("Vpc", "AssociateNetworkAcl", bound);
    call("Vpc", "UpdateNetworkAclEntries", "NetworkAclId", acl, "UpdateIngressAclEntries", "true");
    call("Vpc", "DescribeNetworkAcls");
    call("Vpc", "DescribeNetworkAclAttributes", "NetworkAclId", acl);
    call("Vpc", "DescribeVpcs");
    call("Vpc", "DescribeVpcAttribute", "VpcId", vpc);
    call("Vpc", "DescribeVSwitches");
    call("Vpc", "DescribeVSwitchAttributes", "VSwitchId", vswitch);
    call("Vpc", "DescribeRouteTableList");
    call("Vpc", "DescribeRouteTables");
    call("Vpc", "DescribeZones");
    call("Vpc", "DescribeRegions");
    call("Vpc", "UnassociateNetworkAcl", bound);
    call("Vpc", "DeleteNetworkAcl", "NetworkAclId", acl);
    call("Vpc", "UnassociateRouteTable", pair);
    hosts(vpc, vswitch);
    call("Vpc", "DeleteRouteTable", "RouteTableId", table);
    call("Vpc", "DeleteVSwitch", "VSwitchId", vswitch);
    call("Vpc", "UnassociateVpcCidrBlock", "VpcId", vpc, "SecondaryCidrBlock", "192.168.0.0/16");
    call("Vpc", "DeleteVpc", "VpcId", vpc);
  }

  private void hosts(String vpc, String vswitch) {
    String group =
        call("Ecs", "CreateSecurityGroup", "VpcId", vpc, "Tag.1.Key", "k").text("/SecurityGroupId");
    String[] egress = {
      "SecurityGroupId",
      group,
      "Permissions.1.IpProtocol",
      "ALL",
      "Permissions.1.PortRange",
      "-1/-1",
      "Permissions.1.DestCidrIp",
      "0.0.0.0/0"
    };
    String[] ingress = egress.clone();
    ingress[6] = "Permissions.1.SourceCidrIp";
    call("Ecs", "AuthorizeSecurityGroup", ingress);
    call("Ecs", "AuthorizeSecurityGroupEgress", egress);
    String rule =
        call(
                "Ecs",
                "DescribeSecurityGroupAttribute",
                "SecurityGroupId",
                group,
                "Direction",
                "ingress",
                "MaxResults",
                "10")
            .text("/Permissions/Permission/0/SecurityGroupRuleId");
    call(
        "Ecs",
        "ModifySecurityGroupRule",
        "SecurityGroupId",
        group,
        "SecurityGroupRuleId",
        rule,
        "Description",
        "all");
    String[] marked = {"ResourceType", "securitygroup", "ResourceId.1", group};
    call("Ecs", "TagResources", with(marked, "Tag.1.Key", "more", "Tag.1.Value", "v"));
    call("Ecs", "DescribeSecurityGroups", "IsQueryEcsCount", "true");
    call("Ecs", "UntagResources", with(marked, "TagKey.1", "more"));
    String instance =
        call("Ecs", "RunInstances", "VSwitchId", vswitch, "SecurityGroupId", group)
            .text("/InstanceIdSets/InstanceIdSet/0");
    call("Ecs", "DescribeInstances");
    call("Ecs", "DescribeNetworkInterfaces");
    call("Ecs", "DescribeRegions");
    call("Ecs", "DescribeZones");
    call("Ecs", "DeleteInstance", "InstanceId", instance, "Force", "true");
    call("Ecs", "RevokeSecurityGroup", ingress);
    call("Ecs", "RevokeSecurityGroupEgress", egress);
    call("Ecs", "DeleteSecurityGroup", "SecurityGroupId", group);
  }

  private String request(String vpc, String peer) {
    return call(
            "VpcPeer",
            "CreateVpcPeerConnection",
            "VpcId",
            vpc,
            "AcceptingAliUid",
            AliyunClouds.OTHER,
            "AcceptingRegionId",
            AliyunClouds.HANGZHOU,
            "AcceptingVpcId",
            peer,
            "Tag.1.Key",
            "k",
            "Tag.1.Value",
            "v")
        .text("/InstanceId");
  }

  private void peerings() {
    String vpc = vpc(own, "10.0.0.0/16");
    String peer = vpc(other, "10.1.0.0/16");
    clouds.aliyun.service(AliyunClouds.OWN, AliyunOpening.CDT, false);
    clouds.aliyun.service(AliyunClouds.OWN, AliyunOpening.CDT_CROSS_BORDER, false);
    call("CDT", "OpenCdtService");
    call("CDT", "OpenCdtCbService");
    call("CDT", "GetCdtServiceStatus");
    call("CDT", "GetCdtCbServiceStatus");
    String rejected = request(vpc, peer);
    by(other, "VpcPeer", "RejectVpcPeerConnection", "InstanceId", rejected);
    call("VpcPeer", "DeleteVpcPeerConnection", "InstanceId", rejected);
    String id = request(vpc, peer);
    by(other, "VpcPeer", "AcceptVpcPeerConnection", "InstanceId", id);
    call("VpcPeer", "ModifyVpcPeerConnection", "InstanceId", id, "Name", "shop");
    call("VpcPeer", "GetVpcPeerConnectionAttribute", "InstanceId", id);
    call("VpcPeer", "ListVpcPeerConnections", "MaxResults", "1");
    String[] of = {"ResourceType", "PeerConnection", "ResourceId.1", id};
    call(
        "VpcPeer",
        "TagResources",
        "ResourceType",
        "PeerConnection",
        "ResourceId.1",
        id,
        "Tag.1.Key",
        "more");
    call("VpcPeer", "ListTagResources", of);
    call(
        "VpcPeer",
        "UnTagResources",
        "ResourceType",
        "PeerConnection",
        "ResourceId.1",
        id,
        "TagKey.1",
        "more");
    routes(vpc, id);
    call("Sts", "GetCallerIdentity");
    String role = "acs:ram::" + AliyunClouds.OTHER + ":role/peering";
    clouds.aliyun.role(role, AliyunClouds.OWN, "");
    call("Sts", "AssumeRole", "RoleArn", role, "RoleSessionName", "tieline");
  }

  private void routes(String vpc, String hop) {
    String table =
        call("Vpc", "DescribeRouteTableList", "VpcId", vpc)
            .text("/RouterTableList/RouterTableListType/0/RouteTableId");
    String[] one = {
      "RouteTableId",
      table,
      "DestinationCidrBlock",
      "10.1.0.0/16",
      "NextHopType",
      "VpcPeer",
      "NextHopId",
      hop
    };
    String entry = call("Vpc", "CreateRouteEntry", one).text("/RouteEntryId");
    String[] many = {
      "RouteEntries.1.RouteTableId",
      table,
      "RouteEntries.1.DstCidrBlock",
      "10.1.0.0/16",
      "RouteEntries.1.NextHop",
      hop,
      "RouteEntries.1.NextHopType",
      "VpcPeer",
      "RouteEntries.2.RouteTableId",
      table,
      "RouteEntries.2.DstCidrBlock",
      "10.5.0.0/16",
      "RouteEntries.2.NextHop",
      hop,
      "RouteEntries.2.NextHopType",
      "VpcPeer"
    };
    assertThat(call("Vpc", "CreateRouteEntries", many).text("/FailedCount")).isEqualTo("1");
    call("Vpc", "ModifyRouteEntry", "RouteEntryId", entry, "Description", "to the peer");
    call("Vpc", "DescribeRouteEntryList", "RouteTableId", table, "MaxResult", "1");
    call("Vpc", "DescribeRouteTables");
    call("Vpc", "DeleteRouteEntry", "RouteEntryId", entry);
    Answer deleted =
        call(
            "Vpc",
            "DeleteRouteEntries",
            "RouteEntries.1.RouteTableId",
            table,
            "RouteEntries.1.DstCidrBlock",
            "10.5.0.0/16",
            "RouteEntries.2.RouteTableId",
            table,
            "RouteEntries.2.RouteEntryId",
            entry);
    assertThat(deleted.text("/FailedCount")).isEqualTo("1");
  }

  private void links() {
    String vpc = vpc(own, "10.0.0.0/16");
    String[] place = {"VpcId", vpc, "CidrBlock", "10.0.1.0/24", "ZoneId", "cn-hangzhou-h"};
    String vswitch = call("Vpc", "CreateVSwitch", place).text("/VSwitchId");
    String group = call("Ecs", "CreateSecurityGroup", "VpcId", vpc).text("/SecurityGroupId");
    String more = call("Ecs", "CreateSecurityGroup", "VpcId", vpc).text("/SecurityGroupId");
    String slb = call("Slb", "CreateLoadBalancer", "VSwitchId", vswitch).text("/LoadBalancerId");
    String host = clouds.console().runInstance(vswitch, group).instanceId();
    String server = "[{\"ServerId\":\"" + host + "\"}]";
    call("Slb", "AddBackendServers", "LoadBalancerId", slb, "BackendServers", server);
    call(
        "Slb",
        "CreateLoadBalancerTCPListener",
        "LoadBalancerId",
        slb,
        "ListenerPort",
        "80",
        "BackendServerPort",
        "8080");
    call("Slb", "DescribeLoadBalancers");
    assertThat(
            call("Slb", "DescribeLoadBalancerAttribute", "LoadBalancerId", slb)
                .text("/ListenerPortsAndProtocol/ListenerPortAndProtocol/0/ListenerPort"))
        .isEqualTo("80");
    String nlb =
        call(
                "Nlb",
                "CreateLoadBalancer",
                "VpcId",
                vpc,
                "ZoneMappings.1.ZoneId",
                "cn-hangzhou-h",
                "ZoneMappings.1.VSwitchId",
                vswitch)
            .text("/LoadbalancerId");
    call("Nlb", "ListLoadBalancers");
    call("Nlb", "GetLoadBalancerAttribute", "LoadBalancerId", nlb);
    call("Nlb", "DeleteLoadBalancer", "LoadBalancerId", nlb);
    offer(slb, vpc, vswitch, group, more);
    call("Slb", "DeleteLoadBalancer", "LoadBalancerId", slb);
    zones(vpc);
  }

  private void offer(String slb, String vpc, String vswitch, String group, String more) {
    clouds.aliyun.service(AliyunClouds.OWN, AliyunOpening.PRIVATELINK, false);
    call("Privatelink", "CheckProductOpen");
    call("Privatelink", "OpenPrivateLinkService");
    call("Privatelink", "DescribeRegions");
    call("Privatelink", "DescribeZones");
    String id =
        call(
                "Privatelink",
                "CreateVpcEndpointService",
                "SupportedRegionList.1",
                "cn-beijing",
                "Tag.1.Key",
                "k",
                "Tag.1.Value",
                "v")
            .text("/ServiceId");
    String[] service = {"ServiceId", id};
    String[] resource = {"ServiceId", id, "ResourceId", slb, "ResourceType", "slb"};
    String[] user = {"ServiceId", id, "UserId", AliyunClouds.OTHER};
    call("Privatelink", "AttachResourceToVpcEndpointService", resource);
    call("Privatelink", "AddUserToVpcEndpointService", user);
    call("Privatelink", "ListVpcEndpointServiceUsers", service);
    call("Privatelink", "ListVpcEndpointServiceResources", service);
    call(
        "Privatelink",
        "UpdateVpcEndpointServiceAttribute",
        "ServiceId",
        id,
        "ServiceDescription",
        "shop");
    call("Privatelink", "GetVpcEndpointServiceAttribute", service);
    call("Privatelink", "ListVpcEndpointServices");
    call("Privatelink", "ListVpcEndpointServicesByEndUser");
    use(id, vpc, vswitch, group, more);
    call("Privatelink", "RemoveUserFromVpcEndpointService", user);
    call("Privatelink", "DetachResourceFromVpcEndpointService", resource);
    call("Privatelink", "DeleteVpcEndpointService", service);
  }

  private void use(String service, String vpc, String vswitch, String group, String more) {
    String id =
        call(
                "Privatelink",
                "CreateVpcEndpoint",
                "VpcId",
                vpc,
                "ServiceId",
                service,
                "SecurityGroupId.1",
                group,
                "Tag.1.Key",
                "k")
            .text("/EndpointId");
    String[] endpoint = {"EndpointId", id};
    String[] zone = {"EndpointId", id, "ZoneId", "cn-hangzhou-h", "VSwitchId", vswitch};
    String[] other = {"EndpointId", id, "SecurityGroupId", more};
    String[] pair = {"ServiceId", service, "EndpointId", id};
    String[] place = {"ServiceId", service, "EndpointId", id, "ZoneId", "cn-hangzhou-h"};
    String[] tagged = {"ResourceType", "VpcEndpoint", "ResourceId.1", id};
    call("Privatelink", "AddZoneToVpcEndpoint", zone);
    call("Privatelink", "UpdateVpcEndpointAttribute", "EndpointId", id, "EndpointName", "db");
    call("Privatelink", "AttachSecurityGroupToVpcEndpoint", other);
    call("Privatelink", "ListVpcEndpointSecurityGroups", endpoint);
    call("Privatelink", "DetachSecurityGroupFromVpcEndpoint", other);
    call("Privatelink", "EnableVpcEndpointConnection", pair);
    call(
        "Privatelink",
        "UpdateVpcEndpointConnectionAttribute",
        "ServiceId",
        service,
        "EndpointId",
        id,
        "Bandwidth",
        "200");
    call("Privatelink", "ListVpcEndpointConnections", "ServiceId", service);
    call("Privatelink", "DisableVpcEndpointZoneConnection", place);
    call("Privatelink", "EnableVpcEndpointZoneConnection", place);
    call("Privatelink", "ListVpcEndpointZones", endpoint);
    call("Privatelink", "GetVpcEndpointAttribute", endpoint);
    call("Privatelink", "ListVpcEndpoints");
    call(
        "Privatelink",
        "TagResources",
        "ResourceType",
        "VpcEndpoint",
        "ResourceId.1",
        id,
        "Tag.1.Key",
        "more");
    call("Privatelink", "ListTagResources", tagged);
    call(
        "Privatelink",
        "UntagResources",
        "ResourceType",
        "VpcEndpoint",
        "ResourceId.1",
        id,
        "TagKey.1",
        "more");
    call("Privatelink", "DisableVpcEndpointConnection", pair);
    call("Privatelink", "RemoveZoneFromVpcEndpoint", "EndpointId", id, "ZoneId", "cn-hangzhou-h");
    call("Privatelink", "DeleteVpcEndpoint", endpoint);
  }

  private void zones(String vpc) {
    call("pvtz", "DescribeUserServiceStatus");
    call("pvtz", "DescribeRegions");
    call("pvtz", "CheckZoneName", "ZoneName", "db.example");
    String id = call("pvtz", "AddZone", "ZoneName", "db.example").text("/ZoneId");
    String[] zone = {"ZoneId", id};
    call("pvtz", "SetProxyPattern", "ZoneId", id, "ProxyPattern", "RECORD");
    call("pvtz", "UpdateZoneRemark", "ZoneId", id, "Remark", "ours");
    String[] record = {"ZoneId", id, "Rr", "@", "Type", "A", "Value", "10.0.0.9"};
    String number = call("pvtz", "AddZoneRecord", record).text("/RecordId");
    String[] changed = {"RecordId", number, "Rr", "@", "Type", "A", "Value", "10.0.0.8"};
    call("pvtz", "UpdateZoneRecord", changed);
    call("pvtz", "SetZoneRecordStatus", "RecordId", number, "Status", "DISABLE");
    call("pvtz", "DescribeZoneRecords", zone);
    call("pvtz", "DescribeZoneRecord", "RecordId", number);
    call(
        "pvtz", "BindZoneVpc", "ZoneId", id, "Vpcs.1.RegionId", "cn-hangzhou", "Vpcs.1.VpcId", vpc);
    call("pvtz", "DescribeZones");
    call("pvtz", "DescribeZoneInfo", zone);
    call("pvtz", "DescribeZoneVpcTree");
    call("pvtz", "BindZoneVpc", zone);
    call("pvtz", "DeleteZoneRecord", "RecordId", number);
    call("pvtz", "DeleteZone", zone);
    String code = clouds.aliyun.authorizationCode(AliyunClouds.OTHER);
    call(
        "pvtz",
        "AddUserVpcAuthorization",
        "AuthorizedUserId",
        AliyunClouds.OTHER,
        "AuthCode",
        code);
    call("pvtz", "DescribeUserVpcAuthorizations");
    call("pvtz", "DeleteUserVpcAuthorization", "AuthorizedUserId", AliyunClouds.OTHER);
  }

  @Test
  void answers_ofEveryAction_haveOfficialMembersOnly() {
    networks();
    peerings();
    links();
    List<String> wrong = new ArrayList<>();
    SortedSet<String> missing = new TreeSet<>(Official.actions().keySet());
    for (Product one : Product.values()) {
      JsonNode operations = Official.operations("responses", one.title());
      answers.forEach(
          (key, all) -> {
            String action = key.substring(key.indexOf(' ') + 1);
            if (key.startsWith(one.version() + " ")) {
              missing.remove(one.title() + " " + action);
              if (operations.has(action)) {
                all.forEach(
                    node ->
                        compare(one.title() + " " + action, operations.path(action), node, wrong));
              }
            }
          });
    }
    assertThat(missing).isEmpty();
    assertThat(wrong).isEmpty();
  }

  private static void compare(String where, JsonNode members, JsonNode value, List<String> wrong) {
    value
        .properties()
        .forEach(
            field -> {
              JsonNode member = null;
              for (JsonNode one : members) {
                member = one.path("name").asText().equals(field.getKey()) ? one : member;
              }
              String here = where + "/" + field.getKey();
              if (member == null) {
                wrong.add(here + " is no member");
              } else {
                compareOne(here, member, field.getValue(), wrong);
              }
            });
  }

  private static void compareOne(
      String where, JsonNode member, JsonNode value, List<String> wrong) {
    boolean fits =
        switch (member.path("type").asText()) {
          case "string" -> value.isTextual();
          case "bool" -> value.isBoolean();
          case "int32", "int64" -> value.isIntegralNumber();
          case "object" -> value.isObject();
          case "array<string>", "array<object>" -> value.isArray();
          default -> false;
        };
    if (!fits) {
      wrong.add(where + " is not " + member.path("type").asText());
    } else if (value.isObject()) {
      compare(where, member.path("members"), value, wrong);
    } else if (value.isArray()) {
      value.forEach(
          item -> {
            if (item.isObject()) {
              compare(where, member.path("members"), item, wrong);
            } else if (!member.path("type").asText().equals("array<string>")) {
              wrong.add(where + " has items that are no objects");
            }
          });
    }
  }
}
