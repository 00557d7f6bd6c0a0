package dev.tieline.apply;

import dev.tieline.check.Checked;
import dev.tieline.check.Checks;
import dev.tieline.check.Codes;
import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.plan.Action;
import dev.tieline.plan.Opening;
import dev.tieline.plan.Plan;
import dev.tieline.plan.Step;
import dev.tieline.plan.Trait;
import dev.tieline.snapshot.Snapshot;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Provider;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Unread;
import dev.tieline.spi.Wish;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * From facts and wish to a draft: pure, and linear in the number of objects. Used for one draft.
 *
 * <p>An error against a part of the wish holds the whole part: nothing of it is made, changed or
 * removed. So does one against what the part's own object needs and does not have as it needs it.
 */
final class Planner {
  private record Identity(ResourceKind<?, ?> kind, Scope scope, String id) {}

  private final Owner owner;
  private final @Nullable Topology topology;
  private final Look look;
  private final Predicate<String> justMade;
  private final Set<String> anewAt = new HashSet<>();
  private final Observed observed = new Observed();
  private final Set<Finding> findings = new LinkedHashSet<>();
  private final UnreadNodes unread = new UnreadNodes();
  private final Set<Node<?, ?>> open = new HashSet<>();
  private final Holds holds = new Holds(observed, open);
  private final Set<Identity> matched = new HashSet<>();
  private final List<Make<?, ?>> candidates = new ArrayList<>();
  private final List<Drop<?>> surplus = new ArrayList<>();
  private int kept;

  private Planner(Owner owner, @Nullable Topology topology, Look look, Predicate<String> justMade) {
    this.owner = owner;
    this.topology = topology;
    this.look = look;
    this.justMade = justMade;
  }

  /**
   * Plans.
   *
   * @param known findings that are taken as if the look had shown them
   * @param justMade whether what is at an address was just made, and need not be written anew
   */
  static Draft draft(
      Owner owner,
      @Nullable Topology topology,
      Look look,
      Collection<Finding> known,
      Predicate<String> justMade) {
    return new Planner(owner, topology, look, justMade).draft(known);
  }

  private Draft draft(Collection<Finding> known) {
    known.forEach(this::finding);
    List<Graph> graphs = new ArrayList<>();
    look.facts().forEach((provider, facts) -> graphs.add(compile(provider, facts)));
    look.facts()
        .forEach((provider, facts) -> provider.remarks(owner, facts).forEach(this::finding));
    look.facts().forEach(this::unseen);
    List<Drop<?>> drops = drops();
    List<Make<?, ?>> makes = holds.makes(graphs, candidates);
    Snapshot after = project(makes, drops);
    if (topology != null) {
      Set<String> before = holds.blocked();
      // what was found of an object of ours is not found again in the whole
      Set<List<String>> told =
          findings.stream().map(f -> List.of(f.code(), f.part())).collect(Collectors.toSet());
      Checks.run(new Checked(topology, look.snapshot(), after, vpcIds(graphs))).stream()
          .filter(finding -> !told.contains(List.of(finding.code(), finding.part())))
          .forEach(this::finding);
      holds.unlinked(topology, candidates, findings);
      if (!before.equals(holds.blocked())) {
        makes = holds.makes(graphs, candidates);
        after = project(makes, drops);
      }
    }
    Map<String, String> heldParts = holds.parts();
    List<Drop<?>> going = holds.drops(drops, heldParts);
    List<Step> steps = new ArrayList<>();
    makes.forEach(m -> steps.add(m.step()));
    going.forEach(d -> steps.add(d.step()));
    Plan plan =
        new Plan(
            owner.namespace(),
            owner.topology(),
            topology == null ? Plan.Purpose.DESTROY : Plan.Purpose.APPLY,
            topology,
            look.snapshot().at(),
            steps,
            kept,
            List.copyOf(findings),
            openings(graphs, steps),
            after);
    return new Draft(owner, plan, look, graphs, makes, going, heldParts, open, observed, anewAt);
  }

