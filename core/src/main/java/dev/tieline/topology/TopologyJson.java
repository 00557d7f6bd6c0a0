package dev.tieline.topology;

import dev.tieline.error.InvalidTopologyException;
import dev.tieline.net.Traffic;
import dev.tieline.text.Clean;
import dev.tieline.text.Json;
import dev.tieline.text.Raw;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Topologies as JSON, both ways; each cloud's part goes through its {@link WishFormat}. */
final class TopologyJson {
  private static final String NOUN = "topology";
  private static final String CLOUD = "cloud";

  /** The text's shape; what a caller may leave out is nullable, and left out when it is empty. */
  private record Document(
      String name,
      Map<String, Raw> networks,
      @Nullable List<LinkData> links,
      @Nullable Set<Consent> consents,
      @Nullable List<Reserved> reserved) {}

  private final Map<String, WishFormat> formats = new LinkedHashMap<>();

  private TopologyJson() {
    // The context's loader sees what the library's own does not where that is shared by programs.
    add(ServiceLoader.load(WishFormat.class, TopologyJson.class.getClassLoader()));
    add(ServiceLoader.load(WishFormat.class));
  }

  private void add(Iterable<WishFormat> found) {
    found.forEach(format -> formats.putIfAbsent(format.cloud(), format));
  }

  static Topology read(String json) {
    return new TopologyJson().topology(Json.read(json, Document.class, NOUN));
  }

  static String write(Topology topology) {
    Map<String, Raw> networks = new LinkedHashMap<>();
    topology
        .networks()
        .forEach((name, n) -> networks.put(name, Raw.of(n.asData()).with(CLOUD, n.cloud())));
    List<LinkData> links = new ArrayList<>();
    topology.links().values().forEach(link -> links.add(LinkData.of(link)));
    return Json.write(
        new Document(
            topology.name(),
            networks,
            links,
            topology.consents().isEmpty() ? null : topology.consents(),
            topology.reserved().isEmpty() ? null : topology.reserved()));
  }

  private Topology topology(Document document) {
    Topology.Builder builder = at("$.name", () -> Topology.named(document.name()));
    document
        .networks()
        .forEach(
            (name, data) -> at(data.place(), () -> builder.network(name, network(name, data))));
    List<LinkData> links = orEmpty(document.links());
    for (int i = 0; i < links.size(); i++) {
      String path = "$.links[" + i + "]";
      LinkData data = links.get(i);
      at(path, () -> builder.link(link(data, path, document.networks())));
    }
    orEmpty(document.reserved()).forEach(builder::reserve);
    Set<Consent> consents = document.consents() == null ? Set.of() : document.consents();
    return builder.consent(consents.toArray(Consent[]::new)).build();
  }

  private Network network(String name, Raw data) {
    WishFormat format = format(data.text(CLOUD), name);
    return format.network(data.without(CLOUD).as(format.networkData()));
  }

  private Link link(LinkData data, String path, Map<String, Raw> networks) {
    if (data instanceof LinkData.Peering peering) {
      return peering(peering, path, networks);
    }
    if (data instanceof LinkData.Hub hub) {
      return hub(hub, path, networks);
    }
    if (data instanceof LinkData.Balancer balancer) {
      return balancer(balancer, path, networks);
    }
    if (data instanceof LinkData.Service s) {
      WishFormat format = formatOf(s.network(), networks);
      return new Service(
          s.name(),
          s.network(),
          at(s.source().place(), () -> format.source(s.source().as(format.sourceData()))),
          orEmpty(s.sharedWith()),
          orEmpty(s.regions()),
          orEmpty(s.accepted()),
          orEmpty(s.rejected()),
          Boolean.TRUE.equals(s.acceptsAll()));
    }
    LinkData.Endpoint e = (LinkData.Endpoint) data;
    return new Endpoint(
        e.name(),
        e.network(),
        target(e, networks),
        orEmpty(e.allow()).stream()
            .map(t -> new Flow(e.network(), e.name(), t))
            .distinct()
            .toList(),
        orEmpty(e.clients()),
        orEmpty(e.from()));
  }

  private ServiceTarget target(LinkData.Endpoint data, Map<String, Raw> networks) {
    Raw target = data.target();
    if (target == null || data.offer() != null) {
      if (target == null && data.offer() != null) {
        return data.offer();
      }
      throw new IllegalArgumentException(
          (target == null ? "neither target nor offer" : "both target and offer")
              + " (expected: one of the two)");
    }
    WishFormat format = formatOf(data.network(), networks);
    return at(target.place(), () -> format.target(target.as(format.targetData())));
  }

