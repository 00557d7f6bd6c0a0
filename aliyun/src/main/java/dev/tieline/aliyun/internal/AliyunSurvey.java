package dev.tieline.aliyun.internal;

import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.provider.Caller;
import dev.tieline.provider.Callers;
import dev.tieline.provider.Elsewhere;
import dev.tieline.provider.Phases;
import dev.tieline.provider.Trouble;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Reads;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Survey;
import dev.tieline.spi.SurveyRequest;
import dev.tieline.spi.Unread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One look at Alibaba Cloud. The number of calls depends on the scopes and on the tables and groups
 * of the VPCs concerned, not on how many routes, rules and peerings there are (but for pages):
 *
 * <ul>
 *   <li>where the topology has networks: six lists, each of a whole region. Only so are marks found
 *       on what has left the wish, and blocks and VPCs next to ours.
 *   <li>in every other scope of the provider: five lists, each of what bears our mark; if one holds
 *       anything, the six.
 *   <li>in the VPCs concerned: one list for each route table, one for each security group, and with
 *       hosts one for each VPC. The cloud has no list of entries or rules of several.
 *   <li>where the topology uses a service, or a claim says that it did: one list of the endpoints
 *       of the region, one search for each service, two lists for each endpoint concerned; with
 *       zones of PrivateZone, for each name one list, and two calls for each zone of it. Who uses
 *       none needs neither calls nor permissions of PrivateLink.
 *   <li>where it offers a service, or a claim says that it did: one list of the services of the
 *       region, and four for each of ours: balancers, users by account and by resource name, and
 *       connections.
 *   <li>once for a provider: who each alias is, the zones of each scope with vSwitches to make, and
 *       whether each account that a peering or an endpoint needs it of has opened Cloud Data
 *       Transfer, PrivateLink or PrivateZone, until it has. Who an alias is, is asked again when
 *       its calls are signed with another key.
 *   <li>where a wished VPC is not there: one list of it in every other scope, to say where it is.
 * </ul>
 */
public final class AliyunSurvey implements Survey {
  private final Realm realm;
  private final Known known;
  private final SurveyRequest request;
  private final Owner owner;
  private final WishedNetworks wish;
  private final Set<Scope> wished;
  private final Callers callers;
  private final Map<Scope, ScopeLook> looks = new LinkedHashMap<>();
  private final List<Cdt> transfers = new ArrayList<>();
  private final Map<Scope, Unread> transferFailures = new LinkedHashMap<>();
  private final List<LinkOpen> opened = new ArrayList<>();
  private final Map<Scope, Unread> openedFailures = new LinkedHashMap<>();
  private boolean searched;
  private @Nullable Facts facts;

  public AliyunSurvey(Realm realm, Known known, SurveyRequest request) {
    this.realm = realm;
    this.known = known;
    this.request = request;
    this.owner = request.owner();
    wish = new WishedNetworks(owner, request.topology());
    wished = wish.scopes();
    callers = new Callers(realm.accounts(), known.callers(), AccountLists.callers(known.callers()));
  }

  /** The phases of this survey, and what is asked in them. */
  private final class Asking {
    private final Phases phases;
    private final ScopeReads reads;
    private boolean recalled;

    Asking(Reads to) {
      phases = new Phases(to, Unread::of, this::advance);
      reads = new ScopeReads(owner, phases);
    }

    void first() {
      Map<String, List<Scope>> aliases = new TreeMap<>();
      looks
          .keySet()
          .forEach(s -> aliases.computeIfAbsent(s.account(), a -> new ArrayList<>()).add(s));
      aliases.forEach((alias, scopes) -> callers.ask(alias, scopes, phases));
      for (ScopeLook look : looks.values()) {
        if (wished.contains(look.scope)) {
          reads.objects(look);
        } else {
          reads.tags(look);
        }
      }
      once();
    }

    /** Asks what is known for a provider's life, where it is not known; false if nothing is. */
    private boolean once() {
      boolean asked = false;
      for (Scope scope : wished) {
        if (!known.hasZones(scope, wish.zones(scope))) {
          // what comes of a zone that could not be checked is told by the call that names it
          phases.ask(
              AccountLists.zones(scope),
              found -> known.learnZones(scope, found),
              refused -> {
                if (refused instanceof CloudCallException e && e.category() == Category.DENIED) {
                  known.learnZones(scope, List.of());
                }
              });
          asked = true;
        }
      }
      transfers.clear();
      transferFailures.clear();
      opened.clear();
      openedFailures.clear();
      for (Map.Entry<Scope, Set<Product>> products : wish.products().entrySet()) {
        for (Product product : products.getValue()) {
          asked |= product(products.getKey(), product);
        }
      }
      for (Map.Entry<String, Set<Boolean>> account : wish.transfers().entrySet()) {
        for (boolean crossBorder : account.getValue()) {
          asked |= transfer(account.getKey(), crossBorder);
        }
      }
      return asked;
    }

    private boolean product(Scope scope, Product product) {
      if (known.isOpened(scope.account(), product)) {
        opened.add(new LinkOpen(scope.account(), product, true));
        return false;
      }
      phases.ask(
          product == Product.PRIVATE_ZONE ? DnsLists.opened(scope) : EndpointLists.opened(scope),
          found -> {
            opened.addAll(found);
            if (found.stream().allMatch(LinkOpen::open)) {
              known.learnOpened(scope.account(), product);
            }
          },
          refused -> openedFailures.putIfAbsent(scope, Unread.of(refused)));
      return true;
    }

