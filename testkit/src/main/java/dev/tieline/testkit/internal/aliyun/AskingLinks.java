package dev.tieline.testkit.internal.aliyun;

import dev.tieline.testkit.internal.aliyun.PrivateZone.Bound;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Judges what one request asks for in PrivateLink and PrivateZone: see {@link Asking}. */
record AskingLinks(Asking asking) {

  String judge(String action) {
    return switch (action) {
      case "CreateVpcEndpoint" -> newEndpoint();
      case "AddZoneToVpcEndpoint",
          "AttachSecurityGroupToVpcEndpoint",
          "UpdateVpcEndpointAttribute" ->
          asking.ours(named("EndpointId"));
      case "DetachSecurityGroupFromVpcEndpoint" ->
          asking.ours(named("EndpointId")) + asking.ours(named("SecurityGroupId"));
      case "RemoveZoneFromVpcEndpoint", "DeleteVpcEndpoint" -> asking.deleted(named("EndpointId"));
      case "CreateVpcEndpointService" -> newService();
      case "UpdateVpcEndpointServiceAttribute" ->
          asking.ours(named("ServiceId")) + changedService();
      case "DeleteVpcEndpointService" -> asking.deleted(named("ServiceId")) + unused();
      case "AttachResourceToVpcEndpointService" -> asking.ours(named("ServiceId")) + attached();
      case "DetachResourceFromVpcEndpointService", "RemoveUserFromVpcEndpointService" ->
          asking.ours(named("ServiceId"));
      case "AddUserToVpcEndpointService" -> asking.ours(named("ServiceId")) + shared();
      case "EnableVpcEndpointConnection" -> asking.ours(named("ServiceId")) + letIn();
      case "DisableVpcEndpointConnection" -> asking.ours(named("ServiceId")) + cut();
      case "AddZone" -> newZone();
      case "UpdateZoneRemark" -> remarked();
      case "AddZoneRecord" -> newRecord();
      case "DeleteZoneRecord" -> deletedRecord();
      case "BindZoneVpc" -> bound();
      case "DeleteZone" -> deletedZone();
      default -> "not an action that any kind needs";
    };
  }

  private String named(String parameter) {
    return asking.p().getOrDefault(parameter, "");
  }

  private List<String> each(String prefix, String suffix) {
    return asking.each(prefix, suffix);
  }

  private ServiceOpenings services() {
    return asking.services();
  }

  private AliyunEvidence evidence() {
    return asking.evidence();
  }

  /** What is made in PrivateLink has a token and a mark, and its VPC says so before. */
  private String born(String vpc) {
    if (named("ClientToken").isEmpty()) {
      return "made without a token";
    }
    String unmarked = asking.bornMarked();
    return unmarked.isEmpty() && !evidence().claims(vpc, named("Tag.1.Value"))
        ? "made before " + vpc + " bears its claim"
        : unmarked;
  }

  private String newEndpoint() {
    return services().uses(named("VpcId"), named("ServiceName"))
        ? born(named("VpcId"))
        : "nobody wished to use " + named("ServiceName") + " from " + named("VpcId");
  }

  // ---- services ----

  private @Nullable EndpointService service() {
    return asking.there(named("ServiceId")) instanceof EndpointService service ? service : null;
  }

  private boolean asksForAll() {
    return named("AutoAcceptEnabled").equals("true");
  }

  private String newService() {
    Set<String> backends = new TreeSet<>(each("Resource.", ".ResourceId"));
    if (backends.isEmpty() || !services().offers(backends)) {
      return "nobody wished to offer " + backends;
    }
    if (asksForAll() && !services().acceptsAll(backends)) {
      return "nobody consented to letting everybody in";
    }
    if (!services().reaches(backends, each("SupportedRegionList.", ""))) {
      return "nobody wished to offer it there";
    }
    return evidence().vpcs().stream()
        .filter(vpc -> services().offersFrom(vpc, backends))
        .map(this::born)
        .sorted() // the empty one first
        .findFirst()
        .orElse("of no network");
  }

  private String changedService() {
    EndpointService service = service();
    if (service == null) {
      return "";
    }
    if (asksForAll() && !services().acceptsAll(service)) {
      return "nobody consented to letting everybody in";
    }
    return services().reaches(service, each("AddSupportedRegionSet.", ""))
        ? ""
        : "nobody wished to offer it there";
  }

