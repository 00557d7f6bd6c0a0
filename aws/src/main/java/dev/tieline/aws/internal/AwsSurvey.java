package dev.tieline.aws.internal;

import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.TielineException;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Query;
import dev.tieline.spi.Reads;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Survey;
import dev.tieline.spi.SurveyRequest;
import dev.tieline.topology.Link;
import dev.tieline.topology.Network;
import dev.tieline.topology.Peering;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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
 *   <li>once for a provider: who each alias is, and the quotas of each scope with networks.
 *   <li>where a wished VPC is not there: one list of it in every other scope, to say where it is.
 *   <li>attributes of VPCs, two calls each, only where names over a peering depend on them.
 * </ul>
 */
public final class AwsSurvey implements Survey {
  private final Realm realm;
  private final Known known;
  private final SurveyRequest request;
  private final Owner owner;
  private final Map<Scope, ScopeLook> looks = new LinkedHashMap<>();
  private final Map<String, TielineException> callerFailures = new TreeMap<>();
  private final Map<Scope, String> quotaFailures = new HashMap<>();
  private final Set<Scope> wished = new LinkedHashSet<>();
  private @Nullable Reads reads;
  private int outstanding;
  private boolean searched;
  private @Nullable Facts facts;

  public AwsSurvey(Realm realm, Known known, SurveyRequest request) {
    this.realm = realm;
    this.known = known;
    this.request = request;
    this.owner = request.owner();
  }

  @Override
  public void start(Reads to) {
    reads = to;
    outstanding++; // so that answers that come at once do not end the phase
    networks()
        .values()
        .forEach(
            form -> {
              if (!(form instanceof VpcForm.Foreign)) {
                wished.add(new Scope(Realm.CLOUD, form.account(), form.region()));
              }
            });
    Set<Scope> scopes = new LinkedHashSet<>(wished);
    scopes.addAll(realm.scopes());
    Map<String, List<Scope>> aliases = new TreeMap<>();
    for (Scope scope : scopes) {
      looks.put(scope, new ScopeLook(scope));
      aliases.computeIfAbsent(scope.account(), a -> new ArrayList<>()).add(scope);
    }
    aliases.values().forEach(this::askCaller);
    for (Scope scope : scopes) {
      if (wished.contains(scope)) {
        askObjects(look(scope));
        askQuotas(scope);
      } else {
        askTags(look(scope));
      }
    }
    answered();
  }

  /** The wish's networks in AWS, by name. */
  private Map<String, VpcForm> networks() {
    Map<String, VpcForm> forms = new LinkedHashMap<>();
    Topology topology = request.topology();
    if (topology != null) {
      topology
          .networks()
          .forEach(
              (name, network) -> {
                if (network.cloud().equals(Realm.CLOUD)) {
                  forms.put(name, form(network));
                }
              });
    }
    return forms;
  }

  private static VpcForm form(Network network) {
    return (VpcForm) network.asData();
  }

  private ScopeLook look(Scope scope) {
    ScopeLook look = looks.get(scope);
    if (look == null) {
      throw new IllegalStateException("no look at " + scope);
    }
    return look;
  }

  /** Asks who an alias is; where a region is out of order, another one can tell as well. */
  private void askCaller(List<Scope> scopes) {
    Scope scope = scopes.get(0);
    if (known.caller(scope.account()).isEmpty()) {
      ask(
          Lists.caller(scope),
          found -> found.forEach(known::learn),
          refused -> {
            boolean down =
                refused instanceof CloudCallException e && e.category() == Category.UNAVAILABLE;
            if (down && scopes.size() > 1) {
              askCaller(scopes.subList(1, scopes.size()));
            } else {
              callerFailures.put(scope.account(), refused);
            }
          });
    }
  }

  private void askQuotas(Scope scope) {
    if (realm.readQuotas() && known.quotas(scope).isEmpty()) {
      ask(
          Lists.quotas(scope),
          found -> known.learn(scope, found),
          refused -> {
            quotaFailures.put(scope, words(refused));
            // a permission that is missing does not come back with the next plan
            if (refused instanceof CloudCallException e && e.category() == Category.DENIED) {
              known.learn(scope, List.of());
            }
          });
    }
  }

