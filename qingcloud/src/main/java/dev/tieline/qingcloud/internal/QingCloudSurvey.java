package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Accounts;
import dev.tieline.provider.Callers;
import dev.tieline.provider.Phases;
import dev.tieline.provider.Trouble;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Reads;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Survey;
import dev.tieline.spi.SurveyRequest;
import dev.tieline.spi.Unread;
import dev.tieline.topology.Backend;
import dev.tieline.topology.Hub;
import dev.tieline.topology.Link;
import dev.tieline.topology.LoadBalancer;
import dev.tieline.topology.Network;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One look at QingCloud: once for a provider who each alias is and which zones there are. In every
 * scope four lists of the whole zone, since marks are in names: VPCs, vxnets, borders and route
 * tables. Inside of what the wish names, or what is ours, one list for the vxnets of each VPC and
 * one for its policies, one for each border of ours, one of access points, one of what tables
 * serve.
 */
public final class QingCloudSurvey implements Survey {
  private final Accounts accounts;
  private final Known known;
  private final Callers callers;
  private final Owner owner;
  private final Set<Address> borders = new TreeSet<>();
  private final Map<Scope, ScopeLook> looks = new LinkedHashMap<>();
  private @Nullable Facts facts;

  public QingCloudSurvey(Accounts accounts, Known known, SurveyRequest request) {
    this.accounts = accounts;
    this.known = known;
    callers = new Callers(accounts, known.callers(), AccountLists.callers(known.callers()));
    owner = request.owner();
    Topology topology = request.topology();
    if (topology != null) {
      topology.networks().values().forEach(network -> wished(network));
      topology.links().values().forEach(link -> linked(topology, link));
    }
    accounts.scopes().forEach(scope -> look(scope));
  }

  private ScopeLook look(Scope scope) {
    return looks.computeIfAbsent(scope, s -> new ScopeLook(s, owner));
  }

  private void wished(Network network) {
    if (network.asData() instanceof VpcForm form) {
      ScopeLook look = look(NetworkCompiler.scope(form));
      if (form instanceof VpcForm.Existing existing) {
        look.wished.add(existing.routerId());
      }
    }
  }

  private void linked(Topology topology, Link link) {
    if (link instanceof Hub hub) {
      for (String name : hub.networks()) {
        if (topology.network(name).asData() instanceof VpcForm form) {
          look(NetworkCompiler.scope(form)).hub = true;
          borders.add(Names.inName(owner, Borders.address(hub.address(), form.zone())));
        }
      }
    } else if (link instanceof LoadBalancer balancer) {
      balanced(topology, balancer);
    }
  }

  private void balanced(Topology topology, LoadBalancer link) {
    if (topology.network(link.network()).asData() instanceof VpcForm form) {
      BalancerLook look = look(NetworkCompiler.scope(form)).balancers;
      look.wished.add(link.address());
      look.networks.add(
          form instanceof VpcForm.Existing existing ? existing.routerId() : link.network());
    }
    for (Backend backend : link.backends()) {
      if (backend instanceof Backend.Instance instance
          && topology.network(instance.network()).asData() instanceof VpcForm form) {
        look(NetworkCompiler.scope(form)).balancers.wishedInstances.add(instance.id());
      }
    }
  }

  @Override
  public void start(Reads to) {
    Phases[] phases = new Phases[1];
    phases[0] = new Phases(to, Unread::of, () -> advance(phases[0]));
    phases[0].start(() -> first(phases[0]));
  }

  /** Asks for the zones of an account, once for a provider. */
  private void zones(Phases phases) {
    Set<String> asked = new TreeSet<>();
    for (Scope scope : looks.keySet()) {
      if (known.zones(scope.account()).isEmpty() && asked.add(scope.account())) {
        phases.ask(
            Lists.zones(scope),
            found -> known.learnZones(scope.account(), found),
            refused -> {
              // what comes of a zone that could not be checked is told by the call that names it
            });
      }
    }
  }

  private void first(Phases phases) {
    Map<String, List<Scope>> aliases = new TreeMap<>();
    accounts
        .scopes()
        .forEach(s -> aliases.computeIfAbsent(s.account(), a -> new ArrayList<>()).add(s));
    aliases.forEach((alias, scopes) -> callers.ask(alias, scopes, phases));
    zones(phases);
    looks.values().forEach(look -> look.begin(phases));
  }

  private boolean advance(Phases phases) {
    if (callers.askAgain(phases)) {
      return true;
    }
    boolean asked = false;
    for (ScopeLook look : looks.values()) {
      asked |= look.goOn(phases);
    }
    return asked;
  }

  @Override
  public Facts facts() {
    Facts ready = facts;
    if (ready == null) {
      ready = file();
      facts = ready;
    }
    return ready;
  }

  private Facts file() {
    Filing filing = new Filing(known, owner, borders);
    for (String alias : accounts.declared().keySet()) {
      filing.account(alias, callers.trouble(alias));
    }
    looks.forEach(
        (scope, look) -> {
          Optional<Trouble> trouble = callers.trouble(scope.account());
          if (trouble.isPresent()) {
            filing.unreadable(scope, trouble.get());
          } else {
            filing.file(look);
          }
        });
    return filing.facts();
  }

  @Override
  public void picture(SnapshotEditor to) {
    new Painting(owner, facts(), to).paint();
    new BalancerPainting(owner, facts(), to).paint();
  }
}