  /** Who uses a service must have been cut off before, which needs consent. */
  private String unused() {
    EndpointService service = service();
    return service == null || services().cutsOff() || users(service).isEmpty()
        ? ""
        : "it is used by " + users(service);
  }

  private List<String> users(EndpointService service) {
    return asking.world().below(Kind.ENDPOINT.prefix() + "/", Endpoint.class).stream()
        .filter(e -> e.serviceId().equals(service.id()) && e.deletedAt() == null)
        .filter(e -> e.link().openedAt() != null && e.link().cutAt() == null)
        .map(Endpoint::id)
        .toList();
  }

  private String attached() {
    EndpointService service = service();
    return service == null || services().serves(service, named("ResourceId"))
        ? ""
        : "nobody wished to offer " + named("ResourceId");
  }

  private String shared() {
    EndpointService service = service();
    String arn = named("UserARN");
    boolean any = arn.equals("acs:ram:*::*") || arn.equals("acs:ram:*:*:*");
    String account = any ? "*" : named("UserId");
    return service == null || services().shares(service, account)
        ? ""
        : "nobody wished to share it with " + (arn.isEmpty() ? account : arn);
  }

  private String letIn() {
    EndpointService service = service();
    return service == null
            || !(asking.there(named("EndpointId")) instanceof Endpoint endpoint)
            || services().accepts(service, endpoint.id(), endpoint.account())
        ? ""
        : endpoint.id() + " is one that nobody wished to let in";
  }

  private String cut() {
    EndpointService service = service();
    return service == null || services().cuts(service, named("EndpointId"))
        ? ""
        : named("EndpointId") + " is one that nobody wished to cut off";
  }

  // ---- zones ----

  private @Nullable PrivateZone zone(String id) {
    return evidence().zone(asking.world(), id);
  }

  private String newZone() {
    String name = named("ZoneName");
    if (named("ClientToken").isEmpty()) {
      return "made without a token";
    }
    return !services().names(name)
        ? "nobody wished the name " + name
        : evidence().claimsName(name) ? "" : "made before a VPC bears its claim";
  }

  private String ourZone(@Nullable PrivateZone zone) {
    return zone == null || evidence().isOurs(asking.world(), zone)
        ? ""
        : "zone " + zone.id() + " is not ours to change";
  }

  private String remarked() {
    PrivateZone zone = zone(named("ZoneId"));
    return zone == null || evidence().isRemark(zone.name(), named("Remark"))
        ? ourZone(zone)
        : named("Remark") + " is no mark of ours";
  }

  private String newRecord() {
    PrivateZone zone = zone(named("ZoneId"));
    if (zone == null) {
      return "";
    }
    if (!evidence().isRemark(zone.name(), named("Remark"))) {
      return "made without a mark";
    }
    return services().leads(zone.name(), named("Value"))
        ? ourZone(zone)
        : "nobody wished " + zone.name() + " to lead to " + named("Value");
  }

  private String deletedRecord() {
    PrivateZone.Entry entry = evidence().entry(asking.world(), named("RecordId"));
    return entry == null || evidence().isOurs(entry) ? "" : "record " + entry.id() + " is not ours";
  }

  /** The cloud takes the whole list: who is left out is unbound, but for a gap of one call. */
  private String bound() {
    PrivateZone zone = zone(named("ZoneId"));
    if (zone == null) {
      return "";
    }
    List<String> wanted = each("Vpcs.", ".VpcId");
    List<String> there = zone.vpcs().stream().map(Bound::vpcId).toList();
    for (String vpc : wanted) {
      if (!there.contains(vpc) && !services().names(vpc, zone.name())) {
        return "nobody wished " + zone.name() + " in " + vpc;
      }
    }
    for (String vpc : there) {
      boolean gap = // whoever sits at a console does things as if they were done a while ago
          !zone.changedAt().plus(asking.config().longestTransition()).isBefore(asking.now());
      if (!wanted.contains(vpc) && !gap && !services().names(vpc, zone.name())) {
        return "unbinds " + vpc + ", which is not ours";
      }
    }
    return ourZone(zone);
  }

  private String deletedZone() {
    PrivateZone zone = zone(named("ZoneId"));
    return zone == null
            || zone.remark().isEmpty()
            || evidence().isRemark(zone.name(), zone.remark())
        ? ourZone(zone)
        : "zone " + zone.id() + " bears the remark " + zone.remark();
  }
}
