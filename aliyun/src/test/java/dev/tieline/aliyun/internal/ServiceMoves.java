package dev.tieline.aliyun.internal;

import static dev.tieline.aliyun.internal.AliyunMoves.call;
import static dev.tieline.aliyun.internal.AliyunMoves.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tieline.check.Codes;
import dev.tieline.testkit.AliyunConsole;
import dev.tieline.testkit.contract.Deed;
import dev.tieline.testkit.contract.Deed.Apply;
import dev.tieline.testkit.contract.Move;
import dev.tieline.testkit.contract.Move.After;
import dev.tieline.testkit.contract.World;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What strangers and consumers do to a service of ours. */
enum ServiceMoves {
  /** The consumer goes. */
  CONSUMER_GOES(After.RESTORED) {
    @Override
    Deed in(World world, AliyunConsole ours, AliyunConsole theirs) {
      world.scenario().leave(world);
      return Deed.mendable();
    }
  },
  /** The consumer asks. */
  CONSUMER_ASKS(After.RESTORED) {
    @Override
    Deed in(World world, AliyunConsole ours, AliyunConsole theirs) {
      world.scenario().others(world);
      return Deed.mendable();
    }
  },
  /** Somebody else whom it is shared with by hand asks as well, and is not let in. */
  ANOTHER_ASKS(After.RESTORED) {
    @Override
    Deed in(World world, AliyunConsole ours, AliyunConsole theirs) {
      return service(ours)
          .map(
              s -> {
                call(
                    ours,
                    "Privatelink",
                    "AddUserToVpcEndpointService",
                    Map.of("ServiceId", s, "UserId", "1000000000000003"));
                return Deed.mendable();
              })
          .orElseGet(Deed::nothing);
    }
  },
  /** By hand the consumer is taken off the whitelist. */
  UNSHARE(After.RESTORED) {
    @Override
    Deed in(World world, AliyunConsole ours, AliyunConsole theirs) {
      Optional<String> service = service(ours);
      for (JsonNode user :
          service
              .map(
                  s ->
                      EndpointMoves.list(
                          call(
                                  ours,
                                  "Privatelink",
                                  "ListVpcEndpointServiceUsers",
                                  Map.of("ServiceId", s))
                              .at("/Users")))
              .orElse(List.of())) {
        call(
            ours,
            "Privatelink",
            "RemoveUserFromVpcEndpointService",
            Map.of("ServiceId", service.orElseThrow(), "UserId", text(user, "UserId")));
      }
      return Deed.mendable();
    }
  },
  /** By hand the consumer is cut off. */
  CUT_CONSUMER(After.RESTORED) {
    @Override
    Deed in(World world, AliyunConsole ours, AliyunConsole theirs) {
      for (JsonNode one : MatrixOne.connections(ours)) {
        if (text(one, "ConnectionStatus").equals("Connected")) {
          ours.connect(text(one, "ServiceId"), text(one, "EndpointId"), false);
        }
      }
      return Deed.mendable();
    }
  },
  /** By hand the cloud is told to let everybody in. */
  ACCEPT_ALL(After.RESTORED) {
    @Override
    Deed in(World world, AliyunConsole ours, AliyunConsole theirs) {
      service(ours)
          .ifPresent(
              s ->
                  call(
                      ours,
                      "Privatelink",
                      "UpdateVpcEndpointServiceAttribute",
                      Map.of("ServiceId", s, "AutoAcceptEnabled", "true")));
      return Deed.mendable();
    }
  },
  /** By hand the balancer is taken out of a zone in which nobody is connected. */
  DETACH_BALANCER(After.RESTORED) {
    @Override
    Deed in(World world, AliyunConsole ours, AliyunConsole theirs) {
      Optional<String> service = service(ours);
      if (service.isEmpty()) {
        return Deed.nothing();
      }
      for (JsonNode one :
          call(
                  ours,
                  "Privatelink",
                  "ListVpcEndpointServiceResources",
                  Map.of("ServiceId", service.get()))
              .at("/Resources")) {
        if (text(one, "ZoneId").equals(MatrixOne.I)) {
          call(
              ours,
              "Privatelink",
              "DetachResourceFromVpcEndpointService",
              Map.of(
                  "ServiceId",
                  service.get(),
                  "ResourceId",
                  text(one, "ResourceId"),
                  "ResourceType",
                  "nlb",
                  "ZoneId",
                  MatrixOne.I));
        }
      }
      return Deed.mendable();
    }
  },
  /** All claims and uses are taken off the VPC. */
  STRIP_CLAIMS(After.KEPT) {
    @Override
    Deed in(World world, AliyunConsole ours, AliyunConsole theirs) {
      return AliyunMoves.STRIP_CLAIMS.in(world, ours);
    }
  },
  /** All tags go off the service. */
  STRIP_SERVICE_TAGS(After.HINDERED) {
    @Override
    Deed in(World world, AliyunConsole ours, AliyunConsole theirs) {
      Optional<JsonNode> found = marked(ours).findFirst();
      if (found.isEmpty()) {
        return Deed.nothing();
      }
      String id = text(found.get(), "ServiceId");
      Map<String, String> tags = new LinkedHashMap<>();
      found.get().path("Tags").forEach(t -> tags.put(text(t, "Key"), text(t, "Value")));
      tags.keySet().forEach(key -> tag(ours, "UntagResources", id, "TagKey.1", key));
      return new Deed(
          true,
          Set.of(Codes.BUILT_UPON, Codes.CONTESTED, "Disconnected", "is not there yet"),
          Apply.EITHER, // another one is made, which the consumer may not ask for
          () -> services(ours).anyMatch(s -> text(s, "ServiceId").equals(id)),
          () -> {
            marked(ours).forEach(s -> remove(world, ours, text(s, "ServiceId")));
            tags.forEach((k, v) -> tag(ours, "TagResources", id, "Tag.1.Key", k, "Tag.1.Value", v));
            world.pass(Duration.ofMinutes(61)); // what came and went is forgotten after an hour
          });
    }

    /** The other one goes by hand, so that one is left. */
    private void remove(World world, AliyunConsole ours, String service) {
      for (JsonNode one :
          call(ours, "Privatelink", "ListVpcEndpointServiceResources", Map.of("ServiceId", service))
              .at("/Resources")) {
        call(
            ours,
            "Privatelink",
            "DetachResourceFromVpcEndpointService",
            Map.of(
                "ServiceId",
                service,
                "ResourceId",
                text(one, "ResourceId"),
                "ResourceType",
                "nlb",
                "ZoneId",
                text(one, "ZoneId")));
      }
      call(ours, "Privatelink", "DeleteVpcEndpointService", Map.of("ServiceId", service));
    }
  };

