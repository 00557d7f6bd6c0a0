package dev.tieline.aws.internal;

import dev.tieline.provider.Marks;
import dev.tieline.provider.OldValues;
import dev.tieline.provider.Tagged;
import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Link;
import dev.tieline.topology.Network;
import dev.tieline.topology.Peering;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /** Returns the zones that subnets are wished in, in a scope. */
  Set<String> zones(Scope scope) {
    Set<String> zones = new LinkedHashSet<>();
    for (VpcForm form : forms.values()) {
      if (scope(form).equals(scope)) {
        subnets(form).forEach(subnet -> zones.add(subnet.zone()));
      }
    }
    return zones;
  }

  private static List<VpcForm.SubnetForm> subnets(VpcForm form) {
    if (form instanceof VpcForm.Managed managed) {
      return managed.subnets();
    }
    return form instanceof VpcForm.Existing existing ? existing.subnets() : List.of();
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
          && named.vpcs.stream().noneMatch(v -> v.id().equals(form.vpcId()))) {
        missing.add(form.vpcId());
      }
    }
    return missing;
  }

  /** The VPCs whose attributes matter: for names over a peering, or since we changed one. */
  Set<String> attributesOf(ScopeLook look) {
    Set<String> named = new LinkedHashSet<>(); // networks
    if (topology != null) {
      for (Link link : topology.links().values()) {
        if (link instanceof Peering peering && !PeeringOptions.of(peering).dnsOf().isEmpty()) {
          named.addAll(peering.networks()); // both sides need the attributes, whoever is looked up
        }
      }
    }
    Set<String> wanted = new LinkedHashSet<>();
    forms.forEach(
        (name, form) -> {
          boolean needed =
              named.contains(name)
                  || (form instanceof VpcForm.Managed managed && managed.dnsHostnames());
          if (needed && scope(form).equals(look.scope)) {
            vpcOf(name, form, look).ifPresent(vpc -> wanted.add(vpc.id()));
          }
        });
    look.vpcs.stream()
        .filter(vpc -> !OldValues.of(owner, vpc.tags()).isEmpty())
        .forEach(vpc -> wanted.add(vpc.id()));
    return wanted;
  }

  private Optional<Vpc> vpcOf(String name, VpcForm form, ScopeLook look) {
    if (form instanceof VpcForm.Existing existing) {
      return look.vpcs.stream().filter(v -> v.id().equals(existing.vpcId())).findFirst();
    }
    Address address = new Address("network." + name);
    return look.vpcs.stream().filter(v -> Marks.bears(owner, address, v.tags())).findFirst();
  }

  /** The VPCs that the wish names, and those in which anything bears a tag of the owner. */
  Set<String> concerned(Collection<ScopeLook> looks) {
    Set<String> vpcs = new LinkedHashSet<>();
    existing().forEach(form -> vpcs.add(form.vpcId()));
    for (ScopeLook look : looks) {
      Map<String, String> vpcOfGroup = new LinkedHashMap<>();
      look.groups.forEach(group -> vpcOfGroup.put(group.id(), group.vpc()));
      look.vpcs.forEach(o -> concern(vpcs, o, o.id()));
      look.subnets.forEach(o -> concern(vpcs, o, o.vpc()));
      look.tables.forEach(o -> concern(vpcs, o, o.vpc()));
      look.groups.forEach(o -> concern(vpcs, o, o.vpc()));
      look.acls.forEach(o -> concern(vpcs, o, o.vpc()));
      look.peerings.forEach(o -> concern(vpcs, o, o.requester().vpc(), o.accepter().vpc()));
      look.rules.values().forEach(o -> concern(vpcs, o, vpcOfGroup.getOrDefault(o.group(), "")));
    }
    vpcs.remove("");
    return vpcs;
  }

  private void concern(Set<String> vpcs, Tagged object, String... of) {
    if (AwsTags.concern(owner, object.tags())) {
      vpcs.addAll(List.of(of));
    }
  }
}
