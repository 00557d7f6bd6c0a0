package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;
import dev.tieline.net.Protocol;
import dev.tieline.net.Traffic;
import dev.tieline.text.Json;
import dev.tieline.text.Quote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The other side's part of a peering for machines: AWS CLI, Terraform, IAM policy. Every value is
 * quoted for where it stands; what the reader has to fill in is a variable.
 */
final class PeerCommands {
  private PeerCommands() {}

  // ---- AWS CLI ----

  static String shell(PeerPart part) {
    StringBuilder out = new StringBuilder();
    out.append(": \"${ROUTE_TABLE_IDS:?set it to the route tables of your subnets}\"\n");
    if (!part.inlets().isEmpty()) {
      out.append(": \"${SECURITY_GROUP_ID:?set it to the security group of your hosts}\"\n");
    }
    String pcx = Quote.shell(part.pcx());
    if (part.asks()) {
      out.append("PCX=$(aws ec2 create-vpc-peering-connection \\\n");
      out.append("  --region ").append(Quote.shell(part.region())).append(" \\\n");
      out.append("  --vpc-id ").append(Quote.shell(part.vpc())).append(" \\\n");
      out.append("  --peer-vpc-id ").append(Quote.shell(part.ownVpc())).append(" \\\n");
      out.append("  --peer-owner-id ").append(Quote.shell(part.ownAccount())).append(" \\\n");
      out.append("  --peer-region ").append(Quote.shell(part.ownRegion())).append(" \\\n");
      out.append("  --query VpcPeeringConnection.VpcPeeringConnectionId --output text)\n");
      out.append("# go on when we have accepted the request\n");
    } else {
      out.append("PCX=").append(pcx).append('\n');
      out.append("aws ec2 accept-vpc-peering-connection");
      out.append(" --region ").append(Quote.shell(part.region()));
      out.append(" --vpc-peering-connection-id \"$PCX\"\n");
    }
    out.append("for TABLE in $ROUTE_TABLE_IDS; do\n");
    for (Cidr block : part.ownBlocks()) {
      out.append("  aws ec2 create-route --region ").append(Quote.shell(part.region()));
      out.append(" --route-table-id \"$TABLE\" ");
      out.append(block.isV4() ? "--destination-cidr-block " : "--destination-ipv6-cidr-block ");
      out.append(Quote.shell(block.toString()));
      out.append(" --vpc-peering-connection-id \"$PCX\"\n");
    }
    // a loop must have a command, and no block may be known yet
    out.append(part.ownBlocks().isEmpty() ? "  :\ndone\n" : "done\n");
    for (PeerPart.Inlet inlet : part.inlets()) {
      out.append("aws ec2 authorize-security-group-ingress --region ");
      out.append(Quote.shell(part.region()));
      out.append(" --group-id \"$SECURITY_GROUP_ID\" --ip-permissions ");
      out.append(Quote.shell(permission(inlet))).append('\n');
    }
    if (part.dns()) {
      out.append("aws ec2 modify-vpc-peering-connection-options --region ");
      out.append(Quote.shell(part.region())).append(" --vpc-peering-connection-id \"$PCX\" ");
      out.append(part.asks() ? "--requester" : "--accepter");
      out.append("-peering-connection-options AllowDnsResolutionFromRemoteVpc=true\n");
    }
    return out.toString();
  }

  /** Returns a permission in the shorthand syntax of the AWS CLI. */
  private static String permission(PeerPart.Inlet inlet) {
    String ports = "";
    if (inlet.traffic().protocol() != Protocol.ALL) {
      ports = ",FromPort=" + from(inlet.traffic()) + ",ToPort=" + to(inlet.traffic());
    }
    String source =
        inlet.source().isV4()
            ? ",IpRanges=[{CidrIp=" + inlet.source() + "}]"
            : ",Ipv6Ranges=[{CidrIpv6=" + inlet.source() + "}]";
    return "IpProtocol=" + GroupRules.protocol(inlet.traffic(), inlet.source()) + ports + source;
  }

  private static int from(Traffic traffic) {
    return traffic.protocol().hasPorts() ? traffic.fromPort() : -1;
  }

  private static int to(Traffic traffic) {
    return traffic.protocol().hasPorts() ? traffic.toPort() : -1;
  }

  // ---- Terraform ----

