package dev.tieline.testkit.internal.aliyun;

import static dev.tieline.testkit.internal.aliyun.PrivateLink.fits;

import dev.tieline.testkit.AliyunQuota;
import dev.tieline.testkit.AliyunSwitch;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.Times;
import dev.tieline.testkit.internal.aliyun.EndpointService.Form;
import dev.tieline.testkit.internal.aliyun.EndpointService.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The provider's side of PrivateLink: services, their resources and whom they are open to. */
final class EndpointServices {

  private static final int DEFAULT_BANDWIDTH = 3072;
  private static final int MOST_RESOURCES_AT_FIRST = 10;
  private static final List<String> TYPES = List.of("slb", "alb", "nlb", "gwlb");

  // the two values of UserListType (ListVpcEndpointServiceUsers, PrivateLink API Reference, read
  // 2026-11)
  private static final String USERS = "Users";
  private static final String USER_ARNS = "UserARNs";

  private EndpointServices() {}

  static void register(Actions actions) {
    actions.writes(
        "CreateVpcEndpointService",
        "RegionId* ServiceResourceType ServiceDescription AutoAcceptEnabled:bool Payer"
            + " AddressIpVersion ZoneAffinityEnabled:bool SupportedRegionList.N"
            + " Resource.N.ResourceId Resource.N.ResourceType Resource.N.ZoneId ResourceGroupId"
            + " Tag.N.Key Tag.N.Value ClientToken DryRun:bool",
        EndpointServices::create);
    actions.writes(
        "UpdateVpcEndpointServiceAttribute",
        "RegionId* ServiceId* ServiceDescription AutoAcceptEnabled:bool ConnectBandwidth:int"
            + " ZoneAffinityEnabled:bool AddressIpVersion AddSupportedRegionSet.N"
            + " DeleteSupportedRegionSet.N ClientToken DryRun:bool",
        EndpointServices::update);
    actions.writes(
        "DeleteVpcEndpointService",
        "RegionId* ServiceId* ClientToken DryRun:bool",
        EndpointServices::delete);
    actions.reads(
        "GetVpcEndpointServiceAttribute",
        "RegionId* ServiceId*",
        call -> {
          EndpointService service = PrivateLink.service(call);
          write(call, call.out, service);
          call.out.texts("Zones", service.zones());
        });
    actions.reads(
        "ListVpcEndpointServices",
        "RegionId* ServiceId ServiceName ServiceStatus ServiceBusinessStatus ServiceResourceType"
            + " AutoAcceptEnabled:bool ZoneAffinityEnabled:bool AddressIpVersion ResourceId"
            + " ResourceGroupId Tag.N.Key Tag.N.Value MaxResults:int NextToken",
        EndpointServices::list);
    actions.reads(
        "ListVpcEndpointServicesByEndUser",
        "RegionId* ServiceId ServiceName ServiceRegionId ServiceType ResourceGroupId Tag.N.Key"
            + " Tag.N.Value MaxResults:int NextToken",
        EndpointServices::byEndUser);
    actions.writes(
        "AttachResourceToVpcEndpointService",
        "RegionId* ServiceId* ResourceId* ResourceType* ZoneId ClientToken DryRun:bool",
        EndpointServices::attach);
    actions.writes(
        "DetachResourceFromVpcEndpointService",
        "RegionId* ServiceId* ResourceId* ResourceType ZoneId ClientToken DryRun:bool",
        EndpointServices::detach);
    actions.reads(
        "ListVpcEndpointServiceResources",
        "RegionId* ServiceId* MaxResults:int NextToken",
        EndpointServices::resources);
    actions.writes(
        "AddUserToVpcEndpointService",
        "RegionId* ServiceId* UserId:long UserARN ClientToken DryRun:bool",
        call -> user(call, true));
    actions.writes(
        "RemoveUserFromVpcEndpointService",
        "RegionId* ServiceId* UserId:long UserARN ClientToken DryRun:bool",
        call -> user(call, false));
    actions.reads(
        "ListVpcEndpointServiceUsers",
        "RegionId* ServiceId* UserId:long UserListType MaxResults:int NextToken",
        EndpointServices::users);
  }

