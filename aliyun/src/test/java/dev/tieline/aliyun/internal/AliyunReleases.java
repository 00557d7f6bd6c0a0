package dev.tieline.aliyun.internal;

import static dev.tieline.aliyun.internal.AliyunMoves.call;
import static dev.tieline.aliyun.internal.AliyunMoves.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tieline.check.Codes;
import dev.tieline.plan.Step;
import dev.tieline.provider.Descriptions;
import dev.tieline.provider.Marks;
import dev.tieline.testkit.AliyunConsole;
import dev.tieline.testkit.contract.Deed;
import dev.tieline.testkit.contract.Deed.Apply;
import dev.tieline.testkit.contract.Snatch;
import dev.tieline.testkit.contract.World;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What takes an object out of the hands of its topology while a destroy of that runs, wherever it
 * bears our mark: in its tags, or in its description.
 */
enum AliyunReleases {
  /** Our mark is taken off. */
  RELEASE {
    @Override
    Deed of(List<View> views) {
      views.forEach(v -> v.mark(MARK, Optional.empty()));
      return deed(views, v -> true);
    }
  },
  /** Another topology marks it, too. */
  USE {
    @Override
    Deed of(List<View> views) {
      views.forEach(v -> v.mark(OTHER, Optional.of(v.used())));
      return deed(views, v -> v.marks().containsKey(OTHER) && !v.marks().containsKey(MARK));
    }
  };

  private static final String MARK = "tieline/acme/contract";
  private static final String OTHER = "tieline/acme/other";
  private static final String ENTRY = "route entry";
  private static final String ZONE = "endpoint zone"; // its marks are those of its endpoint
  private static final String RULE = "security group rule";

  /** How an object with tags is shown, and its tags are written. */
  private record Tagging(String action, String filter, String item, TagCalls calls) {}

  private static final Tagging GROUPS =
      new Tagging(
          "DescribeSecurityGroups",
          "SecurityGroupId",
          "/SecurityGroups/SecurityGroup/0",
          TagCalls.OF_GROUPS);

  private static final Tagging ENDPOINTS =
      new Tagging("ListVpcEndpoints", "EndpointId", "/Endpoints/0", TagCalls.OF_ENDPOINTS);

  private static final Map<String, Tagging> TAGGED =
      Map.of(
          "VPC",
          new Tagging("DescribeVpcs", "VpcId", "/Vpcs/Vpc/0", TagCalls.OF_VPCS),
          "vSwitch",
          new Tagging(
              "DescribeVSwitches", "VSwitchId", "/VSwitches/VSwitch/0", TagCalls.OF_V_SWITCHES),
          "route table",
          new Tagging(
              "DescribeRouteTableList",
              "RouteTableId",
              "/RouterTableList/RouterTableListType/0",
              TagCalls.OF_TABLES),
          "security group",
          GROUPS,
          "endpoint security group",
          GROUPS,
          "endpoint",
          ENDPOINTS,
          ZONE,
          ENDPOINTS,
          "endpoint service",
          new Tagging("ListVpcEndpointServices", "ServiceId", "/Services/0", TagCalls.OF_SERVICES),
          "peering connection",
          new Tagging(
              "ListVpcPeerConnections", "InstanceId", "/VpcPeerConnects/0", TagCalls.OF_PEERINGS));

