package dev.tieline.aliyun.internal;

import dev.tieline.provider.Elsewhere;
import dev.tieline.provider.OtherRule;
import dev.tieline.provider.Phases;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Unread;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a survey has read in one scope so far. Used by the survey alone, on one thread. */
final class ScopeLook implements Phases.Failures {
  /** How far a scope is. */
  enum Stage {
    /** Nothing is asked. */
    NEW,
    /** Marks are looked for. */
    TAGS,
    /** Everything but what is in tables, groups and endpoints is read. */
    OBJECTS,
    /** The same, and endpoints and zones of DNS, if any matter here. */
    ENDPOINTS,
    /** Everything is read. */
    ALL
  }

  /** Every type that a survey reads. */
  static final List<Class<?>> TYPES =
      List.of(
          Vpc.class,
          VSwitch.class,
          RouteTable.class,
          Route.class,
          OtherRoute.class,
          Acl.class,
          SecurityGroup.class,
          Inside.class,
          GroupRule.class,
          OtherRule.class,
          Pcc.class,
          Host.class,
          Ep.class,
          EpZone.class,
          EpGroup.class,
          EpService.class,
          DnsZone.class,
          DnsRecord.class,
          OfferedService.class,
          ServiceResource.class,
          ServiceUser.class,
          ServiceConnection.class);

  final Scope scope;
  Stage stage = Stage.NEW;
  boolean marked; // tags say that something here is ours
  final Map<String, Vpc> vpcs = new LinkedHashMap<>();
  final List<Elsewhere> elsewhere = new ArrayList<>();
  final Map<String, VSwitch> vSwitches = new LinkedHashMap<>();
  final Map<String, RouteTable> tables = new LinkedHashMap<>();
  final Map<String, Route> routes = new LinkedHashMap<>();
  final Map<String, OtherRoute> otherRoutes = new LinkedHashMap<>();
  final Map<String, Acl> acls = new LinkedHashMap<>();
  final Map<String, SecurityGroup> groups = new LinkedHashMap<>();
  final Map<String, Inside> insides = new LinkedHashMap<>();
  final Map<String, GroupRule> rules = new LinkedHashMap<>();
  final Map<String, OtherRule> otherRules = new LinkedHashMap<>();
  final Map<String, Pcc> peerings = new LinkedHashMap<>();
  final Map<String, Host> hosts = new LinkedHashMap<>();
  final Map<String, Ep> endpoints = new LinkedHashMap<>();
  final Map<String, EpZone> endpointZones = new LinkedHashMap<>();
  final Map<String, EpGroup> endpointGroups = new LinkedHashMap<>();
  final Map<String, EpService> services = new LinkedHashMap<>();
  final Map<String, DnsZone> dnsZones = new LinkedHashMap<>();
  final Map<String, DnsRecord> dnsRecords = new LinkedHashMap<>();
  final Map<String, OfferedService> offered = new LinkedHashMap<>();
  final Map<String, ServiceResource> serviceResources = new LinkedHashMap<>();
  final Map<String, ServiceUser> serviceUsers = new LinkedHashMap<>();
  final Map<String, ServiceConnection> serviceConnections = new LinkedHashMap<>();
  final Map<Class<?>, Unread> failures = new LinkedHashMap<>();

  ScopeLook(Scope scope) {
    this.scope = scope;
  }

  @Override
  public void failed(Unread why, Class<?>... types) {
    for (Class<?> type : types) {
      failures.putIfAbsent(type, why);
    }
  }

  /** Takes objects of any type; of one that is there already the last one counts. */
  void take(Collection<?> found) {
    found.forEach(this::take);
  }

  private void take(Object object) {
    if (object instanceof Vpc vpc) {
      vpcs.put(vpc.id(), vpc);
    } else if (object instanceof VSwitch vSwitch) {
      vSwitches.put(vSwitch.id(), vSwitch);
    } else if (object instanceof RouteTable table) {
      tables.put(table.id(), table);
    } else if (object instanceof Route route) {
      routes.put(route.id(), route);
    } else if (object instanceof OtherRoute other) {
      otherRoutes.put(other.table() + "|" + other.text(), other);
    } else if (object instanceof Acl acl) {
      acls.put(acl.id(), acl);
    } else if (object instanceof SecurityGroup group) {
      groups.put(group.id(), group);
    } else if (object instanceof Inside inside) {
      insides.put(inside.group(), inside);
    } else if (object instanceof GroupRule rule) {
      rules.put(rule.group() + "|" + rule.id(), rule);
    } else if (object instanceof OtherRule other) {
      otherRules.put(other.group() + "|" + other.id(), other);
    } else if (object instanceof Pcc pcc) {
      peerings.put(pcc.id(), pcc);
    } else if (object instanceof Host host) {
      hosts.put(host.interfaceId(), host);
    } else if (object instanceof Ep endpoint) {
      endpoints.put(endpoint.id(), endpoint);
    } else if (object instanceof EpZone zone) {
      endpointZones.put(zone.id(), zone);
    } else if (object instanceof EpGroup group) {
      endpointGroups.put(group.id(), group);
    } else if (object instanceof EpService service) {
      services.put(service.name(), service);
    } else if (object instanceof DnsZone zone) {
      dnsZones.put(zone.id(), zone);
    } else if (object instanceof DnsRecord dnsRecord) {
      dnsRecords.put(dnsRecord.id(), dnsRecord);
    } else if (object instanceof OfferedService service) {
      offered.put(service.id(), service);
    } else if (object instanceof ServiceResource resource) {
      serviceResources.put(resource.id(), resource);
    } else if (object instanceof ServiceUser user) {
      serviceUsers.put(user.id(), user);
    } else if (object instanceof ServiceConnection connection) {
      serviceConnections.put(connection.id(), connection);
    } else {
      throw new IllegalArgumentException(
          "object: " + object.getClass().getName() + " (expected: of one of the types)");
    }
  }
}
