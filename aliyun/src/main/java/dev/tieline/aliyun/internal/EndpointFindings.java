package dev.tieline.aliyun.internal;

import dev.tieline.check.Codes;
import dev.tieline.check.Severity;
import dev.tieline.provider.Caller;
import dev.tieline.spi.Facts;
import dev.tieline.spi.FoundRefs;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Endpoint;
import dev.tieline.topology.Link;
import dev.tieline.topology.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is found while an endpoint is compiled. */
final class EndpointFindings {
  private final Facts facts;
  private final FoundRefs refs;
  private final PeeringFindings findings;

  EndpointFindings(LinkCompiling compiling) {
    facts = compiling.facts();
    refs = compiling.refs();
    findings = compiling.findings();
  }

  void error(Link link, String code, String what, String why, String remedy) {
    findings.add(code, Severity.ERROR, link.address(), what, why, remedy);
  }

  private void warning(Link link, String code, String what, String why, String remedy) {
    findings.add(code, Severity.WARNING, link.address(), what, why, remedy);
  }

  private void info(Endpoint link, String code, String what, String why, String remedy) {
    findings.add(code, Severity.INFO, link.address(), what, why, remedy);
  }

  // ---- whether an endpoint can be compiled at all ----

  boolean isBroken(Endpoint link, Compiled network) {
    if (network.broken() == null && network.accountId() != null) {
      return false;
    }
    error(
        link,
        AliyunFindings.NETWORK_NOT_READY,
        "network "
            + network.name()
            + ": "
            + (network.broken() == null ? "its account is not known" : network.broken()),
        "A link of it can neither be made nor judged, so it is left as it is",
        "Do what the finding on network " + network.name() + " says");
    return true;
  }

  boolean isUnreadable(Endpoint link, Scope scope, boolean dns) {
    List<Class<?>> types =
        new ArrayList<>(List.of(Vpc.class, VSwitch.class, Ep.class, EpZone.class, EpGroup.class));
    types.addAll(List.of(EpService.class, SecurityGroup.class));
    if (!link.flows().isEmpty()) {
      types.add(GroupRule.class);
    }
    if (dns) {
      types.addAll(List.of(DnsZone.class, DnsRecord.class));
    }
    for (Class<?> type : types) {
      Optional<String> why = facts.unreadable(scope, type);
      if (why.isPresent()) {
        error(
            link,
            Codes.UNREADABLE,
            Types.words(type)
                + " of network "
                + link.network()
                + " in "
                + scope
                + " were not read: "
                + why.get(),
            "What is there can not be told, and nothing is made or removed on a guess",
            facts.unread(scope, why.get()).remedy("plan again"));
        return true;
      }
    }
    return false;
  }

  /** Says what of an offer can not be used from here. */
  boolean isUnfit(Endpoint link, Offer offer, Compiled network) {
    Optional<String> wrong =
        EndpointTargets.wrong(offer)
            .or(
                () ->
                    offer.audience().equals(account(network))
                        ? Optional.empty()
                        : Optional.of(
                            "account "
                                + offer.audience()
                                + " that it is for (network "
                                + network.name()
                                + " is of "
                                + account(network)
                                + ")"));
    wrong.ifPresent(
        what ->
            error(
                link,
                AliyunFindings.OFFER_UNFIT,
                "the offer states " + what,
                "It is for somebody else, or for another cloud's means",
                "Ask account " + offer.account() + " for an offer to account " + account(network)));
    return wrong.isPresent();
  }

  void twice(Endpoint link, String other, String what) {
    error(
        link,
        AliyunFindings.ENDPOINT_TWICE,
        "links " + other + " and " + link.name() + " have " + what + " in one VPC",
        "A VPC has one endpoint for a service, and a name in it leads to one of them",
        "Make one link of them, or give one another DNS name");
  }

  /** Says that a product is not opened, or that this is not known. */
  void opened(Link link, Scope scope, Product product) {
    String name = product == Product.PRIVATELINK ? "PrivateLink" : "PrivateZone";
    Optional<LinkOpen> open =
        facts.find(LinkOpen.class, scope.account()).stream()
            .filter(o -> o.product() == product)
            .findFirst();
    if (open.isPresent() && !open.get().open()) {
      error(
          link,
          AliyunFindings.PRODUCT_NOT_OPENED,
          name + " is not opened in account " + account(scope),
          "The cloud makes nothing of it before that",
          "Let account "
              + account(scope)
              + " open it ("
              + name
              + " console); it can not be closed again, so that this library does not do it");
    } else if (open.isEmpty()) {
      facts
          .unreadable(scope, LinkOpen.class)
          .ifPresent(
              words ->
                  warning(
                      link,
                      Codes.UNREADABLE,
                      "whether account "
                          + account(scope)
                          + " has opened "
                          + name
                          + " could not be read: "
                          + words,
                      "The cloud makes nothing of it before that",
                      facts.unread(scope, words).remedy("plan again")
                          + "; or see to it that it is open"));
    }
  }

