package dev.tieline.aws.internal;

import dev.tieline.check.Codes;
import dev.tieline.net.Protocol;
import dev.tieline.net.Traffic;
import dev.tieline.testkit.Call;
import dev.tieline.testkit.CallListener;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.contract.Deed;
import dev.tieline.testkit.contract.Deed.Apply;
import dev.tieline.testkit.contract.Move;
import dev.tieline.testkit.contract.Move.After;
import dev.tieline.testkit.contract.Overtake;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Flow;
import dev.tieline.topology.Peering;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** What strangers do on AWS, to whatever is there of what they do it to. */
enum AwsMoves {
  /** A route of the play leads elsewhere. */
  REPLACE_ROUTE(After.HINDERED) {
    @Override
    Deed in(World world, Console console) {
      for (XmlElement table : tables(console)) {
        for (XmlElement route : table.elements("routeSet/item")) {
          if (route.text("vpcPeeringConnectionId").isPresent()
              && route.text("destinationCidrBlock").isPresent()) {
            return elsewhere(
                console,
                table.text("vpcId").orElseThrow(),
                table.text("routeTableId").orElseThrow(),
                route.text("destinationCidrBlock").orElseThrow());
          }
        }
      }
      return Deed.nothing();
    }
  },
  /** All tags go off every connection. */
  STRIP_CONNECTION_TAGS(After.HINDERED) {
    @Override
    Deed in(World world, Console console) {
      Map<String, Map<String, String>> stripped = new TreeMap<>();
      for (XmlElement pcx : connections(console)) {
        String id = pcx.text("vpcPeeringConnectionId").orElseThrow();
        Map<String, String> tags = console.tags(id);
        tags.keySet().forEach(key -> console.untag(id, key));
        if (!isDead(pcx) && !tags.isEmpty()) {
          stripped.put(id, tags);
        }
      }
      return stripped.isEmpty()
          ? Deed.nothing()
          : new Deed(
              true,
              Set.of("it is used by peering connection"), // which keeps a network of ours
              Apply.READY,
              () -> true,
              () ->
                  connections(console).stream()
                      .filter(pcx -> !isDead(pcx))
                      .map(pcx -> pcx.text("vpcPeeringConnectionId").orElseThrow())
                      .forEach(
                          id ->
                              stripped
                                  .getOrDefault(id, Map.of())
                                  .forEach((key, value) -> console.tag(id, key, value))));
    }
  },
  /** The mark of a rule is copied to a subnet that somebody makes. */
  COPY_MARKS(After.HINDERED) {
    @Override
    Deed in(World world, Console console) {
      List<XmlElement> rules =
          console
              .call("DescribeSecurityGroupRules", Map.of())
              .elements("securityGroupRuleSet/item");
      for (XmlElement rule : rules) {
        String id = rule.text("securityGroupRuleId").orElseThrow();
        String mark = console.tags(id).get("tieline/acme/contract");
        if (mark != null) {
          String subnet = subnet(console, firstVpc(console).orElseThrow());
          console.tag(subnet, "tieline/acme/contract", mark);
          return added(
              console,
              subnet,
              Set.of(AwsFindings.MARK_ON_OTHER_SHAPE, "DependencyViolation"),
              Apply.EITHER);
        }
      }
      return Deed.nothing();
    }
  },
  /** A subnet is added to the first VPC. */
  ADD_SUBNET(After.HINDERED) {
    @Override
    Deed in(World world, Console console) {
      return firstVpc(console)
          .map(
              vpc ->
                  added(console, subnet(console, vpc), Set.of("DependencyViolation"), Apply.EITHER))
          .orElseGet(Deed::nothing);
    }
  },
  /** Every live connection is deleted. */
  DELETE_CONNECTIONS(After.KEPT) {
    @Override
    Deed in(World world, Console console) {
      Deed deed = Deed.nothing();
      for (XmlElement pcx : connections(console)) {
        if (isLive(pcx)) {
          try {
            console.deletePeering(pcx.text("vpcPeeringConnectionId").orElseThrow());
            deed = Deed.mendable();
          } catch (IllegalStateException notTheirs) {
            if (!String.valueOf(notTheirs.getMessage()).contains("OperationNotPermitted")) {
              throw notTheirs;
            }
          }
        }
      }
      return deed;
    }
  },
  /** Rules that say the same as ours are made by hand, before ours are. */
  SAME_RULES(After.KEPT) {
    @Override
    Deed in(World world, Console console) {
      Deed deed = Deed.nothing();
      for (XmlElement group :
          console
              .call(
                  "DescribeSecurityGroups",
                  Map.of(
                      "Filter.1.Name",
                      "group-name",
                      "Filter.1.Value.1",
                      "app",
                      "Filter.1.Value.2",
                      "emqx-byoc"))
              .elements("securityGroupInfo/item")) {
        for (String cidr :
            List.of("10.20.0.0/16", "10.100.0.0/16", "172.30.0.0/16", "172.31.0.0/16")) {
          for (Traffic traffic : wished(world)) {
            try {
              console.authorizeIngress(
                  group.text("groupId").orElseThrow(),
                  "tcp",
                  traffic.fromPort(),
                  traffic.toPort(),
                  cidr);
              deed = Deed.mendable();
            } catch (IllegalStateException there) {
              if (!String.valueOf(there.getMessage()).contains("Duplicate")) {
                throw there;
              }
            }
          }
        }
      }
      return deed;
    }

    private List<Traffic> wished(World world) {
      return world.wishes().wish().links().values().stream()
          .filter(Peering.class::isInstance)
          .flatMap(link -> ((Peering) link).flows().stream())
          .map(Flow::traffic)
          .filter(traffic -> traffic.protocol() == Protocol.TCP)
          .distinct()
          .toList();
    }
  },
  /** All rules of the play are revoked. */
  REVOKE_RULES(After.RESTORED) {
    @Override
    Deed in(World world, Console console) {
      Deed deed = Deed.nothing();
      for (XmlElement rule :
          console
              .call("DescribeSecurityGroupRules", Map.of())
              .elements("securityGroupRuleSet/item")) {
        String id = rule.text("securityGroupRuleId").orElseThrow();
        if (!console.tags(id).isEmpty() && rule.text("isEgress").orElse("").equals("false")) {
          console.revokeIngress(rule.text("groupId").orElseThrow(), id);
          deed = Deed.mendable();
        }
      }
      return deed;
    }
  },
  /** All claims are taken off whatever bears them; old values stay. */
  STRIP_CLAIMS(After.KEPT) {
    @Override
    Deed in(World world, Console console) {
      Deed deed = Deed.nothing();
      for (XmlElement tag : console.call("DescribeTags", Map.of()).elements("tagSet/item")) {
        String key = tag.text("key").orElse("");
        if (key.startsWith("tieline-claim/")) {
          String id = tag.text("resourceId").orElseThrow();
          console.untag(id, key);
          world.released(id + "/route/" + key.split("/", 4)[3] + "->");
          deed = Deed.mendable();
        }
      }
      return deed;
    }
  },
  /** Another controller deletes a route of the play, now and each time that it is made again. */
  FIGHT(After.HINDERED) {
    @Override
    Deed in(World world, Console console) {
      for (XmlElement table : tables(console)) {
        for (XmlElement route : table.elements("routeSet/item")) {
          if (route.text("vpcPeeringConnectionId").isPresent()
              && route.text("destinationCidrBlock").isPresent()) {
            return fight(
                world,
                console,
                table.text("routeTableId").orElseThrow(),
                route.text("destinationCidrBlock").orElseThrow());
          }
        }
      }
      return Deed.nothing();
    }

    private Deed fight(World world, Console console, String table, String block) {
      AtomicBoolean fighting = new AtomicBoolean(true);
      console.deleteRoute(table, block);
      world
          .cloud()
          .observe(
              new CallListener() {
                @Override
                public void after(Call call) {
                  if (fighting.get()
                      && call.action().equals("CreateRoute")
                      && leads(console, table, block, "pcx-")) {
                    console.deleteRoute(table, block);
                  }
                }
              });
      return new Deed(
          true,
          Set.of(Codes.CONTESTED),
          Apply.HINDERED,
          () -> true,
          () -> {
            fighting.set(false);
            world.pass(Duration.ofMinutes(61)); // a fight is forgotten after an hour
          });
    }
  };