  static String terraform(PeerPart part) {
    StringBuilder out = new StringBuilder();
    out.append("variable \"route_table_ids\" {\n  type = set(string)\n}\n");
    if (!part.inlets().isEmpty()) {
      out.append("\nvariable \"security_group_id\" {\n  type = string\n}\n");
    }
    String resource =
        part.asks() ? "aws_vpc_peering_connection" : "aws_vpc_peering_connection_accepter";
    out.append("\nresource \"").append(resource).append("\" \"peer\" {\n");
    if (part.asks()) {
      attribute(out, "vpc_id", part.vpc());
      attribute(out, "peer_vpc_id", part.ownVpc());
      attribute(out, "peer_owner_id", part.ownAccount());
      if (!part.region().equals(part.ownRegion())) {
        attribute(out, "peer_region", part.ownRegion());
      }
    } else {
      attribute(out, "vpc_peering_connection_id", part.pcx());
      out.append("  auto_accept = true\n");
    }
    out.append("}\n");
    int n = 0;
    for (Cidr block : part.ownBlocks()) {
      out.append("\nresource \"aws_route\" \"peer_").append(++n).append("\" {\n");
      out.append("  for_each = var.route_table_ids\n  route_table_id = each.value\n");
      attribute(
          out,
          block.isV4() ? "destination_cidr_block" : "destination_ipv6_cidr_block",
          block.toString());
      out.append("  vpc_peering_connection_id = ").append(resource).append(".peer.id\n}\n");
    }
    n = 0;
    for (PeerPart.Inlet inlet : part.inlets()) {
      out.append("\nresource \"aws_vpc_security_group_ingress_rule\" \"peer_");
      out.append(++n).append("\" {\n  security_group_id = var.security_group_id\n");
      attribute(out, inlet.source().isV4() ? "cidr_ipv4" : "cidr_ipv6", inlet.source().toString());
      attribute(out, "ip_protocol", GroupRules.protocol(inlet.traffic(), inlet.source()));
      if (inlet.traffic().protocol() != Protocol.ALL) {
        out.append("  from_port = ").append(from(inlet.traffic())).append('\n');
        out.append("  to_port = ").append(to(inlet.traffic())).append('\n');
      }
      out.append("}\n");
    }
    if (part.dns()) {
      out.append("\nresource \"aws_vpc_peering_connection_options\" \"peer\" {\n");
      out.append("  vpc_peering_connection_id = ").append(resource).append(".peer.id\n  ");
      out.append(part.asks() ? "requester" : "accepter");
      out.append(" {\n    allow_remote_vpc_dns_resolution = true\n  }\n}\n");
    }
    return out.toString();
  }

  private static void attribute(StringBuilder out, String name, String value) {
    out.append("  ").append(name).append(" = ").append(Quote.hcl(value)).append('\n');
  }

  // ---- IAM policy ----

  /** Returns the least policy, by the resources and conditions of "Actions for Amazon EC2". */
  static String policy(PeerPart part) {
    String prefix =
        "arn:"
            + Partitions.of(part.region())
            + ":ec2:"
            + part.region()
            + ":"
            + part.account()
            + ":";
    String vpc = prefix + "vpc/" + part.vpc();
    String pcx = prefix + "vpc-peering-connection/" + (part.knowsConnection() ? part.pcx() : "*");
    List<Object> statements = new ArrayList<>();
    statements.add(
        allow(
            "Peer",
            List.of(
                part.asks() ? "ec2:CreateVpcPeeringConnection" : "ec2:AcceptVpcPeeringConnection"),
            List.of(vpc, pcx),
            Map.of()));
    List<String> reads = new ArrayList<>(List.of("ec2:DescribeVpcPeeringConnections"));
    reads.add("ec2:DescribeRouteTables");
    reads.add("ec2:DescribeSecurityGroups");
    statements.add(allow("Look", reads, List.of("*"), Map.of()));
    Map<String, Object> inVpc = Map.of("ArnEquals", Map.of("ec2:Vpc", vpc));
    statements.add(
        allow("Route", List.of("ec2:CreateRoute"), List.of(prefix + "route-table/*"), inVpc));
    if (!part.inlets().isEmpty()) {
      statements.add(
          allow(
              "Open",
              List.of("ec2:AuthorizeSecurityGroupIngress"),
              List.of(prefix + "security-group/*"),
              inVpc));
    }
    if (part.dns()) {
      statements.add(
          allow("Names", List.of("ec2:ModifyVpcPeeringConnectionOptions"), List.of(pcx), Map.of()));
    }
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("Version", "2012-10-17");
    policy.put("Statement", statements);
    return Json.write(policy);
  }

  private static Map<String, Object> allow(
      String id, List<String> actions, List<String> resources, Map<String, Object> condition) {
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Sid", id);
    statement.put("Effect", "Allow");
    statement.put("Action", actions);
    statement.put("Resource", resources);
    if (!condition.isEmpty()) {
      statement.put("Condition", condition);
    }
    return statement;
  }
}