  /**
   * Returns the account that makes what is made in a network: of a VPC that another account shares
   * with ours, what we make in it is ours.
   */
  String account(Compiled network) {
    return Optional.ofNullable(network.scope())
        .flatMap(scope -> facts.one(Caller.class, scope.account()))
        .map(Caller::accountId)
        .orElseGet(() -> String.valueOf(network.accountId()));
  }

  private String account(Scope scope) {
    return facts
        .one(Caller.class, scope.account())
        .map(c -> c.accountId() + " (" + scope.account() + ")")
        .orElse(scope.account());
  }

  /** Says that a service is not to be seen from here. */
  void notOffered(Endpoint link, EndpointForm form, Compiled network, Optional<Ep> there) {
    String account = account(network);
    boolean across = !form.serviceRegion().equals(network.region());
    if (there.filter(e -> e.connection().equals("ServiceDeleted")).isPresent()) {
      warning(
          link,
          AliyunFindings.SERVICE_NOT_SHARED,
          "service " + form.service() + " was deleted by its provider",
          "Its endpoint "
              + there.get().id()
              + " leads nowhere, but is still there, and may be billed",
          "Take the link out, or put the name of the provider's new service into it; the endpoint"
              + " then goes");
    } else if (there.isPresent()) {
      warning(
          link,
          AliyunFindings.SERVICE_NOT_SHARED,
          "service " + form.service() + " is no longer shared with account " + account,
          "Its endpoint " + there.get().id() + " stays, but no other one can be made",
          "Ask the provider to add account " + account + " to the service's whitelist again");
    } else if (across) {
      error(
          link,
          AliyunFindings.SERVICE_REGION_NOT_SUPPORTED,
          "service "
              + form.service()
              + " can not be used by account "
              + account
              + " from region "
              + network.region(),
          "A service is seen from another region only if its provider supports that region, and if"
              + " the account is in its whitelist",
          "Ask the provider to add region "
              + network.region()
              + " to the service's regions, and account "
              + account
              + " to its whitelist; or use it from a network in "
              + form.serviceRegion());
    } else {
      error(
          link,
          AliyunFindings.SERVICE_NOT_SHARED,
          "account " + account + " sees no service " + form.service(),
          "Either there is no such service, or its provider has not shared it with this account, which"
              + " it can not if it is of the other site (China or international)",
          "Check the name, and ask the provider to add account "
              + account
              + " to the service's whitelist (PrivateLink console, Endpoint Services, Service"
              + " Whitelist)");
    }
  }

  // ---- places ----

  void zoneNotOffered(Endpoint link, EpService service, String zone) {
    error(
        link,
        AliyunFindings.ZONE_NOT_OFFERED,
        "service " + service.name() + " is not in zone " + zone,
        "An endpoint can be only in zones in which its service is",
        "Choose of its zones: " + String.join(", ", service.zones()));
  }

  void zoneOfUnseen(Endpoint link, String service, String zone) {
    error(
        link,
        AliyunFindings.ZONE_NOT_OFFERED,
        "zone " + zone + " can not be added while service " + service + " is not to be seen",
        "Whether the service is in a zone is told only to those whom its provider shares it with",
        "Have the service shared again, or wish only the zones that the endpoint is in");
  }

  void noVSwitch(Endpoint link, EpService service, Compiled network, List<String> zones) {
    Set<String> own =
        network.vSwitches().stream()
            .map(VSwitchRef::zone)
            .collect(Collectors.toCollection(TreeSet::new));
    error(
        link,
        AliyunFindings.NO_V_SWITCH_IN_ZONE,
        "network "
            + network.name()
            + " has no vSwitch in "
            + (zones.isEmpty() ? "any zone of the service" : String.join(", ", zones))
            + " (it has some in "
            + (own.isEmpty() ? "no zone" : String.join(", ", own))
            + ")",
        "An endpoint has its interface in a vSwitch of a zone in which its service is: "
            + String.join(", ", service.zones()),
        "Add one to the network: vSwitch(name, block, \""
            + (zones.isEmpty()
                ? service.zones().isEmpty() ? "a zone" : service.zones().get(0)
                : zones.get(0))
            + "\"), which works for an existing VPC, too");
  }

