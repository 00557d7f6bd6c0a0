package dev.tieline.aliyun.internal;

import dev.tieline.net.Cidr;
import dev.tieline.plan.HclBlock;
import dev.tieline.provider.Inlet;
import dev.tieline.text.Json;
import dev.tieline.text.Quote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The other side's part of a peering for machines: aliyun CLI, Terraform, RAM policy. Every value
 * is quoted for where it stands; what the reader has to fill in is a variable.
 */
final class PeerCommands {
  /** An entry that leads into a connection is refused before that. */
  private static final String UNTIL_ACTIVATED =
      """
      LOOK=0
      until aliyun vpcpeer GetVpcPeerConnectionAttribute --InstanceId "$PCC" |
        grep -Eq '"Status": *"Activated"'; do
        LOOK=$((LOOK + 1))
        [ "$LOOK" -lt 60 ] || { echo "$PCC is not Activated" >&2; exit 1; }
        sleep 5
      done
      """;

  private PeerCommands() {}

  // ---- aliyun CLI ----

  static String shell(PeerPart part) {
    // in parentheses a failed line ends the rest, also where it is typed, and not the shell
    StringBuilder out = new StringBuilder("(\nset -eu\n");
    out.append(": \"${ROUTE_TABLE_IDS:?set it to the route tables of your vSwitches}\"\n");
    if (!part.inlets().isEmpty()) {
      out.append(": \"${SECURITY_GROUP_ID:?set it to the security group of your hosts}\"\n");
    }
    String region = Quote.shell(part.region());
    if (part.asks()) {
      out.append("aliyun vpcpeer CreateVpcPeerConnection --RegionId ").append(region);
      option(out, "VpcId", part.vpc());
      option(out, "AcceptingAliUid", part.ownAccount());
      option(out, "AcceptingRegionId", part.ownRegion());
      option(out, "AcceptingVpcId", part.ownVpc());
      part.bandwidth().ifPresent(b -> option(out, "Bandwidth", Integer.toString(b)));
      part.linkType().ifPresent(type -> option(out, "LinkType", type));
      out.append('\n');
      out.append(")\n");
      out.append("# go on when we have accepted the request, with the InstanceId of the answer\n");
      out.append("(\nset -eu\n");
      out.append(": \"${PCC:?set it to the InstanceId}\"\n");
    } else {
      out.append("PCC=").append(Quote.shell(part.pcc())).append('\n');
      out.append("aliyun vpcpeer AcceptVpcPeerConnection --InstanceId \"$PCC\"\n");
    }
    out.append(UNTIL_ACTIVATED);
    out.append("for TABLE in $ROUTE_TABLE_IDS; do\n");
    for (Cidr block : part.ownBlocks()) {
      out.append("  aliyun vpc CreateRouteEntry --RegionId ").append(region);
      out.append(" --RouteTableId \"$TABLE\"");
      option(out, "DestinationCidrBlock", block.toString());
      out.append(" \\\n    --NextHopType VpcPeer --NextHopId \"$PCC\"\n");
      out.append("  sleep 6 # the cloud takes one at a time\n");
    }
    // a loop must have a command, and no block may be known yet
    out.append(part.ownBlocks().isEmpty() ? "  :\ndone\n" : "done\n");
    for (Inlet inlet : part.inlets()) {
      out.append("aliyun ecs AuthorizeSecurityGroup --RegionId ").append(region);
      out.append(" --SecurityGroupId \"$SECURITY_GROUP_ID\"");
      option(out, "Permissions.1.IpProtocol", GroupRules.protocol(inlet.traffic(), inlet.source()));
      option(out, "Permissions.1.PortRange", GroupRules.ports(inlet.traffic()));
      option(
          out,
          "Permissions.1." + (inlet.source().isV4() ? "SourceCidrIp" : "Ipv6SourceCidrIp"),
          inlet.source().toString());
      out.append('\n');
    }
    return out.append(")\n").toString();
  }

  private static void option(StringBuilder out, String name, String value) {
    out.append(" \\\n    --").append(name).append(' ').append(Quote.shell(value));
  }

