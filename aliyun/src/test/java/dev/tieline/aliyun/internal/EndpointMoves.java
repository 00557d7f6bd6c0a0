package dev.tieline.aliyun.internal;

import static dev.tieline.aliyun.internal.AliyunMoves.call;
import static dev.tieline.aliyun.internal.AliyunMoves.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tieline.check.Codes;
import dev.tieline.testkit.AliyunConsole;
import dev.tieline.testkit.Call;
import dev.tieline.testkit.CallListener;
import dev.tieline.testkit.Host;
import dev.tieline.testkit.contract.Deed;
import dev.tieline.testkit.contract.Deed.Apply;
import dev.tieline.testkit.contract.Move;
import dev.tieline.testkit.contract.Move.After;
import dev.tieline.testkit.contract.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;

/** What strangers do to endpoints and to the names that lead to them. */
enum EndpointMoves {
  /** The endpoint is deleted. */
  DELETE_ENDPOINT(After.RESTORED) {
    @Override
    Deed in(World world, AliyunConsole console) {
      ours(console).forEach(e -> delete(console, text(e, "EndpointId")));
      return Deed.mendable();
    }
  },
  /** The provider cuts the connection off. */
  CUT_CONNECTION(After.RESTORED) {
    @Override
    Deed in(World world, AliyunConsole console) {
      for (JsonNode one : MatrixOne.connections(provider(world))) {
        if (text(one, "ConnectionStatus").equals("Connected")) {
          provider(world).connect(text(one, "ServiceId"), text(one, "EndpointId"), false);
        }
      }
      return Deed.mendable();
    }
  },
  /** The provider shares the service with us no more. */
  UNSHARE(After.HINDERED) {
    @Override
    Deed in(World world, AliyunConsole console) {
      String service =
          text(
              call(provider(world), "Privatelink", "ListVpcEndpointServices", Map.of())
                  .at("/Services/0"),
              "ServiceId");
      user(world, "RemoveUserFromVpcEndpointService", service);
      return new Deed(
          true,
          Set.of(AliyunFindings.SERVICE_NOT_SHARED, "EndpointServiceNotAuthorized"),
          Apply.EITHER,
          () -> true,
          () -> user(world, "AddUserToVpcEndpointService", service));
    }

    private void user(World world, String action, String service) {
      call(
          provider(world),
          "Privatelink",
          action,
          Map.of("ServiceId", service, "UserId", AliyunScenario.ACCOUNT));
    }
  },
  /** All tags go off the endpoint. */
  STRIP_ENDPOINT_TAGS(After.HINDERED) {
    @Override
    Deed in(World world, AliyunConsole console) {
      Optional<JsonNode> endpoint = ours(console).stream().findFirst();
      if (endpoint.isEmpty()) {
        return Deed.nothing();
      }
      String id = text(endpoint.get(), "EndpointId");
      Map<String, String> tags = new LinkedHashMap<>();
      endpoint.get().path("Tags").forEach(t -> tags.put(text(t, "Key"), text(t, "Value")));
      tags.keySet().forEach(key -> tag(console, "UntagResources", id, "TagKey.1", key));
      return new Deed(
          true,
          Set.of("DependencyViolation"), // it stays, and so does the vSwitch that it is in
          Apply.READY,
          () -> isThere(console, id),
          () ->
              tags.forEach(
                  (k, v) -> {
                    if (isThere(console, id)) {
                      tag(console, "TagResources", id, "Tag.1.Key", k, "Tag.1.Value", v);
                    }
                  }));
    }
  },
  /** A machine is started in the endpoint's group, or in the vSwitch that was made for it. */
  USE_GROUP(After.HINDERED) {
    @Override
    Deed in(World world, AliyunConsole console) {
      Optional<JsonNode> endpoint = ours(console).stream().findFirst();
      if (endpoint.isEmpty()) {
        return Deed.nothing();
      }
      String group =
          text(
              call(
                      console,
                      "Privatelink",
                      "ListVpcEndpointSecurityGroups",
                      Map.of("EndpointId", text(endpoint.get(), "EndpointId")))
                  .at("/SecurityGroups/0"),
              "SecurityGroupId");
      JsonNode vSwitch =
          call(console, "Vpc", "DescribeVSwitches", Map.of("VpcId", text(endpoint.get(), "VpcId")))
              .at("/VSwitches/VSwitch/0");
      Host host = console.runInstance(text(vSwitch, "VSwitchId"), group);
      return new Deed(
          true,
          Set.of("DependencyViolation"),
          Apply.READY,
          () -> true,
          () ->
              call(
                  console,
                  "Ecs",
                  "DeleteInstance",
                  Map.of("InstanceId", host.instanceId(), "Force", "true")));
    }
  },
  /**
   * Somebody makes an endpoint for the service before we do, whose group lets its clients in: it is
   * used, and stays. A wish that chooses no group puts no rule of its own into that one.
   */
  SAME_ENDPOINT(After.KEPT) {
    @Override
    Deed in(World world, AliyunConsole console) {
      Optional<String> vpc = vpc(console);
      JsonNode services =
          call(console, "Privatelink", "ListVpcEndpointServicesByEndUser", Map.of())
              .at("/Services");
      if (vpc.isEmpty() || services.isEmpty() || !endpoints(console, e -> true).isEmpty()) {
        return Deed.nothing();
      }
      List<JsonNode> places =
          list(
                  call(console, "Vpc", "DescribeVSwitches", Map.of("VpcId", vpc.get()))
                      .at("/VSwitches/VSwitch"))
              .stream()
              .filter(v -> v.at("/Tags/Tag").isEmpty())
              .filter(v -> services.at("/0/Zones").toString().contains(text(v, "ZoneId")))
              .sorted(Comparator.comparing(v -> text(v, "ZoneId")))
              .toList();
      if (places.isEmpty()) {
        return Deed.nothing();
      }
      String group =
          guard(console).orElseGet(() -> console.createSecurityGroup(vpc.get(), "stranger"));
      console.rule(group, "accept", "TCP", "6000/8999", "172.16.0.0/12", 1);
      console.createEndpoint(
          vpc.get(),
          text(services.get(0), "ServiceId"),
          text(places.get(places.size() - 1), "VSwitchId"),
          group);
      return Deed.mendable();
    }

    /** The group by which a wish would have its endpoint guarded. */
    private Optional<String> guard(AliyunConsole console) {
      return list(
              call(console, "Ecs", "DescribeSecurityGroups", Map.of())
                  .at("/SecurityGroups/SecurityGroup"))
          .stream()
          .filter(g -> text(g, "SecurityGroupName").equals("guard"))
          .map(g -> text(g, "SecurityGroupId"))
          .findFirst();
    }
  },
  /** The record is made to lead elsewhere; what marks it as ours stays in it. */
  REWRITE_RECORD(After.RESTORED) {
    @Override
    Deed in(World world, AliyunConsole console) {
      for (JsonNode record : records(console)) {
        call(
            console,
            "pvtz",
            "UpdateZoneRecord",
            Map.of(
                "RecordId", text(record, "RecordId"), "Rr", "@", "Type", "A", "Value", "10.9.9.9"));
      }
      return Deed.mendable();
    }
  },
  /** The records are deleted. */
  DELETE_RECORDS(After.RESTORED) {
    @Override
    Deed in(World world, AliyunConsole console) {
      for (JsonNode record : records(console)) {
        call(console, "pvtz", "DeleteZoneRecord", Map.of("RecordId", text(record, "RecordId")));
      }
      return Deed.mendable();
    }
  },
  /** Somebody puts a record of their own into our zone. */
  ADD_RECORD(After.HINDERED) {
    @Override
    Deed in(World world, AliyunConsole console) {
      Optional<String> zone = zone(console);
      if (zone.isEmpty()) {
        return Deed.nothing();
      }
      String record =
          text(
              call(
                  console,
                  "pvtz",
                  "AddZoneRecord",
                  Map.of("ZoneId", zone.get(), "Rr", "www", "Type", "A", "Value", "10.9.9.9")),
              "RecordId");
      Predicate<AliyunConsole> there =
          c ->
              zone(c)
                  .map(
                      z ->
                          list(
                                  call(c, "pvtz", "DescribeZoneRecords", Map.of("ZoneId", z))
                                      .at("/Records/Record"))
                              .stream()
                              .anyMatch(r -> text(r, "RecordId").equals(record)))
                  .orElse(false);
      return new Deed(
          true,
          Set.of(Codes.BUILT_UPON),
          Apply.READY,
          () -> there.test(console),
          () -> call(console, "pvtz", "DeleteZoneRecord", Map.of("RecordId", record)));
    }
  },
  /** Somebody binds our zone to a VPC of their own. */
  BIND_ZONE(After.HINDERED) {
    @Override
    Deed in(World world, AliyunConsole console) {
      Optional<String> zone = zone(console);
      if (zone.isEmpty()) {
        return Deed.nothing();
      }
      String vpc = console.createVpc("10.77.0.0/16");
      bind(console, zone.get(), vpc, true);
      AtomicBoolean first = new AtomicBoolean(true);
      AtomicBoolean gap = new AtomicBoolean();
      world
          .cloud()
          .observe(
              new CallListener() {
                @Override
                public void after(Call call) {
                  // the list had been read, and there is no conditional write
                  if (first.getAndSet(false) && call.action().equals("BindZoneVpc")) {
                    gap.set(true);
                  }
                }
              });
      return new Deed(
          true,
          Set.of(Codes.BUILT_UPON),
          Apply.READY,
          () -> gap.get() || zone(console).map(z -> bound(console, z).contains(vpc)).orElse(false),
          () -> {
            zone(console).ifPresent(z -> bind(console, z, vpc, false));
            call(console, "Vpc", "DeleteVpc", Map.of("VpcId", vpc));
          });
    }
  },
  /** Our zone resolves nowhere any more. */
  UNBIND_ZONE(After.RESTORED) {
    @Override
    Deed in(World world, AliyunConsole console) {
      zone(console).ifPresent(z -> call(console, "pvtz", "BindZoneVpc", Map.of("ZoneId", z)));
      return Deed.mendable();
    }
  },
  /** The zone gets a remark of somebody's own, and so it is nobody's of us. */
  REMARK_ZONE(After.HINDERED) {
    @Override
    Deed in(World world, AliyunConsole console) {
      Optional<String> zone = zone(console);
      if (zone.isEmpty()) {
        return Deed.nothing();
      }
      String before = remark(console, zone.get());
      remark(console, zone.get(), "by-hand");
      return new Deed(
          true,
          Set.of(AliyunFindings.DNS_NAME_TAKEN, "ZoneVpc.Repeated"),
          Apply.EITHER,
          () -> remark(console, zone.get()).equals("by-hand"),
          () -> remark(console, zone.get(), before));
    }
  },
  /** Somebody else's zone gets the name in our VPC before ours does. */
  SAME_NAME(After.HINDERED) {
    @Override
    Deed in(World world, AliyunConsole console) {
      Optional<String> vpc = vpc(console);
      if (vpc.isEmpty() || zone(console).filter(z -> !bound(console, z).isEmpty()).isPresent()) {
        return Deed.nothing();
      }
      JsonNode service =
          call(console, "Privatelink", "ListVpcEndpointServicesByEndUser", Map.of())
              .at("/Services/0");
      String zone = console.createZone(text(service, "ServiceName"), vpc.get(), "@", "10.9.9.9");
      return new Deed(
          true,
          Set.of(AliyunFindings.DNS_NAME_TAKEN, "ZoneVpc.Repeated"),
          Apply.EITHER, // a wish without a name goes on
          () -> bound(console, zone).contains(vpc.get()),
          () -> {
            call(console, "pvtz", "BindZoneVpc", Map.of("ZoneId", zone));
            call(console, "pvtz", "DeleteZone", Map.of("ZoneId", zone));
          });
    }
  };

