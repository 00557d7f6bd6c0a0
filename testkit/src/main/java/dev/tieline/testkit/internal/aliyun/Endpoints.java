package dev.tieline.testkit.internal.aliyun;

import static dev.tieline.testkit.internal.aliyun.PrivateLink.fits;

import dev.tieline.net.Ip;
import dev.tieline.testkit.AliyunDelay;
import dev.tieline.testkit.AliyunQuota;
import dev.tieline.testkit.AliyunSwitch;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.PersistentMap;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.Times;
import dev.tieline.testkit.internal.aliyun.Endpoint.Form;
import dev.tieline.testkit.internal.aliyun.Endpoint.Link;
import dev.tieline.testkit.internal.aliyun.Endpoint.Zone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The consumer's side of PrivateLink: endpoints, their zones and their security groups. */
final class Endpoints {

  private static final int MOST_GROUPS = 10;

  private Endpoints() {}

  static void register(Actions actions) {
    actions.writes(
        "CreateVpcEndpoint",
        "RegionId* VpcId* ServiceId ServiceName ServiceRegionId CrossRegionBandwidth:int"
            + " EndpointType EndpointName EndpointDescription SecurityGroupId.N Zone.N.ZoneId"
            + " Zone.N.VSwitchId Zone.N.ip ZonePrivateIpAddressCount:long AddressIpVersion"
            + " ZoneAffinityEnabled:bool PolicyDocument ProtectedEnabled:bool ResourceGroupId"
            + " Tag.N.Key Tag.N.Value ClientToken DryRun:bool",
        Endpoints::create);
    actions.writes(
        "UpdateVpcEndpointAttribute",
        "RegionId* EndpointId* EndpointName EndpointDescription CrossRegionBandwidth:int"
            + " ZoneAffinityEnabled:bool AddressIpVersion PolicyDocument ResetPolicy:bool"
            + " ClientToken DryRun:bool",
        Endpoints::update);
    actions.writes(
        "DeleteVpcEndpoint", "RegionId* EndpointId* ClientToken DryRun:bool", Endpoints::delete);
    actions.reads(
        "GetVpcEndpointAttribute",
        "RegionId* EndpointId*",
        call -> {
          Endpoint endpoint = PrivateLink.endpoint(call);
          EndpointService service = PrivateLink.serviceOf(call, endpoint);
          write(call, call.out, endpoint);
          call.out
              .put("Payer", service == null ? "Endpoint" : service.form().payer())
              .put("ZonePrivateIpAddressCount", 1);
        });
    actions.reads(
        "ListVpcEndpoints",
        "RegionId* EndpointId EndpointName EndpointStatus ConnectionStatus EndpointType VpcId"
            + " ServiceName ServiceRegionId AddressIpVersion ResourceGroupId Tag.N.Key Tag.N.Value"
            + " MaxResults:int NextToken",
        Endpoints::list);
    actions.writes(
        "AddZoneToVpcEndpoint",
        "RegionId* EndpointId* ZoneId* VSwitchId* ip ClientToken DryRun:bool",
        Endpoints::addZone);
    actions.writes(
        "RemoveZoneFromVpcEndpoint",
        "RegionId* EndpointId* ZoneId* ClientToken DryRun:bool",
        Endpoints::removeZone);
    actions.reads(
        "ListVpcEndpointZones", "RegionId* EndpointId* MaxResults:int NextToken", Endpoints::zones);
    actions.writes(
        "AttachSecurityGroupToVpcEndpoint",
        "RegionId* EndpointId* SecurityGroupId* ClientToken DryRun:bool",
        call -> group(call, true));
    actions.writes(
        "DetachSecurityGroupFromVpcEndpoint",
        "RegionId* EndpointId* SecurityGroupId* ClientToken DryRun:bool",
        call -> group(call, false));
    actions.reads(
        "ListVpcEndpointSecurityGroups",
        "RegionId* EndpointId* MaxResults:int NextToken",
        Endpoints::groups);
  }

