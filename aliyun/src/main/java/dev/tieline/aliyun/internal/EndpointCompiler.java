package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.plan.Opening.Direction;
import dev.tieline.provider.BlockRef;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Consent;
import dev.tieline.topology.Endpoint;
import dev.tieline.topology.Flow;
import dev.tieline.topology.Link;
import dev.tieline.topology.Offer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From uses of services to objects: the endpoint with its places and groups, its connection, what
 * lets traffic in, and the name by which it is found. Used for one compilation.
 */
final class EndpointCompiler {
  private final LinkCompiling compiling;
  private final NetworkMarks marks;
  private final Owner owner;
  private final Facts facts;
  private final Graph.Builder out;
  private final EndpointFindings findings;
  private final DnsFindings names;

  /** The links by what a VPC can have once: a service, a name. */
  private final Map<List<String>, String> once = new LinkedHashMap<>();

  private EndpointCompiler(LinkCompiling compiling, NetworkMarks marks) {
    this.compiling = compiling;
    this.marks = marks;
    owner = compiling.owner();
    facts = compiling.facts();
    out = compiling.out();
    findings = new EndpointFindings(compiling);
    names = new DnsFindings(compiling.findings());
  }

  /** Adds the objects and findings of all endpoints in these networks. */
  static void compile(LinkCompiling compiling, NetworkMarks marks, Map<String, Compiled> networks) {
    EndpointCompiler compiler = new EndpointCompiler(compiling, marks);
    for (Link link : compiling.topology().links().values()) {
      if (link instanceof Endpoint endpoint) {
        Compiled network = networks.get(endpoint.network());
        if (network != null && !compiler.findings.isBroken(endpoint, network)) {
          compiler.compile(endpoint, network);
        }
      }
    }
  }

  private void compile(Endpoint link, Compiled network) {
    Scope scope = requireNonNull(network.scope(), "scope"); // no foreign network has an endpoint
    if (link.target() instanceof Offer offer && findings.isUnfit(link, offer, network)) {
      return;
    }
    EndpointForm form = EndpointTargets.form(link.target()).orElseThrow();
    boolean dns = form.dns() instanceof EndpointForm.DnsForm.PrivateZone;
    if (findings.isUnreadable(link, scope, dns) || isTwice(link, network, form, dns)) {
      return;
    }
    List<Ep> all =
        compiling.refs().peek(network.vpcId()).stream()
            .flatMap(vpc -> Endpoints.standing(owner, facts, vpc, form.service()).stream())
            .toList();
    Optional<Ep> there = all.stream().findFirst();
    Optional<EpService> service =
        facts.one(EpService.class, new AliyunKeys.Offered(scope, form.service()));
    if (there.isEmpty()) {
      findings.opened(link, scope, Product.PRIVATELINK);
    }
    if (service.isEmpty()) {
      findings.notOffered(link, form, network, there);
      if (there.isEmpty()) {
        return;
      }
    }
    if (all.size() > 1) {
      doubled(link, all);
    }
    new Compilation(link, network, scope, form, there, service).compile();
  }

  private void doubled(Endpoint link, List<Ep> all) {
    List<Ep> used =
        all.subList(1, all.size()).stream()
            .filter(e -> e.connected() || !e.marks().containsKey(owner))
            .toList();
    if (!used.isEmpty()) {
      findings.doubled(link, used);
    }
  }

  private boolean isTwice(Endpoint link, Compiled network, EndpointForm form, boolean dns) {
    String vpc = compiling.refs().show(network.vpcId());
    String service = once.putIfAbsent(List.of(vpc, "service", form.service()), link.name());
    if (service != null) {
      findings.twice(link, service, "an endpoint for " + form.service());
      return true;
    }
    String name = String.valueOf(form.name());
    String named = dns ? once.putIfAbsent(List.of(vpc, "name", name), link.name()) : null;
    if (named != null) {
      findings.twice(link, named, "the DNS name " + name);
    }
    return named != null;
  }

  /** The compilation of one link. */
  private final class Compilation {
    private final Endpoint link;
    private final Compiled network;
    private final Scope scope;
    private final EndpointForm form;
    private final Optional<Ep> there;
    private final Optional<EpService> service;
    private final Address address;
    private final boolean adopted;
    private final EndpointTerms terms;

    Compilation(
        Endpoint link,
        Compiled network,
        Scope scope,
        EndpointForm form,
        Optional<Ep> there,
        Optional<EpService> service) {
      this.link = link;
      this.network = network;
      this.scope = scope;
      this.form = form;
      this.there = there;
      this.service = service;
      address = new Address(link.address());
      adopted = there.filter(e -> !e.ours(owner)).isPresent();
      terms =
          new EndpointTerms(
              form.service(),
              form.serviceRegion(),
              link.target() instanceof Offer offer ? offer.account() : "",
              findings.account(network),
              network.region(),
              service.map(EpService::acceptsAll).orElse(false));
    }