  private static final String MARK = "tieline/acme/contract";

  private final After after;

  ServiceMoves(After after) {
    this.after = after;
  }

  abstract Deed in(World world, AliyunConsole ours, AliyunConsole theirs);

  /** All moves, at the provider's console and at the consumer's. */
  static List<Move> all(
      Function<World, AliyunConsole> ours, Function<World, AliyunConsole> theirs) {
    return Arrays.stream(values())
        .map(
            its ->
                new Move(
                    its.name(),
                    world -> its.in(world, ours.apply(world), theirs.apply(world)),
                    its.after))
        .toList();
  }

  private static Stream<JsonNode> services(AliyunConsole ours) {
    return EndpointMoves.list(
            call(ours, "Privatelink", "ListVpcEndpointServices", Map.of()).at("/Services"))
        .stream()
        .filter(s -> !text(s, "ServiceStatus").equals("Deleting"));
  }

  private static Stream<JsonNode> marked(AliyunConsole ours) {
    return services(ours)
        .filter(
            s ->
                EndpointMoves.list(s.path("Tags")).stream()
                    .anyMatch(t -> text(t, "Key").equals(MARK)));
  }

  private static Optional<String> service(AliyunConsole ours) {
    return marked(ours).map(s -> text(s, "ServiceId")).findFirst();
  }

  private static void tag(AliyunConsole ours, String action, String id, String... more) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("ResourceType", "VpcEndpointService");
    parameters.put("ResourceId.1", id);
    for (int i = 0; i < more.length; i += 2) {
      parameters.put(more[i], more[i + 1]);
    }
    call(ours, "Privatelink", action, parameters);
  }
}