  private final After after;

  AwsMoves(After after) {
    this.after = after;
  }

  abstract Deed in(World world, Console console);

  /** All moves, by whoever sits at a console. */
  static List<Move> all(String suffix, Function<World, Console> console) {
    return Arrays.stream(values())
        .map(
            its ->
                new Move(
                    its.name() + suffix, world -> its.in(world, console.apply(world)), its.after))
        .toList();
  }

  /** Leads a route to a gateway of somebody's own. */
  private static Deed elsewhere(Console console, String vpc, String table, String block) {
    String igw =
        console
            .call("CreateInternetGateway", Map.of())
            .text("internetGateway/internetGatewayId")
            .orElseThrow();
    console.call("AttachInternetGateway", Map.of("InternetGatewayId", igw, "VpcId", vpc));
    console.replaceRoute(table, block, igw);
    return new Deed(
        true,
        Set.of(
            Codes.ROUTE_DESTINATION_TAKEN,
            Codes.IN_THE_WAY,
            "DependencyViolation",
            "was changed by somebody else"),
        Apply.HINDERED,
        () -> leads(console, table, block, igw),
        () -> {
          console.deleteRoute(table, block);
          console.call("DetachInternetGateway", Map.of("InternetGatewayId", igw, "VpcId", vpc));
          console.call("DeleteInternetGateway", Map.of("InternetGatewayId", igw));
        });
  }