    void compile() {
      there.filter(Ep::locked).ifPresent(e -> findings.arrears(link, e, network, service));
      if (adopted) {
        findings.adopted(link, there.orElseThrow(), form);
      }
      marks.mark(network);
      Node<?, ?> claim =
          out.add(
              AliyunKinds.ENDPOINT_CLAIMS,
              address.child("claim"),
              scope,
              new MarkWish(network.vpcId(), address, false),
              before());
      EndpointPlaces places =
          EndpointPlaces.of(link, form, network, service, there, adopted, facts, findings);
      EndpointGuards guards =
          EndpointGuards.of(compiling, findings, link, form, network, there, claim);
      List<Ref<String>> groups = guards.groups().stream().map(LinkRules.Group::id).toList();
      List<Node<?, ?>> needed = new ArrayList<>(network.before());
      needed.add(claim);
      Node<EndpointWish, Ep> endpoint =
          out.add(
              AliyunKinds.ENDPOINTS,
              address,
              scope,
              new EndpointWish(
                  network.vpcId(),
                  form.service(),
                  form.serviceRegion(),
                  form.bandwidth(),
                  places.wished(),
                  groups,
                  Mine.display(owner, link.name())),
              needed.toArray(Node<?, ?>[]::new));
      Node<ConnectionWish, Ep> connection =
          out.add(
              AliyunKinds.ENDPOINT_CONNECTIONS,
              address.child("connection"),
              scope,
              new ConnectionWish(Endpoints.id(endpoint), terms));
      List<Node<?, ?>> ready = new ArrayList<>(List.of(connection));
      if (!adopted) {
        for (LinkRules.Group group : guards.attached()) {
          ready.add(
              out.add(
                  AliyunKinds.ENDPOINT_GROUPS,
                  address.child("attached." + group.label()),
                  scope,
                  new EndpointGroupWish(Endpoints.id(endpoint), group.id(), there.isEmpty())));
        }
      }
      Map<String, Node<EndpointZoneWish, EpZone>> zones = new LinkedHashMap<>();
      for (EndpointPlaces.Place place : places.all()) {
        Node<EndpointZoneWish, EpZone> zone =
            out.add(
                AliyunKinds.ENDPOINT_ZONES,
                address.child("zone." + place.zone()),
                scope,
                new EndpointZoneWish(
                    Endpoints.id(endpoint),
                    place.zone(),
                    place.vSwitch(),
                    place.chosen(),
                    there.isEmpty(),
                    groups,
                    terms),
                connection);
        zones.put(place.zone(), zone);
      }
      ready.addAll(zones.values());
      Optional.ofNullable(marks.all().get(network.name())).ifPresent(ready::add);
      rules(guards.groups(), zones, ready.toArray(Node<?, ?>[]::new));
      names(connection, zones);
    }

    private Node<?, ?>[] before(Node<?, ?>... more) {
      List<Node<?, ?>> before = new ArrayList<>(List.of(more));
      Optional.ofNullable(marks.all().get(network.name())).ifPresent(before::add);
      return before.toArray(Node<?, ?>[]::new);
    }

    private void rules(
        List<LinkRules.Group> groups,
        Map<String, Node<EndpointZoneWish, EpZone>> zones,
        Node<?, ?>[] ready) {
      LinkRules rules = new LinkRules(compiling, link);
      List<BlockRef> sources =
          link.sources().isEmpty()
              ? network.blocks().stream().filter(b -> !b.v6() || dual()).toList()
              : link.sources().stream().map(BlockRef::known).toList();
      compiling.findings().acls(link, network);
      List<LinkRules.Group> clients =
          compiling.findings().groups(link, network, link.clients()).stream()
              .map(id -> new LinkRules.Group("client." + id, Ref.known(id)))
              .toList();
      clients.forEach(c -> out.member(new Graph.Member(link.address(), network.name(), c.id())));
      for (Flow flow : link.flows().stream().distinct().toList()) {
        for (LinkRules.Group group : groups) {
          sources.forEach(b -> rules.add(flow.traffic(), network, group, Direction.IN, b, ready));
        }
        for (LinkRules.Group client : clients) {
          zones.forEach(
              (zone, node) -> {
                Ref<Cidr> to = node.ref("block", EpZone::block);
                BlockRef block = new BlockRef(zone, false, to);
                if (!rules.isLetOut(flow.traffic(), client, block)) {
                  rules.add(flow.traffic(), network, client, Direction.OUT, block, ready);
                }
              });
        }
      }
    }

