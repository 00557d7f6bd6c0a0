package dev.tieline.apply;

import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.error.StalePlanException;
import dev.tieline.plan.Action;
import dev.tieline.plan.Plan;
import dev.tieline.plan.Step;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Provider;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Look, do, look again, until a look shows nothing more to do: what was written is ready only when
 * a reader sees it. A step that was done and is needed again is first given the time of the cloud's
 * lag to show; after that it was undone by somebody, and is repaired a few times at most.
 */
final class Rounds {
  private static final int MOST_ROUNDS = 50;

  private final Engine.Session session;
  private final Owner owner;
  private final @Nullable Topology topology;
  private final @Nullable Plan approved;
  private final Map<String, Step> approvedByAddress = new HashMap<>();
  private final Map<String, Long> doneAt = new HashMap<>();
  private final Map<String, Result> results = new LinkedHashMap<>();
  private final Set<String> waitedFor = new HashSet<>();
  private final Set<String> parts = new LinkedHashSet<>();
  private final List<Step> done = new ArrayList<>();
  private final Set<Finding> findings = new LinkedHashSet<>();
  private final long began;

  Rounds(
      Engine.Session session, Owner owner, @Nullable Topology topology, @Nullable Plan approved) {
    this.session = session;
    this.owner = owner;
    this.topology = topology;
    this.approved = approved;
    this.began = now();
    if (approved != null) {
      approved.steps().forEach(s -> approvedByAddress.put(key(s), s));
    }
    if (topology != null) {
      topology.networks().keySet().forEach(n -> parts.add("network." + n));
      topology.links().values().forEach(l -> parts.add(l.address()));
    }
  }

  Outcome execute() {
    Draft draft = look();
    refuseStale(draft);
    for (int round = 0; round < MOST_ROUNDS && !session.loop().cancelled(); round++) {
      int writes = session.pipeline().writes();
      List<Make<?, ?>> makes = draft.makes().stream().filter(m -> worthDoing(m.step())).toList();
      List<Drop<?>> drops = draft.drops().stream().filter(d -> worthDoing(d.step())).toList();
      if (makes.stream().allMatch(m -> m.action() == Action.ADOPT && m.object() != null)
          && drops.isEmpty()) {
        Duration wait = untilVisible(draft);
        if (wait.isZero()) {
          break;
        }
        session.loop().after(wait, () -> {});
        session.loop().drain();
      } else {
        // What is not worth doing again still has an object to refer to, or holds back what needs
        // it.
        run(draft, makes, drops);
        if (session.pipeline().writes() == writes) {
          break;
        }
      }
      if (!session.loop().cancelled()) {
        draft = look();
      }
    }
    return outcome(draft);
  }

  private Draft look() {
    Draft draft = session.look(owner, topology, false);
    draft.plan().steps().forEach(s -> parts.add(s.part()));
    return draft;
  }

  private void run(Draft draft, List<Make<?, ?>> makes, List<Drop<?>> drops) {
    Set<Node<?, ?>> running = new HashSet<>();
    makes.forEach(m -> running.add(m.node()));
    List<Make<?, ?>> ready = makes.stream().filter(m -> needsAreMet(m, running, draft)).toList();
    for (Task task : session.run(draft, ready, drops)) {
      Step step = task.step();
      results.put(key(step), task.result());
      if (!step.action().mutates() && !(task.result() instanceof Result.Pending)) {
        waitedFor.add(key(step));
      }
      if (task.result() instanceof Result.Done) {
        doneAt.put(key(step), now());
      }
      if (task.result() instanceof Result.Done && step.action().mutates()) {
        done.add(step);
        session.memory().did(owner, step, now());
      } else if (step.action().mutates()) {
        session.memory().wrote(owner, now()); // it may have had an effect all the same
      }
    }
  }

  private static boolean needsAreMet(Make<?, ?> make, Set<Node<?, ?>> running, Draft draft) {
    boolean met =
        make.node().needs().stream().allMatch(n -> running.contains(n) || draft.observed().has(n));
    if (!met) {
      running.remove(make.node());
    }
    return met;
  }

  private boolean worthDoing(Step step) {
    Result before = results.get(key(step));
    if (before instanceof Result.Refused
        || before instanceof Result.Waits
        || waitedFor.contains(key(step))) {
      return false;
    }
    if (session.memory().contested(owner, step, now())) {
      findings.add(
          new Finding(
              "CONTESTED",
              Severity.ERROR,
              step.address(),
              "it was made as wished several times within an hour, and each time somebody undid it",
              "Two controllers that undo each other's work never end",
              "Find out who changes it (the cloud's audit log tells), then apply again"));
      return false;
    }
    Long at = doneAt.get(key(step));
    return allowed(step) && (at == null || now() - at > lag().toNanos());
  }