  /** A service is worked on by one call at a time. */
  private static EndpointService requireActive(Rpc call) {
    EndpointService service = PrivateLink.service(call);
    String status = service.status(call.config, call.now);
    if (!status.equals("Active")) {
      throw AliyunError.of(
          status.equals("Pending") ? "EndpointServiceLocked" : "EndpointServiceOperationDenied",
          "The endpoint service is " + status + ".");
    }
    return service;
  }

  private static void create(Rpc call) {
    PrivateLink.requireOpen(call);
    String type = call.query.get("ServiceResourceType", "slb");
    if (!TYPES.contains(type)) {
      throw AliyunError.of(
          "EndpointServiceResourceTypeNotSupport", "The type " + type + " is not supported.");
    }
    if (call.all(Kind.SERVICE).size() >= call.quota(AliyunQuota.SERVICES_PER_REGION)) {
      throw AliyunError.of("QuotaMisMatched", "The quota of endpoint services is exceeded.");
    }
    Form form =
        new Form(
            type,
            call.text("ServiceDescription"),
            call.query.get("Payer", "Endpoint"),
            call.query.get("AddressIpVersion", "IPv4"),
            call.query.flag("AutoAcceptEnabled", false),
            call.query.flag("ZoneAffinityEnabled", false),
            DEFAULT_BANDWIDTH,
            regions(call, call.query.list("SupportedRegionList")));
    List<Resource> resources = new ArrayList<>();
    List<Query> wanted = call.query.structures("Resource");
    if (wanted.size() > MOST_RESOURCES_AT_FIRST) {
      throw AliyunError.of("QuotaMisMatched", "At most 10 resources can be given at creation.");
    }
    for (Query one : wanted) {
      resources.add(
          resource(
              call,
              type,
              one.require("ResourceId"),
              one.get("ResourceType", type),
              one.get("ZoneId", ""),
              resources));
    }
    String id = call.newId("epsrv");
    EndpointService service =
        new EndpointService(
            id, call.account, call.region, form, resources, List.of(), call.now, call.now, null);
    call.put(Kind.SERVICE, service);
    Tags.create(call, id);
    call.out
        .put("ServiceId", id)
        .put("ServiceName", service.name())
        .put("ServiceDomain", service.domain())
        .put("ServiceDescription", form.description())
        .put("ServiceStatus", service.status(call.config, call.now))
        .put("ServiceBusinessStatus", "Normal")
        .put("AutoAcceptEnabled", form.autoAccept())
        .put("AddressIpVersion", form.ipVersion())
        .put("ZoneAffinityEnabled", form.zoneAffinity())
        .put("CreateTime", Times.iso(call.now))
        .put("ResourceGroupId", "");
  }

  private static List<String> regions(Rpc call, List<String> names) {
    for (String name : names) {
      if (!call.config.regions().contains(name)) {
        throw AliyunError.of("UnsupportedRegion", "The region " + name + " is not supported.");
      }
    }
    return names;
  }

  /** Finds the balancer that is to serve, in a zone in which it has an address. */
  private static Resource resource(
      Rpc call, String serviceType, String id, String type, String zone, List<Resource> present) {
    if (!type.equals(serviceType)) {
      throw AliyunError.of(
          "EndpointServiceResourceTypeNotEqual", "The service has resources of another type.");
    }
    Balancer balancer = call.find(Kind.BALANCER, id);
    if (balancer == null || !balancer.type().equals(type)) {
      throw AliyunError.of(
          type.equals("alb") ? "AlbNotFound" : "LoadBalancerNotFound",
          "The specified load balancer does not exist.");
    }
    if (zone.isEmpty() && !type.equals("slb")) {
      throw AliyunError.WORDS.missing("ZoneId");
    }
    String where = zone.isEmpty() ? balancer.places().get(0).zone() : zone;
    if (!balancer.isIn(where)) {
      throw AliyunError.of(
          "EndpointServiceNotSupportedZone", "The load balancer is not in the zone " + where + ".");
    }
    if (present.stream().anyMatch(r -> r.id().equals(id) && r.zone().equals(where))) {
      throw AliyunError.of(
          "EndpointServiceResourceExist", "The resource is attached to the service already.");
    }
    return new Resource(id, type, where);
  }

