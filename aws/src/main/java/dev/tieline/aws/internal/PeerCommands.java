package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;
import dev.tieline.net.Protocol;
import dev.tieline.provider.Inlet;
import dev.tieline.text.Json;
import dev.tieline.text.Quote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The other side's part of a peering for machines: Terraform and IAM policy. Every value is quoted
 * for where it stands; what the reader has to fill in is a variable.
 */
final class PeerCommands {
  private PeerCommands() {}

  // ---- Terraform ----

  /**
   * Returns the configuration. Of a request, what AWS takes only once it is accepted waits for a
   * second apply; a request of ours is accepted only if it is as the document says.
   */
  static String terraform(PeerPart part) {
    StringBuilder out = new StringBuilder();
    out.append("variable \"route_table_ids\" {\n  type = set(string)\n}\n");
    if (!part.inlets().isEmpty()) {
      out.append("\nvariable \"security_group_id\" {\n  type = string\n}\n");
    }
    String id =
        part.asks()
            ? "aws_vpc_peering_connection.peer.id"
            : "aws_vpc_peering_connection_accepter.peer.id";
    if (part.asks()) {
      out.append("\n# true once the request is accepted: for the second apply\n");
      out.append("variable \"accepted\" {\n  type    = bool\n  default = false\n}\n");
      ask(part, out);
    } else {
      accept(part, out);
    }
    int n = 0;
    for (Cidr block : part.destinations()) {
      out.append("\nresource \"aws_route\" \"peer_").append(++n).append("\" {\n");
      out.append("  for_each = ");
      out.append(
          part.asks() ? "var.accepted ? var.route_table_ids : toset([])" : "var.route_table_ids");
      out.append("\n  route_table_id = each.value\n");
      attribute(
          out,
          block.isV4() ? "destination_cidr_block" : "destination_ipv6_cidr_block",
          block.toString());
      out.append("  vpc_peering_connection_id = ").append(id).append("\n}\n");
    }
    rules(part, out);
    if (part.dns()) {
      out.append("\nresource \"aws_vpc_peering_connection_options\" \"peer\" {\n");
      if (part.asks()) {
        out.append("  count = var.accepted ? 1 : 0\n");
      }
      out.append("  vpc_peering_connection_id = ").append(id).append("\n  ");
      out.append(part.asks() ? "requester" : "accepter");
      out.append(" {\n    allow_remote_vpc_dns_resolution = true\n  }\n}\n");
    }
    return out.toString();
  }

  private static void ask(PeerPart part, StringBuilder out) {
    out.append("\nresource \"aws_vpc_peering_connection\" \"peer\" {\n");
    attribute(out, "vpc_id", part.vpc());
    attribute(out, "peer_vpc_id", part.ownVpc());
    attribute(out, "peer_owner_id", part.ownAccount());
    if (!part.region().equals(part.ownRegion())) {
      attribute(out, "peer_region", part.ownRegion());
    }
    out.append("}\n");
  }

  private static void accept(PeerPart part, StringBuilder out) {
    String request = "data.aws_vpc_peering_connection.request";
    out.append("\ndata \"aws_vpc_peering_connection\" \"request\" {\n");
    attribute(out, "id", part.pcx());
    out.append("}\n");
    out.append("\nresource \"aws_vpc_peering_connection_accepter\" \"peer\" {\n");
    attribute(out, "vpc_peering_connection_id", part.pcx());
    out.append("  auto_accept = true\n");
    out.append("  lifecycle {\n    precondition {\n      condition = alltrue([\n");
    List<String> blocks =
        part.ownBlocks().stream()
            .filter(Cidr::isV4)
            .map(Cidr::toString)
            .sorted()
            .map(Quote::hcl)
            .toList();
    for (String equal :
        List.of(
            request + ".owner_id == " + Quote.hcl(part.ownAccount()),
            request + ".region == " + Quote.hcl(part.ownRegion()),
            request + ".vpc_id == " + Quote.hcl(part.ownVpc()),
            "toset("
                + request
                + ".cidr_block_set[*].cidr_block) == toset(["
                + String.join(", ", blocks)
                + "])")) {
      out.append("        ").append(equal).append(",\n");
    }
    out.append(
        "      ])\n      error_message = \"The request is not the one that was announced.\"\n");
    out.append("    }\n  }\n}\n");
  }

  private static void rules(PeerPart part, StringBuilder out) {
    int n = 0;
    for (Inlet inlet : part.inlets()) {
      out.append("\nresource \"aws_vpc_security_group_ingress_rule\" \"peer_");
      out.append(++n).append("\" {\n  security_group_id = var.security_group_id\n");
      attribute(out, inlet.source().isV4() ? "cidr_ipv4" : "cidr_ipv6", inlet.source().toString());
      attribute(out, "ip_protocol", GroupRules.protocol(inlet.traffic(), inlet.source()));
      if (inlet.traffic().protocol() != Protocol.ALL) {
        out.append("  from_port = ").append(PeerScripts.from(inlet.traffic())).append('\n');
        out.append("  to_port = ").append(PeerScripts.to(inlet.traffic())).append('\n');
      }
      out.append("}\n");
    }
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
