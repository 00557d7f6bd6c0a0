package dev.tieline.apply;

import dev.tieline.check.Codes;
import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.error.StalePlanException;
import dev.tieline.plan.Action;
import dev.tieline.plan.Plan;
import dev.tieline.plan.Step;
import dev.tieline.plan.Trait;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Provider;
import dev.tieline.spi.Settling;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Look, do, look again, until a look shows nothing more to do: what was written is ready only when
 * a reader sees it. A step that was done and is needed again is first given the time of the cloud's
 * lag to show; after that it was undone by somebody, and is repaired a few times at most.
 */
final class Rounds {
  private static final int MOST_ROUNDS = 50;

  private record Did(Action action, long at) {}

  private final Engine.Session session;
  private final Owner owner;
  private final @Nullable Topology topology;
  private final @Nullable Plan approved;
  private final Map<String, Step> approvedByKey = new HashMap<>();
  private final Map<String, Did> did = new HashMap<>();
  private final Map<String, Result> results = new HashMap<>();
  private final Set<String> parts = new LinkedHashSet<>();
  private final List<Step> done = new ArrayList<>();
  private final Map<String, Duration> tooEarly = new HashMap<>();
  private final Set<String> released = new HashSet<>();
  private final Set<Finding> contested = new LinkedHashSet<>();
  private final long began;

  Rounds(
      Engine.Session session, Owner owner, @Nullable Topology topology, @Nullable Plan approved) {
    this.session = session;
    this.owner = owner;
    this.topology = topology;
    this.approved = approved;
    this.began = now();
    if (approved != null) {
      approved.steps().forEach(s -> approvedByKey.put(key(s), s));
    }
    if (topology != null) {
      topology.networks().keySet().forEach(n -> parts.add("network." + n));
      topology.links().values().forEach(l -> parts.add(l.address()));
    }
  }

  Outcome execute() {
    Draft draft = session.firstLook(owner, topology, false);
    refuseStale(draft);
    if (topology != null) {
      draft = session.rehearse(draft);
    }
    int rounds = 0;
    int pauses = 0;
    while (rounds < MOST_ROUNDS && !session.loop().cancelled()) {
      note(draft);
      List<Make<?, ?>> makes = worthDoing(draft);
      List<Drop<?>> drops = worthDropping(draft, makes);
      if (!makes.isEmpty() || !drops.isEmpty()) {
        rounds++;
        pauses = 0;
        if (!run(draft, makes, drops)) {
          continue; // nothing has changed, so another look would show the same
        }
      } else if (unseen(draft)) {
        session.pause(session.waits().pauseAfter(++pauses));
      } else {
        break;
      }
      Optional<Draft> next = session.look(owner, topology, false);
      if (next.isEmpty()) {
        break;
      }
      draft = next.get();
    }
    note(draft);
    return outcome(draft);
  }

  private void note(Draft draft) {
    tooEarly.clear();
    boolean nothing = draft.plan().steps().isEmpty() && draft.held().isEmpty();
    session.memory().saw(owner, topology == null && nothing, now());
    Set<String> lone =
        draft.drops().stream()
            .filter(Drop::lone)
            .map(d -> key(d.step()))
            .collect(Collectors.toSet());
    Duration quiet = longest(Settling::quiet);
    session
        .memory()
        .loneFor(owner, lone, now())
        .forEach(
            (key, since) -> {
              Step planned = approvedByKey.get(key);
              boolean unsure = session.memory().isUnsure(owner, now(), quiet);
              Duration known = planned == null || unsure ? since : longer(since, planAge());
              boolean told = !unsure && released.contains(key);
              if (!told && known.compareTo(quiet) < 0) {
                tooEarly.put(key, quiet.minus(known));
              }
            });
    draft.plan().steps().forEach(s -> parts.add(s.part()));
    draft.plan().findings().stream()
        .filter(f -> f.severity() == Severity.ERROR)
        .forEach(f -> parts.add(f.part()));
  }

  // ---- do ----

