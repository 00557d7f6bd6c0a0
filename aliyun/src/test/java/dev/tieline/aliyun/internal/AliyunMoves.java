package dev.tieline.aliyun.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tieline.check.Codes;
import dev.tieline.net.Protocol;
import dev.tieline.provider.Marks;
import dev.tieline.testkit.AliyunConsole;
import dev.tieline.testkit.Call;
import dev.tieline.testkit.CallListener;
import dev.tieline.testkit.Host;
import dev.tieline.testkit.contract.Deed;
import dev.tieline.testkit.contract.Deed.Apply;
import dev.tieline.testkit.contract.Move;
import dev.tieline.testkit.contract.Move.After;
import dev.tieline.testkit.contract.Overtake;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Flow;
import dev.tieline.topology.Peering;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What strangers do in Alibaba Cloud, to whatever is there of what they do it to. */
enum AliyunMoves {
  /** A route of the play is deleted, and another one of its block made that leads elsewhere. */
  REPLACE_ROUTE(After.HINDERED) {
    @Override
    Deed in(World world, AliyunConsole console) {
      return peerRoutes(console).stream()
          .findFirst()
          .map(route -> elsewhere(console, route))
          .orElseGet(Deed::nothing);
    }

    private Deed elsewhere(AliyunConsole console, JsonNode route) {
      Host host = host(console, text(route, "VpcId"));
      String table = text(route, "RouteTableId");
      String block = text(route, "DestinationCidrBlock");
      console.deleteRoute(text(route, "RouteEntryId"));
      String entry = console.createRoute(table, block, "Instance", host.instanceId());
      return new Deed(
          true,
          Set.of(Codes.ROUTE_DESTINATION_TAKEN, Codes.IN_THE_WAY, "DependencyViolation"),
          Apply.HINDERED,
          () -> routes(console).stream().anyMatch(r -> text(r, "RouteEntryId").equals(entry)),
          () -> {
            console.deleteRoute(entry);
            delete(console, host);
          });
    }
  },
  /** A route of the play is made to lead elsewhere; what marks it as ours stays in it. */
  TURN_ROUTE(After.HINDERED) {
    @Override
    Deed in(World world, AliyunConsole console) {
      Optional<JsonNode> route = peerRoutes(console).stream().findFirst();
      if (route.isEmpty()) {
        return Deed.nothing();
      }
      Host host = host(console, text(route.get(), "VpcId"));
      call(
          console,
          "Vpc",
          "ModifyRouteEntry",
          Map.of(
              "RouteEntryId",
              text(route.get(), "RouteEntryId"),
              "NewNextHopType",
              "Instance",
              "NewNextHopId",
              host.instanceId()));
      return new Deed(
          true,
          Set.of("DependencyViolation"), // the machine is in a network of ours
          Apply.READY,
          () -> true,
          () -> delete(console, host));
    }
  },
  /** A route of the play is deleted. */
  DELETE_ROUTE(After.RESTORED) {
    @Override
    Deed in(World world, AliyunConsole console) {
      return peerRoutes(console).stream()
          .filter(r -> text(r, "Description").contains(MARK))
          .findFirst()
          .map(
              r -> {
                console.deleteRoute(text(r, "RouteEntryId"));
                return Deed.mendable();
              })
          .orElseGet(Deed::nothing);
    }
  },
  /** All tags go off every connection. */
  STRIP_CONNECTION_TAGS(After.HINDERED) {
    @Override
    Deed in(World world, AliyunConsole console) {
      Map<String, Map<String, String>> stripped = new TreeMap<>();
      for (JsonNode pcc : connections(console)) {
        Map<String, String> tags = new LinkedHashMap<>();
        pcc.path("Tags").forEach(tag -> tags.put(text(tag, "Key"), text(tag, "Value")));
        if (!tags.isEmpty() && isThere(pcc)) {
          stripped.put(text(pcc, "InstanceId"), tags);
          untag(console, "VpcPeer", "PeerConnection", text(pcc, "InstanceId"), tags.keySet());
        }
      }
      return stripped.isEmpty()
          ? Deed.nothing()
          : new Deed(
              true,
              Set.of("DependencyViolation"), // it stays, and so does a network of ours
              Apply.READY,
              () -> true,
              () ->
                  connections(console).stream()
                      .filter(AliyunMoves::isThere)
                      .map(pcc -> text(pcc, "InstanceId"))
                      .forEach(
                          id ->
                              stripped
                                  .getOrDefault(id, Map.of())
                                  .forEach((k, v) -> tag(console, id, k, v))));
    }
  },
  /** Entries and rules get descriptions of somebody's own, and so they are nobody's of us. */
  STRIP_DESCRIPTIONS(After.HINDERED) {
    @Override
    Deed in(World world, AliyunConsole console) {
      Map<String, String> routes = new LinkedHashMap<>();
      for (JsonNode route : peerRoutes(console)) {
        if (text(route, "Description").contains(MARK)) {
          routes.put(text(route, "RouteEntryId"), text(route, "Description"));
        }
      }
      routes.keySet().forEach(id -> describeRoute(console, id, "by hand"));
      List<JsonNode> rules = rules(console);
      rules.forEach(rule -> describeRule(console, rule, "by hand"));
      return routes.isEmpty() && rules.isEmpty()
          ? Deed.nothing()
          : new Deed(
              true,
              Set.of(Codes.BUILT_UPON, "OperationDenied.RouteEntryExist", "DependencyViolation"),
              Apply.READY,
              () -> ids(console).containsAll(routes.keySet()),
              () -> {
                routes.keySet().retainAll(ids(console));
                routes.forEach((id, description) -> describeRoute(console, id, description));
                List<String> groups =
                    groups(console).stream().map(g -> text(g, "SecurityGroupId")).toList();
                rules.stream() // those of a group of ours may have gone with it
                    .filter(rule -> groups.contains(text(rule, "SecurityGroupId")))
                    .forEach(rule -> describeRule(console, rule, text(rule, "Description")));
              });
    }

    private Set<String> ids(AliyunConsole console) {
      return routes(console).stream().map(r -> text(r, "RouteEntryId")).collect(Collectors.toSet());
    }

    private void describeRule(AliyunConsole console, JsonNode rule, String description) {
      call(
          console,
          "Ecs",
          "ModifySecurityGroupRule",
          Map.of(
              "SecurityGroupId",
              text(rule, "SecurityGroupId"),
              "SecurityGroupRuleId",
              text(rule, "SecurityGroupRuleId"),
              "Description",
              description));
    }
  },
  /** The mark of a connection is copied to a vSwitch that somebody makes. */
  COPY_MARKS(After.HINDERED) {
    @Override
    Deed in(World world, AliyunConsole console) {
      for (JsonNode pcc : connections(console)) {
        for (JsonNode tag : pcc.path("Tags")) {
          if (text(tag, "Key").equals(MARK) && isThere(pcc)) {
            String vSwitch = vSwitch(console, firstVpc(console).orElseThrow());
            call(
                console,
                "Vpc",
                "TagResources",
                Map.of(
                    "ResourceType",
                    "VSWITCH",
                    "ResourceId.1",
                    vSwitch,
                    "Tag.1.Key",
                    MARK,
                    "Tag.1.Value",
                    text(tag, "Value")));
            return added(
                console,
                vSwitch,
                Set.of(AliyunFindings.MARK_ON_OTHER_SHAPE, "DependencyViolation"));
          }
        }
      }
      return Deed.nothing();
    }
  },
  /** A vSwitch is added to the first VPC. */
  ADD_V_SWITCH(After.HINDERED) {
    @Override
    Deed in(World world, AliyunConsole console) {
      return firstVpc(console)
          .map(vpc -> added(console, vSwitch(console, vpc), Set.of("DependencyViolation")))
          .orElseGet(Deed::nothing);
    }
  },
  /** Every connection is deleted by force, with the routes that lead into it. */
  DELETE_CONNECTIONS(After.KEPT) {
    @Override
    Deed in(World world, AliyunConsole console) {
      Deed deed = Deed.nothing();
      for (JsonNode pcc : connections(console)) {
        if (isThere(pcc)) {
          console.deletePeering(text(pcc, "InstanceId"));
          deed = Deed.mendable();
        }
      }
      return deed;
    }
  },
  /** Rules that say the same as ours are made by hand, before ours are. */
  SAME_RULES(After.KEPT) {
    @Override
    Deed in(World world, AliyunConsole console) {
      Set<String> ports =
          world.wishes().wish().links().values().stream()
              .filter(Peering.class::isInstance)
              .flatMap(link -> ((Peering) link).flows().stream())
              .map(Flow::traffic)
              .filter(traffic -> traffic.protocol() == Protocol.TCP)
              .map(traffic -> traffic.fromPort() + "/" + traffic.toPort())
              .collect(Collectors.toCollection(TreeSet::new));
      Deed deed = Deed.nothing();
      for (JsonNode group : groups(console)) {
        if (text(group, "SecurityGroupName").equals("app")) {
          for (String cidr : List.of("10.100.0.0/16", "172.31.0.0/16", "10.0.0.0/16")) {
            for (String range : ports) {
              console.rule(text(group, "SecurityGroupId"), "accept", "TCP", range, cidr, 1);
              deed = Deed.mendable();
            }
          }
        }
      }
      return deed;
    }
  },
  /** All rules of the play are revoked. */
  REVOKE_RULES(After.RESTORED) {
    @Override
    Deed in(World world, AliyunConsole console) {
      List<JsonNode> rules = rules(console);
      for (JsonNode rule : rules) {
        call(
            console,
            "Ecs",
            "RevokeSecurityGroup",
            Map.of(
                "SecurityGroupId",
                text(rule, "SecurityGroupId"),
                "SecurityGroupRuleId.1",
                text(rule, "SecurityGroupRuleId")));
      }
      return rules.isEmpty() ? Deed.nothing() : Deed.mendable();
    }
  },
  /** All claims, and all marks that say of a VPC that we use it, are taken off. */
  STRIP_CLAIMS(After.KEPT) {
    @Override
    Deed in(World world, AliyunConsole console) {
      Deed deed = Deed.nothing();
      for (JsonNode vpc : vpcs(console)) {
        List<String> keys = new ArrayList<>();
        for (JsonNode tag : vpc.at("/Tags/Tag")) {
          if (text(tag, "Key").startsWith("tieline-claim/")
              || (text(tag, "Key").equals(MARK) && text(tag, "Value").startsWith(Marks.USE))) {
            keys.add(text(tag, "Key"));
          }
        }
        if (!keys.isEmpty()) {
          untag(console, "Vpc", "VPC", text(vpc, "VpcId"), keys);
          deed = Deed.mendable();
        }
      }
      return deed;
    }
  },
  /** Another controller deletes a route of the play, now and each time that it is made again. */
  FIGHT(After.HINDERED) {
    @Override
    Deed in(World world, AliyunConsole console) {
      Optional<JsonNode> route = peerRoutes(console).stream().findFirst();
      if (route.isEmpty()) {
        return Deed.nothing();
      }
      String table = text(route.get(), "RouteTableId");
      String block = text(route.get(), "DestinationCidrBlock");
      AtomicBoolean fighting = new AtomicBoolean(true);
      delete(console, table, block);
      world
          .cloud()
          .observe(
              new CallListener() {
                @Override
                public void after(Call call) {
                  if (fighting.get() && call.action().equals("CreateRouteEntry")) {
                    delete(console, table, block);
                  }
                }
              });
      return new Deed(
          true,
          Set.of(Codes.CONTESTED, "somebody else removed it"), // it goes while it is awaited
          Apply.HINDERED,
          () -> true,
          () -> {
            fighting.set(false);
            world.pass(Duration.ofMinutes(61)); // a fight is forgotten after an hour
          });
    }

    private void delete(AliyunConsole console, String table, String block) {
      peerRoutes(console).stream()
          .filter(r -> text(r, "RouteTableId").equals(table))
          .filter(r -> text(r, "DestinationCidrBlock").equals(block))
          .forEach(r -> console.deleteRoute(text(r, "RouteEntryId")));
    }
  };

