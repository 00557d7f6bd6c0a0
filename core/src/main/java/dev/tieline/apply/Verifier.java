package dev.tieline.apply;

import dev.tieline.check.Severity;
import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.net.Protocol;
import dev.tieline.net.Traffic;
import dev.tieline.reach.Family;
import dev.tieline.reach.Probe;
import dev.tieline.reach.Question;
import dev.tieline.reach.Reachability;
import dev.tieline.snapshot.Balancer;
import dev.tieline.snapshot.Host;
import dev.tieline.snapshot.SecurityGroup;
import dev.tieline.snapshot.Snapshot;
import dev.tieline.snapshot.Subnet;
import dev.tieline.snapshot.Vpc;
import dev.tieline.spi.Graph;
import dev.tieline.topology.Endpoint;
import dev.tieline.topology.Flow;
import dev.tieline.topology.Hub;
import dev.tieline.topology.Link;
import dev.tieline.topology.Listener;
import dev.tieline.topology.LoadBalancer;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns the flows of links into questions, and asks them. */
final class Verifier {
  private final Topology topology;
  private final Draft draft;
  private final Reachability model;
  private final Map<String, String> vpcs = new LinkedHashMap<>();
  private final List<Report.Line> lines = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  private Verifier(Topology topology, Draft draft, Reachability model) {
    this.topology = topology;
    this.draft = draft;
    this.model = model;
    for (Graph graph : draft.graphs()) {
      graph
          .networks()
          .forEach((name, ref) -> draft.observed().peek(ref).ifPresent(id -> vpcs.put(name, id)));
    }
  }

  static Verifier of(Topology topology, Draft draft, Reachability model) {
    return new Verifier(topology, draft, model);
  }

  /** The verdicts on everything that the links wish for. */
  Report report() {
    for (Link link : topology.links().values()) {
      if (link.flows().isEmpty()) {
        note("link " + link.address() + " lets nothing through: no traffic is allowed over it");
      }
      if (link instanceof LoadBalancer balancer) {
        ask(balancer);
      } else {
        link.flows().forEach(flow -> ask(link, flow));
      }
    }
    return new Report(topology.name(), draft.look().snapshot().at(), lines, missing);
  }

  /** The verdicts on one flow, wished for or not. */
  Report explain(String from, String to, Traffic traffic) {
    Optional<Link> link =
        topology.links().values().stream()
            .filter(l -> l.networks().contains(from))
            .filter(l -> l.networks().contains(to) || isReachedAs(l, to))
            .findFirst();
    Flow flow = new Flow(from, to, traffic);
    Optional<LoadBalancer> balancer =
        topology.links().values().stream()
            .filter(l -> isReachedAs(l, to) && !topology.networks().containsKey(to))
            .flatMap(l -> l instanceof LoadBalancer b ? Stream.of(b) : Stream.empty())
            .findFirst();
    if (balancer.isPresent()) {
      between(balancer.get(), flow, ends(null, from), interfaces(balancer.get()));
    } else {
      ask(link.orElse(null), flow);
    }
    return new Report(topology.name(), draft.look().snapshot().at(), lines, missing);
  }

  /** One end of a flow, and the families that it has addresses of. */
  record End(Probe probe, boolean v4, boolean v6) {
    static End of(Host host) {
      return of(Probe.host(host.id()), host.addresses());
    }

    static End of(Probe probe, List<Ip> addresses) {
      return in(probe, addresses.stream().map(Cidr::of).toList());
    }

    static End in(Probe probe, List<Cidr> cidrs) {
      return new End(
          probe, cidrs.stream().anyMatch(Cidr::isV4), cidrs.stream().anyMatch(Cidr::isV6));
    }
  }

  private void ask(@Nullable Link link, Flow flow) {
    List<End> from = ends(link, flow.from());
    between(link, flow, from, link instanceof Endpoint e ? interfaces(e) : ends(link, flow.to()));
  }

  private void between(@Nullable Link link, Flow flow, List<End> from, List<End> to) {
    for (End a : from) {
      for (End b : to) {
        for (Traffic one : single(flow.traffic())) {
          if (a.v4() && b.v4()) {
            line(link, flow, new Question(a.probe(), b.probe(), one, Family.IPV4));
          }
          if (a.v6() && b.v6()) {
            line(link, flow, new Question(a.probe(), b.probe(), one, Family.IPV6));
          }
        }
      }
    }
  }

  /** Asks about the ways from the balancer to its servers, and to a private one's listeners. */
  private void ask(LoadBalancer link) {
    BalancerQuestions questions = questions(link);
    if (questions == null) {
      return;
    }
    if (!link.isPublic()) {
      for (Listener listener : link.listeners()) {
        Flow flow = new Flow(link.network(), link.network(), Traffic.tcp(listener.port()));
        between(link, flow, ends(link, link.network()), questions.interfaces());
      }
    }
    questions.ways().forEach(w -> between(link, w.flow(), List.of(w.from()), List.of(w.to())));
    questions.notes().forEach(this::note);
  }

  private List<End> interfaces(LoadBalancer link) {
    BalancerQuestions questions = questions(link);
    return questions == null ? List.of() : questions.interfaces();
  }

  /** What to ask about a balancer that is there. */
  private @Nullable BalancerQuestions questions(LoadBalancer link) {
    String id = draft.ids().get(link.address());
    Snapshot snapshot = draft.look().snapshot();
    Optional<Balancer> there =
        snapshot.balancers().stream().filter(b -> b.id().equals(id)).findFirst();
    if (there.isEmpty()) {
      note(absent(link.address()));
      return null;
    }
    return new BalancerQuestions(link, there.get(), snapshot, network -> groups(link, network));
  }