  private void askTags(ScopeLook look) {
    look.stage = ScopeLook.Stage.TAGS;
    ask(
        Lists.tags(look.scope, new Lists.By("key", Marks.patterns(owner))),
        found -> look.marked = !found.isEmpty(),
        refused -> look.failed(words(refused), ScopeLook.TYPES.toArray(Class<?>[]::new)));
  }

  private void askObjects(ScopeLook look) {
    look.stage = ScopeLook.Stage.OBJECTS;
    Scope scope = look.scope;
    Lists.By all = Lists.By.everything();
    ask(Lists.vpcs(scope, all), look.vpcs::addAll, look, Vpc.class);
    ask(Lists.subnets(scope, all), look.subnets::addAll, look, Subnet.class);
    ask(
        Lists.tablesWithRoutes(scope, all),
        found ->
            found.forEach(
                table -> {
                  look.tables.add(table.table());
                  look.routes.addAll(table.routes());
                }),
        look,
        RouteTable.class,
        Route.class);
    ask(Lists.acls(scope, all), look.acls::addAll, look, Acl.class);
    ask(
        Lists.groups(scope, all),
        look.groups::addAll,
        look,
        SecurityGroup.class,
        GroupRule.class,
        OtherRule.class);
    ask(Lists.peerings(scope, all), look.peerings::addAll, look, Pcx.class);
  }

  private void askRest(ScopeLook look, Set<String> concerned) {
    look.stage = ScopeLook.Stage.ALL;
    askRules(look, concerned);
    Set<String> attributes = attributesOf(look);
    if (!attributes.isEmpty()) {
      ask(
          Lists.attributes(look.scope, attributes),
          look.attributes::addAll,
          look,
          VpcAttributes.class);
    }
    List<String> vpcs = look.vpcs.stream().map(Vpc::id).filter(concerned::contains).toList();
    if (request.hosts() && !vpcs.isEmpty()) {
      ask(
          Lists.hosts(look.scope, new Lists.By("vpc-id", vpcs)),
          look.hosts::addAll,
          look,
          Host.class);
    }
  }

  /**
   * Asks for the rules of all groups if one call takes them. In a region of more groups, the rules
   * of those concerned are asked for, and apart from them those that bear our mark, wherever.
   */
  private void askRules(ScopeLook look, Set<String> concerned) {
    Collection<SecurityGroup> groups = look.groups;
    boolean many = groups.size() > Lists.VALUES_PER_FILTER;
    List<String> ids =
        groups.stream()
            .filter(g -> !many || concerned.contains(g.vpc()))
            .map(SecurityGroup::id)
            .toList();
    Consumer<List<Object>> take = found -> found.forEach(look::take);
    if (!ids.isEmpty()) {
      ask(
          Lists.allRules(look.scope, new Lists.By("group-id", ids)),
          take,
          look,
          GroupRule.class,
          OtherRule.class);
    }
    if (many) {
      ask(
          Lists.allRules(look.scope, new Lists.By("tag:" + Marks.key(owner), List.of("*"))),
          take,
          look,
          GroupRule.class,
          OtherRule.class);
    }
  }

  /** The VPCs whose attributes matter: for names over a peering, or since we changed one. */
  private Set<String> attributesOf(ScopeLook look) {
    Set<String> named = new HashSet<>(); // networks
    Topology topology = request.topology();
    if (topology != null) {
      for (Link link : topology.links().values()) {
        if (link instanceof Peering peering && !PeeringOptions.of(peering).dnsOf().isEmpty()) {
          named.addAll(peering.networks()); // both sides need the attributes, whoever is looked up
        }
      }
    }
    Set<String> wanted = new LinkedHashSet<>();
    networks()
        .forEach(
            (name, form) -> {
              Scope scope = new Scope(Realm.CLOUD, form.account(), form.region());
              boolean needed =
                  named.contains(name)
                      || (form instanceof VpcForm.Managed managed && managed.dnsHostnames());
              if (needed && scope.equals(look.scope)) {
                vpcOf(name, form, look).ifPresent(vpc -> wanted.add(vpc.id()));
              }
            });
    look.vpcs.stream()
        .filter(vpc -> !Marks.befores(owner, vpc.tags()).isEmpty())
        .forEach(vpc -> wanted.add(vpc.id()));
    return wanted;
  }

