package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.Console;
import dev.tieline.testkit.FakeAws;
import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.contract.Move;
import dev.tieline.testkit.contract.Move.After;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What strangers do on AWS, to whatever is there of what they do it to. */
enum AwsMoves {
  /** A route of the play leads elsewhere. */
  REPLACE_ROUTE(After.HINDERED) {
    @Override
    void in(Console console) {
      for (XmlElement table : tables(console)) {
        for (XmlElement route : table.elements("routeSet/item")) {
          if (route.text("vpcPeeringConnectionId").isPresent()
              && route.text("destinationCidrBlock").isPresent()) {
            String vpc = table.text("vpcId").orElseThrow();
            String igw =
                console
                    .call("CreateInternetGateway", Map.of())
                    .text("internetGateway/internetGatewayId")
                    .orElseThrow();
            console.call("AttachInternetGateway", Map.of("InternetGatewayId", igw, "VpcId", vpc));
            console.replaceRoute(
                table.text("routeTableId").orElseThrow(),
                route.text("destinationCidrBlock").orElseThrow(),
                igw);
            return;
          }
        }
      }
    }
  },
  /** All tags go off every connection. */
  STRIP_CONNECTION_TAGS(After.HINDERED) {
    @Override
    void in(Console console) {
      for (XmlElement pcx : connections(console)) {
        String id = pcx.text("vpcPeeringConnectionId").orElseThrow();
        console.tags(id).keySet().forEach(key -> console.untag(id, key));
      }
    }
  },
  /** The mark of a rule is copied to the other rules of its region. */
  COPY_MARKS(After.HINDERED) {
    @Override
    void in(Console console) {
      List<XmlElement> rules =
          console
              .call("DescribeSecurityGroupRules", Map.of())
              .elements("securityGroupRuleSet/item");
      for (XmlElement rule : rules) {
        String id = rule.text("securityGroupRuleId").orElseThrow();
        String mark = console.tags(id).get("tieline/acme/contract");
        if (mark != null) {
          String vpc =
              console.call("DescribeVpcs", Map.of()).text("vpcSet/item/vpcId").orElseThrow();
          String subnet =
              console
                  .call("CreateSubnet", Map.of("VpcId", vpc, "CidrBlock", block(console, vpc)))
                  .text("subnet/subnetId")
                  .orElseThrow();
          console.tag(subnet, "tieline/acme/contract", mark);
          return;
        }
      }
    }
  },
  /** Every live connection is deleted. */
  DELETE_CONNECTIONS(After.KEPT) {
    @Override
    void in(Console console) {
      for (XmlElement pcx : connections(console)) {
        String status = pcx.text("status/code").orElse("");
        if (status.equals("active") || status.equals("pending-acceptance")) {
          try {
            console.deletePeering(pcx.text("vpcPeeringConnectionId").orElseThrow());
          } catch (IllegalStateException notTheirs) {
            assertThat(notTheirs).hasMessageContaining("OperationNotPermitted");
          }
        }
      }
    }
  },
  /** A subnet is added to the first VPC. */
  ADD_SUBNET(After.HINDERED) {
    @Override
    void in(Console console) {
      console.call("DescribeVpcs", Map.of()).text("vpcSet/item/vpcId").stream()
          .findFirst()
          .ifPresent(
              vpc ->
                  console.call(
                      "CreateSubnet", Map.of("VpcId", vpc, "CidrBlock", block(console, vpc))));
    }
  },
  /** Rules that say the same as ours are made by hand, before ours are. */
  SAME_RULES(After.KEPT) {
    @Override
    void in(Console console) {
      for (XmlElement group :
          console
              .call(
                  "DescribeSecurityGroups",
                  Map.of("Filter.1.Name", "group-name", "Filter.1.Value.1", "app"))
              .elements("securityGroupInfo/item")) {
        for (String cidr : List.of("10.20.0.0/16", "172.30.0.0/16", "172.31.0.0/16")) {
          for (int port : new int[] {22, 80, 443}) {
            try {
              console.authorizeIngress(
                  group.text("groupId").orElseThrow(), "tcp", port, port, cidr);
            } catch (IllegalStateException there) {
              assertThat(there).hasMessageContaining("Duplicate");
            }
          }
        }
      }
    }
  },
  /** All rules of the play are revoked. */
  REVOKE_RULES(After.RESTORED) {
    @Override
    void in(Console console) {
      for (XmlElement rule :
          console
              .call("DescribeSecurityGroupRules", Map.of())
              .elements("securityGroupRuleSet/item")) {
        String id = rule.text("securityGroupRuleId").orElseThrow();
        if (!console.tags(id).isEmpty() && rule.text("isEgress").orElse("").equals("false")) {
          console.revokeIngress(rule.text("groupId").orElseThrow(), id);
        }
      }
    }
  },
  /** All claims and old values are taken off tables and VPCs of others. */
  STRIP_CLAIMS(After.KEPT) {
    @Override
    void in(Console console) {
      for (XmlElement tag : console.call("DescribeTags", Map.of()).elements("tagSet/item")) {
        if (tag.text("key").orElse("").startsWith("tieline-claim/")) {
          console.untag(tag.text("resourceId").orElseThrow(), tag.text("key").orElseThrow());
        }
      }
    }
  };

  private final After after;

  AwsMoves(After after) {
    this.after = after;
  }

  abstract void in(Console console);

  static List<Move> all() {
    return Arrays.stream(values()).map(AwsMoves::move).toList();
  }

  private Move move() {
    return new Move(
        name(),
        world -> in(((FakeAws) world.cloud()).console(AwsScenario.ACCOUNT, AwsScenario.TOKYO)),
        after);
  }

  static List<XmlElement> tables(Console console) {
    return console.call("DescribeRouteTables", Map.of()).elements("routeTableSet/item");
  }

  static List<XmlElement> connections(Console console) {
    return console
        .call("DescribeVpcPeeringConnections", Map.of())
        .elements("vpcPeeringConnectionSet/item");
  }

  static String block(Console console, String vpc) {
    String cidr =
        console
            .call("DescribeVpcs", Map.of("VpcId.1", vpc))
            .text("vpcSet/item/cidrBlock")
            .orElseThrow();
    return cidr.replaceFirst("\\.0\\.0/16", ".200.0/24");
  }
}