  private static final String MARK = "tieline/acme/contract";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final After after;

  AliyunMoves(After after) {
    this.after = after;
  }

  abstract Deed in(World world, AliyunConsole console);

  /** All moves, by whoever sits at a console. */
  static List<Move> all(String suffix, Function<World, AliyunConsole> console) {
    return Arrays.stream(values())
        .map(
            its ->
                new Move(
                    its.name() + suffix, world -> its.in(world, console.apply(world)), its.after))
        .toList();
  }

  /** A route that we are about to lead back becomes somebody else's, by its description. */
  static Overtake overtake(Function<World, List<AliyunConsole>> consoles) {
    return new Overtake(
        "TAKE_ROUTE",
        new Move(
            TURN_ROUTE.name(),
            world -> TURN_ROUTE.in(world, consoles.apply(world).get(0)),
            TURN_ROUTE.after),
        Set.of("ModifyRouteEntry"),
        (world, names) ->
            consoles.apply(world).stream()
                .flatMap(c -> taken(c, names.getOrDefault("RouteEntryId", "")).stream())
                .findFirst()
                .orElseGet(Deed::nothing));
  }

  private static Optional<Deed> taken(AliyunConsole console, String entry) {
    return routes(console).stream()
        .filter(r -> text(r, "RouteEntryId").equals(entry))
        .findFirst()
        .map(
            route -> {
              describeRoute(console, entry, "by hand");
              return new Deed(
                  true,
                  Set.of(
                      Codes.ROUTE_DESTINATION_TAKEN,
                      Codes.IN_THE_WAY,
                      "was changed by somebody else"),
                  Apply.HINDERED,
                  () ->
                      routes(console).stream()
                          .filter(r -> text(r, "RouteEntryId").equals(entry))
                          .anyMatch(
                              r ->
                                  text(r, "Description").equals("by hand")
                                      && hop(r).equals(hop(route))),
                  () -> describeRoute(console, entry, text(route, "Description")));
            });
  }