  /** A route that we are about to lead anew leads elsewhere. */
  static Overtake overtake(Function<World, List<Console>> consoles, Function<World, Console> by) {
    return new Overtake(
        "REPLACE_ROUTE",
        new Move(
            DELETE_CONNECTIONS.name(),
            world -> DELETE_CONNECTIONS.in(world, by.apply(world)),
            DELETE_CONNECTIONS.after),
        Set.of("ReplaceRoute"),
        (world, names) ->
            consoles.apply(world).stream()
                .flatMap(c -> elsewhere(c, names).stream())
                .findFirst()
                .orElseGet(Deed::nothing));
  }

  private static Optional<Deed> elsewhere(Console console, Map<String, String> names) {
    String block = names.getOrDefault("DestinationCidrBlock", "");
    return tables(console).stream()
        .filter(t -> t.text("routeTableId").orElse("").equals(names.get("RouteTableId")))
        .filter(t -> !block.isEmpty())
        .findFirst()
        .map(
            t ->
                elsewhere(
                    console,
                    t.text("vpcId").orElseThrow(),
                    t.text("routeTableId").orElseThrow(),
                    block));
  }

  static List<XmlElement> tables(Console console) {
    return console.call("DescribeRouteTables", Map.of()).elements("routeTableSet/item");
  }

  static List<XmlElement> connections(Console console) {
    return console
        .call("DescribeVpcPeeringConnections", Map.of())
        .elements("vpcPeeringConnectionSet/item");
  }

  static boolean isLive(XmlElement pcx) {
    String status = pcx.text("status/code").orElse("");
    return status.equals("active") || status.equals("pending-acceptance");
  }

  private static boolean isDead(XmlElement pcx) {
    return Set.of("deleting", "deleted", "rejected", "expired", "failed")
        .contains(pcx.text("status/code").orElse(""));
  }

  private static Optional<String> firstVpc(Console console) {
    return console.call("DescribeVpcs", Map.of()).text("vpcSet/item/vpcId");
  }

  private static String subnet(Console console, String vpc) {
    return console
        .call("CreateSubnet", Map.of("VpcId", vpc, "CidrBlock", block(console, vpc)))
        .text("subnet/subnetId")
        .orElseThrow();
  }

  /** What comes of a subnet that a stranger made and nobody else may delete. */
  private static Deed added(Console console, String subnet, Set<String> said, Apply apply) {
    return new Deed(
        true,
        said,
        apply,
        () ->
            console
                    .call("DescribeSubnets", Map.of("SubnetId.1", subnet))
                    .elements("subnetSet/item")
                    .size()
                == 1,
        () -> console.call("DeleteSubnet", Map.of("SubnetId", subnet)));
  }

  /** Whether a table leads a block to such a target. */
  private static boolean leads(Console console, String table, String block, String target) {
    return tables(console).stream()
        .filter(t -> t.text("routeTableId").orElse("").equals(table))
        .flatMap(t -> t.elements("routeSet/item").stream())
        .filter(r -> r.text("destinationCidrBlock").orElse("").equals(block))
        .anyMatch(
            r ->
                r.text("gatewayId").orElse("").startsWith(target)
                    || r.text("vpcPeeringConnectionId").orElse("").startsWith(target));
  }

  private static String block(Console console, String vpc) {
    String cidr =
        console
            .call("DescribeVpcs", Map.of("VpcId.1", vpc))
            .text("vpcSet/item/cidrBlock")
            .orElseThrow();
    return cidr.replaceFirst("\\.0\\.0/16", ".200.0/24");
  }
}
