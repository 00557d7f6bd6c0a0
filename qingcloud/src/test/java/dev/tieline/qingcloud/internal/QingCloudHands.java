package dev.tieline.qingcloud.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tieline.testkit.FakeQingCloud;
import dev.tieline.testkit.QingCloudConsole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * Somebody who does by hand what the library asks for, from what the console shows: at each border
 * router of ours, the policies of the VPCs at it and its access point.
 */
final class QingCloudHands {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> ZONES = List.of("pek3", "gd2");

  private final FakeQingCloud cloud;
  private final String user;

  QingCloudHands(FakeQingCloud cloud, String user) {
    this.cloud = cloud;
    this.user = user;
  }

  /** A vxnet at a border router of ours. */
  private record Place(String zone, String hub, String border, String router, String block) {}

  private QingCloudConsole console(String zone) {
    return cloud.console(user, zone);
  }

  private List<JsonNode> list(String zone, String action, String set, String... parameters) {
    Map<String, String> all = new TreeMap<>(Map.of("limit", "100"));
    for (int i = 0; i < parameters.length; i += 2) {
      all.put(parameters[i], parameters[i + 1]);
    }
    try {
      JsonNode rows = JSON.readTree(console(zone).call(action, all)).path(set);
      return StreamSupport.stream(rows.spliterator(), false)
          .filter(
              r -> !List.of("deleted", "ceased", "terminated").contains(r.path("status").asText()))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<JsonNode> borders(String zone) {
    return list(zone, "DescribeVpcBorders", "vpc_border_set").stream()
        .filter(b -> b.path("border_name").asText().startsWith("tieline/"))
        .toList();
  }

  private List<Place> places() {
    List<Place> places = new ArrayList<>();
    for (String zone : ZONES) {
      for (JsonNode border : borders(zone)) {
        String id = border.path("vpc_border_id").asText();
        String name = border.path("border_name").asText();
        for (JsonNode row : list(zone, "DescribeBorderVxnets", "border_vxnet_set", "border", id)) {
          places.add(
              new Place(
                  zone,
                  name.substring(0, name.indexOf("/border.")),
                  id,
                  row.path("vpc_router_id").asText(),
                  row.path("ip_network").asText()));
        }
      }
    }
    return places;
  }

  /** Writes policies down for all that is at borders, and applies them. */
  void addPolicies() {
    List<Place> places = places();
    for (Place place : places) {
      boolean added = false;
      for (Place other : places) {
        if (!other.router().equals(place.router())
            && !has(place.zone(), place.router(), other.block(), place.border())) {
          console(place.zone())
              .addIntranetPolicy(
                  place.router(),
                  place.hub() + "/policy." + place.router() + "." + other.block().replace('/', '-'),
                  other.block(),
                  place.border());
          added = true;
        }
      }
      if (added) {
        console(place.zone()).applyRouter(place.router());
      }
    }
  }

  private boolean has(String zone, String router, String block, String border) {
    return list(zone, "DescribeRouterStatics", "router_static_set", "router", router).stream()
        .anyMatch(
            s -> s.path("val1").asText().equals(block) && s.path("val2").asText().equals(border));
  }

  /** Strikes all policies of ours out, and applies that. */
  void removePolicies() {
    for (String zone : ZONES) {
      for (JsonNode row : list(zone, "DescribeRouters", "router_set")) {
        String router = row.path("router_id").asText();
        int removed = 0;
        for (JsonNode entry :
            list(zone, "DescribeRouterStatics", "router_static_set", "router", router)) {
          if (entry.path("router_static_name").asText().startsWith("tieline/")) {
            removed += console(zone).removeIntranetPolicy(router, entry.path("val1").asText());
          }
        }
        if (removed > 0) {
          console(zone).applyRouter(router);
        }
      }
    }
  }

  /** Orders an access point for each border of ours that has none, all on one network. */
  void orderAccessPoints(String net) {
    for (String zone : ZONES) {
      for (JsonNode border : borders(zone)) {
        String id = border.path("vpc_border_id").asText();
        boolean has =
            list(zone, "DescribeWanAccesss", "wan_access_set").stream()
                .anyMatch(a -> a.path("border_id").asText().equals(id));
        if (!has) {
          console(zone).createAccessPoint(net, id, 10);
        }
      }
    }
  }

  /** Releases the access points of all borders. */
  void releaseAccessPoints() {
    for (String zone : ZONES) {
      List<String> here =
          borders(zone).stream().map(b -> b.path("vpc_border_id").asText()).toList();
      list(zone, "DescribeWanAccesss", "wan_access_set").stream()
          .filter(a -> here.contains(a.path("border_id").asText()))
          .forEach(a -> console(zone).deleteAccessPoint(a.path("wan_access_id").asText()));
    }
  }
}