  /** Returns the format of the cloud of a network that a link is in. */
  private WishFormat formatOf(String network, Map<String, Raw> networks) {
    Raw data = networks.get(network);
    if (data == null) {
      throw new InvalidTopologyException(
          "a link names network \"%s\" (expected one of: %s)"
              .formatted(Clean.text(network), String.join(", ", networks.keySet())));
    }
    return format(data.text(CLOUD), network);
  }

  private Peering peering(LinkData.Peering data, String path, Map<String, Raw> networks) {
    return new Peering(
        data.name() == null ? data.a() + "-" + data.b() : data.name(),
        data.a(),
        data.b(),
        List.copyOf(new LinkedHashSet<>(orEmpty(data.flows()))),
        data.groups() == null ? Map.of() : data.groups(),
        data.routeTables() == null ? Map.of() : data.routeTables(),
        options(data.options(), data.a(), path, networks, WishFormat::peeringOption));
  }

  private Hub hub(LinkData.Hub data, String path, Map<String, Raw> networks) {
    HubBuilder hub = new HubBuilder(data.name());
    for (int i = 0; i < data.members().size(); i++) {
      LinkData.Member member = data.members().get(i);
      at(path + ".members[" + i + "]", () -> hub.member(member.network(), m -> of(member, m)));
    }
    hub.allow(orEmpty(data.allow()).toArray(Traffic[]::new));
    Map<String, List<Traffic>> from = data.allowFrom() == null ? Map.of() : data.allowFrom();
    from.forEach((network, traffic) -> hub.allowFrom(network, traffic.toArray(Traffic[]::new)));
    if (!data.members().isEmpty()) { // build() refuses a hub without members
      String first = data.members().get(0).network();
      options(data.options(), first, path, networks, WishFormat::hubOption).forEach(hub::with);
    }
    return hub.build();
  }

  private static void of(LinkData.Member data, HubBuilder.MemberBuilder member) {
    member
        .subnets(orEmpty(data.subnets()).toArray(String[]::new))
        .groups(orEmpty(data.groups()).toArray(String[]::new))
        .routeTables(orEmpty(data.routeTables()).toArray(String[]::new));
  }

  private LoadBalancer balancer(LinkData.Balancer data, String path, Map<String, Raw> networks) {
    LoadBalancerBuilder balancer = new LoadBalancerBuilder(data.name(), data.network());
    for (int i = 0; i < data.listeners().size(); i++) {
      LinkData.Listens l = data.listeners().get(i);
      at(
          path + ".listeners[" + i + "]",
          () -> {
            balancer.listen(
                new Listener(
                    l.protocol(),
                    l.port(),
                    l.balance() == null ? Listener.Balance.ROUND_ROBIN : l.balance(),
                    l.healthPath() == null ? "" : l.healthPath(),
                    List.of()));
            l.backends().forEach(balancer::backend);
            return balancer;
          });
    }
    LoadBalancer read = balancer.build();
    return new LoadBalancer(
        read.name(),
        read.network(),
        data.subnet() == null ? "" : data.subnet(),
        data.front() == null ? read.front() : data.front(),
        read.listeners(),
        orEmpty(data.from()),
        orEmpty(data.groups()),
        options(data.options(), data.network(), path, networks, WishFormat::balancerOption));
  }

  private <L extends Link> List<LinkOption<L>> options(
      @Nullable List<String> texts,
      String network,
      String path,
      Map<String, Raw> networks,
      BiFunction<WishFormat, String, LinkOption<L>> reader) {
    List<LinkOption<L>> options = new ArrayList<>();
    Raw data = networks.get(network);
    if (texts == null || data == null) {
      return options; // build() refuses a link by the name of a network that is not there
    }
    WishFormat format = format(data.text(CLOUD), network);
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      options.add(at(path + ".options[" + i + "]", () -> reader.apply(format, text)));
    }
    return options;
  }

  private WishFormat format(String cloud, String network) {
    WishFormat format = formats.get(cloud);
    if (format == null) {
      String shown = Clean.text(cloud);
      throw new InvalidTopologyException(
          "network %s has cloud \"%s\", whose module is missing (expected one of: %s; add tieline-%s)"
              .formatted(
                  Clean.text(network),
                  shown,
                  String.join(", ", new TreeSet<>(formats.keySet())),
                  shown));
    }
    return format;
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  /** Does what may refuse a value, and lets the refusal name the value's path. */
  private static <T> T at(String path, Supplier<T> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException e) {
      String place = path.startsWith(NOUN) ? path : NOUN + ": " + path;
      String message = String.valueOf(e.getMessage());
      throw message.startsWith(NOUN + ": $")
          ? e
          : new IllegalArgumentException(place + ": " + message, e);
    }
  }
}
