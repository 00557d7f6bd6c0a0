package dev.tieline.testkit.internal.aliyun;

import dev.tieline.testkit.AliyunOpening;
import dev.tieline.testkit.AliyunSwitch;
import dev.tieline.testkit.internal.Query;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What provider and consumer of PrivateLink share: the service itself, places, tags, lookups. */
final class PrivateLink {

  private PrivateLink() {}

  static void register(Actions actions) {
    actions.reads("CheckProductOpen", "", PrivateLink::check);
    actions.writes("OpenPrivateLinkService", "", call -> Cdt.open(call, AliyunOpening.PRIVATELINK));
    actions.reads("DescribeRegions", "RegionId ServiceResourceType", PrivateLink::regions);
    actions.reads("DescribeZones", "RegionId* ServiceResourceType", PrivateLink::zones);
    actions.writes(
        "TagResources",
        "RegionId* ResourceType* ResourceId.N* Tag.N.Key** Tag.N.Value ClientToken DryRun:bool",
        Tags::tag);
    actions.writes(
        "UntagResources",
        "RegionId* ResourceType* ResourceId.N* TagKey.N All:bool ClientToken DryRun:bool",
        Tags::untag);
    actions.reads(
        "ListTagResources",
        "RegionId* ResourceType* ResourceId.N Tag.N.Key Tag.N.Value NextToken ClientToken",
        Tags::listPlain);
  }

  private static void check(Rpc call) {
    call.out.put("Success", call.isOpen(AliyunOpening.PRIVATELINK, call.account));
  }

  static void requireOpen(Rpc call) {
    if (!call.isOpen(AliyunOpening.PRIVATELINK, call.account)) {
      throw AliyunError.of(
          "OperationDenied.ServiceNotOpened", "The PrivateLink service is not opened.");
    }
    if (call.isInArrears(call.account)) {
      throw AliyunError.of("IncorrectBusinessStatus.Account", "The account is in arrears.");
    }
  }

  private static void regions(Rpc call) {
    call.out.wrapped(
        "Regions",
        "Region",
        call.config.regions(),
        (json, region) ->
            json.put("RegionId", region)
                .put("LocalName", region)
                .put("RegionEndpoint", Product.PRIVATELINK.host(region))
                .wrappedTexts(
                    "ServiceResourceTypes", "ServiceResourceType", List.of("slb", "nlb")));
  }

  private static void zones(Rpc call) {
    call.out.wrapped(
        "Zones",
        "Zone",
        Places.zones(call.region),
        (json, zone) -> json.put("ZoneId", zone).put("LocalName", zone));
  }

  /** Returns a service of the caller's. */
  static EndpointService service(Rpc call) {
    EndpointService service = call.find(Kind.SERVICE, call.text("ServiceId"));
    if (service == null) {
      throw AliyunError.of("EndpointServiceNotFound", "The specified service does not exist.");
    }
    return service;
  }

  /** Returns an endpoint of the caller's. */
  static Endpoint endpoint(Rpc call) {
    Endpoint endpoint = call.find(Kind.ENDPOINT, call.text("EndpointId"));
    if (endpoint == null) {
      throw AliyunError.of("EndpointNotFound", "The specified endpoint does not exist.");
    }
    return endpoint;
  }

  static @Nullable EndpointService serviceOf(Rpc call, Endpoint endpoint) {
    EndpointService service = call.anywhere(Kind.SERVICE, endpoint.serviceId());
    return service == null || service.deletedAt() != null ? null : service;
  }

  /** Returns the endpoints that use a service, in any account and region. */
  static List<Endpoint> of(Rpc call, EndpointService service) {
    return call.everywhere(Kind.ENDPOINT).stream()
        .filter(endpoint -> endpoint.serviceId().equals(service.id()))
        .toList();
  }

  /** Returns the state of an endpoint's connection. */
  static String connection(Rpc call, Endpoint endpoint) {
    if (serviceOf(call, endpoint) == null) {
      return "ServiceDeleted";
    }
    if (endpoint.deletedAt() != null) {
      return "Deleting";
    }
    String status = endpoint.status(call.config, call.now);
    boolean young = status.equals("Creating");
    if (status.equals("Pending") && call.is(AliyunSwitch.CONNECTION_PENDING_WHILE_CHANGED)) {
      return "Pending";
    }
    return endpoint.link().status(call.config, call.now, young ? "Pending" : "Disconnected");
  }

  /** Writes the part of a paged answer that all lists of the product have. */
  static <T> List<T> page(
      Rpc call, List<T> found, int most, java.util.function.Function<T, String> idOf) {
    call.out.put(
        "MaxResults",
        Objects.requireNonNullElse(call.query.number("MaxResults"), Math.min(50, most)));
    return Pages.byToken(call, found, "MaxResults", Math.min(50, most), most, idOf);
  }

  static boolean fits(String wanted, String value) {
    return wanted.isEmpty() || wanted.equals(value);
  }

  static boolean fits(Query query, String name, boolean value) {
    return !query.has(name) || query.flag(name, false) == value;
  }
}
