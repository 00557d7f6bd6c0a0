package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Accounts;
import dev.tieline.provider.Caller;
import dev.tieline.provider.Callers;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Phases;
import dev.tieline.provider.Trouble;
import dev.tieline.snapshot.Place;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.snapshot.Subnet;
import dev.tieline.snapshot.Vpc;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Reads;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Survey;
import dev.tieline.spi.SurveyRequest;
import dev.tieline.spi.Unread;
import dev.tieline.topology.Network;
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
 * One look at QingCloud: once for a provider who each alias is and which zones there are, and where
 * the topology has networks one list of their VPCs and one of the vxnets of each. Nothing is looked
 * for by marks, as long as nothing is made.
 */
public final class QingCloudSurvey implements Survey {
  private static final List<Class<?>> TYPES = List.of(Router.class, RouterVxnet.class);

  private final Accounts accounts;
  private final Known known;
  private final Callers callers;
  private final Map<Scope, Look> looks = new LinkedHashMap<>();
  private @Nullable Facts facts;
  private boolean inside;

  /** What was seen of one scope. */
  private static final class Look {
    final Set<String> wished = new TreeSet<>();
    final List<Router> routers = new ArrayList<>();
    final List<RouterVxnet> vxnets = new ArrayList<>();
    final Map<Class<?>, Unread> failures = new LinkedHashMap<>();

    void failed(Unread why, Class<?>... types) {
      for (Class<?> type : types) {
        failures.putIfAbsent(type, why);
      }
    }
  }

  public QingCloudSurvey(Accounts accounts, Known known, SurveyRequest request) {
    this.accounts = accounts;
    this.known = known;
    callers = new Callers(accounts, known.callers(), AccountLists.callers(known.callers()));
    if (request.topology() != null) {
      for (Network network : request.topology().networks().values()) {
        if (network.asData() instanceof VpcForm form) {
          Look look = looks.computeIfAbsent(NetworkCompiler.scope(form), s -> new Look());
          if (form instanceof VpcForm.Existing existing) {
            look.wished.add(existing.routerId());
          }
        }
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
    looks.forEach(
        (scope, look) ->
            phases.ask(
                // not by ids: one that is not there would have the whole list refused
                Lists.routers(scope),
                look.routers::addAll,
                look::failed,
                Router.class,
                RouterVxnet.class));
  }

  private boolean advance(Phases phases) {
    if (callers.askAgain(phases)) {
      return true;
    }
    if (inside) {
      return false;
    }
    inside = true;
    boolean asked = false;
    for (Map.Entry<Scope, Look> look : looks.entrySet()) {
      for (Router router : look.getValue().routers) {
        if (!look.getValue().wished.contains(router.id())) {
          continue;
        }
        phases.ask(
            Lists.routerVxnets(look.getKey(), router.id()),
            look.getValue().vxnets::addAll,
            look.getValue()::failed,
            RouterVxnet.class);
        asked = true;
      }
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
    Facts.Builder out = new Facts.Builder();
    for (String alias : accounts.declared().keySet()) {
      known.callers().caller(alias).ifPresent(c -> out.add(Caller.class, c, alias));
      callers.trouble(alias).ifPresent(t -> out.add(Trouble.class, t, alias));
      known
          .zones(alias)
          .ifPresent(zones -> zones.forEach(zone -> out.add(Zone.class, zone, alias)));
    }
    looks.forEach(
        (scope, look) -> {
          Optional<Trouble> trouble = callers.trouble(scope.account());
          if (trouble.isPresent()) {
            TYPES.forEach(type -> out.unreadable(scope, type, trouble.get().what()));
          } else {
            look.routers.forEach(r -> out.add(Router.class, r, r.id(), new Keys.In(scope)));
            look.vxnets.forEach(
                v -> out.add(RouterVxnet.class, v, v.vxnet(), new Keys.InVpc(v.router())));
            look.failures.forEach((type, why) -> out.unreadable(scope, type, why));
          }
        });
    return out.build();
  }

  @Override
  public void picture(SnapshotEditor to) {
    Facts found = facts();
    for (Router router : found.all(Router.class)) {
      if (router.network() != null) {
        to.put(
            new Vpc(
                router.id(),
                place(router.scope()),
                router.name(),
                List.of(router.network()),
                false)); // how it routes is not read
      }
    }
    for (RouterVxnet vxnet : found.all(RouterVxnet.class)) {
      if (vxnet.network() != null) {
        to.put(
            new Subnet(
                vxnet.vxnet(),
                vxnet.router(),
                vxnet.name(),
                List.of(vxnet.network()),
                vxnet.scope().region(),
                vxnet.scope().region(),
                "",
                ""));
      }
    }
    found
        .unreadable(Router.class)
        .forEach(
            (scope, why) -> to.put(new dev.tieline.snapshot.Unreadable(place(scope), "VPCs", why)));
    found
        .unreadable(RouterVxnet.class)
        .forEach(
            (scope, why) ->
                to.put(new dev.tieline.snapshot.Unreadable(place(scope), "vxnets", why)));
  }

  private static Place place(Scope scope) {
    return new Place(scope.cloud(), scope.account(), scope.region());
  }
}