  private static String hop(JsonNode route) {
    return route.at("/NextHops/NextHop/0/NextHopId").asText();
  }

  private static void describeRoute(AliyunConsole console, String entry, String description) {
    call(
        console,
        "Vpc",
        "ModifyRouteEntry",
        Map.of("RouteEntryId", entry, "Description", description));
  }

  static JsonNode call(
      AliyunConsole console, String product, String action, Map<String, String> parameters) {
    try {
      return JSON.readTree(console.call(product, action, parameters));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String text(JsonNode object, String member) {
    return object.path(member).asText();
  }

  private static List<JsonNode> list(JsonNode array) {
    List<JsonNode> all = new ArrayList<>();
    array.forEach(all::add);
    return all;
  }

  static List<JsonNode> connections(AliyunConsole console) {
    return list(
        call(console, "VpcPeer", "ListVpcPeerConnections", Map.of()).at("/VpcPeerConnects"));
  }

  /** Whether a connection, an endpoint or a service has not been deleted yet. */
  static boolean isThere(JsonNode one) {
    return Stream.of("Status", "EndpointStatus", "ServiceStatus")
        .noneMatch(status -> text(one, status).startsWith("Delet"));
  }

  static List<JsonNode> vpcs(AliyunConsole console) {
    return list(call(console, "Vpc", "DescribeVpcs", Map.of("PageSize", "50")).at("/Vpcs/Vpc"));
  }

  private static Optional<String> firstVpc(AliyunConsole console) {
    return vpcs(console).stream().map(vpc -> text(vpc, "VpcId")).findFirst();
  }

  private static List<JsonNode> groups(AliyunConsole console) {
    return list(
        call(console, "Ecs", "DescribeSecurityGroups", Map.of())
            .at("/SecurityGroups/SecurityGroup"));
  }

  /** The rules of the play that let in; each says which group it is of. */
  private static List<JsonNode> rules(AliyunConsole console) {
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode group : groups(console)) {
      String id = text(group, "SecurityGroupId");
      for (JsonNode rule :
          call(console, "Ecs", "DescribeSecurityGroupAttribute", Map.of("SecurityGroupId", id))
              .at("/Permissions/Permission")) {
        if (text(rule, "Description").contains(MARK) && text(rule, "Direction").equals("ingress")) {
          all.add(((ObjectNode) rule).put("SecurityGroupId", id));
        }
      }
    }
    return all;
  }

  /** All entries of all tables; each says which VPC it is of. */
  private static List<JsonNode> routes(AliyunConsole console) {
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode table :
        call(console, "Vpc", "DescribeRouteTableList", Map.of("PageSize", "50"))
            .at("/RouterTableList/RouterTableListType")) {
      for (JsonNode route :
          call(
                  console,
                  "Vpc",
                  "DescribeRouteEntryList",
                  Map.of("RouteTableId", text(table, "RouteTableId"), "MaxResult", "100"))
              .at("/RouteEntrys/RouteEntry")) {
        all.add(((ObjectNode) route).put("VpcId", text(table, "VpcId")));
      }
    }
    return all;
  }