  private static void attach(Rpc call) {
    EndpointService service = requireActive(call);
    Resource resource =
        resource(
            call,
            service.form().resourceType(),
            call.text("ResourceId"),
            call.text("ResourceType"),
            call.text("ZoneId"),
            service.resources());
    if (service.resources().size() >= call.quota(AliyunQuota.RESOURCES_PER_SERVICE)) {
      throw AliyunError.of("QuotaMisMatched", "The quota of resources is exceeded.");
    }
    List<Resource> all = new ArrayList<>(service.resources());
    all.add(resource);
    call.put(Kind.SERVICE, service.serving(all, call.now));
  }

  private static void detach(Rpc call) {
    EndpointService service = requireActive(call);
    String id = call.text("ResourceId");
    String zone = call.text("ZoneId");
    List<Resource> left =
        service.resources().stream()
            .filter(r -> !(r.id().equals(id) && fits(zone, r.zone())))
            .toList();
    if (left.size() == service.resources().size()) {
      throw AliyunError.of(
          "EndpointServiceResourceNotFound", "The resource is not attached to the service.");
    }
    for (Resource gone : service.resources()) {
      if (!left.contains(gone) && related(call, service, gone) > 0) {
        throw AliyunError.of(
            "EndpointServiceConnectionDependence",
            "An endpoint is connected in the zone " + gone.zone() + ".");
      }
    }
    call.put(Kind.SERVICE, service.serving(left, call.now));
  }

  private static long related(Rpc call, EndpointService service, Resource resource) {
    return PrivateLink.of(call, service).stream()
        .filter(endpoint -> !isCut(call, endpoint))
        .filter(endpoint -> endpoint.zones().containsKey(resource.zone()))
        .count();
  }

  private static boolean isCut(Rpc call, Endpoint endpoint) {
    String connection = PrivateLink.connection(call, endpoint);
    return connection.equals("Disconnected") || connection.equals("Pending");
  }

  private static void resources(Rpc call) {
    EndpointService service = PrivateLink.service(call);
    call.out.list(
        "Resources",
        PrivateLink.page(call, service.resources(), 1000, r -> r.id() + " " + r.zone()),
        (json, resource) -> {
          Balancer balancer = call.find(Kind.BALANCER, resource.id());
          json.put("ResourceId", resource.id())
              .put("ResourceType", resource.type())
              .put("ZoneId", resource.zone())
              .put("RegionId", service.region())
              .put("RelatedEndpointCount", related(call, service, resource))
              .put("RelatedDeprecatedEndpointCount", 0)
              .put("AutoAllocatedEnabled", true)
              .put("ResourceSupportIPv6", false);
          if (balancer != null) {
            json.put("VpcId", balancer.vpcId());
            for (Balancer.Place place : balancer.places()) {
              if (place.zone().equals(resource.zone())) {
                json.put("Ip", place.ip()).put("VSwitchId", place.vswitchId());
              }
            }
          }
        });
  }

  private static void user(Rpc call, boolean adds) {
    EndpointService service = PrivateLink.service(call);
    String number = call.text("UserId");
    String arn = call.text("UserARN");
    if (number.isEmpty() == arn.isEmpty()) {
      throw AliyunError.WORDS.missing("UserId");
    }
    String user = number.isEmpty() ? arn : number;
    List<String> users = new ArrayList<>(service.users());
    boolean present = users.remove(user);
    if (adds) {
      if (present && call.is(AliyunSwitch.SAME_USER_REFUSED)) {
        throw AliyunError.of(
            "EndpointServiceUserExist", "The user is in the service's whitelist already.");
      }
      users.add(user);
      users.sort(null);
    } else if (!present) {
      throw AliyunError.of(
          "EndpointServiceUserNotFound", "The user is not in the service's whitelist.");
    }
    call.put(Kind.SERVICE, service.openTo(users));
  }