  /** An endpoint is worked on by one call at a time. */
  private static Endpoint requireActive(Rpc call) {
    Endpoint endpoint = PrivateLink.endpoint(call);
    String status = endpoint.status(call.config, call.now);
    if (!status.equals("Active")) {
      throw AliyunError.of(
          status.equals("Pending") ? "EndpointLocked" : "EndpointOperationDenied",
          "The endpoint is " + status + ".");
    }
    return endpoint;
  }

  private static void create(Rpc call) {
    PrivateLink.requireOpen(call);
    if (!call.query.get("EndpointType", "Interface").equals("Interface")) {
      throw AliyunError.of("Mismatch.EndpointType", "The service has interface endpoints only.");
    }
    Vpc vpc = call.find(Kind.VPC, call.text("VpcId"));
    if (vpc == null) {
      throw AliyunError.of("VpcNotFound", "The specified VPC does not exist.");
    }
    EndpointService service = wanted(call);
    List<String> groups = call.query.list("SecurityGroupId");
    checkNumber(call, vpc, service); // in which order the cloud judges is not documented
    checkGroups(call, vpc.id(), groups);
    String id = call.newId("ep");
    // an accepted connection begins when the endpoint has come to be
    Instant begins = call.now.plus(call.config.delay(AliyunDelay.ENDPOINT));
    Link link = Link.NONE.of(service.form().bandwidth(), Link.NONE.mode());
    Endpoint endpoint =
        new Endpoint(
            id,
            call.account,
            call.region,
            vpc.id(),
            service.id(),
            service.region(),
            new Form(
                call.text("EndpointName"),
                call.text("EndpointDescription"),
                "Interface",
                call.query.get("AddressIpVersion", "IPv4"),
                call.text("PolicyDocument"),
                call.query.flag("ProtectedEnabled", false),
                call.query.flag("ZoneAffinityEnabled", service.form().zoneAffinity()),
                Objects.requireNonNullElse(call.query.number("CrossRegionBandwidth"), 0)),
            groups,
            PersistentMap.empty(),
            service.form().autoAccept() ? link.opened(begins) : link,
            call.now,
            call.now,
            null);
    for (Query zone : call.query.structures("Zone")) {
      endpoint =
          placed(
              call,
              endpoint,
              service,
              zone.require("ZoneId"),
              zone.require("VSwitchId"),
              zone.get("ip", ""));
    }
    call.put(Kind.ENDPOINT, endpoint);
    Tags.create(call, id);
    write(call, call.out, endpoint);
    for (String left :
        List.of("EndpointType", "PolicyDocument", "RegionId", "ResourceGroupId", "ResourceOwner")) {
      call.out.node().remove(left); // the creating call answers a little less than the others
    }
  }

  private static EndpointService wanted(Rpc call) {
    String id = call.text("ServiceId");
    String name = call.text("ServiceName");
    String region = call.query.get("ServiceRegionId", call.region);
    if (id.isEmpty() && name.isEmpty()) {
      throw AliyunError.WORDS.missing("ServiceId");
    }
    EndpointService service =
        call.everywhere(Kind.SERVICE).stream()
            .filter(one -> fits(id, one.id()) && fits(name, one.name()))
            .filter(one -> one.region().equals(region))
            .findFirst()
            .orElseThrow(
                () ->
                    AliyunError.of(
                        "EndpointServiceNotFound", "The specified service does not exist."));
    if (service.deletedAt() != null) {
      throw AliyunError.of("EndpointServiceDeleted", "The service has been deleted.");
    }
    if (!service.isOpenTo(call.account)) {
      throw AliyunError.of(
          "EndpointServiceNotAuthorized", "The user is not in the service's whitelist.");
    }
    if (call.config.isInternational(service.account())
        != call.config.isInternational(call.account)) {
      throw AliyunError.of(
          "EndpointServiceNotAuthorized", "The service is of an account of the other site.");
    }
    if (!region.equals(call.region) && !service.form().regions().contains(call.region)) {
      throw AliyunError.of(
          "UnsupportedRegion", "The service does not support endpoints of " + call.region + ".");
    }
    String status = service.status(call.config, call.now);
    if (!status.equals("Active")) {
      throw AliyunError.of(
          "IncorrectStatus.VpcEndpointService", "The endpoint service is " + status + ".");
    }
    return service;
  }