  /** Does what can be done; returns whether anything may have changed by that. */
  private boolean run(Draft draft, List<Make<?, ?>> makes, List<Drop<?>> drops) {
    int writes = session.pipeline().writes();
    int unsure = session.pipeline().unsure();
    boolean progress = false;
    if (!drops.isEmpty()) {
      session.memory().removes(owner);
    }
    List<Task> tasks = session.run(draft, makes, drops);
    if (session.pipeline().unsure() > unsure) {
      session.memory().unsure(owner, now());
    }
    release(draft, drops, tasks);
    for (Task task : tasks) {
      Step step = task.step();
      results.put(key(step), task.result());
      if (task.result() instanceof Result.Done) {
        progress = true;
        did.put(key(step), new Did(step.action(), now()));
        if (step.action().mutates()) {
          done.add(step);
          session.memory().did(owner, step, draft.anew().contains(step.address()), now());
        }
      } else if (step.action().mutates() && session.pipeline().writes() > writes) {
        session.memory().wrote(owner, now()); // it may have had an effect all the same
      }
    }
    return progress || session.pipeline().writes() > writes;
  }

  /**
   * Notes the evidence whose objects we have removed ourselves: it need not wait any longer, unless
   * another process made them, of whose lost calls nothing is known here.
   */
  private void release(Draft draft, List<Drop<?>> drops, List<Task> tasks) {
    if (!session.memory().hasMade(owner)) {
      return;
    }
    Set<Step> gone = new HashSet<>();
    tasks.stream()
        .filter(t -> t.result() instanceof Result.Done && t instanceof Dropping<?> d && d.byUs())
        .forEach(t -> gone.add(t.step()));
    Set<String> used = new HashSet<>();
    drops.stream().filter(d -> gone.contains(d.step())).forEach(d -> used.addAll(d.uses()));
    draft.drops().stream()
        .filter(d -> d.kind().isEvidence() && used.contains(d.id()))
        .forEach(d -> released.add(key(d.step())));
  }

  /** What is to be made now: whose needs are as wished, or are made in the same run. */
  private List<Make<?, ?>> worthDoing(Draft draft) {
    if (draft.makes().stream().allMatch(Make::isAsWished)) {
      return List.of();
    }
    List<Make<?, ?>> worth = new ArrayList<>();
    Set<Node<?, ?>> running = new HashSet<>();
    for (Make<?, ?> make : draft.makes()) {
      if (isWorthDoing(make.step())) {
        Optional<Node<?, ?>> unmet = unmet(make.node(), draft, running);
        if (unmet.isEmpty()) {
          running.add(make.node());
          worth.add(make);
        } else {
          results.put(key(make.step()), new Result.Skipped(unmet.get().address().path()));
        }
      }
    }
    return worth.stream().allMatch(Make::isAsWished) ? List.of() : worth;
  }

  private static Optional<Node<?, ?>> unmet(Node<?, ?> node, Draft draft, Set<Node<?, ?>> running) {
    return node.needs().stream()
        .filter(n -> draft.open().contains(n) && !running.contains(n))
        .findFirst();
  }

  /** What is to be removed now: what nothing uses that is left as it is. */
  private List<Drop<?>> worthDropping(Draft draft, List<Make<?, ?>> making) {
    Map<String, Step> users = new HashMap<>();
    Set<Make<?, ?>> running = Collections.newSetFromMap(new IdentityHashMap<>());
    running.addAll(making);
    for (Make<?, ?> make : draft.makes()) {
      if (!running.contains(make) && !make.isAsWished()) {
        make.uses().forEach(id -> users.putIfAbsent(id, make.step()));
      }
    }
    List<Drop<?>> worth = new ArrayList<>();
    // A look that does not show what was made may not show what uses an object, either.
    boolean blind = unseenMakes(draft);
    for (Drop<?> drop : draft.drops()) {
      if (!blind && isWorthDoing(drop.step())) {
        worth.add(drop);
      } else {
        drop.uses().forEach(id -> users.putIfAbsent(id, drop.step()));
      }
    }
    // A claim, or an old value, goes after a look that shows that what it speaks of has gone: a
    // lost call may bring that back, and so may another process.
    Set<String> used = new HashSet<>();
    worth.forEach(d -> used.addAll(d.uses()));
    worth.removeIf(d -> d.kind().isEvidence() && used.contains(d.id()));
    boolean more = true;
    while (more) { // once more for each container within a container
      more = worth.removeIf(drop -> isUsed(drop, users));
    }
    Set<String> going = worth.stream().map(Drop::id).collect(Collectors.toSet());
    worth.removeIf(drop -> drop.goesAlong(owner) && staysWith(drop, going));
    return worth;
  }