  private static final String MARK = "tieline/acme/contract";

  private final After after;

  EndpointMoves(After after) {
    this.after = after;
  }

  abstract Deed in(World world, AliyunConsole console);

  /** All moves, by whoever sits at the console of the account that uses the service. */
  static List<Move> all(Function<World, AliyunConsole> console) {
    return Arrays.stream(values())
        .map(its -> new Move(its.name(), world -> its.in(world, console.apply(world)), its.after))
        .toList();
  }

  static List<JsonNode> list(JsonNode array) {
    List<JsonNode> all = new ArrayList<>();
    array.forEach(all::add);
    return all;
  }

  private static AliyunConsole provider(World world) {
    return AliyunScenario.console(world, AliyunScenario.CUSTOMER, AliyunScenario.HANGZHOU);
  }

  private static List<JsonNode> endpoints(AliyunConsole console, Predicate<JsonNode> which) {
    return list(call(console, "Privatelink", "ListVpcEndpoints", Map.of()).at("/Endpoints"))
        .stream()
        .filter(e -> !text(e, "EndpointStatus").equals("Deleting"))
        .filter(which)
        .toList();
  }

  private static List<JsonNode> ours(AliyunConsole console) {
    return endpoints(
        console, e -> list(e.path("Tags")).stream().anyMatch(t -> text(t, "Key").equals(MARK)));
  }