  /** Those that lead into a connection, and are not on their way out. */
  private static List<JsonNode> peerRoutes(AliyunConsole console) {
    return routes(console).stream()
        .filter(r -> r.at("/NextHops/NextHop/0/NextHopType").asText().equals("VpcPeer"))
        .toList();
  }

  private static void tag(AliyunConsole console, String pcc, String key, String value) {
    call(
        console,
        "VpcPeer",
        "TagResources",
        Map.of(
            "ResourceType",
            "PeerConnection",
            "ResourceId.1",
            pcc,
            "Tag.1.Key",
            key,
            "Tag.1.Value",
            value));
  }

  private static void untag(
      AliyunConsole console, String product, String type, String id, Iterable<String> keys) {
    for (String key : keys) {
      call(
          console,
          product,
          "UnTagResources",
          Map.of("ResourceType", type, "ResourceId.1", id, "TagKey.1", key));
    }
  }

  /** A machine in the first vSwitch and a group of its own of a VPC. */
  private static Host host(AliyunConsole console, String vpc) {
    JsonNode vSwitch =
        call(console, "Vpc", "DescribeVSwitches", Map.of("VpcId", vpc)).at("/VSwitches/VSwitch/0");
    return console.runInstance(
        text(vSwitch, "VSwitchId"), console.createSecurityGroup(vpc, "stranger"));
  }

