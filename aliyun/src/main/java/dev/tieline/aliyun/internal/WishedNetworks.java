package dev.tieline.aliyun.internal;

import dev.tieline.net.Traffic;
import dev.tieline.provider.Claims;
import dev.tieline.provider.Marked;
import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Consent;
import dev.tieline.topology.Endpoint;
import dev.tieline.topology.Link;
import dev.tieline.topology.Network;
import dev.tieline.topology.Peering;
import dev.tieline.topology.Service;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the networks of a wish, if there is one, ask a survey to read. */
final class WishedNetworks {
  private final Owner owner;
  private final @Nullable Topology topology;
  private final Map<String, VpcForm> forms = new LinkedHashMap<>();

  WishedNetworks(Owner owner, @Nullable Topology topology) {
    this.owner = owner;
    this.topology = topology;
    if (topology != null) {
      topology
          .networks()
          .forEach(
              (name, network) -> {
                if (network.cloud().equals(Realm.CLOUD)) {
                  forms.put(name, form(network));
                }
              });
    }
  }

  private static VpcForm form(Network network) {
    return (VpcForm) network.asData();
  }

  private static Scope scope(VpcForm form) {
    return new Scope(Realm.CLOUD, form.account(), form.region());
  }

  /** Returns where networks are that we hold credentials for. */
  Set<Scope> scopes() {
    Set<Scope> scopes = new LinkedHashSet<>();
    forms.values().stream()
        .filter(form -> !(form instanceof VpcForm.Foreign))
        .forEach(form -> scopes.add(scope(form)));
    return scopes;
  }