  private static boolean isThere(AliyunConsole console, String id) {
    return !endpoints(console, e -> text(e, "EndpointId").equals(id)).isEmpty();
  }

  /** Zone by zone, as the cloud demands. */
  static void delete(AliyunConsole console, String endpoint) {
    for (JsonNode zone :
        call(console, "Privatelink", "ListVpcEndpointZones", Map.of("EndpointId", endpoint))
            .at("/Zones")) {
      if (!text(zone, "ZoneStatus").equals("Deleting")) {
        call(
            console,
            "Privatelink",
            "RemoveZoneFromVpcEndpoint",
            Map.of("EndpointId", endpoint, "ZoneId", text(zone, "ZoneId")));
      }
    }
    call(console, "Privatelink", "DeleteVpcEndpoint", Map.of("EndpointId", endpoint));
  }

  private static void tag(AliyunConsole console, String action, String id, String... more) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("ResourceType", "VpcEndpoint");
    parameters.put("ResourceId.1", id);
    for (int i = 0; i < more.length; i += 2) {
      parameters.put(more[i], more[i + 1]);
    }
    call(console, "Privatelink", action, parameters);
  }

  private static Optional<String> vpc(AliyunConsole console) {
    return AliyunMoves.vpcs(console).stream()
        .filter(v -> text(v, "CidrBlock").startsWith("172.31."))
        .map(v -> text(v, "VpcId"))
        .findFirst();
  }

  /** The zone that is ours by its remark. */
  private static Optional<String> zone(AliyunConsole console) {
    return list(call(console, "pvtz", "DescribeZones", Map.of()).at("/Zones/Zone")).stream()
        .filter(z -> text(z, "Remark").startsWith("tieline-"))
        .map(z -> text(z, "ZoneId"))
        .findFirst();
  }

  private static List<JsonNode> records(AliyunConsole console) {
    return zone(console)
        .map(
            z ->
                list(
                    call(console, "pvtz", "DescribeZoneRecords", Map.of("ZoneId", z))
                        .at("/Records/Record")))
        .orElse(List.of())
        .stream()
        .filter(r -> text(r, "Remark").startsWith("tieline-"))
        .toList();
  }

  private static String remark(AliyunConsole console, String zone) {
    return text(call(console, "pvtz", "DescribeZoneInfo", Map.of("ZoneId", zone)), "Remark");
  }

  private static void remark(AliyunConsole console, String zone, String remark) {
    call(console, "pvtz", "UpdateZoneRemark", Map.of("ZoneId", zone, "Remark", remark));
  }

  private static List<String> bound(AliyunConsole console, String zone) {
    return list(
            call(console, "pvtz", "DescribeZoneInfo", Map.of("ZoneId", zone)).at("/BindVpcs/Vpc"))
        .stream()
        .map(v -> text(v, "VpcId"))
        .toList();
  }

  private static void bind(AliyunConsole console, String zone, String vpc, boolean binds) {
    List<String> vpcs = new ArrayList<>(bound(console, zone));
    vpcs.remove(vpc);
    if (binds) {
      vpcs.add(vpc);
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("ZoneId", zone);
    for (int i = 0; i < vpcs.size(); i++) {
      parameters.put("Vpcs." + (i + 1) + ".RegionId", AliyunScenario.HANGZHOU);
      parameters.put("Vpcs." + (i + 1) + ".VpcId", vpcs.get(i));
    }
    call(console, "pvtz", "BindZoneVpc", parameters);
  }
}