  private Optional<Vpc> vpcOf(String name, VpcForm form, ScopeLook look) {
    if (form instanceof VpcForm.Existing existing) {
      return look.vpcs.stream().filter(v -> v.id().equals(existing.vpcId())).findFirst();
    }
    Address address = new Address("network." + name);
    return look.vpcs.stream().filter(v -> Marks.bears(owner, address, v.tags())).findFirst();
  }

  private <T> void ask(Query<T> query, Consumer<List<T>> then, ScopeLook look, Class<?>... types) {
    ask(query, then, refused -> look.failed(words(refused), types));
  }

  private <T> void ask(
      Query<T> query, Consumer<List<T>> then, Consumer<TielineException> otherwise) {
    Reads to = reads;
    if (to == null) {
      throw new IllegalStateException("the survey is not started");
    }
    outstanding++;
    to.all(
        query,
        found -> {
          then.accept(found);
          answered();
        },
        refused -> {
          otherwise.accept(refused);
          answered();
        });
  }

  private static String words(TielineException refused) {
    return String.valueOf(refused.getMessage());
  }

  private void answered() {
    if (--outstanding == 0) {
      outstanding++;
      if (advance()) {
        answered();
      } else {
        outstanding--;
      }
    }
  }

  /** Begins the next phase, once all answers of one are there; false if there is none. */
  private boolean advance() {
    Set<String> concerned = concerned();
    List<ScopeLook> more =
        looks.values().stream()
            .filter(look -> look.stage == ScopeLook.Stage.TAGS)
            .filter(look -> look.failures.isEmpty())
            .filter(look -> look.marked || isFarSide(look.scope))
            .toList();
    if (!more.isEmpty()) {
      more.forEach(this::askObjects);
      return true;
    }
    if (!searched) {
      searched = true;
      boolean asked = false;
      for (ScopeLook look : looks.values()) {
        asked |= look.stage == ScopeLook.Stage.TAGS && search(look);
      }
      if (asked) {
        return true;
      }
    }
    List<ScopeLook> rest =
        looks.values().stream().filter(l -> l.stage == ScopeLook.Stage.OBJECTS).toList();
    rest.forEach(look -> askRest(look, concerned));
    return !rest.isEmpty();
  }

  /** Looks in a scope that the wish does not name for VPCs that are not where it says. */
  private boolean search(ScopeLook look) {
    Set<String> missing = new LinkedHashSet<>();
    for (VpcForm form : networks().values()) {
      if (form instanceof VpcForm.Existing existing) {
        ScopeLook named = look(new Scope(Realm.CLOUD, form.account(), form.region()));
        boolean readable = !named.failures.containsKey(Vpc.class);
        if (readable && named.vpcs.stream().noneMatch(v -> v.id().equals(existing.vpcId()))) {
          missing.add(existing.vpcId());
        }
      }
    }
    if (missing.isEmpty()) {
      return false;
    }
    ask(
        Lists.vpcs(look.scope, new Lists.By("vpc-id", missing)),
        found -> found.forEach(vpc -> look.elsewhere.add(new Elsewhere(vpc.id(), look.scope))),
        refused -> {
          // only a hint would have come of it; what can not be read here is told of elsewhere
        });
    return true;
  }