  private static void delete(AliyunConsole console, Host host) {
    call(
        console, "Ecs", "DeleteInstance", Map.of("InstanceId", host.instanceId(), "Force", "true"));
    groups(console).stream()
        .filter(g -> text(g, "SecurityGroupName").equals("stranger"))
        .forEach(
            g ->
                call(
                    console,
                    "Ecs",
                    "DeleteSecurityGroup",
                    Map.of("SecurityGroupId", text(g, "SecurityGroupId"))));
  }

  private static String vSwitch(AliyunConsole console, String vpc) {
    JsonNode found = call(console, "Vpc", "DescribeVpcAttribute", Map.of("VpcId", vpc));
    String block = text(found, "CidrBlock").replaceFirst("\\.0\\.0/16", ".200.0/24");
    return console.createVSwitch(
        vpc,
        block,
        text(found, "RegionId") + (text(found, "RegionId").endsWith("zhou") ? "-h" : "-f"));
  }

  /** What comes of a vSwitch that a stranger made and nobody else may delete. */
  private static Deed added(AliyunConsole console, String vSwitch, Set<String> said) {
    return new Deed(
        true,
        said,
        Apply.EITHER,
        () ->
            !call(console, "Vpc", "DescribeVSwitches", Map.of("VSwitchId", vSwitch))
                .at("/VSwitches/VSwitch")
                .isEmpty(),
        () -> call(console, "Vpc", "DeleteVSwitch", Map.of("VSwitchId", vSwitch)));
  }
}