  /** Whether something that goes together with another object stays, since that one does. */
  private boolean staysWith(Drop<?> drop, Set<String> going) {
    if (drop.uses().stream().anyMatch(going::contains)) {
      return false;
    }
    results.put(key(drop.step()), new Result.Skipped(drop.step().part()));
    return true;
  }

  /** Whether anything that was done is still to be seen; what is adopted stands in every plan. */
  private boolean unseen(Draft draft) {
    return unseenMakes(draft) || draft.drops().stream().anyMatch(d -> isHidden(d.step()));
  }

  private boolean unseenMakes(Draft draft) {
    return draft.makes().stream().anyMatch(m -> !m.isAsWished() && isHidden(m.step()));
  }

  private boolean isUsed(Drop<?> drop, Map<String, Step> users) {
    Step user = users.get(drop.id());
    if (user == null || key(user).equals(key(drop.step()))) {
      return false;
    }
    results.put(key(drop.step()), new Result.Skipped(user.address()));
    drop.uses().forEach(id -> users.putIfAbsent(id, drop.step()));
    return true;
  }

  private boolean isWorthDoing(Step step) {
    Result before = results.get(key(step));
    if (before instanceof Result.Refused || before instanceof Result.Waits) {
      return false;
    }
    if (session.memory().contested(owner, step, now())) {
      contested.add(
          new Finding(
              Codes.CONTESTED,
              Severity.ERROR,
              step.address(),
              "it was made as wished several times within an hour, and each time somebody undid it",
              "Two controllers that undo each other's work never end",
              "Find out who changes it (the cloud's audit log tells), then apply again"));
      return false;
    }
    return isAllowed(step) && !isHidden(step) && !tooEarly.containsKey(key(step));
  }

  /**
   * Whether the step was done just now, and the look may only not have seen it. What is there and
   * is to be changed was seen.
   */
  private boolean isHidden(Step step) {
    Did before = did.get(key(step));
    return before != null
        && (step.action() != Action.UPDATE || before.action() == Action.UPDATE)
        && now() - before.at() <= longest(Settling::lag).toNanos();
  }

  // ---- approval ----

  private void refuseStale(Draft draft) {
    List<String> extra =
        draft.plan().steps().stream().filter(s -> !isAllowed(s)).map(Step::toString).toList();
    if (approved != null && !extra.isEmpty()) {
      throw new StalePlanException(
          "plan of topology "
              + owner.topology()
              + " made at "
              + approved.madeAt()
              + " does not hold what is needed now: "
              + String.join("; ", extra)
              + " (expected: only steps of the plan; plan again and approve)",
          extra);
    }
  }

  /**
   * What changes nothing is always allowed, and so is the removal of our own unused double, which a
   * crash may have left. A replacement that has lost its old object goes on as a create, and a
   * create that was interrupted as an update.
   */
  private boolean isAllowed(Step step) {
    if (approved == null || !step.action().mutates() || step.traits().contains(Trait.SURPLUS)) {
      return true;
    }
    Step same = approvedByKey.get(key(step));
    return same != null
        && (same.sameAs(step)
            || same.wish().equals(step.wish()) && isRestOf(same.action(), step.action()));
  }

  /** Whether a step of an interrupted plan goes on as another one to the same end. */
  private static boolean isRestOf(Action approved, Action now) {
    return approved == Action.REPLACE && now == Action.CREATE
        || approved == Action.CREATE && now == Action.UPDATE;
  }

  // ---- outcome ----

  private Outcome outcome(Draft last) {
    List<Finding> findings = new ArrayList<>(contested);
    findings.addAll(last.plan().findings());
    findings.sort(Comparator.naturalOrder());
    Map<String, Finding> against =
        findings.stream()
            .filter(f -> f.severity() == Severity.ERROR)
            .collect(Collectors.toMap(Finding::part, Function.identity(), (a, b) -> a));
    Set<String> asWished =
        last.makes().stream()
            .filter(Make::isAsWished)
            .map(m -> key(m.step()))
            .collect(Collectors.toSet());
    Map<String, List<Step>> open =
        last.plan().steps().stream()
            .filter(s -> !asWished.contains(key(s)))
            .collect(Collectors.groupingBy(Step::part));
    List<PartOutcome> outcomes = new ArrayList<>();
    // What was removed where we can see may have more where we can not.
    Optional<Finding> unread =
        Optional.ofNullable(against.get("topology." + owner.topology()))
            .filter(f -> f.code().equals(Codes.UNREADABLE));
    for (String part : parts) {
      Finding finding = against.get(part);
      outcomes.add(
          finding != null
              ? new NotStarted(part, finding.code() + ": " + finding.what())
              : outcome(part, open.getOrDefault(part, List.of()), last, unread));
    }
    if (topology == null) {
      settle(outcomes);
    }
    return new Outcome(
        owner.topology(),
        topology == null ? Plan.Purpose.DESTROY : Plan.Purpose.APPLY,
        outcomes,
        done,
        ids(last),
        findings,
        last.look().snapshot(),
        session.pipeline().reads(),
        session.pipeline().writes(),
        Duration.ofNanos(now() - began));
  }