  void vSwitchNotFound(Endpoint link, Compiled network, String called) {
    error(
        link,
        AliyunFindings.V_SWITCH_NOT_FOUND,
        "network "
            + network.name()
            + " has no vSwitch called "
            + called
            + " (there are: "
            + network.vSwitches().stream()
                .map(v -> refs.peek(v.id()).orElse(v.name()) + " in " + v.zone())
                .collect(Collectors.joining(", "))
            + ")",
        "The endpoint's interface is made in a vSwitch that was chosen, and in no other",
        "Choose one by its id, or by the name that the topology gives to it");
  }

  void vSwitchNotUsed(Endpoint link, VSwitchRef vSwitch, String why) {
    error(
        link,
        AliyunFindings.V_SWITCH_NOT_USED,
        "vSwitch "
            + refs.show(vSwitch.id())
            + " was chosen, and is in zone "
            + vSwitch.zone()
            + ", "
            + why,
        "An endpoint has one interface in a zone that it is in, and none elsewhere",
        "Choose one vSwitch for each zone, or leave zones out");
  }

  void vSwitchFull(Endpoint link, VSwitchRef vSwitch) {
    error(
        link,
        AliyunFindings.V_SWITCH_FULL,
        "vSwitch " + refs.show(vSwitch.id()) + " in " + vSwitch.zone() + " has no free address",
        "The endpoint's interface needs one of its own",
        "Choose another vSwitch of the zone, or add one to the network");
  }

  // ---- groups ----

  void mixedTypes(Endpoint link, Map<String, Boolean> enterprise) {
    if (enterprise.values().stream().distinct().count() > 1) {
      error(
          link,
          AliyunFindings.GROUP_TYPES_MIXED,
          "of the security groups of the endpoint some are enterprise ones: "
              + enterprise.entrySet().stream()
                  .map(g -> g.getKey() + (g.getValue() ? " (enterprise)" : " (basic)"))
                  .sorted()
                  .collect(Collectors.joining(", ")),
          "The groups of an endpoint are all of one type",
          "Choose groups of one type");
    }
  }

  void withoutGroup(Endpoint link, Ep there) {
    error(
        link,
        AliyunFindings.ENDPOINT_WITHOUT_GROUP,
        "endpoint " + there.id() + " was made without a security group",
        "The cloud gives none to it later, so that no rule can let the link's traffic in",
        "Delete it, and the link makes one; or allow nothing and choose no groups here, if it is"
            + " reached all the same");
  }

  /** Says that no group of somebody else's endpoint gets a rule, since nobody chose one. */
  void groupNotChosen(Endpoint link, Ep there) {
    warning(
        link,
        Codes.GROUP_NOT_CHOSEN,
        "no security group of endpoint " + there.id() + " of somebody else was chosen",
        "No rule is made there, since its groups may guard other hosts, too; what passes depends on"
            + " them as they are: "
            + String.join(", ", there.groups()),
        "Choose of these with groups(...) of the endpoint");
  }

  void differs(Endpoint link, Ep there, String how) {
    error(
        link,
        AliyunFindings.ENDPOINT_DIFFERS,
        "endpoint " + there.id() + " of somebody else serves the VPC, but " + how,
        "What is not ours is used as it is, and not changed",
        "Wish what it has, have its owner change it, or delete it to get one of our own");
  }

  void adopted(Endpoint link, Ep there, EndpointForm form) {
    List<String> others = Endpoints.otherTerms(form.bandwidth(), there);
    String what =
        there.id()
            + " of somebody else is the VPC's endpoint for the service, and is used"
            + (others.isEmpty() ? "" : ", with " + String.join(", ", others));
    String why = "It is neither changed nor deleted; only rules and names are ours";
    if (others.isEmpty()) {
      info(
          link,
          AliyunFindings.ADOPTED,
          what,
          why,
          "Nothing; to have an endpoint of our own, delete that one");
    } else {
      warning(
          link,
          AliyunFindings.ADOPTED,
          what,
          why,
          "Have its owner change it; to have an endpoint of our own, delete that one");
    }
  }

  void doubled(Endpoint link, List<Ep> others) {
    warning(
        link,
        AliyunFindings.DOUBLED,
        "the VPC has more than one endpoint for the service: "
            + others.stream().map(Ep::id).sorted().collect(Collectors.joining(", "))
            + " besides the one that is used",
        "They cost, and whoever has their names or addresses uses them",
        "Delete those that nobody uses");
  }

  void arrears(Endpoint link, Ep there, Compiled network, Optional<EpService> service) {
    boolean theirs =
        service.filter(s -> s.payer().equals(OfferedService.PROVIDER_PAYS)).isPresent();
    error(
        link,
        AliyunFindings.ARREARS,
        there.id() + " is locked for money: " + there.businessStatus() + " (expected: Normal)",
        "An endpoint whose account is in arrears carries no traffic",
        "Settle the bills of account "
            + account(network)
            + (theirs ? ", or have the provider do so, who pays for it" : "")
            + ", then plan again");
  }
}