    private boolean transfer(String alias, boolean crossBorder) {
      if (known.isOpened(alias, crossBorder)) {
        transfers.add(new Cdt(alias, crossBorder, true));
        return false;
      }
      Scope scope =
          wished.stream().filter(s -> s.account().equals(alias)).findFirst().orElseThrow();
      phases.ask(
          AccountLists.cdt(scope, crossBorder),
          found -> {
            transfers.addAll(found);
            if (found.stream().allMatch(Cdt::open)) {
              known.learnOpened(alias, crossBorder);
            }
          },
          refused -> transferFailures.putIfAbsent(scope, Unread.of(refused)));
      return true;
    }

    /** Begins the next phase, once all answers of one are there; false if there is none. */
    private boolean advance() {
      if (callers.askAgain(phases)) {
        recalled = true;
        return true;
      }
      if (recalled) { // another account has opened other things
        recalled = false;
        if (once()) {
          return true;
        }
      }
      List<ScopeLook> more =
          in(ScopeLook.Stage.TAGS).stream()
              .filter(look -> look.failures.isEmpty())
              .filter(look -> look.marked || isFarSide(look.scope))
              .toList();
      if (!more.isEmpty()) {
        more.forEach(reads::objects);
        return true;
      }
      if (!searched) {
        searched = true;
        Set<String> missing = wish.missing(looks);
        List<ScopeLook> others = in(ScopeLook.Stage.TAGS);
        if (!missing.isEmpty() && !others.isEmpty()) {
          others.forEach(look -> search(look, missing));
          return true;
        }
      }
      boolean asked = false;
      for (ScopeLook look : in(ScopeLook.Stage.OBJECTS)) {
        EndpointNeeds needs = wish.endpoints(look);
        if (needs.any()) {
          reads.endpoints(look, needs);
          asked = true;
        }
        if (wish.offers(look)) {
          reads.services(look);
          asked = true;
        }
        look.stage = ScopeLook.Stage.ENDPOINTS;
      }
      if (asked) {
        return true;
      }
      Set<String> concerned = wish.concerned(looks.values());
      for (ScopeLook look : in(ScopeLook.Stage.ENDPOINTS)) {
        asked |= reads.insideEndpoints(look, wish.endpoints(look));
        asked |= reads.insideServices(look);
        asked |= reads.rest(look, concerned, request.hosts());
      }
      return asked;
    }

    /** Looks in a scope that the wish does not name for VPCs that are not where it says. */
    private void search(ScopeLook look, Set<String> missing) {
      List<String> ids = List.copyOf(missing);
      for (int from = 0; from < ids.size(); from += Lists.IDS_PER_VALUE) {
        List<String> some = ids.subList(from, Math.min(from + Lists.IDS_PER_VALUE, ids.size()));
        phases.ask(
            Lists.vpcs(look.scope, Lists.By.ids("VpcId", some)),
            found -> found.forEach(vpc -> look.elsewhere.add(new Elsewhere(vpc.id(), look.scope))),
            refused -> {
              // only a hint would have come of it; what can not be read here is told of elsewhere
            });
      }
    }
  }

  @Override
  public void start(Reads to) {
    Set<Scope> scopes = new LinkedHashSet<>(wished);
    scopes.addAll(realm.accounts().scopes());
    scopes.forEach(scope -> looks.put(scope, new ScopeLook(scope)));
    Asking asking = new Asking(to);
    asking.phases.start(asking::first);
  }

  private List<ScopeLook> in(ScopeLook.Stage stage) {
    return looks.values().stream().filter(look -> look.stage == stage).toList();
  }

  /** Whether a peering connection of ours, seen elsewhere, ends here: this side may lack a mark. */
  private boolean isFarSide(Scope scope) {
    Optional<String> account = known.callers().caller(scope.account()).map(Caller::accountId);
    return looks.values().stream()
        .flatMap(look -> look.peerings.values().stream())
        .filter(pcc -> !pcc.dead() && pcc.marks().containsKey(owner))
        .flatMap(pcc -> List.of(pcc.requester(), pcc.accepter()).stream())
        .anyMatch(
            side ->
                side.region().equals(scope.region())
                    && account.filter(side.accountId()::equals).isPresent());
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
    Filing filing = new Filing(wish.concerned(looks.values()));
    for (ScopeLook look : looks.values()) {
      String alias = look.scope.account();
      known.callers().caller(alias).ifPresent(filing::caller);
      Optional<Trouble> trouble = callers.trouble(alias);
      if (trouble.isPresent()) {
        filing.trouble(trouble.get());
        filing.unusable(look.scope, trouble.get().what());
      } else {
        filing.look(look);
      }
      if (wished.contains(look.scope)) {
        filing.quotas(Quotas.assumed(look.scope));
        known.zones(look.scope).ifPresent(filing::zones);
      }
    }
    transfers.forEach(filing::cdt);
    transferFailures.forEach(filing::unreadCdt);
    opened.forEach(filing::opened);
    openedFailures.forEach(filing::unreadOpened);
    wish.cutsOff().ifPresent(filing::cutOff);
    filing.regrouped(wish.regrouped());
    return filing.facts();
  }

  @Override
  public void picture(SnapshotEditor to) {
    Picture picture = new Picture(facts(), looks.keySet(), wish.concerned(looks.values()), to);
    picture.all();
    picture.services(owner, wish.traffic());
    wish.foreign().forEach(picture::foreign);
  }
}