  /** Returns the zones that vSwitches are wished in, in a scope. */
  Set<String> zones(Scope scope) {
    return forms.values().stream()
        .filter(form -> !(form instanceof VpcForm.Foreign) && scope(form).equals(scope))
        .flatMap(form -> form.vSwitches().stream())
        .map(VpcForm.VSwitchForm::zone)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * Returns the parts of Cloud Data Transfer that wished peerings need of each account: whether it
   * is the part across the border.
   */
  Map<String, Set<Boolean>> transfers() {
    Map<String, Set<Boolean>> parts = new LinkedHashMap<>();
    if (topology == null) {
      return parts;
    }
    for (Link link : topology.links().values()) {
      if (!(link instanceof Peering peering)) {
        continue;
      }
      VpcForm a = forms.get(peering.a());
      VpcForm b = forms.get(peering.b());
      if (a != null && b != null) {
        for (VpcForm form : List.of(a, b)) {
          if (!(form instanceof VpcForm.Foreign)) {
            Set<Boolean> of =
                parts.computeIfAbsent(form.account(), account -> new LinkedHashSet<>());
            of.add(false);
            if (Regions.crossBorder(a.region(), b.region())) {
              of.add(true);
            }
          }
        }
      }
    }
    return parts;
  }

  /**
   * Returns the products that wished endpoints and services need each account to have opened: one
   * scope each.
   */
  Map<Scope, Set<Product>> products() {
    Map<String, Scope> scopes = new LinkedHashMap<>();
    Map<Scope, Set<Product>> products = new LinkedHashMap<>();
    if (topology != null) {
      for (Link link : topology.links().values()) {
        VpcForm form =
            link instanceof Endpoint || link instanceof Service
                ? forms.get(link.networks().get(0))
                : null;
        if (form != null && !(form instanceof VpcForm.Foreign)) {
          Scope scope = scopes.computeIfAbsent(form.account(), a -> scope(form));
          Set<Product> of = products.computeIfAbsent(scope, s -> new LinkedHashSet<>());
          of.add(Product.PRIVATELINK);
          if (link instanceof Endpoint endpoint) {
            EndpointTargets.form(endpoint.target())
                .filter(target -> target.dns() instanceof EndpointForm.DnsForm.PrivateZone)
                .ifPresent(target -> of.add(Product.PRIVATE_ZONE));
          }
        }
      }
    }
    return products;
  }

  /** Returns what the wish and the owner's claims need of endpoints in a scope. */
  EndpointNeeds endpoints(ScopeLook look) {
    Map<String, String> services = new LinkedHashMap<>();
    Set<String> dnsNames = new LinkedHashSet<>();
    if (topology != null) {
      for (Link link : topology.links().values()) {
        VpcForm form = link instanceof Endpoint e ? forms.get(e.network()) : null;
        if (form != null && !(form instanceof VpcForm.Foreign) && scope(form).equals(look.scope)) {
          EndpointTargets.form(((Endpoint) link).target())
              .ifPresent(
                  target -> {
                    services.put(target.service(), target.serviceRegion());
                    if (target.dns() instanceof EndpointForm.DnsForm.PrivateZone) {
                      dnsNames.add(String.valueOf(target.name()));
                    }
                  });
        }
      }
    }
    boolean claimed = false;
    for (Vpc vpc : look.vpcs.values()) {
      claimed |= !Claims.beginning(owner, EndpointClaims.WORD, vpc.tags()).isEmpty();
      for (String value : Claims.beginning(owner, DnsClaims.WORD, vpc.tags()).values()) {
        dnsNames.add(DnsClaims.zone(value));
        claimed = true;
      }
    }
    return new EndpointNeeds(claimed || !services.isEmpty(), services, dnsNames);
  }

  /**
   * Returns whether the wish or the owner's claims speak of services that are offered in a scope.
   */
  boolean offers(ScopeLook look) {
    boolean wished =
        topology != null
            && topology.links().values().stream()
                .filter(Service.class::isInstance)
                .map(link -> forms.get(((Service) link).network()))
                .anyMatch(
                    form ->
                        form != null
                            && !(form instanceof VpcForm.Foreign)
                            && scope(form).equals(look.scope));
    return wished
        || look.vpcs.values().stream()
            .anyMatch(vpc -> !Claims.beginning(owner, ServiceClaims.WORD, vpc.tags()).isEmpty());
  }

  /** Returns what the wished services answer to, by their addresses. */
  Map<Address, List<Traffic>> traffic() {
    Map<Address, List<Traffic>> traffic = new LinkedHashMap<>();
    if (topology != null) {
      for (Link link : topology.links().values()) {
        if (link instanceof Service s && s.source().asData() instanceof ServiceForm form) {
          traffic.put(new Address(link.address()), form.traffic());
        }
      }
    }
    return traffic;
  }

  /** Returns the consent to remove services that others use, if the topology has given it. */
  Optional<CutOff> cutsOff() {
    if (topology == null || !topology.consents().contains(Consent.CUT_OFF_CONSUMERS)) {
      return Optional.empty();
    }
    return Optional.of(
        new CutOff(
            owner,
            topology.links().values().stream()
                .filter(Service.class::isInstance)
                .map(link -> new Address(link.address()))
                .collect(Collectors.toCollection(LinkedHashSet::new))));
  }

  /** Returns the endpoints whose groups were chosen. */
  Regrouped regrouped() {
    Set<Address> links = new LinkedHashSet<>();
    if (topology != null) {
      for (Link link : topology.links().values()) {
        if (link instanceof Endpoint endpoint) {
          EndpointTargets.form(endpoint.target())
              .filter(form -> !form.groups().isEmpty())
              .ifPresent(form -> links.add(new Address(link.address())));
        }
      }
    }
    return new Regrouped(owner, links);
  }

  /** Returns the foreign networks by name. */
  Map<String, VpcForm.Foreign> foreign() {
    Map<String, VpcForm.Foreign> foreign = new LinkedHashMap<>();
    forms.forEach(
        (name, form) -> {
          if (form instanceof VpcForm.Foreign f) {
            foreign.putIfAbsent(name, f);
          }
        });
    return foreign;
  }

  private List<VpcForm.Existing> existing() {
    List<VpcForm.Existing> existing = new ArrayList<>();
    for (VpcForm form : forms.values()) {
      if (form instanceof VpcForm.Existing e) {
        existing.add(e);
      }
    }
    return existing;
  }

  /** Returns the VPCs that are not where the wish says, as far as that could be read. */
  Set<String> missing(Map<Scope, ScopeLook> looks) {
    Set<String> missing = new LinkedHashSet<>();
    for (VpcForm.Existing form : existing()) {
      ScopeLook named = looks.get(scope(form));
      if (named != null
          && !named.failures.containsKey(Vpc.class)
          && !named.vpcs.containsKey(form.vpcId())) {
        missing.add(form.vpcId());
      }
    }
    return missing;
  }

  /** The VPCs that the wish names, and those in which anything bears a mark of the owner. */
  Set<String> concerned(Collection<ScopeLook> looks) {
    Set<String> vpcs = new LinkedHashSet<>();
    existing().forEach(form -> vpcs.add(form.vpcId()));
    for (ScopeLook look : looks) {
      look.vpcs.values().forEach(o -> concern(vpcs, o, o.id()));
      look.vSwitches.values().forEach(o -> concern(vpcs, o, o.vpc()));
      look.tables.values().forEach(o -> concern(vpcs, o, o.vpc()));
      look.groups.values().forEach(o -> concern(vpcs, o, o.vpc()));
      look.endpoints.values().forEach(o -> concern(vpcs, o, o.vpc()));
      look.acls.values().forEach(o -> concern(vpcs, o, o.vpc()));
      look.peerings
          .values()
          .forEach(o -> concern(vpcs, o, o.requester().vpc(), o.accepter().vpc()));
    }
    vpcs.remove("");
    return vpcs;
  }

  private void concern(Set<String> vpcs, Marked object, String... of) {
    if (object.marks().containsKey(owner)) {
      vpcs.addAll(List.of(of));
    }
  }
}