  /**
   * An object as one console shows it.
   *
   * @param id what the cloud calls it
   * @param parent of an entry its table, of a rule its group; else empty
   * @param zone of an endpoint's zone its name; else empty
   */
  private record View(
      AliyunConsole console,
      String kind,
      String id,
      String parent,
      String zone,
      Map<String, String> before) {
    static View of(AliyunConsole console, Step step) {
      String id = step.wish().substring(step.kind().length() + 1);
      String parent = "";
      String zone = "";
      if (step.kind().equals(ENTRY)) {
        String[] parts = id.split("\\|", 3); // VPC, table, block
        parent = parts[1];
        id = parts[2];
      } else if (step.kind().equals(RULE)) {
        parent = id.substring(0, id.indexOf('|'));
        id = step.what().substring(0, step.what().indexOf(' '));
      }
      if (step.kind().equals(ZONE)) {
        zone = id.substring(id.indexOf('|') + 1);
        id = id.substring(0, id.indexOf('|'));
      }
      View view = new View(console, step.kind(), id, parent, zone, Map.of());
      return new View(console, step.kind(), id, parent, zone, view.marks());
    }

    /** The object itself; empty if it is not there. */
    Optional<JsonNode> object() {
      return switch (kind) {
        case ENTRY ->
            list("Vpc", "DescribeRouteEntryList", "RouteTableId", "/RouteEntrys/RouteEntry")
                .filter(r -> text(r, "DestinationCidrBlock").equals(id))
                .findFirst();
        case RULE ->
            list(
                    "Ecs",
                    "DescribeSecurityGroupAttribute",
                    "SecurityGroupId",
                    "/Permissions/Permission")
                .filter(r -> text(r, "SecurityGroupRuleId").equals(id))
                .findFirst();
        default -> {
          Tagging tagging = TAGGED.get(kind);
          yield Optional.of(
                  call(
                          console,
                          tagging.calls().product().cloudName(),
                          tagging.action(),
                          Map.of(tagging.filter(), id))
                      .at(tagging.item()))
              .filter(found -> !found.isMissingNode())
              .filter(AliyunMoves::isThere);
        }
      };
    }

    /** What is in the table or group; nothing once that is gone. */
    private Stream<JsonNode> list(String product, String action, String of, String items) {
      return parentIsThere()
          ? StreamSupport.stream(
              call(console, product, action, Map.of(of, parent)).at(items).spliterator(), false)
          : Stream.empty();
    }

    private boolean parentIsThere() {
      Tagging tagging = TAGGED.get(kind.equals(ENTRY) ? "route table" : "security group");
      return !call(
              console,
              tagging.calls().product().cloudName(),
              tagging.action(),
              Map.of(tagging.filter(), parent))
          .at(tagging.item())
          .isMissingNode();
    }

    boolean isThere() {
      return object().isPresent() && (zone.isEmpty() || zoneIsThere());
    }

    private boolean zoneIsThere() {
      return EndpointMoves.list(
              call(console, "Privatelink", "ListVpcEndpointZones", Map.of("EndpointId", id))
                  .at("/Zones"))
          .stream()
          .anyMatch(
              z -> text(z, "ZoneId").equals(zone) && !text(z, "ZoneStatus").equals("Deleting"));
    }

    /** Whether it has gone with the group or the table of ours that it was in. */
    boolean wentWithItsParent() {
      return !parent.isEmpty() && !parentIsThere();
    }

    /** All marks, by their keys. */
    Map<String, String> marks() {
      Map<String, String> marks = new LinkedHashMap<>();
      object()
          .ifPresent(
              object -> {
                if (!parent.isEmpty()) {
                  Descriptions.marks(text(object, "Description"))
                      .forEach((owner, address) -> marks.put(Marks.key(owner), address.path()));
                }
                boolean wrapped = object.path("Tags").isObject();
                for (JsonNode tag : object.at(wrapped ? "/Tags/Tag" : "/Tags")) {
                  String prefix = tag.has("TagKey") ? "Tag" : "";
                  marks.put(text(tag, prefix + "Key"), text(tag, prefix + "Value"));
                }
              });
      return marks;
    }

    /** The value of another topology's mark. */
    String used() {
      return (parent.isEmpty() ? Marks.USE : "") + before.get(MARK);
    }

    /** Writes a mark, or takes it off. */
    void mark(String key, Optional<String> value) {
      Map<String, String> marks = marks();
      if (value.equals(Optional.ofNullable(marks.get(key)))) {
        return; // another console shows the same
      }
      if (parent.isEmpty()) {
        tag(key, value);
      } else {
        value.ifPresentOrElse(v -> marks.put(key, v), () -> marks.remove(key));
        describe(
            marks.isEmpty() // an empty one would change nothing
                ? "by hand"
                : marks.entrySet().stream()
                    .map(m -> m.getKey() + " " + m.getValue())
                    .collect(Collectors.joining("; ")));
      }
    }

    private void tag(String key, Optional<String> value) {
      TagCalls calls = TAGGED.get(kind).calls();
      Map<String, String> parameters = new LinkedHashMap<>();
      parameters.put("ResourceType", calls.type());
      parameters.put("ResourceId.1", id);
      if (value.isPresent()) {
        parameters.put("Tag.1.Key", key);
        parameters.put("Tag.1.Value", value.get());
        call(console, calls.product().cloudName(), "TagResources", parameters);
      } else {
        parameters.put("TagKey.1", key);
        call(console, calls.product().cloudName(), calls.untag(), parameters);
      }
    }

    private void describe(String description) {
      if (kind.equals(ENTRY)) {
        String entry = text(object().orElseThrow(), "RouteEntryId");
        call(
            console,
            "Vpc",
            "ModifyRouteEntry",
            Map.of("RouteEntryId", entry, "Description", description));
      } else {
        call(
            console,
            "Ecs",
            "ModifySecurityGroupRule",
            Map.of(
                "SecurityGroupId", parent, "SecurityGroupRuleId", id, "Description", description));
      }
    }
  }

  /** Does it to an object, as all consoles show it that show our mark. */
  abstract Deed of(List<View> views);

  /** Both, by hands at some consoles at once. */
  static List<Snatch> all(Function<World, List<AliyunConsole>> consoles) {
    Set<String> kinds =
        Stream.concat(TAGGED.keySet().stream(), Stream.of(ENTRY, RULE)).collect(Collectors.toSet());
    return Arrays.stream(values())
        .map(
            its ->
                new Snatch(
                    its.name(),
                    kinds,
                    (world, step) ->
                        its.of(
                            consoles.apply(world).stream()
                                .map(console -> View.of(console, step))
                                .filter(view -> view.before().containsKey(MARK))
                                .toList())))
        .toList();
  }

  private static Deed deed(List<View> views, Predicate<View> left) {
    return new Deed(
        !views.isEmpty(),
        // what it is in, or leads into, can not go without it
        Set.of("DependencyViolation", "OperationFailed.CidrInUse", Codes.BUILT_UPON),
        Apply.READY,
        () -> views.stream().allMatch(v -> v.isThere() ? left.test(v) : v.wentWithItsParent()),
        () ->
            views.stream()
                .filter(v -> v.object().isPresent())
                .forEach(
                    v -> {
                      v.mark(MARK, Optional.of(v.before().get(MARK)));
                      v.mark(OTHER, Optional.empty());
                    }));
  }
}