  private Graph compile(Provider provider, Facts facts) {
    Graph.Builder builder = new Graph.Builder();
    if (topology != null) {
      provider.compile(owner, topology, facts, builder);
    }
    Graph graph = builder.build();
    graph.findings().forEach(this::finding);
    graph.nodes().forEach(node -> examine(node, facts));
    unread.findings().forEach(this::finding);
    return graph;
  }

  private void finding(Finding finding) {
    findings.add(finding);
    holds.finding(finding);
  }

  /**
   * Decides what is to be done for one node, as far as that can be told without the others'
   * findings.
   */
  private <W extends Wish, O> void examine(Node<W, O> node, Facts facts) {
    ResourceKind<W, O> kind = node.kind();
    Find<O> found = kind.find(owner, node, observed, facts);
    if (found instanceof Find.None<O>) {
      absent(node);
    } else if (found instanceof Find.Ours<O> ours) {
      for (O double_ : ours.surplus()) {
        matched.add(new Identity(kind, node.scope(), kind.id(double_)));
        surplus.add(drop(kind, new Owned<>(node.address(), node.scope(), double_), true, false));
      }
      examine(node, ours.object(), false);
    } else if (found instanceof Find.Foreign<O> foreign) {
      examine(node, foreign.object(), true);
    } else if (found instanceof Find.InTheWay<O> inTheWay) {
      open.add(node);
      finding(
          new Finding(
              inTheWay.code(),
              Severity.ERROR,
              node.address().path(),
              inTheWay.what(),
              "It is not ours and stands where the wished " + kind.name() + " belongs",
              inTheWay.remedy()));
    } else if (found instanceof Find.Unreadable<O> unreadable) {
      open.add(node);
      String part = node.address().part();
      if (!holds.isTold(part, unreadable.why())) {
        unread.add(node, facts.unread(node.scope(), unreadable.why()));
      }
    }
  }

  private <W extends Wish, O> void examine(Node<W, O> node, O object, boolean foreign) {
    ResourceKind<W, O> kind = node.kind();
    matched.add(new Identity(kind, node.scope(), kind.id(object)));
    Diff diff = kind.compare(owner, node, object, observed);
    open.add(node);
    if (diff instanceof Diff.Anew anew && !justMade.test(node.address().path())) {
      observed.put(node, object);
      anewAt.add(node.address().path());
      candidates.add(make(node, Action.UPDATE, object, anew.why()));
    } else if (diff instanceof Diff.Differs differs) {
      observed.put(node, object);
      candidates.add(make(node, Action.UPDATE, object, String.join("; ", differs.fields())));
    } else if (diff instanceof Diff.Unusable unusable && !foreign) {
      // Not observed: what refers to it will have to refer to the one that takes its place.
      candidates.add(
          make(
              node,
              Action.REPLACE,
              object,
              kind.describe(node.wish(), observed) + ", since " + unusable.why()));
    } else if (diff instanceof Diff.Unusable unusable) {
      finding(
          immutable(
              node, unusable.why(), "Change it where it is made, or wish for one of our own"));
    } else if (diff instanceof Diff.Immutable immutable) {
      observed.put(node, object);
      finding(immutable(node, immutable.why(), immutable.remedy()));
    } else {
      examineState(node, object, foreign);
    }
  }

  private <W extends Wish, O> void absent(Node<W, O> node) {
    open.add(node);
    ResourceKind<W, O> kind = node.kind();
    candidates.add(make(node, kind.verb(node.wish()), null, kind.describe(node.wish(), observed)));
  }

