package dev.tieline.qingcloud.internal;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Backend;
import dev.tieline.topology.LoadBalancer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the backends of a load balancer are: in which vxnet of which network. */
final class BackendPlaces {
  private static final String RUNNING = "running";

  private final LoadBalancer link;
  private final Map<String, Compiled> networks;
  private final Map<String, Ip> expected;
  private final Facts facts;
  private final Refs refs;
  private final BalancerFindings findings;
  private final Map<Backend, VxnetRef> places = new LinkedHashMap<>();

  BackendPlaces(
      LoadBalancer link,
      Map<String, Compiled> networks,
      Map<String, Ip> expected,
      Facts facts,
      Refs refs,
      BalancerFindings findings) {
    this.link = link;
    this.networks = networks;
    this.expected = expected;
    this.facts = facts;
    this.refs = refs;
    this.findings = findings;
  }

  /** Finds all of them; false, with findings, if one is not where the wish says. */
  boolean isUsable() {
    boolean usable = true;
    for (Backend backend : link.backends()) {
      Compiled network = Objects.requireNonNull(networks.get(backend.network()));
      usable &=
          backend instanceof Backend.Address address
              ? isUsable(address, network)
              : isUsable((Backend.Instance) backend, network);
    }
    return usable;
  }

  private boolean isUsable(Backend.Address backend, Compiled network) {
    Optional<VxnetRef> around =
        network.vxnets().stream().filter(v -> v.block().contains(backend.ip())).findFirst();
    if (around.isEmpty()) {
      findings.backendOutside(
          backend, network.vxnets().stream().map(v -> v.block().toString()).toList());
      return false;
    }
    places.put(backend, around.get());
    return true;
  }

  private boolean isUsable(Backend.Instance backend, Compiled network) {
    Scope scope = network.scope();
    Optional<String> why = facts.unreadable(scope, Instance.class);
    if (why.isPresent()) {
      findings.unreadable("instance " + backend.id(), scope, facts.unread(scope, why.get()));
      return false;
    }
    Optional<Instance> instance =
        facts.find(Instance.class, backend.id()).stream()
            .filter(i -> i.scope().equals(scope))
            .findFirst();
    if (instance.isEmpty()) {
      findings.instanceNotFound(backend, scope.region());
      return false;
    }
    Optional<Instance.Nic> nic =
        instance.get().nics().stream().filter(n -> around(network, n).isPresent()).findFirst();
    if (nic.isEmpty()) {
      findings.instanceElsewhere(backend, words(instance.get()));
      return false;
    }
    Ip wished = expected.get(backend.id());
    Ip has = nic.get().address();
    if (wished != null && !Objects.equals(wished, has)) {
      findings.instanceAddress(backend, shown(has), wished);
      return false;
    }
    Progress progress = instance.get().progress();
    if (!progress.status().equals(RUNNING) && !progress.moving()) {
      findings.instanceNotRunning(backend, progress.toString());
    }
    places.put(backend, around(network, nic.get()).orElseThrow());
    return true;
  }

  private Optional<VxnetRef> around(Compiled network, Instance.Nic nic) {
    return network.vxnets().stream()
        .filter(v -> refs.peek(v.id()).filter(nic.vxnet()::equals).isPresent())
        .findFirst();
  }

  private static String shown(@Nullable Ip address) {
    return address == null ? "none" : address.toString();
  }

  private static String words(Instance instance) {
    return String.join(
        " and ",
        instance.nics().stream().map(n -> shown(n.address()) + " in vxnet " + n.vxnet()).toList());
  }

  /** The blocks of the vxnets outside of a balancer's own network that hold backends. */
  List<Cidr> outside(Compiled home) {
    return places.entrySet().stream()
        .filter(p -> isOutside(p.getKey(), home))
        .map(p -> p.getValue().block())
        .distinct()
        .sorted()
        .toList();
  }

  /** A network outside of a balancer's own one that holds a backend. */
  String firstOutside(Compiled home) {
    return places.keySet().stream()
        .filter(b -> isOutside(b, home))
        .map(Backend::network)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isOutside(Backend backend, Compiled home) {
    return !backend.network().equals(home.name());
  }
}