  private static void checkNumber(Rpc call, Vpc vpc, EndpointService service) {
    List<Endpoint> siblings =
        call.all(Kind.ENDPOINT).stream().filter(one -> one.vpcId().equals(vpc.id())).toList();
    if (!call.is(AliyunSwitch.SECOND_ENDPOINT_ALLOWED)
        && siblings.stream().anyMatch(one -> one.serviceId().equals(service.id()))) {
      throw AliyunError.of(
          "EndpointDuplicated", "The VPC has an endpoint for the service already.");
    }
    if (siblings.size() >= call.quota(AliyunQuota.ENDPOINTS_PER_VPC)) {
      throw AliyunError.of(
          "QuotaExceeded.totalEpPerVpc", "The quota of endpoints of the VPC is exceeded.");
    }
  }

  private static void checkGroups(Rpc call, String vpcId, List<String> ids) {
    if (ids.isEmpty() && call.is(AliyunSwitch.ENDPOINT_NEEDS_GROUP)) {
      throw AliyunError.of(
          "EndpointMustContainSecurityGroup", "The endpoint must have a security group.");
    }
    if (ids.size() > MOST_GROUPS) {
      throw AliyunError.of("QuotaMisMatched", "An endpoint has at most 10 security groups.");
    }
    List<Boolean> kinds = new ArrayList<>();
    for (String id : ids) {
      SecurityGroup group = call.find(Kind.GROUP, id);
      if (group == null || !group.vpcId().equals(vpcId)) {
        throw AliyunError.of("SecurityGroupNotFound", "The security group does not exist.");
      }
      kinds.add(group.enterprise());
    }
    if (kinds.contains(true) && kinds.contains(false)) {
      throw AliyunError.of(
          "SecurityGroupTypeOnlySingleTypeSupporteded",
          "Basic and enterprise security groups cannot be mixed.");
    }
  }

  /** Gives an endpoint an interface in a zone; it comes to be after the endpoint is active. */
  private static Endpoint placed(
      Rpc call,
      Endpoint endpoint,
      EndpointService service,
      String zone,
      String vswitchId,
      String wishedIp) {
    if (!EndpointServices.zonesFor(call, service).contains(zone)) {
      throw AliyunError.of(
          "EndpointServiceNotSupportedZone", "The service does not support the zone " + zone + ".");
    }
    if (endpoint.zones().containsKey(zone)) {
      throw AliyunError.of("EndpointZoneDuplicated", "The endpoint is in the zone already.");
    }
    if (endpoint.zones().size() >= call.quota(AliyunQuota.ZONES_PER_ENDPOINT)) {
      throw AliyunError.of("QuotaExceeded.epZonePerEndpoint", "The quota of zones is exceeded.");
    }
    VSwitch vswitch = call.find(Kind.VSWITCH, vswitchId);
    if (vswitch == null
        || !vswitch.vpcId().equals(endpoint.vpcId())
        || !vswitch.zone().equals(zone)) {
      throw AliyunError.of(
          "VSwitchNotFound", "The VPC has no vSwitch " + vswitchId + " in the zone " + zone + ".");
    }
    if (!vswitch.isAvailable(call.config, call.now)) {
      throw AliyunError.of("VSwitchStatusNotAllowed", "The vSwitch is not available.");
    }
    Ip ip =
        VSwitches.address(
            call,
            vswitch,
            wishedIp,
            wishedIp.isEmpty() ? "ResourceNotEnough.VSwitchIp" : "EniIpUnavailable");
    Instant comes =
        call.now
            .plus(call.config.delay(AliyunDelay.ENDPOINT))
            .plus(call.config.delay(AliyunDelay.ENDPOINT_INTERFACE));
    String eni = call.newId("eni");
    call.put(
        Kind.ENI,
        new Eni(
            eni,
            call.account,
            call.region,
            endpoint.vpcId(),
            vswitch.id(),
            zone,
            ip,
            List.of(),
            endpoint.groups(),
            endpoint.id(),
            "Secondary",
            call.config.isHurried() ? call.now : comes,
            null));
    Zone added = new Zone(zone, vswitch.id(), eni, call.now, null, Link.NONE);
    return endpoint.in(endpoint.zones().put(zone, added), call.now);
  }