  private <W extends Wish, O> void examineState(Node<W, O> node, O object, boolean foreign) {
    ResourceKind<W, O> kind = node.kind();
    Readiness state = kind.readiness(node, object);
    if (state instanceof Readiness.Gone) {
      absent(node);
      return;
    }
    observed.put(node, object);
    if (state instanceof Readiness.Target) {
      open.remove(node);
      if (foreign) {
        candidates.add(make(node, Action.ADOPT, object, kind.show(object)));
      } else {
        kept++;
      }
    } else if (state instanceof Readiness.Transitional on) {
      candidates.add(make(node, Action.WAIT, object, "until it is no longer " + on.state()));
    } else if (state instanceof Readiness.Waiting waiting) {
      candidates.add(
          make(node, Action.WAIT, object, "for " + waiting.party() + ": " + waiting.state()));
    } else if (state instanceof Readiness.Failed failed) {
      finding(
          new Finding(
              Codes.FAILED_STATE,
              Severity.ERROR,
              node.address().path(),
              Making.died(kind.show(object), failed),
              "It will not become as wished by itself",
              "Mend or delete it, then plan again"));
    }
  }

  private static <W extends Wish, O> Finding immutable(Node<W, O> node, String why, String remedy) {
    return new Finding(
        Codes.CANNOT_CHANGE,
        Severity.ERROR,
        node.address().path(),
        why,
        "The cloud can not change this on the " + node.kind().name() + " that is there",
        remedy);
  }

  private <W extends Wish, O> Make<W, O> make(
      Node<W, O> node, Action action, @Nullable O object, String what) {
    List<String> after = node.needs().stream().map(n -> n.address().path()).toList();
    Step step =
        new Step(
            node.address().path(),
            action,
            node.kind().name(),
            node.scope().toString(),
            what,
            node.wish().toString(),
            after,
            traits(node, action));
    return new Make<>(node, action, object, step);
  }

  private static <W extends Wish, O> Set<Trait> traits(Node<W, O> node, Action action) {
    if (action == Action.ADOPT) {
      return Set.of(); // what is used as it is costs and changes nothing by our doing
    }
    Set<Trait> traits = new HashSet<>(node.kind().traits(node.wish()));
    if (action == Action.REPLACE && !node.kind().guardsDelete()) {
      traits.add(Trait.UNGUARDED);
    }
    return traits;
  }

  private <O> Drop<O> drop(ResourceKind<?, O> kind, Owned<O> owned, boolean surplus, boolean lone) {
    Optional<String> restored = kind.restores(owned.object());
    Set<Trait> traits = new HashSet<>();
    if (surplus) {
      traits.add(Trait.SURPLUS);
    }
    if (restored.isPresent()) {
      traits.add(Trait.RESTORES);
    }
    if (!kind.guardsDelete() && kind.delete(owner, owned).isPresent()) {
      traits.add(Trait.UNGUARDED);
    }
    Step step =
        new Step(
            owned.address().path(),
            Action.DELETE,
            kind.name(),
            owned.scope().toString(),
            restored.orElseGet(() -> shown(kind, owned)),
            kind.name() + " " + kind.id(owned.object()),
            List.of(),
            traits);
    return new Drop<>(kind, owned, lone, step);
  }

  private <O> String shown(ResourceKind<?, O> kind, Owned<O> owned) {
    boolean byHand = kind.removedByHand(owner, owned).isPresent();
    return (byHand ? "by hand: " : "") + kind.show(owned.object());
  }

  /** Everything of ours that no node matched, users of an object before the object. */
  private List<Drop<?>> drops() {
    List<Drop<?>> all = new ArrayList<>(surplus);
    look.facts()
        .forEach(
            (provider, facts) -> {
              List<ResourceKind<?, ?>> kinds = provider.kinds();
              for (int i = kinds.size() - 1; i >= 0; i--) {
                unmatched(kinds.get(i), facts, all);
              }
            });
    Map<String, List<String>> users = new HashMap<>();
    all.forEach(
        d ->
            d.uses()
                .forEach(
                    id ->
                        users.computeIfAbsent(id, i -> new ArrayList<>()).add(d.step().address())));
    return all.stream().<Drop<?>>map(d -> after(d, users.getOrDefault(d.id(), List.of()))).toList();
  }