  /** The groups of hosts of a network that is there, if it can be only one VPC. */
  private List<String> groups(Link link, String network) {
    String vpc = vpcs.get(network);
    return vpc == null ? List.of() : groups(link, network, vpc);
  }

  private void line(@Nullable Link link, Flow flow, Question question) {
    lines.add(new Report.Line(link == null ? "" : link.address(), flow, model.trace(question)));
  }

  /**
   * One packet's worth of each end of a range of ports; of everything, a ping and a web request.
   */
  private static List<Traffic> single(Traffic traffic) {
    if (traffic.protocol() == Protocol.ALL) {
      return List.of(Traffic.icmp(), Traffic.tcp(443));
    }
    if (!traffic.protocol().hasPorts() || traffic.fromPort() == traffic.toPort()) {
      return List.of(traffic);
    }
    return List.of(
        new Traffic(traffic.protocol(), traffic.fromPort(), traffic.fromPort()),
        new Traffic(traffic.protocol(), traffic.toPort(), traffic.toPort()));
  }

  /**
   * The subnets that the link's routes serve; of a network that is only known from outside, an
   * address of each of its blocks.
   */
  private List<End> ends(@Nullable Link link, String network) {
    String vpc = vpcs.get(network);
    Snapshot snapshot = draft.look().snapshot();
    if (vpc == null || snapshot.vpcs().stream().noneMatch(v -> v.id().equals(vpc))) {
      note(absent("network." + network));
      return List.of();
    }
    Optional<Vpc> outside =
        snapshot.vpcs().stream().filter(v -> v.id().equals(vpc) && !v.complete()).findFirst();
    if (outside.isPresent()) {
      return outside.get().cidrs().stream()
          .map(block -> End.in(Probe.at(host(block)), List.of(block)))
          .toList();
    }
    Set<String> routed = routed(link, network);
    List<Subnet> served =
        snapshot.subnets().stream()
            .filter(s -> s.vpc().equals(vpc))
            .filter(s -> routed.isEmpty() || routed.contains(s.routeTable()))
            .filter(s -> takesPart(link, network, s))
            .toList();
    if (served.isEmpty()) {
      note("network " + network + " has no subnet that the link's routes serve");
    }
    if (groups(link, network, vpc).isEmpty()) {
      note(
          "network "
              + network
              + " has no default security group, and nothing says in which groups its hosts are:"
              + " choose them where the link is wished");
      return List.of();
    }
    return served.stream()
        .map(
            s ->
                End.in(
                    Probe.in(s.id()).withGroups(groups(link, network, vpc).toArray(String[]::new)),
                    s.cidrs()))
        .toList();
  }

  /** Of a network in a hub, only the subnets that the wish attaches, if it names any. */
  private static boolean takesPart(@Nullable Link link, String network, Subnet subnet) {
    if (!(link instanceof Hub hub) || !hub.networks().contains(network)) {
      return true;
    }
    List<String> attached = hub.member(network).subnets();
    return attached.isEmpty() || attached.contains(subnet.id()) || attached.contains(subnet.name());
  }

  /** Whether something is reached under the link's own name. */
  private static boolean isReachedAs(Link link, String name) {
    return (link instanceof Endpoint || link instanceof LoadBalancer) && link.name().equals(name);
  }

  /** The interfaces of an endpoint, by which its service is reached. */
  private List<End> interfaces(Endpoint link) {
    Snapshot snapshot = draft.look().snapshot();
    Map<String, Host> hosts =
        snapshot.hosts().stream()
            .collect(
                Collectors.toMap(Host::id, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    String endpoint = draft.ids().get(link.address());
    List<End> ends =
        snapshot.endpoints().stream()
            .filter(e -> e.id().equals(endpoint))
            .flatMap(e -> e.hosts().stream())
            .flatMap(id -> Stream.ofNullable(hosts.get(id)))
            .map(End::of)
            .toList();
    if (ends.isEmpty()) {
      note(absent(link.address()));
    }
    return ends;
  }

  /** The first address of a block that may be a host's. */
  private static Ip host(Cidr block) {
    return block.prefixLength() >= block.first().bits() - 1 ? block.first() : block.first().next();
  }

  /** What was not read is not known to be absent. */
  private String absent(String part) {
    String words = part.replace('.', ' ');
    return draft.plan().findings().stream()
        .filter(f -> f.part().equals(part) && f.severity() == Severity.ERROR)
        .findFirst()
        .map(f -> words + " is not known: " + f.what())
        .orElse(words + " is not there");
  }

  private void note(String what) {
    if (!missing.contains(what)) {
      missing.add(what);
    }
  }

  /** The ids of the tables that the link has routes in; none if that is not known. */
  private Set<String> routed(@Nullable Link link, String network) {
    return draft.graphs().stream()
        .flatMap(g -> g.routed().stream())
        .filter(t -> link != null && t.link().equals(link.address()) && t.network().equals(network))
        .map(t -> draft.observed().show(t.table()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * The groups that the link speaks of, else the VPC's default group, where the cloud makes one.
   */
  private List<String> groups(@Nullable Link link, String network, String vpc) {
    List<String> groups = new ArrayList<>();
    for (Graph graph : draft.graphs()) {
      for (Graph.Member member : graph.members()) {
        if (link != null
            && member.link().equals(link.address())
            && member.network().equals(network)) {
          draft.observed().peek(member.group()).ifPresent(groups::add);
        }
      }
    }
    if (groups.isEmpty()) {
      draft.look().snapshot().groups().stream()
          .filter(g -> g.vpc().equals(vpc) && g.name().equals("default"))
          .map(SecurityGroup::id)
          .forEach(groups::add);
    }
    return groups;
  }
}
