package dev.tieline.topology;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.text.Raw;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The links' shapes in JSON; what a caller may leave out is nullable, and left out when it is
 * empty.
 */
sealed interface LinkData {
  /** A peering; its options are texts of the cloud of its networks. */
  record Peering(
      @Nullable String name,
      String a,
      String b,
      @Nullable List<Flow> flows,
      @Nullable Map<String, List<String>> groups,
      @Nullable Map<String, List<String>> routeTables,
      @Nullable List<String> options)
      implements LinkData {}

  /** A hub; its options are texts of the cloud of its members. */
  record Hub(
      String name,
      List<Member> members,
      @Nullable List<Traffic> allow,
      @Nullable Map<String, List<Traffic>> allowFrom,
      @Nullable List<String> options)
      implements LinkData {}

  /** One member of a hub. */
  record Member(
      String network,
      @Nullable List<String> subnets,
      @Nullable List<String> groups,
      @Nullable List<String> routeTables) {}

  /** A service; its source is data of the cloud of its network. */
  record Service(
      String name,
      String network,
      Raw source,
      @Nullable List<String> sharedWith,
      @Nullable List<String> regions,
      @Nullable List<String> accepted,
      @Nullable List<String> rejected,
      @Nullable Boolean acceptsAll)
      implements LinkData {}

  /** An endpoint; its target is data of the cloud of its network, or an offer. */
  record Endpoint(
      String name,
      String network,
      @Nullable Raw target,
      @Nullable Offer offer,
      @Nullable List<Traffic> allow,
      @Nullable List<String> clients,
      @Nullable List<Cidr> from)
      implements LinkData {}

  /** A load balancer; its options are texts of the cloud of its network. */
  record Balancer(
      String name,
      String network,
      @Nullable String subnet,
      LoadBalancer.@Nullable Front front,
      List<Listens> listeners,
      @Nullable List<Cidr> from,
      @Nullable List<String> groups,
      @Nullable List<String> options)
      implements LinkData {}

  /** One listener of a load balancer. */
  record Listens(
      Listener.Protocol protocol,
      int port,
      Listener.@Nullable Balance balance,
      @Nullable String healthPath,
      List<Backend> backends) {}

  /** Returns the shape of a link. */
  static LinkData of(Link link) {
    if (link instanceof dev.tieline.topology.Peering p) {
      return new Peering(
          p.name(),
          p.a(),
          p.b(),
          p.flows(),
          p.groups().isEmpty() ? null : p.groups(),
          p.routeTables().isEmpty() ? null : p.routeTables(),
          texts(p.options()));
    }
    if (link instanceof dev.tieline.topology.Hub h) {
      return new Hub(
          h.name(),
          h.members().stream().map(LinkData::of).toList(),
          orNull(h.allow()),
          h.allowFrom().isEmpty() ? null : h.allowFrom(),
          texts(h.options()));
    }
    if (link instanceof dev.tieline.topology.Service s) {
      return new Service(
          s.name(),
          s.network(),
          Raw.of(s.source().asData()),
          orNull(s.sharedWith()),
          orNull(s.regions()),
          orNull(s.accepted()),
          orNull(s.rejected()),
          s.acceptsAll() ? true : null);
    }
    if (link instanceof LoadBalancer b) {
      return new Balancer(
          b.name(),
          b.network(),
          b.subnet().isEmpty() ? null : b.subnet(),
          b.isPublic() ? b.front() : null,
          b.listeners().stream().map(LinkData::of).toList(),
          orNull(b.sources()),
          orNull(b.groups()),
          texts(b.options()));
    }
    dev.tieline.topology.Endpoint e = (dev.tieline.topology.Endpoint) link;
    return new Endpoint(
        e.name(),
        e.network(),
        e.target() instanceof Offer ? null : Raw.of(e.target().asData()),
        e.target() instanceof Offer offer ? offer : null,
        orNull(e.flows().stream().map(Flow::traffic).toList()),
        orNull(e.clients()),
        orNull(e.sources()));
  }

  private static Member of(dev.tieline.topology.Hub.Member m) {
    return new Member(
        m.network(), orNull(m.subnets()), orNull(m.groups()), orNull(m.routeTables()));
  }

  private static Listens of(Listener l) {
    return new Listens(
        l.protocol(),
        l.port(),
        l.balance() == Listener.Balance.ROUND_ROBIN ? null : l.balance(),
        l.healthPath().isEmpty() ? null : l.healthPath(),
        l.backends());
  }

  private static @Nullable List<String> texts(List<? extends LinkOption<?>> options) {
    return options.isEmpty() ? null : options.stream().map(LinkOption::asText).toList();
  }

  private static <T> @Nullable List<T> orNull(List<T> list) {
    return list.isEmpty() ? null : list;
  }
}