  private <O> void unmatched(ResourceKind<?, O> kind, Facts facts, List<Drop<?>> to) {
    kind.owned(owner, facts).stream()
        .filter(o -> !matched.contains(new Identity(kind, o.scope(), kind.id(o.object()))))
        .sorted(
            Comparator.comparing((Owned<O> o) -> o.address())
                .thenComparing(o -> kind.id(o.object())))
        .forEach(
            o -> {
              kind.builtUpon(owner, o, facts).ifPresent(what -> finding(builtUpon(kind, o, what)));
              to.add(drop(kind, o, false, kind.isLoneEvidence(o.object(), facts)));
            });
  }

  private static <O> Finding builtUpon(ResourceKind<?, O> kind, Owned<O> owned, String what) {
    return new Finding(
        Codes.BUILT_UPON,
        Severity.ERROR,
        owned.address().path(),
        what,
        "It is not ours, and would be left broken without " + kind.id(owned.object()),
        "Delete it where it was made, then go on");
  }

  private static <O> Drop<O> after(Drop<O> drop, List<String> users) {
    Step s = drop.step();
    Step step =
        new Step(
            s.address(), s.action(), s.kind(), s.place(), s.what(), s.wish(), users, s.traits());
    return new Drop<>(drop.kind(), drop.owned(), drop.lone(), step);
  }

  /** What can not be read may hold objects of ours that are no longer wished. */
  private void unseen(Provider provider, Facts facts) {
    boolean destroy = topology == null;
    String next = (destroy ? "destroy" : "apply") + " again";
    Map<Scope, String> unseen = new TreeMap<>();
    for (ResourceKind<?, ?> kind : provider.kinds()) {
      kind.sources().forEach(type -> facts.unreadable(type).forEach(unseen::putIfAbsent));
    }
    unseen.forEach(
        (scope, why) -> {
          Unread reason = facts.unread(scope, why);
          boolean told =
              unread.tells(scope, reason)
                  || findings.stream()
                      .anyMatch(f -> f.severity() == Severity.ERROR && f.what().contains(why));
          finding(
              new Finding(
                  Codes.UNREADABLE,
                  destroy ? Severity.ERROR : Severity.WARNING,
                  "topology." + owner.topology(),
                  "not everything in "
                      + scope
                      + " could be read"
                      + (told ? ", as other findings say" : ": " + why),
                  "Objects of ours that are no longer wished may be left there",
                  told ? "Do what they say, then " + next : reason.remedy(next)));
        });
  }

  private Snapshot project(List<Make<?, ?>> makes, List<Drop<?>> drops) {
    SnapshotEditor editor = new SnapshotEditor(look.snapshot());
    holds.drops(drops, new HashMap<>()).forEach(d -> gone(d, editor));
    makes.forEach(m -> project(m, editor));
    return editor.build(look.snapshot().at());
  }

  private static <O> void gone(Drop<O> drop, SnapshotEditor editor) {
    drop.kind().projectGone(drop.owned().object(), editor);
  }

  private <W extends Wish, O> void project(Make<W, O> make, SnapshotEditor editor) {
    O replaced = make.object();
    if (make.action() == Action.REPLACE && replaced != null) {
      make.node().kind().projectGone(replaced, editor);
    }
    make.node().kind().project(make.node(), observed, editor);
  }

  private Map<String, String> vpcIds(List<Graph> graphs) {
    Map<String, String> ids = new LinkedHashMap<>();
    graphs.forEach(g -> g.networks().forEach((name, ref) -> ids.put(name, observed.show(ref))));
    return ids;
  }

  private static List<Opening> openings(List<Graph> graphs, List<Step> steps) {
    Set<String> made =
        steps.stream()
            .filter(s -> s.action().mutates() && s.action() != Action.DELETE)
            .map(Step::address)
            .collect(Collectors.toSet());
    return graphs.stream()
        .flatMap(g -> g.openings().stream())
        .filter(o -> made.contains(o.address()))
        .toList();
  }
}
