package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.Call;
import dev.tieline.testkit.CallListener;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.XmlElement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Somebody else moves between two calls of an apply: whatever it is, nothing of theirs is touched
 * (the world's monitor holds that), the wish comes true afterwards, and destroy leaves what they
 * made.
 */
class StrangersTest {
  private static final int STRIDE = Integer.getInteger("tieline.stride", 6);

  /** What a stranger does; returns whether there was anything to do it to. */
  enum Move {
    /** A route of the play leads elsewhere. */
    REPLACE_ROUTE(true) {
      @Override
      void in(Play play, Console console) {
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
    STRIP_CONNECTION_TAGS(false) {
      @Override
      void in(Play play, Console console) {
        for (XmlElement pcx : connections(console)) {
          String id = pcx.text("vpcPeeringConnectionId").orElseThrow();
          console.tags(id).keySet().forEach(key -> console.untag(id, key));
        }
      }
    },
    /** The mark of a rule is copied to the other rules of its region. */
    COPY_MARKS(false) {
      @Override
      void in(Play play, Console console) {
        List<XmlElement> rules =
            console
                .call("DescribeSecurityGroupRules", Map.of())
                .elements("securityGroupRuleSet/item");
        for (XmlElement rule : rules) {
          String id = rule.text("securityGroupRuleId").orElseThrow();
          String mark = console.tags(id).get("tieline/acme/play");
          if (mark != null) {
            String vpc =
                console.call("DescribeVpcs", Map.of()).text("vpcSet/item/vpcId").orElseThrow();
            String subnet =
                console
                    .call("CreateSubnet", Map.of("VpcId", vpc, "CidrBlock", block(console, vpc)))
                    .text("subnet/subnetId")
                    .orElseThrow();
            console.tag(subnet, "tieline/acme/play", mark);
            return;
          }
        }
      }
    },
    /** Every live connection is deleted. */
    DELETE_CONNECTIONS(false) {
      @Override
      void in(Play play, Console console) {
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
    ADD_SUBNET(true) {
      @Override
      void in(Play play, Console console) {
        console.call("DescribeVpcs", Map.of()).text("vpcSet/item/vpcId").stream()
            .findFirst()
            .ifPresent(
                vpc ->
                    console.call(
                        "CreateSubnet", Map.of("VpcId", vpc, "CidrBlock", block(console, vpc))));
      }
    },
    /** Rules that say the same as ours are made by hand, before ours are. */
    SAME_RULES(true) {
      @Override
      void in(Play play, Console console) {
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
    REVOKE_RULES(false) {
      @Override
      void in(Play play, Console console) {
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
    STRIP_CLAIMS(true) {
      @Override
      void in(Play play, Console console) {
        for (XmlElement tag : console.call("DescribeTags", Map.of()).elements("tagSet/item")) {
          if (tag.text("key").orElse("").startsWith("tieline-claim/")) {
            console.untag(tag.text("resourceId").orElseThrow(), tag.text("key").orElseThrow());
          }
        }
      }
    };

    /** Whether the world is not as before when the play has gone. */
    final boolean leaves;

    Move(boolean leaves) {
      this.leaves = leaves;
    }

    abstract void in(Play play, Console console);

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

  private static void between(Play.Form form, Move move, Consumer<Play> then) {
    List<String> bad = new ArrayList<>();
    int calls = STRIDE;
    for (int number = 2 + form.ordinal() % STRIDE; number <= calls + 1; number += STRIDE) {
      try (Play play = new Play(form)) {
        AtomicInteger seen = new AtomicInteger();
        int at = number;
        play.world.aws.observe(
            new CallListener() {
              @Override
              public void before(Call call) {
                if (call.mutating() && seen.incrementAndGet() == at) {
                  move.in(play, play.world.console(PeeringWorld.TOKYO));
                }
              }
            });
        play.world.tieline.apply(play.topology);
        calls = Math.max(calls, seen.getAndAdd(1000));
        then.accept(play);
      } catch (Throwable t) {
        bad.add(form + " " + move + " before write " + number + ": " + t);
      }
    }
    assertThat(bad).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void apply_strangerMoves_comesTrueOrSaysWhy(Move move) {
    for (Play.Form form : Play.Form.values()) {
      between(
          form,
          move,
          play -> {
            if (move == Move.REPLACE_ROUTE) {
              play.world.pass(Duration.ofMinutes(10));
              play.world.tieline.apply(play.topology); // the route is theirs now, or not there yet
            } else if (!isHandMade(play, move)) {
              play.converge();
            }
            if (move == Move.ADD_SUBNET
                || move == Move.REPLACE_ROUTE
                || move == Move.STRIP_CONNECTION_TAGS) { // a connection without them is theirs
              play.destroyAround();
            } else if (move == Move.COPY_MARKS) {
              play.destroyBut(
                  "subnet-"); // to which the stranger copied a mark, and which is theirs
            } else if (move.leaves || isHandMade(play, move)) {
              play.destroyRest();
            } else {
              play.destroy();
            }
          });
    }
  }

  /** Without their own connection, those who adopted it make one; the world is not as before. */
  private static boolean isHandMade(Play play, Move move) {
    return move == Move.DELETE_CONNECTIONS && play.form == Play.Form.ADOPTED
        || move == Move.STRIP_CONNECTION_TAGS
        || move == Move.COPY_MARKS;
  }
}