  /** Zero if nothing that was done is still to be seen. */
  private Duration untilVisible(Draft draft) {
    boolean hidden =
        draft.plan().steps().stream()
            .filter(s -> s.action() != Action.ADOPT) // shown in every plan, done or not
            .anyMatch(
                s ->
                    doneAt.containsKey(key(s))
                        && now() - doneAt.getOrDefault(key(s), 0L) <= lag().toNanos());
    return hidden ? session.waits().pauseAfter(2) : Duration.ZERO;
  }

  private void refuseStale(Draft draft) {
    if (approved != null) {
      List<Step> extra = draft.plan().steps().stream().filter(s -> !allowed(s)).toList();
      if (!extra.isEmpty()) {
        throw new StalePlanException(
            "plan of topology "
                + owner.topology()
                + " made at "
                + approved.madeAt()
                + " does not hold what is needed now: "
                + String.join("; ", Engine.rendered(extra))
                + " (expected: only steps of the plan; plan again and approve)",
            Engine.rendered(extra));
      }
    }
  }

  /**
   * What changes nothing is always allowed, and so is the removal of our own unused double, which a
   * crash may have left.
   */
  private boolean allowed(Step step) {
    if (approved == null
        || !step.action().mutates()
        || step.what().endsWith(", an unused double")) {
      return true;
    }
    Step same = approvedByAddress.get(key(step));
    return same != null && same.sameAs(step);
  }

  private Outcome outcome(Draft last) {
    findings.addAll(last.plan().findings());
    List<PartOutcome> outcomes = new ArrayList<>();
    for (String part : parts) {
      outcomes.add(outcome(part, last));
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
        findings.stream().sorted().toList(),
        last.look().snapshot(),
        session.pipeline().reads(),
        session.pipeline().writes(),
        Duration.ofNanos(now() - began));
  }

  private PartOutcome outcome(String part, Draft last) {
    Optional<Finding> against =
        findings.stream()
            .filter(f -> f.severity() == Severity.ERROR && f.part().equals(part))
            .findFirst();
    if (against.isPresent()) {
      return new NotStarted(part, against.get().code() + ": " + against.get().what());
    }
    List<Step> open = last.plan().steps().stream().filter(s -> s.part().equals(part)).toList();
    for (Step step : open) {
      if (results.get(key(step)) instanceof Result.Refused refused) {
        return new Failed(part, step.address(), refused.why());
      }
    }
    for (Step step : open) {
      if (results.get(key(step)) instanceof Result.Waits waits) {
        return waits.waiting();
      }
    }
    for (Step step : open) {
      if (step.action() == Action.ADOPT) {
        continue;
      }
      if (results.get(key(step)) instanceof Result.Skipped skipped) {
        return new NotStarted(part, skipped.because());
      }
      if (session.loop().cancelled()) {
        return new NotStarted(part, "the run was interrupted");
      }
      String why =
          doneAt.containsKey(key(step))
              ? "was done, but no reader sees it yet"
              : "is needed now, and not approved";
      return new Failed(part, step.address(), step + " " + why);
    }
    return last.held().entrySet().stream()
        .filter(h -> h.getKey().address().part().equals(part))
        .findFirst()
        .<PartOutcome>map(h -> new NotStarted(part, h.getValue()))
        .orElseGet(() -> new Ready(part));
  }

  /**
   * A destroy is done when nothing of ours is left and nothing was changed within the quiet time.
   */
  private void settle(List<PartOutcome> outcomes) {
    Duration quiet =
        session.providers().stream()
            .map((Provider p) -> p.settling().quiet())
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    Duration left = quiet.minus(session.memory().sinceLastWrite(owner, now()));
    boolean gone = outcomes.stream().allMatch(o -> o instanceof Ready);
    if (gone && !left.isNegative() && !left.isZero()) {
      var nextLook = session.loop().time().instant().plus(left);
      if (outcomes.isEmpty()) {
        outcomes.add(WaitingFor.settling(owner.topology(), nextLook, null));
      } else {
        outcomes.replaceAll(o -> WaitingFor.settling(owner.topology(), nextLook, o.part()));
      }
    }
  }

  private Map<String, String> ids(Draft last) {
    Map<String, String> ids = new HashMap<>();
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

  private Duration lag() {
    return session.providers().stream()
        .map((Provider p) -> p.settling().lag())
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