  private static void users(Rpc call) {
    EndpointService service = PrivateLink.service(call);
    String wanted = call.text("UserId");
    String type = call.query.get("UserListType", USERS);
    if (!type.equals(USERS) && !type.equals(USER_ARNS)) {
      throw AliyunError.invalid("UserListType");
    }
    boolean arns = type.equals(USER_ARNS);
    List<String> users =
        service.users().stream()
            .filter(user -> user.matches("[0-9]+") != arns)
            .filter(user -> fits(wanted, user))
            .toList();
    List<String> page = PrivateLink.page(call, users, 1000, user -> user);
    call.out
        .put("TotalCount", String.valueOf(users.size()))
        .list("Users", arns ? List.<String>of() : page, (json, id) -> json.account("UserId", id))
        .list("UserARNs", arns ? page : List.<String>of(), (json, arn) -> json.put("UserARN", arn));
  }

  private static void update(Rpc call) {
    EndpointService service = requireActive(call);
    Form old = service.form();
    List<String> regions = new ArrayList<>(old.regions());
    regions.removeAll(call.query.list("DeleteSupportedRegionSet"));
    for (String region : regions(call, call.query.list("AddSupportedRegionSet"))) {
      if (!regions.contains(region)) {
        regions.add(region);
      }
    }
    int bandwidth =
        Objects.requireNonNullElse(call.query.number("ConnectBandwidth"), old.bandwidth());
    if (bandwidth < 100 || bandwidth > mostBandwidth(old.resourceType())) {
      throw AliyunError.invalid("ConnectBandwidth");
    }
    call.put(
        Kind.SERVICE,
        service.with(
            new Form(
                old.resourceType(),
                call.query.get("ServiceDescription", old.description()),
                old.payer(),
                call.query.get("AddressIpVersion", old.ipVersion()),
                call.query.flag("AutoAcceptEnabled", old.autoAccept()),
                call.query.flag("ZoneAffinityEnabled", old.zoneAffinity()),
                bandwidth,
                List.copyOf(regions)),
            call.now));
  }

  static int mostBandwidth(String type) {
    return switch (type) {
      case "slb" -> 10240;
      case "nlb" -> 50000;
      default -> 25000;
    };
  }

  private static void delete(Rpc call) {
    EndpointService service = requireActive(call);
    List<Endpoint> endpoints = PrivateLink.of(call, service);
    if (endpoints.stream().anyMatch(endpoint -> !isCut(call, endpoint))) {
      throw AliyunError.of(
          "EndpointServiceConnectionDependence", "An endpoint is connected to the service.");
    }
    if (!endpoints.isEmpty()) {
      throw AliyunError.of(
          "DeleteFailedDueToEndpointExist", "An endpoint of the service still exists.");
    }
    if (!service.resources().isEmpty()) {
      throw AliyunError.of(
          "EndpointServiceDependenceViolation", "The service still has resources.");
    }
    call.put(Kind.SERVICE, service.deleted(call.now));
    call.untag(call.account, service.id());
  }

  private static void list(Rpc call) {
    Query query = call.query;
    List<EndpointService> found =
        call.all(Kind.SERVICE).stream()
            .filter(one -> fits(call.text("ServiceId"), one.id()))
            .filter(one -> fits(call.text("ServiceName"), one.name()))
            .filter(one -> fits(call.text("ServiceStatus"), one.status(call.config, call.now)))
            .filter(one -> fits(call.text("ServiceBusinessStatus"), business(call, one)))
            .filter(one -> fits(call.text("ServiceResourceType"), one.form().resourceType()))
            .filter(one -> fits(call.text("AddressIpVersion"), one.form().ipVersion()))
            .filter(one -> fits(query, "AutoAcceptEnabled", one.form().autoAccept()))
            .filter(one -> fits(query, "ZoneAffinityEnabled", one.form().zoneAffinity()))
            .filter(
                one ->
                    call.text("ResourceId").isEmpty()
                        || one.resources().stream()
                            .anyMatch(r -> r.id().equals(call.text("ResourceId"))))
            .filter(one -> Tags.match(call, one.id(), "Tag"))
            .toList();
    call.out
        .put("TotalCount", found.size())
        .list(
            "Services",
            PrivateLink.page(call, found, 1000, EndpointService::id),
            (json, service) -> {
              write(call, json, service);
              Tags.writePlain(call, json, service.id());
            });
  }

