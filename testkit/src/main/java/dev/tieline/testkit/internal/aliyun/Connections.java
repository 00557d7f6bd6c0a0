package dev.tieline.testkit.internal.aliyun;

import static dev.tieline.testkit.internal.aliyun.PrivateLink.fits;

import dev.tieline.testkit.AliyunDelay;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Times;
import dev.tieline.testkit.internal.aliyun.Endpoint.Link;
import dev.tieline.testkit.internal.aliyun.Endpoint.Zone;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Connections of endpoints as their provider sees them: let in, cut, limited; as a whole or in one
 * zone. An account's connections are worked on one after another.
 */
final class Connections {

  private static final String ZONE =
      "RegionId* ServiceId* EndpointId* ZoneId* ClientToken DryRun:bool";

  private Connections() {}

  static void register(Actions actions) {
    actions.reads(
        "ListVpcEndpointConnections",
        "RegionId* ServiceId EndpointId EndpointOwnerId:long ConnectionStatus EniId ResourceId"
            + " ResourceGroupId MaxResults:int NextToken",
        Connections::list);
    actions.writes(
        "EnableVpcEndpointConnection",
        "RegionId* ServiceId* EndpointId* Bandwidth:int TrafficControlMode ClientToken"
            + " DryRun:bool",
        Connections::enable);
    actions.writes(
        "DisableVpcEndpointConnection",
        "RegionId* ServiceId* EndpointId* ClientToken DryRun:bool",
        Connections::disable);
    actions.writes(
        "UpdateVpcEndpointConnectionAttribute",
        "RegionId* ServiceId* EndpointId* Bandwidth:int TrafficControlMode ClientToken"
            + " DryRun:bool",
        call -> {
          Endpoint endpoint = require(call);
          requireStatus(call, endpoint, "Connected");
          call.put(Kind.ENDPOINT, endpoint.linked(limited(call, endpoint)));
        });
    actions.writes("EnableVpcEndpointZoneConnection", ZONE, call -> zone(call, true));
    actions.writes(
        "DisableVpcEndpointZoneConnection",
        ZONE + " ReplacedResource:bool",
        call -> zone(call, false));
  }

  private static Endpoint require(Rpc call) {
    EndpointService service = PrivateLink.service(call);
    Endpoint endpoint = call.anywhere(Kind.ENDPOINT, call.text("EndpointId"));
    if (endpoint == null || !endpoint.serviceId().equals(service.id())) {
      throw AliyunError.of(
          "EndpointConnectionNotFound", "The specified endpoint connection does not exist.");
    }
    String status = endpoint.status(call.config, call.now);
    if (!status.equals("Active")) {
      throw AliyunError.of("EndpointOperationDenied", "The endpoint is " + status + ".");
    }
    return Endpoints.lively(call, endpoint);
  }

  private static void requireStatus(Rpc call, Endpoint endpoint, String wanted) {
    String status = PrivateLink.connection(call, endpoint);
    if (!status.equals(wanted)) {
      throw AliyunError.of(
          "EndpointConnectionOperationDenied", "The endpoint connection is " + status + ".");
    }
  }

  private static void takeTurn(Rpc call) {
    call.turn(
        "endpoint connections of " + call.account,
        AliyunDelay.CONNECTION,
        "ConcurrentCallNotSupported");
  }

  private static Link limited(Rpc call, Endpoint endpoint) {
    EndpointService service = PrivateLink.service(call);
    Link link = endpoint.link();
    int bandwidth = Objects.requireNonNullElse(call.query.number("Bandwidth"), link.bandwidth());
    String mode = call.query.get("TrafficControlMode", link.mode());
    if (bandwidth < 100
        || bandwidth > EndpointServices.mostBandwidth(service.form().resourceType())) {
      throw AliyunError.invalid("Bandwidth");
    }
    if (!List.of("Scalability", "BandwidthLimit").contains(mode)) {
      throw AliyunError.invalid("TrafficControlMode");
    }
    return link.of(bandwidth, mode);
  }

  private static void enable(Rpc call) {
    Endpoint endpoint = require(call);
    requireStatus(call, endpoint, "Disconnected");
    EndpointService service = PrivateLink.service(call);
    for (Zone zone : endpoint.zones().values()) {
      boolean served = endpoint.crossesRegions() || service.zones().contains(zone.name());
      if (service.resources().isEmpty() || !served) {
        throw AliyunError.of(
            "OperationDenied.NoAvailableServiceResource",
            "The service has no resource in the zone " + zone.name() + ".");
      }
    }
    takeTurn(call);
    call.put(Kind.ENDPOINT, endpoint.linked(limited(call, endpoint).opened(call.now)));
  }