  private static void addZone(Rpc call) {
    Endpoint endpoint = requireActive(call);
    EndpointService service = PrivateLink.serviceOf(call, endpoint);
    if (service == null) {
      throw AliyunError.of("EndpointServiceNotFound", "The service has been deleted.");
    }
    call.put(
        Kind.ENDPOINT,
        placed(
            call,
            lively(call, endpoint),
            service,
            call.text("ZoneId"),
            call.text("VSwitchId"),
            call.text("ip")));
  }

  private static void removeZone(Rpc call) {
    Endpoint endpoint = lively(call, requireActive(call));
    Zone zone = endpoint.zones().get(call.text("ZoneId"));
    if (zone == null) {
      throw AliyunError.of("EndpointZoneNotFound", "The endpoint is not in the zone.");
    }
    if (zone.removedAt() != null) {
      throw AliyunError.of("EndpointLocked", "The zone is being removed.");
    }
    Zone removed =
        new Zone(
            zone.name(), zone.vswitchId(), zone.eniId(), zone.addedAt(), call.now, zone.link());
    release(call, zone);
    call.put(Kind.ENDPOINT, endpoint.in(endpoint.zones().put(zone.name(), removed), call.now));
  }

  private static void release(Rpc call, Zone zone) {
    Eni eni = call.find(Kind.ENI, zone.eniId());
    if (eni != null) {
      call.put(Kind.ENI, eni.released(call.now));
    }
  }

  /** Forgets the zones whose removal is over. */
  static Endpoint lively(Rpc call, Endpoint endpoint) {
    PersistentMap<String, Zone> zones = endpoint.zones();
    for (Zone zone : zones.values()) {
      if (zone.removedAt() != null
          && call.isOver(zone.removedAt(), AliyunDelay.ENDPOINT_DELETING)) {
        zones = zones.remove(zone.name());
      }
    }
    return zones.size() == endpoint.zones().size()
        ? endpoint
        : new Endpoint(
            endpoint.id(),
            endpoint.account(),
            endpoint.region(),
            endpoint.vpcId(),
            endpoint.serviceId(),
            endpoint.serviceRegion(),
            endpoint.form(),
            endpoint.groups(),
            zones,
            endpoint.link(),
            endpoint.createdAt(),
            endpoint.changedAt(),
            endpoint.deletedAt());
  }

  /** Returns a zone's state: it waits until its provider lets the endpoint in. */
  static String status(Rpc call, Endpoint endpoint, Zone zone) {
    if (zone.removedAt() != null || endpoint.deletedAt() != null) {
      return "Deleting";
    }
    if (eni(call, endpoint, zone) == null) {
      return "Creating";
    }
    String own = zone.link().status(call.config, call.now, "");
    if (!own.isEmpty() && !own.equals("Connected")) {
      return own;
    }
    String whole = PrivateLink.connection(call, endpoint);
    boolean asked = endpoint.link().openedAt() == null && endpoint.link().cutAt() == null;
    return asked || whole.equals("Pending") || whole.equals("ServiceDeleted") ? "Wait" : whole;
  }

  /** Returns a zone's interface once it has come to be. */
  static @Nullable Eni eni(Rpc call, Endpoint endpoint, Zone zone) {
    Eni eni = call.find(Kind.ENI, endpoint.account(), endpoint.region(), zone.eniId());
    return eni != null && eni.isLive(call.now) ? eni : null;
  }

