package dev.tieline.apply;

import dev.tieline.check.Severity;
import dev.tieline.net.Cidr;
import dev.tieline.net.Protocol;
import dev.tieline.net.Traffic;
import dev.tieline.reach.Probe;
import dev.tieline.reach.Question;
import dev.tieline.reach.Reachability;
import dev.tieline.snapshot.SecurityGroup;
import dev.tieline.snapshot.Snapshot;
import dev.tieline.snapshot.Subnet;
import dev.tieline.spi.Graph;
import dev.tieline.topology.Flow;
import dev.tieline.topology.Link;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
      link.flows().forEach(flow -> ask(link, flow));
    }
    return new Report(topology.name(), draft.look().snapshot().at(), lines, missing);
  }

  /** The verdicts on one flow, wished for or not. */
  Report explain(String from, String to, Traffic traffic) {
    Optional<Link> link =
        topology.links().values().stream()
            .filter(l -> l.networks().contains(from) && l.networks().contains(to))
            .findFirst();
    ask(link.orElse(null), new Flow(from, to, traffic));
    return new Report(topology.name(), draft.look().snapshot().at(), lines, missing);
  }

  private void ask(@Nullable Link link, Flow flow) {
    List<Subnet> from = subnets(link, flow.from());
    List<Subnet> to = subnets(link, flow.to());
    for (Subnet a : from) {
      for (Subnet b : to) {
        for (Traffic one : single(flow.traffic())) {
          Question question =
              Question.between(probe(link, flow.from(), a), probe(link, flow.to(), b), one);
          boolean both4 =
              a.cidrs().stream().anyMatch(Cidr::isV4) && b.cidrs().stream().anyMatch(Cidr::isV4);
          boolean both6 =
              a.cidrs().stream().anyMatch(Cidr::isV6) && b.cidrs().stream().anyMatch(Cidr::isV6);
          if (both4) {
            line(link, flow, question);
          }
          if (both6) {
            line(link, flow, question.overIpv6());
          }
        }
      }
    }
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

  /** The subnets that the link's routes serve. */
  private List<Subnet> subnets(@Nullable Link link, String network) {
    String vpc = vpcs.get(network);
    Snapshot snapshot = draft.look().snapshot();
    if (vpc == null || snapshot.vpcs().stream().noneMatch(v -> v.id().equals(vpc))) {
      note(absent(network));
      return List.of();
    }
    if (snapshot.vpcs().stream().anyMatch(v -> v.id().equals(vpc) && !v.complete())) {
      note("network " + network + " can only be seen from outside, so its side is not known");
      return List.of();
    }
    Set<String> routed = routed(link, network);
    List<Subnet> served =
        snapshot.subnets().stream()
            .filter(s -> s.vpc().equals(vpc))
            .filter(s -> routed.isEmpty() || routed.contains(s.routeTable()))
            .toList();
    if (served.isEmpty()) {
      note("network " + network + " has no subnet that the link's routes serve");
    }
    return served;
  }

  /** What was not read is not known to be absent. */
  private String absent(String network) {
    return draft.plan().findings().stream()
        .filter(f -> f.part().equals("network." + network) && f.severity() == Severity.ERROR)
        .findFirst()
        .map(f -> "network " + network + " is not known: " + f.what())
        .orElse("network " + network + " is not there");
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
        .collect(Collectors.toSet());
  }

  private Probe probe(@Nullable Link link, String network, Subnet subnet) {
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
          .filter(g -> g.vpc().equals(subnet.vpc()) && g.name().equals("default"))
          .map(SecurityGroup::id)
          .forEach(groups::add);
    }
    return Probe.in(subnet.id()).withGroups(groups.toArray(String[]::new));
  }
}