  private static void disable(Rpc call) {
    Endpoint endpoint = require(call);
    boolean never = endpoint.link().openedAt() == null && endpoint.link().cutAt() == null;
    if (!never) {
      requireStatus(call, endpoint, "Connected");
    }
    takeTurn(call);
    call.put(Kind.ENDPOINT, endpoint.linked(endpoint.link().cut(call.now)));
  }

  private static void zone(Rpc call, boolean enables) {
    Endpoint endpoint = require(call);
    requireStatus(call, endpoint, "Connected");
    Zone zone = endpoint.zones().get(call.text("ZoneId"));
    if (zone == null) {
      throw AliyunError.of("EndpointZoneNotFound", "The endpoint is not in the zone.");
    }
    String status = Endpoints.status(call, endpoint, zone);
    if (!status.equals(enables ? "Disconnected" : "Connected")) {
      throw AliyunError.of(
          "EndpointConnectionOperationDenied", "The zone's connection is " + status + ".");
    }
    takeTurn(call);
    Zone changed =
        new Zone(
            zone.name(),
            zone.vswitchId(),
            zone.eniId(),
            zone.addedAt(),
            zone.removedAt(),
            enables ? zone.link().opened(call.now) : zone.link().cut(call.now));
    call.put(
        Kind.ENDPOINT,
        endpoint.in(endpoint.zones().put(zone.name(), changed), endpoint.changedAt()));
  }

  private static void list(Rpc call) {
    List<String> services = call.all(Kind.SERVICE).stream().map(EndpointService::id).toList();
    List<Endpoint> found =
        call.everywhere(Kind.ENDPOINT).stream()
            .filter(one -> services.contains(one.serviceId()))
            .filter(one -> fits(call.text("ServiceId"), one.serviceId()))
            .filter(one -> fits(call.text("EndpointId"), one.id()))
            .filter(one -> fits(call.text("EndpointOwnerId"), one.account()))
            .filter(one -> fits(call.text("ConnectionStatus"), PrivateLink.connection(call, one)))
            .filter(
                one ->
                    call.text("EniId").isEmpty()
                        || one.zones().values().stream()
                            .anyMatch(zone -> zone.eniId().equals(call.text("EniId"))))
            .filter(
                one ->
                    call.text("ResourceId").isEmpty()
                        || one.zones().values().stream()
                            .anyMatch(
                                zone -> resource(call, one, zone).equals(call.text("ResourceId"))))
            .sorted(Comparator.comparing(Endpoint::id))
            .toList();
    call.out
        .put("TotalCount", String.valueOf(found.size()))
        .list(
            "Connections",
            PrivateLink.page(call, found, 50, Endpoint::id),
            (json, endpoint) -> write(call, json, Endpoints.lively(call, endpoint)));
  }

  /** Returns the balancer that serves an endpoint's zone, empty when none does. */
  static String resource(Rpc call, Endpoint endpoint, Zone zone) {
    EndpointService service = PrivateLink.serviceOf(call, endpoint);
    if (service == null) {
      return "";
    }
    return service.resources().stream()
        .filter(resource -> endpoint.crossesRegions() || resource.zone().equals(zone.name()))
        .map(EndpointService.Resource::id)
        .findFirst()
        .orElse("");
  }

  private static void write(Rpc call, Json json, Endpoint endpoint) {
    json.put("EndpointId", endpoint.id())
        .account("EndpointOwnerId", endpoint.account())
        .put("EndpointRegionId", endpoint.region())
        .put("EndpointVpcId", endpoint.vpcId())
        .put("ServiceId", endpoint.serviceId())
        .put("ServiceRegionId", endpoint.serviceRegion())
        .put("ConnectionStatus", PrivateLink.connection(call, endpoint))
        .put("Bandwidth", endpoint.link().bandwidth())
        .put("TrafficControlMode", endpoint.link().mode())
        .put("ModifiedTime", Times.iso(endpoint.changedAt()))
        .put("ResourceGroupId", "")
        .put("ResourceOwner", endpoint.account().equals(call.account))
        .list(
            "Zones",
            endpoint.zones().values(),
            (item, zone) ->
                item.put("ZoneId", zone.name())
                    .put("VSwitchId", zone.vswitchId())
                    .put("EniId", Endpoints.eni(call, endpoint, zone) == null ? "" : zone.eniId())
                    .put("ZoneDomain", endpoint.zoneDomain(zone.name()))
                    .put("ZoneStatus", Endpoints.status(call, endpoint, zone))
                    .put("ResourceId", resource(call, endpoint, zone)));
  }
}