    private void names(Node<?, ?> connection, Map<String, Node<EndpointZoneWish, EpZone>> zones) {
      if (form.dns() instanceof EndpointForm.DnsForm.Hosts) {
        there.ifPresent(
            e ->
                names.hosts(
                    link, form, facts.find(EpZone.class, new AliyunKeys.OfEndpoint(e.id()))));
      } else if (form.dns() instanceof EndpointForm.DnsForm.PrivateZone) {
        zone(requireNonNull(form.name(), "name"), connection, zones);
      }
    }

    /** A name that leads nowhere yet would only hide what it leads to elsewhere. */
    private void zone(
        String name, Node<?, ?> connection, Map<String, Node<EndpointZoneWish, EpZone>> zones) {
      Optional<Ep> other = other(name);
      if (other.isPresent()) {
        names.nameTaken(link, name, other.get());
        return;
      }
      boolean consent = compiling.topology().consents().contains(Consent.CHANGE_FOREIGN_ATTRIBUTES);
      Node<?, ?> claim =
          out.add(
              AliyunKinds.DNS_CLAIMS,
              address.child("dns-claim"),
              scope,
              new MarkWish(network.vpcId(), DnsClaims.of(address, name), false),
              before(connection));
      Node<DnsZoneWish, DnsZone> zone =
          out.add(
              AliyunKinds.DNS_ZONES,
              address.child("dns"),
              scope,
              new DnsZoneWish(network.vpcId(), name, consent),
              claim);
      Ref<String> id = zone.ref("id", DnsZone::id);
      DnsMarkWish in = new DnsMarkWish(id, network.vpcId(), name);
      Optional<DnsZone> foreign = foreign(name);
      List<Node<?, ?>> after = new ArrayList<>();
      if (consent && foreign.isPresent()) {
        names.dnsAdopted(link, foreign.get());
        after.add(zone);
      } else {
        if (foreign.isEmpty() && compiling.refs().peek(id).isEmpty()) {
          findings.opened(link, scope, Product.PRIVATE_ZONE);
        }
        after.add(out.add(AliyunKinds.DNS_ZONE_MARKS, address.child("dns-mark"), scope, in));
      }
      List<Node<?, ?>> records = new ArrayList<>();
      Node<?, ?>[] before = after.toArray(Node<?, ?>[]::new);
      zones.forEach(
          (at, node) -> {
            Ref<Ip> ip = node.ref("address", EpZone::address);
            records.add(record("dns-record." + at, in, ip, before));
            if (has6(at)) {
              Ref<Ip> ip6 = node.ref("IPv6 address", EpZone::address6);
              records.add(record("dns-record6." + at, in, ip6, before));
            }
          });
      // a zone without a record would only hide what the name leads to elsewhere
      if (!zones.isEmpty() && (!consent || foreign.isEmpty())) {
        out.add(
            AliyunKinds.DNS_BINDINGS,
            address.child("dns-binding"),
            scope,
            in,
            records.toArray(Node<?, ?>[]::new));
      }
    }

    private Node<?, ?> record(String part, DnsMarkWish in, Ref<Ip> ip, Node<?, ?>... before) {
      return out.add(
          AliyunKinds.DNS_RECORDS, address.child(part), scope, new DnsRecordWish(in, ip), before);
    }

    /** Whether the endpoint that is there has an IPv6 address: those that we make have none. */
    private boolean dual() {
      return there.stream()
          .flatMap(e -> facts.find(EpZone.class, new AliyunKeys.OfEndpoint(e.id())).stream())
          .anyMatch(z -> z.address6() != null);
    }

    private boolean has6(String zone) {
      return there.stream()
          .flatMap(e -> facts.find(EpZone.class, new AliyunKeys.OfEndpoint(e.id())).stream())
          .anyMatch(z -> z.zone().equals(zone) && z.address6() != null);
    }

    /** Returns the endpoint for another service that the name leads to by another topology. */
    private Optional<Ep> other(String name) {
      return compiling.refs().peek(network.vpcId()).stream()
          .flatMap(id -> facts.find(Vpc.class, id).stream())
          .flatMap(
              vpc ->
                  facts.find(DnsZone.class, new AliyunKeys.ZoneNamed(scope, name)).stream()
                      .flatMap(
                          z ->
                              new SharedNames(owner, facts, vpc).other(z, form.service()).stream()))
          .findFirst();
    }

    /** Returns the zone of somebody else that has the name in the VPC. */
    private Optional<DnsZone> foreign(String name) {
      Optional<String> vpc = compiling.refs().peek(network.vpcId());
      return facts.find(DnsZone.class, new AliyunKeys.ZoneNamed(scope, name)).stream()
          .filter(z -> vpc.filter(z::isBoundTo).isPresent())
          .filter(z -> !z.remark().equals(MarkLimits.remark(owner, vpc.orElseThrow(), name)))
          .findFirst();
    }
  }
}