  private PartOutcome outcome(String part, List<Step> left, Draft last, Optional<Finding> unread) {
    for (Step step : left) {
      if (results.get(key(step)) instanceof Result.Refused refused) {
        return new Failed(part, step.address(), refused.why());
      }
    }
    for (Step step : left) {
      if (results.get(key(step)) instanceof Result.Waits waits) {
        return waits.waiting();
      }
    }
    if (!left.isEmpty()) {
      return unfinished(part, left.get(0));
    }
    String held = last.held().get(part);
    if (held != null) {
      return new NotStarted(part, held);
    }
    if (topology == null && unread.isPresent()) {
      return new NotStarted(part, unread.get().code() + ": " + unread.get().what());
    }
    return new Ready(part);
  }

  private PartOutcome unfinished(String part, Step step) {
    if (results.get(key(step)) instanceof Result.Skipped skipped) {
      return new NotStarted(part, skipped.because());
    }
    Duration early = tooEarly.get(key(step));
    if (early != null) {
      String seen = topology == null ? "removed" : "nothing more of it is seen";
      return WaitingFor.settling(part, step.address(), seen, instant().plus(early));
    }
    if (session.loop().cancelled()) {
      return new NotStarted(part, "the run was interrupted");
    }
    String why =
        !isAllowed(step)
            ? "is needed now, and was not approved"
            : did.containsKey(key(step))
                ? "was done, and is needed again: somebody undoes it, or no reader sees it"
                : "is still to be done after " + MOST_ROUNDS + " rounds";
    return new Failed(part, step.address(), step + " " + why);
  }

  /**
   * A destroy is done when nothing of ours is left and nothing was changed within the quiet time.
   * Who destroys by a plan knows that nobody else has changed anything since that was made.
   */
  private void settle(List<PartOutcome> outcomes) {
    Duration quietFor = session.memory().quietFor(owner, now(), planAge());
    Duration left = longest(Settling::quiet).minus(quietFor);
    boolean gone = outcomes.stream().allMatch(o -> o instanceof Ready);
    if (gone && !left.isNegative() && !left.isZero()) {
      String seen = outcomes.isEmpty() ? "nothing of it was found" : "removed";
      if (outcomes.isEmpty()) {
        outcomes.add(new Ready("topology." + owner.topology()));
      }
      Instant nextLook = instant().plus(left);
      outcomes.replaceAll(
          o -> WaitingFor.settling(o.part(), "topology." + owner.topology(), seen, nextLook));
    }
  }

  private Duration planAge() {
    return approved == null ? Duration.ZERO : Duration.between(approved.madeAt(), instant());
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private Instant instant() {
    return session.loop().time().instant();
  }

  private static Map<String, String> ids(Draft last) {
    Map<String, String> ids = new LinkedHashMap<>();
    for (Graph graph : last.graphs()) {
      graph
          .nodes()
          .forEach(n -> id(n, last.observed()).ifPresent(id -> ids.put(n.address().path(), id)));
    }
    return ids;
  }

  private static <O> Optional<String> id(Node<?, O> node, Observed observed) {
    return observed.get(node).map(node.kind()::id);
  }

  private Duration longest(Function<Settling, Duration> time) {
    return session.providers().stream()
        .map(Provider::settling)
        .map(time)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /** An address may have a step that makes and, for a double, one that removes. */
  private static String key(Step step) {
    return step.action() == Action.DELETE ? step.address() + " - " + step.wish() : step.address();
  }

  private long now() {
    return session.loop().time().nanos();
  }
}