  /** What a consumer sees: the services of a region that are open to it, and their zones. */
  private static void byEndUser(Rpc call) {
    String region = call.query.get("ServiceRegionId", call.region);
    List<EndpointService> found =
        call.everywhere(Kind.SERVICE).stream()
            .filter(one -> one.region().equals(region) && one.deletedAt() == null)
            .filter(one -> region.equals(call.region) || one.form().regions().contains(call.region))
            .filter(one -> one.isOpenTo(call.account))
            .filter(one -> fits(call.text("ServiceId"), one.id()))
            .filter(one -> fits(call.text("ServiceName"), one.name()))
            .filter(one -> call.query.get("ServiceType", "Interface").equals("Interface"))
            .filter(one -> call.query.structures("Tag").isEmpty()) // tags are their owner's
            .sorted(java.util.Comparator.comparing(EndpointService::id))
            .toList();
    call.out
        .put("TotalCount", String.valueOf(found.size()))
        .list(
            "Services",
            PrivateLink.page(call, found, 1000, EndpointService::id),
            (json, service) ->
                json.put("ServiceId", service.id())
                    .put("ServiceName", service.name())
                    .put("ServiceDomain", service.domain())
                    .put("ServiceType", "Interface")
                    .put("ServiceResourceType", service.form().resourceType())
                    .put("AutoAcceptEnabled", service.form().autoAccept())
                    .put("Payer", service.form().payer())
                    .put("AddressIpVersion", service.form().ipVersion())
                    .put("ZoneAffinityEnabled", service.form().zoneAffinity())
                    .put("ServiceSupportIPv6", false)
                    .put("VpcEndpointPolicySupported", false)
                    .put("ResourceGroupId", "")
                    .texts("Zones", zonesFor(call, service)));
  }

  /** Returns the zones in which endpoints of the call's region can use a service. */
  static List<String> zonesFor(Rpc call, EndpointService service) {
    return service.region().equals(call.region) ? service.zones() : Places.zones(call.region);
  }

  private static String business(Rpc call, EndpointService service) {
    return call.isInArrears(service.account()) ? "FinancialLocked" : "Normal";
  }

  private static void write(Rpc call, Json json, EndpointService service) {
    Form form = service.form();
    json.put("ServiceId", service.id())
        .put("ServiceName", service.name())
        .put("ServiceDomain", service.domain())
        .put("ServiceDescription", form.description())
        .put("ServiceStatus", service.status(call.config, call.now))
        .put("ServiceBusinessStatus", business(call, service))
        .put("ServiceType", "Interface")
        .put("ServiceResourceType", form.resourceType())
        .put("ServiceSupportIPv6", false)
        .put("AutoAcceptEnabled", form.autoAccept())
        .put("Payer", form.payer())
        .put("AddressIpVersion", form.ipVersion())
        .put("ZoneAffinityEnabled", form.zoneAffinity())
        .put("ConnectBandwidth", form.bandwidth())
        .put("MinBandwidth", 100)
        .put("MaxBandwidth", mostBandwidth(form.resourceType()))
        .put("RegionId", service.region())
        .put("CreateTime", Times.iso(service.createdAt()))
        .put("ResourceGroupId", "")
        .list(
            "SupportedRegionSet",
            form.regions(),
            (item, region) ->
                item.put("SupportedRegionId", region)
                    .put("ServiceRegionId", service.region())
                    .put("RegionServiceStatus", "Active")
                    .put("RegionBusinessStatus", "Normal"));
  }
}