  private static void zones(Rpc call) {
    Endpoint endpoint = lively(call, PrivateLink.endpoint(call));
    List<Zone> all = endpoint.zones().values();
    call.out
        .put("TotalCount", all.size())
        .list(
            "Zones",
            PrivateLink.page(call, all, 50, Zone::name),
            (json, zone) -> {
              Eni eni = eni(call, endpoint, zone);
              json.put("ZoneId", zone.name())
                  .put("VSwitchId", zone.vswitchId())
                  .put("RegionId", endpoint.region())
                  .put("ZoneStatus", status(call, endpoint, zone))
                  .put("ZoneDomain", endpoint.zoneDomain(zone.name()))
                  .put("EniId", eni == null ? "" : eni.id())
                  .put("EniIp", eni == null ? "" : eni.ip().toString())
                  .put("ZoneIpv6Address", eni == null ? "" : ipv6(call, endpoint, zone, eni));
            });
  }

  /** The IPv6 address of an interface: where both endpoint and vSwitch have IPv6. */
  private static String ipv6(Rpc call, Endpoint endpoint, Zone zone, Eni eni) {
    VSwitch vswitch =
        call.find(Kind.VSWITCH, endpoint.account(), endpoint.region(), zone.vswitchId());
    if (!endpoint.form().ipVersion().equals("DualStack")
        || vswitch == null
        || vswitch.ipv6() == null) {
      return "";
    }
    long host = 0;
    for (Ip ip = vswitch.cidr().first(); !ip.equals(eni.ip()); ip = ip.next()) {
      host++;
    }
    return vswitch.ipv6().host(host).toString();
  }

  private static void group(Rpc call, boolean attaches) {
    Endpoint endpoint = requireActive(call);
    String id = call.text("SecurityGroupId");
    List<String> groups = new ArrayList<>(endpoint.groups());
    if (attaches && groups.isEmpty()) {
      throw AliyunError.of(
          "AddSecurityGroupNotSupportWhenHaveNoSg",
          "An endpoint that was made without a security group cannot get one.");
    }
    if (groups.contains(id) == attaches) {
      throw AliyunError.of(
          attaches ? "SecurityGroupAlreadyAttached" : "SecurityGroupNotFound",
          "The security group is attached already, or is not attached.");
    }
    // ASSUMED: a group may be deleted once no interface is in it, and counts no more from then on
    groups.removeIf(one -> !one.equals(id) && call.find(Kind.GROUP, one) == null);
    if (attaches) {
      groups.add(id);
    } else {
      groups.remove(id);
      if (groups.isEmpty()) {
        throw AliyunError.of(
            "EndpointMustContainSecurityGroup", "The endpoint must keep a security group.");
      }
    }
    checkGroups(call, endpoint.vpcId(), groups);
    for (Zone zone : endpoint.zones().values()) {
      Eni eni = call.find(Kind.ENI, zone.eniId());
      if (eni != null) {
        call.put(Kind.ENI, eni.guardedBy(groups));
      }
    }
    call.put(Kind.ENDPOINT, endpoint.guardedBy(groups, call.now));
  }

  private static void groups(Rpc call) {
    Endpoint endpoint = PrivateLink.endpoint(call);
    List<String> groups = endpoint.groups().stream().sorted().toList();
    call.out
        .put("TotalCount", groups.size())
        .list(
            "SecurityGroups",
            PrivateLink.page(call, groups, 50, id -> id),
            (json, id) -> json.put("SecurityGroupId", id).put("SecurityGroupStatus", "Attached"));
  }

