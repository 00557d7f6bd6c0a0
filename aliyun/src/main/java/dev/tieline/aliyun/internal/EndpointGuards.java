package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Ref;
import dev.tieline.topology.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The security groups that guard an endpoint.
 *
 * @param groups those that get the link's rules
 * @param attached those that are to be at the endpoint because of the link
 */
record EndpointGuards(List<LinkRules.Group> groups, List<LinkRules.Group> attached) {
  private static final String OWN = "group";

  EndpointGuards {
    groups = List.copyOf(groups);
    attached = List.copyOf(attached);
  }

  static EndpointGuards of(
      LinkCompiling compiling,
      EndpointFindings findings,
      Endpoint link,
      EndpointForm form,
      Compiled network,
      Optional<Ep> there,
      Node<?, ?> claim) {
    Facts facts = compiling.facts();
    Owner owner = compiling.owner();
    List<LinkRules.Group> chosen =
        compiling.findings().groups(link, network, form.groups()).stream()
            .map(id -> new LinkRules.Group(id, Ref.known(id)))
            .toList();
    // of one that is just being made, the groups may be shown later than itself
    if (there.filter(e -> e.groups().isEmpty() && e.status().equals("Active")).isPresent()) {
      if (!link.flows().isEmpty() || !form.groups().isEmpty()) {
        findings.withoutGroup(link, there.orElseThrow());
      }
      return new EndpointGuards(List.of(), List.of());
    }
    if (there.isPresent() && !there.get().ours(owner)) {
      return adopted(compiling, findings, link, there.get(), form, network, claim);
    }
    Map<String, Boolean> types = new LinkedHashMap<>();
    List<String> together = new ArrayList<>(form.groups());
    there.ifPresent(e -> together.addAll(e.groups()));
    together.forEach(
        id -> facts.one(SecurityGroup.class, id).ifPresent(g -> types.put(id, g.enterprise())));
    List<String> own = own(compiling, there);
    List<LinkRules.Group> attached = new ArrayList<>(chosen);
    List<LinkRules.Group> groups = new ArrayList<>(chosen);
    if (form.groups().isEmpty()) {
      LinkRules.Group ours = group(compiling, link, network, own, claim);
      attached.add(ours);
      groups.add(ours);
      types.putIfAbsent("a group of our own", false);
    }
    findings.mixedTypes(link, types);
    return new EndpointGuards(groups, attached);
  }

  /** The endpoint's group of our own. */
  private static LinkRules.Group group(
      LinkCompiling compiling,
      Endpoint link,
      Compiled network,
      List<String> own,
      Node<?, ?> claim) {
    Node<GroupWish, SecurityGroup> group =
        compiling
            .out()
            .add(
                AliyunKinds.ENDPOINT_SECURITY_GROUPS,
                new Address(link.address()).child(OWN),
                requireNonNull(network.scope(), "scope"),
                new GroupWish(
                    network.vpcId(),
                    Mine.display(compiling.owner(), link.name()),
                    own.stream().findFirst().orElse(null)),
                claim);
    return new LinkRules.Group(OWN, group.ref("id", SecurityGroup::id));
  }

  /** The groups of ours at an endpoint, whatever its link is called now. */
  private static List<String> own(LinkCompiling compiling, Optional<Ep> there) {
    return AliyunKinds.ENDPOINT_SECURITY_GROUPS.owned(compiling.owner(), compiling.facts()).stream()
        .map(o -> o.object().id())
        .filter(id -> there.filter(e -> e.groups().contains(id)).isPresent())
        .toList();
  }

  /**
   * Into the groups of somebody else's endpoint only rules of ours go, and only into those that the
   * wish chooses: they may guard more than the endpoint. One of them may be our own: where somebody
   * has taken our mark off an endpoint that we made.
   */
  private static EndpointGuards adopted(
      LinkCompiling compiling,
      EndpointFindings findings,
      Endpoint link,
      Ep there,
      EndpointForm form,
      Compiled network,
      Node<?, ?> claim) {
    form.groups().stream()
        .filter(id -> !there.groups().contains(id))
        .forEach(id -> findings.differs(link, there, "is not guarded by " + id));
    List<String> own = own(compiling, Optional.of(there));
    if (form.groups().isEmpty() && !own.isEmpty()) {
      return new EndpointGuards(List.of(group(compiling, link, network, own, claim)), List.of());
    }
    if (form.groups().isEmpty() && !link.flows().isEmpty()) {
      findings.groupNotChosen(link, there);
    }
    return new EndpointGuards(
        form.groups().stream()
            .filter(there.groups()::contains)
            .map(id -> new LinkRules.Group(id, Ref.known(id)))
            .toList(),
        List.of());
  }
}