  // ---- Terraform ----

  static String terraform(PeerPart part) {
    List<HclBlock> blocks = new ArrayList<>();
    if (!part.inlets().isEmpty()) {
      blocks.add(HclBlock.of("variable", "security_group_id"));
    }
    if (part.asks()) {
      HclBlock request =
          HclBlock.of("resource", "alicloud_vpc_peer_connection", "peer")
              .string("vpc_id", part.vpc())
              .string("accepting_ali_uid", part.ownAccount())
              .string("accepting_region_id", part.ownRegion())
              .string("accepting_vpc_id", part.ownVpc());
      if (part.bandwidth().isPresent()) {
        request = request.string("bandwidth", Integer.toString(part.bandwidth().getAsInt()));
      }
      if (part.linkType().isPresent()) {
        request = request.string("link_type", part.linkType().get());
      }
      blocks.add(request);
    } else {
      blocks.add(
          HclBlock.of("resource", "alicloud_vpc_peer_connection_accepter", "peer")
              .string("instance_id", part.pcc()));
    }
    String peer =
        part.asks() ? "alicloud_vpc_peer_connection" : "alicloud_vpc_peer_connection_accepter";
    int n = 0;
    for (Cidr block : part.ownBlocks()) {
      blocks.add(
          HclBlock.of("resource", "alicloud_route_entry", "peer_" + ++n)
              .reference("for_each", "var.route_table_ids")
              .reference("route_table_id", "each.value")
              .string("destination_cidrblock", block.toString())
              .string("nexthop_type", "VpcPeer")
              .reference("nexthop_id", peer + ".peer.id"));
    }
    n = 0;
    for (Inlet inlet : part.inlets()) {
      blocks.add(
          HclBlock.of("resource", "alicloud_security_group_rule", "peer_" + ++n)
              .string("type", "ingress")
              .reference("security_group_id", "var.security_group_id")
              .string(
                  "ip_protocol",
                  GroupRules.protocol(inlet.traffic(), inlet.source()).toLowerCase(Locale.ROOT))
              .string("port_range", GroupRules.ports(inlet.traffic()))
              .string(
                  inlet.source().isV4() ? "cidr_ip" : "ipv6_cidr_ip", inlet.source().toString()));
    }
    return "variable \"route_table_ids\" {\n  type = set(string)\n}\n\n"
        + String.join("\n", blocks.stream().map(HclBlock::toString).toList());
  }

  // ---- RAM policy ----

  /** Returns the least policy, by the actions' names (RAM authorization, read 2026-11). */
  static String policy(PeerPart part) {
    String suffix = ":" + part.region() + ":" + part.account() + ":";
    List<Object> statements = new ArrayList<>();
    List<String> peer = new ArrayList<>();
    peer.add(part.asks() ? "vpc:CreateVpcPeerConnection" : "vpc:AcceptVpcPeerConnection");
    peer.add("vpc:GetVpcPeerConnectionAttribute");
    peer.add("vpc:ListVpcPeerConnections");
    // these know no single resources: "all resources" ("RAM authorization" of VpcPeer, read
    // 2026-11)
    statements.add(allow(peer, List.of("*")));
    statements.add(
        allow(
            List.of("vpc:CreateRouteEntry", "vpc:DescribeRouteEntryList"),
            List.of("acs:vpc" + suffix + "routetable/*")));
    statements.add(allow(List.of("vpc:DescribeRouteTableList"), List.of("acs:vpc" + suffix + "*")));
    if (!part.inlets().isEmpty()) {
      statements.add(
          allow(
              List.of("ecs:AuthorizeSecurityGroup", "ecs:DescribeSecurityGroupAttribute"),
              List.of("acs:ecs" + suffix + "securitygroup/*")));
    }
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("Version", "1");
    policy.put("Statement", statements);
    return Json.write(policy);
  }

  private static Map<String, Object> allow(List<String> actions, List<String> resources) {
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Effect", "Allow");
    statement.put("Action", actions);
    statement.put("Resource", resources);
    return statement;
  }
}