  private static void update(Rpc call) {
    Endpoint endpoint = requireActive(call);
    Form old = endpoint.form();
    boolean reset = call.query.flag("ResetPolicy", false);
    call.put(
        Kind.ENDPOINT,
        endpoint.with(
            new Form(
                call.query.get("EndpointName", old.name()),
                call.query.get("EndpointDescription", old.description()),
                old.type(),
                call.query.get("AddressIpVersion", old.ipVersion()),
                reset ? "" : call.query.get("PolicyDocument", old.policy()),
                old.isProtected(),
                call.query.flag("ZoneAffinityEnabled", old.zoneAffinity()),
                Objects.requireNonNullElse(
                    call.query.number("CrossRegionBandwidth"), old.crossRegionBandwidth())),
            call.now));
  }

  private static void delete(Rpc call) {
    Endpoint endpoint = lively(call, requireActive(call));
    if (endpoint.form().isProtected()) {
      throw AliyunError.of(
          "OperationDenied.ProtectedEndpoint", "The endpoint is protected from deletion.");
    }
    if (!endpoint.zones().isEmpty() && !call.is(AliyunSwitch.ENDPOINT_DELETED_WITH_ZONES)) {
      throw AliyunError.of(
          "EndpointOperationDenied", "The endpoint has zones that must be removed first.");
    }
    endpoint.zones().values().forEach(zone -> release(call, zone));
    call.put(Kind.ENDPOINT, endpoint.deleted(call.now));
    call.untag(call.account, endpoint.id());
  }

  private static void list(Rpc call) {
    List<Endpoint> found =
        call.all(Kind.ENDPOINT).stream()
            .filter(one -> fits(call.text("EndpointId"), one.id()))
            .filter(one -> fits(call.text("EndpointName"), one.form().name()))
            .filter(one -> fits(call.text("EndpointStatus"), one.status(call.config, call.now)))
            .filter(one -> fits(call.text("ConnectionStatus"), PrivateLink.connection(call, one)))
            .filter(one -> fits(call.text("EndpointType"), one.form().type()))
            .filter(one -> fits(call.text("VpcId"), one.vpcId()))
            .filter(one -> fits(call.text("ServiceName"), serviceName(one)))
            .filter(one -> fits(call.text("ServiceRegionId"), one.serviceRegion()))
            .filter(one -> fits(call.text("AddressIpVersion"), one.form().ipVersion()))
            .filter(one -> Tags.match(call, one.id(), "Tag"))
            .toList();
    call.out
        .put("TotalCount", found.size())
        .list(
            "Endpoints",
            PrivateLink.page(call, found, 50, Endpoint::id),
            (json, endpoint) -> {
              write(call, json, endpoint);
              Tags.writePlain(call, json, endpoint.id());
            });
  }

  private static String serviceName(Endpoint endpoint) {
    return "com.aliyuncs.privatelink." + endpoint.serviceRegion() + "." + endpoint.serviceId();
  }

  private static void write(Rpc call, Json json, Endpoint endpoint) {
    Form form = endpoint.form();
    json.put("EndpointId", endpoint.id())
        .put("EndpointName", form.name())
        .put("EndpointDescription", form.description())
        .put("EndpointType", form.type())
        .put("EndpointStatus", endpoint.status(call.config, call.now))
        .put(
            "EndpointBusinessStatus",
            call.isInArrears(endpoint.account()) ? "FinancialLocked" : "Normal")
        .put("ConnectionStatus", PrivateLink.connection(call, endpoint))
        .put("EndpointDomain", endpoint.domain())
        .put("Bandwidth", endpoint.link().bandwidth())
        .put("AddressIpVersion", form.ipVersion())
        .put("ZoneAffinityEnabled", form.zoneAffinity())
        .put("PolicyDocument", form.policy())
        .put("RegionId", endpoint.region())
        .put("VpcId", endpoint.vpcId())
        .put("ServiceId", endpoint.serviceId())
        .put("ServiceName", serviceName(endpoint))
        .put("ServiceRegionId", endpoint.serviceRegion())
        .put("CreateTime", Times.iso(endpoint.createdAt()))
        .put("ResourceGroupId", "")
        .put("ResourceOwner", true);
    if (endpoint.crossesRegions()) {
      json.put("CrossRegionBandwidth", form.crossRegionBandwidth());
    }
  }
}
