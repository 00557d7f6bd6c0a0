package dev.tieline.aws.internal;

import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.provider.Caller;
import dev.tieline.provider.Callers;
import dev.tieline.provider.Elsewhere;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Phases;
import dev.tieline.provider.Trouble;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Query;
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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One look at AWS. The number of calls depends on the scopes alone, not on how much there is (but
 * for pages):
 *
 * <ul>
 *   <li>where the topology has networks: seven lists, each of a whole region. Only so are marks
 *       found on what has left the wish, and blocks and VPCs next to ours.
 *   <li>in every other scope of the provider: one list, of our tags; if it holds any, the seven.
 *   <li>once for a provider: who each alias is, and the quotas of each scope with networks, and the
 *       zones of each scope with subnets to make. Who an alias is, is asked again when its calls
 *       are signed with another key.
 *   <li>where a wished VPC is not there: one list of it in every other scope, to say where it is.
 *   <li>attributes of VPCs, two calls each, only where names over a peering depend on them.
 *   <li>prefix lists that tables or groups of the networks name: one list of them, and the blocks
 *       of each once for a version.
 * </ul>
 */
public final class AwsSurvey implements Survey {
  private final Realm realm;
  private final Known known;
  private final SurveyRequest request;
  private final Owner owner;
  private final WishedNetworks wish;
  private final Set<Scope> wished;
  private final Callers callers;
  private final Map<Scope, ScopeLook> looks = new LinkedHashMap<>();
  private final Map<Scope, Unread> quotaFailures = new LinkedHashMap<>();
  private boolean searched;
  private @Nullable Facts facts;

  public AwsSurvey(Realm realm, Known known, SurveyRequest request) {
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
      phases = new Phases(to, AwsErrors::unread, this::advance);
      reads = new ScopeReads(owner, known, phases);
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
          limits(look.scope);
        } else {
          reads.tags(look);
        }
      }
    }

    /** Asks what is known for a provider's life, where it is not known; false if nothing is. */
    private boolean limits(Scope scope) {
      boolean quotas = realm.readQuotas() && known.quotas(scope).isEmpty();
      if (quotas) {
        once(
            AccountLists.quotas(scope),
            found -> known.learn(scope, found),
            why -> quotaFailures.put(scope, why));
      }
      boolean zones = !known.hasZones(scope, wish.zones(scope));
      if (zones) {
        // what comes of a zone that could not be checked is told by the call that names it
        once(AccountLists.zones(scope), found -> known.learnZones(scope, found), why -> {});
      }
      return quotas || zones;
    }

    /** Asks what is not asked again: a missing permission does not come with the next plan. */
    private <T> void once(Query<T> query, Consumer<List<T>> learn, Consumer<Unread> otherwise) {
      phases.ask(
          query,
          learn,
          refused -> {
            otherwise.accept(AwsErrors.unread(refused));
            if (refused instanceof CloudCallException e && e.category() == Category.DENIED) {
              learn.accept(List.of());
            }
          });
    }

    /** Begins the next phase, once all answers of one are there; false if there is none. */
    private boolean advance() {
      if (callers.askAgain(phases)) {
        recalled = true;
        return true;
      }
      if (recalled) { // another account has limits of its own
        recalled = false;
        boolean asked = false;
        for (Scope scope : wished) {
          asked |= limits(scope);
        }
        if (asked) {
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
      Set<String> concerned = wish.concerned(looks.values());
      List<ScopeLook> rest = in(ScopeLook.Stage.OBJECTS);
      if (!rest.isEmpty()) {
        rest.forEach(look -> reads.rest(look, concerned, wish.attributesOf(look), request.hosts()));
        return true;
      }
      boolean asked = false;
      for (ScopeLook look : in(ScopeLook.Stage.RULES)) {
        asked |= reads.lists(look, concerned);
      }
      return asked;
    }

    /** Looks in a scope that the wish does not name for VPCs that are not where it says. */
    private void search(ScopeLook look, Set<String> missing) {
      phases.ask(
          Lists.vpcs(look.scope, new Lists.By("vpc-id", missing)),
          found -> found.forEach(vpc -> look.elsewhere.add(new Elsewhere(vpc.id(), look.scope))),
          refused -> {
            // only a hint would have come of it; what can not be read here is told of elsewhere
          });
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
        .flatMap(look -> look.peerings.stream())
        .filter(pcx -> !pcx.dead() && Marks.all(pcx.tags()).containsKey(owner))
        .flatMap(pcx -> List.of(pcx.requester(), pcx.accepter()).stream())
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
        filing.quotas(
            look.scope,
            Quotas.complete(look.scope, known.quotas(look.scope).orElse(List.of())),
            Optional.ofNullable(quotaFailures.get(look.scope)));
        known.zones(look.scope).ifPresent(filing::zones);
      }
    }
    return filing.facts();
  }

  @Override
  public void picture(SnapshotEditor to) {
    Picture picture = new Picture(facts(), looks.keySet(), wish.concerned(looks.values()), to);
    picture.all();
    wish.foreign().forEach(picture::foreign);
  }
}
