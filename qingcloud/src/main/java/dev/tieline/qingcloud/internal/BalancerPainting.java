package dev.tieline.qingcloud.internal;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.net.Traffic;
import dev.tieline.provider.Addresses;
import dev.tieline.provider.Keys;
import dev.tieline.snapshot.Balancer.Health;
import dev.tieline.snapshot.Balancer.Listens;
import dev.tieline.snapshot.Balancer.Server;
import dev.tieline.snapshot.Host;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.Route;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Paints our load balancers as they were read, and the machines that are their backends. Of others'
 * balancers the inside was not read, so that they are left out.
 */
final class BalancerPainting {
  private final Owner owner;
  private final Facts facts;
  private final SnapshotEditor to;

  BalancerPainting(Owner owner, Facts facts, SnapshotEditor to) {
    this.owner = owner;
    this.facts = facts;
    this.to = to;
  }

  void paint() {
    for (Instance instance : facts.all(Instance.class)) {
      instance.nics().forEach(nic -> machine(instance, nic));
    }
    facts.find(Balancer.class, new Keys.OwnedBy(owner)).forEach(this::balancer);
  }

  private Optional<String> vpc(String vxnet) {
    return facts.one(RouterVxnet.class, vxnet).map(RouterVxnet::router);
  }

  private void machine(Instance instance, Instance.Nic nic) {
    Ip address = nic.address();
    vpc(nic.vxnet())
        .filter(vpc -> address != null)
        .ifPresent(
            vpc ->
                to.put(
                    new Host(
                        instance.id(),
                        instance.name(),
                        nic.vxnet(),
                        List.of(Objects.requireNonNull(address)),
                        List.of(Picture.group(vpc)))));
  }

  private void balancer(Balancer balancer) {
    Optional<String> vpc = vpc(balancer.vxnet());
    if (vpc.isEmpty()) {
      return; // nothing was read of where it is
    }
    String name = Addresses.name(Objects.requireNonNull(balancer.marks().get(owner)));
    group(balancer.group(), vpc.get());
    to.put(
        new Host(
            balancer.id(),
            name,
            balancer.vxnet(),
            balancer.addresses().stream().map(Ip::parseLenient).toList(),
            List.of(balancer.group())));
    to.put(
        new dev.tieline.snapshot.Balancer(
            balancer.id(),
            name,
            vpc.get(),
            balancer.progress().status().equals("active"),
            balancer.progress().toString(),
            balancer.eips().stream().flatMap(this::address).toList(),
            List.of(balancer.id()),
            table(balancer, vpc.get()),
            facts.find(Balancer.Listener.class, new Within(balancer.id())).stream()
                .map(this::listens)
                .toList()));
  }

  private Stream<Ip> address(String eip) {
    return facts.find(Eip.class, eip).stream().map(Eip::address).filter(Objects::nonNull);
  }

  private void group(String id, String vpc) {
    facts
        .one(SecurityGroup.class, id)
        .ifPresent(
            group -> {
              to.put(BalancerPicture.group(id, vpc, group.name()));
              facts.find(SecurityGroup.Rule.class, new Within(id)).stream()
                  .filter(r -> r.ingress() && r.accept() && r.protocol().equals("tcp"))
                  .filter(r -> r.from().matches("[0-9]{1,5}"))
                  .filter(r -> r.to().isEmpty() || r.to().equals(r.from()))
                  .forEach(
                      r ->
                          BalancerPicture.rule(
                              to, id, r.id(), Integer.parseInt(r.from()), BalancerRules.peer(r)));
            });
  }

  private Listens listens(Balancer.Listener listener) {
    return new Listens(
        Traffic.tcp(listener.port()),
        facts.find(Balancer.Backend.class, new Within(listener.id())).stream()
            .map(b -> new Server(b.id(), b.resource(), b.port(), health(b.health()), b.health()))
            .toList());
  }

  private static Health health(String word) {
    return switch (word) {
      case "up" -> Health.UP;
      case "down", "abnormal" -> Health.DOWN;
      default -> Health.UNKNOWN;
    };
  }

  // ---- by which table it goes ----

  private String table(Balancer balancer, String vpc) {
    Optional<RouteTable> bound =
        facts.find(RouteTable.Binding.class, balancer.id()).stream()
            .flatMap(b -> facts.find(RouteTable.class, b.table()).stream())
            .findFirst();
    if (bound.isEmpty()) {
      BalancerPicture.bare(to, balancer.id(), vpc);
      return BalancerPicture.bare(balancer.id());
    }
    RouteTable table = bound.get();
    List<Route> routes = new ArrayList<>(BalancerPicture.local(to, vpc));
    for (RouteTable.Rule rule : table.rules()) {
      Cidr destination = rule.destination();
      if (destination != null && !rule.disabled()) {
        routes.add(new Route(destination, hop(table, rule, vpc), false, Route.Origin.STATIC));
      }
    }
    to.put(
        new dev.tieline.snapshot.RouteTable(table.id(), vpc, "balancer", false, routes, List.of()));
    return table.id();
  }

  /** Where a rule leads; of one that may not be in force yet, that is not known. */
  private NextHop hop(RouteTable table, RouteTable.Rule rule, String vpc) {
    if (!table.applied()) {
      return new NextHop.Unmodelled(rule.nextHop() + ", in a table that is not applied");
    }
    return facts.find(BorderVxnet.class, new Keys.InVpc(vpc)).stream()
        .filter(a -> a.address() != null && a.address().toString().equals(rule.nextHop()))
        .findFirst()
        .<NextHop>map(a -> new NextHop.Hub(a.border()))
        .orElseGet(() -> new NextHop.Unmodelled(rule.nextHop()));
  }
}