  /** Whether a peering connection of ours, seen elsewhere, ends here: this side may lack a mark. */
  private boolean isFarSide(Scope scope) {
    Optional<String> account = known.caller(scope.account()).map(Caller::accountId);
    return looks.values().stream()
        .flatMap(look -> look.peerings.stream())
        .filter(pcx -> !pcx.dead() && Marks.all(pcx.tags()).containsKey(owner))
        .flatMap(pcx -> List.of(pcx.requester(), pcx.accepter()).stream())
        .anyMatch(
            side ->
                side.region().equals(scope.region())
                    && account.filter(side.accountId()::equals).isPresent());
  }

  /** The VPCs that the wish names, and those in which anything bears a tag of the owner. */
  private Set<String> concerned() {
    Set<String> vpcs = new HashSet<>();
    networks()
        .values()
        .forEach(
            form -> {
              if (form instanceof VpcForm.Existing existing) {
                vpcs.add(existing.vpcId());
              }
            });
    for (ScopeLook look : looks.values()) {
      Map<String, String> vpcOfGroup = new HashMap<>();
      look.groups.forEach(group -> vpcOfGroup.put(group.id(), group.vpc()));
      look.vpcs.forEach(o -> concern(vpcs, o, o.id()));
      look.subnets.forEach(o -> concern(vpcs, o, o.vpc()));
      look.tables.forEach(o -> concern(vpcs, o, o.vpc()));
      look.groups.forEach(o -> concern(vpcs, o, o.vpc()));
      look.acls.forEach(o -> concern(vpcs, o, o.vpc()));
      look.peerings.forEach(o -> concern(vpcs, o, o.requester().vpc(), o.accepter().vpc()));
      look.rules.values().forEach(o -> concern(vpcs, o, vpcOfGroup.getOrDefault(o.group(), "")));
    }
    vpcs.remove("");
    return vpcs;
  }

  private void concern(Set<String> vpcs, Tagged object, String... of) {
    if (Marks.concern(owner, object.tags())) {
      vpcs.addAll(List.of(of));
    }
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
    Set<String> concerned = concerned();
    Filing filing = new Filing(concerned);
    for (ScopeLook look : looks.values()) {
      String alias = look.scope.account();
      known.caller(alias).ifPresent(filing::caller);
      Optional<Trouble> trouble = trouble(alias);
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
      }
    }
    return filing.facts();
  }

  /**
   * Why an alias can not be used. Who it is must be known before anything is written, if it was
   * declared or could be an account that another alias is; a refusal of its credentials, if
   * anything of it could be read at all.
   */
  private Optional<Trouble> trouble(String alias) {
    Optional<Caller> caller = known.caller(alias);
    if (caller.isPresent()) {
      String id = caller.get().accountId();
      return realm
          .misfit(caller.get())
          .map(what -> Trouble.wrongAccount(alias, what))
          .or(() -> twin(alias, id).map(other -> Trouble.twice(alias, other, id)));
    }
    TielineException why = callerFailures.get(alias);
    boolean matters =
        realm.declared().size() > 1
            || realm.declared().getOrDefault(alias, Optional.empty()).isPresent()
            || (why instanceof CloudCallException e && e.category() == Category.DENIED);
    return matters
        ? Optional.ofNullable(why).map(e -> Trouble.unknown(alias, words(e)))
        : Optional.empty();
  }

  /** Another alias of the same account: its scopes would be taken for other places. */
  private Optional<String> twin(String alias, String accountId) {
    return realm.declared().keySet().stream()
        .filter(other -> !other.equals(alias))
        .filter(
            other ->
                known.caller(other).map(Caller::accountId).filter(accountId::equals).isPresent())
        .findFirst();
  }

  @Override
  public void picture(SnapshotEditor to) {
    List<VpcForm.Foreign> foreign = new ArrayList<>();
    Map<VpcForm, String> names = new HashMap<>();
    networks()
        .forEach(
            (name, form) -> {
              if (form instanceof VpcForm.Foreign f) {
                foreign.add(f);
                names.put(f, name);
              }
            });
    Picture picture = new Picture(facts(), looks.keySet(), concerned(), to);
    picture.all();
    foreign.forEach(form -> picture.foreign(names.getOrDefault(form, ""), form));
  }
}
