package dev.tieline.apply;

import dev.tieline.check.Codes;
import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.plan.Plan;
import dev.tieline.plan.Step;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Settling;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Look, do, look again, until a look shows nothing more to do: what was written is ready only when
 * a reader sees it. A step that was done and is needed again is first given the time of the cloud's
 * lag to show; after that it was undone by somebody, and is repaired a few times at most.
 */
final class Rounds {
  static final int MOST = 50;

  private final Engine.Session session;
  private final Owner owner;
  private final @Nullable Topology topology;
  private final Approval approval;
  private final RunLog log;
  private final @Nullable Instant untouchedSince;
  private final Set<String> released = new LinkedHashSet<>();

  Rounds(
      Engine.Session session,
      Owner owner,
      @Nullable Topology topology,
      @Nullable Plan approved,
      @Nullable Instant untouchedSince) {
    this.session = session;
    this.owner = owner;
    this.topology = topology;
    this.approval = new Approval(approved);
    this.untouchedSince = untouchedSince;
    this.log = new RunLog(topology, now());
  }

  Outcome execute() {
    Draft draft = session.firstLook(owner, topology, false);
    approval.refuseStale(draft);
    if (topology != null) {
      draft = session.rehearse(draft);
    }
    int rounds = 0;
    int pauses = 0;
    while (rounds < MOST && !session.loop().cancelled()) {
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
    return new OutcomeBuilder(session, approval, log, draft, untouched()).build();
  }

  private void note(Draft draft) {
    boolean nothing = draft.plan().steps().isEmpty() && draft.held().isEmpty();
    session.memory().saw(owner, topology == null && nothing, now());
    log.saw(draft, tooEarly(draft));
  }

  /** How long each lone evidence is still to be left alone, by its step. */
  private Map<String, Duration> tooEarly(Draft draft) {
    Set<String> lone =
        draft.drops().stream()
            .filter(Drop::lone)
            .map(d -> RunLog.key(d.step()))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Duration quiet = session.longest(Settling::quiet);
    boolean unsure = session.memory().isUnsure(owner, now(), quiet);
    Map<String, Duration> tooEarly = new LinkedHashMap<>();
    session
        .memory()
        .loneFor(owner, lone, now())
        .forEach(
            (key, since) -> {
              Duration known = unsure ? since : longer(since, untouched());
              boolean told = !unsure && released.contains(key);
              if (!told && known.compareTo(quiet) < 0) {
                tooEarly.put(key, quiet.minus(known));
              }
            });
    return tooEarly;
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
      log.result(step, task.result());
      if (task.result() instanceof Result.Done) {
        progress = true;
        log.did(step, task.ended());
        if (step.action().mutates()) {
          session.memory().did(owner, step, draft.anew().contains(step.address()), now());
        }
      } else if (task.result() instanceof Result.Outdated) {
        progress = true;
        log.outdated(step, now());
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
    Set<Step> gone = new LinkedHashSet<>();
    tasks.stream()
        .filter(t -> t.result() instanceof Result.Done && t instanceof Dropping<?> d && d.byUs())
        .forEach(t -> gone.add(t.step()));
    Set<String> used = new LinkedHashSet<>();
    drops.stream().filter(d -> gone.contains(d.step())).forEach(d -> used.addAll(d.uses()));
    draft.drops().stream()
        .filter(d -> d.kind().isEvidence() && used.contains(d.id()))
        .forEach(d -> released.add(RunLog.key(d.step())));
  }

  /** What is to be made now: whose needs are as wished, or are made in the same run. */
  private List<Make<?, ?>> worthDoing(Draft draft) {
    if (draft.makes().stream().allMatch(Make::isAsWished)) {
      return List.of();
    }
    List<Make<?, ?>> worth = new ArrayList<>();
    Set<Node<?, ?>> running = new LinkedHashSet<>();
    for (Make<?, ?> make : draft.makes()) {
      if (isWorthDoing(make.step())) {
        Optional<Node<?, ?>> unmet = unmet(make.node(), draft, running);
        if (unmet.isEmpty()) {
          running.add(make.node());
          worth.add(make);
        } else {
          log.result(make.step(), new Result.Skipped(unmet.get().address().path()));
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
    Map<String, Step> users = new LinkedHashMap<>();
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
    Set<String> used = new LinkedHashSet<>();
    worth.forEach(d -> used.addAll(d.uses()));
    worth.removeIf(d -> d.kind().isEvidence() && used.contains(d.id()));
    boolean more = true;
    while (more) { // once more for each container within a container
      more = worth.removeIf(drop -> isUsed(drop, users));
    }
    Set<String> going =
        worth.stream().map(Drop::id).collect(Collectors.toCollection(LinkedHashSet::new));
    worth.removeIf(drop -> drop.goesAlong(owner) && staysWith(drop, going));
    return worth;
  }

  /** Whether something that goes together with another object stays, since that one does. */
  private boolean staysWith(Drop<?> drop, Set<String> going) {
    if (drop.uses().stream().anyMatch(going::contains)) {
      return false;
    }
    log.result(drop.step(), new Result.Skipped(drop.step().part()));
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
    if (user == null || RunLog.key(user).equals(RunLog.key(drop.step()))) {
      return false;
    }
    log.result(drop.step(), new Result.Skipped(user.address()));
    drop.uses().forEach(id -> users.putIfAbsent(id, drop.step()));
    return true;
  }

  private boolean isWorthDoing(Step step) {
    Result before = log.result(step);
    if (before instanceof Result.Refused || before instanceof Result.Waits) {
      return false;
    }
    if (session.memory().contested(owner, step, now())) {
      log.contested(
          new Finding(
              Codes.CONTESTED,
              Severity.ERROR,
              step.address(),
              "it was made as wished several times within an hour, and each time somebody undid it",
              "Two controllers that undo each other's work never end",
              "Find out who changes it (the cloud's audit log tells), then apply again"));
      return false;
    }
    return approval.isAllowed(step) && !isHidden(step) && log.tooEarly(step) == null;
  }

  private boolean isHidden(Step step) {
    return log.isHidden(step, now(), session.longest(Settling::lag));
  }

  /** For how long nobody has touched the topology, as the caller knows. */
  private Duration untouched() {
    return untouchedSince == null ? Duration.ZERO : Duration.between(untouchedSince, instant());
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private Instant instant() {
    return session.loop().time().instant();
  }

  private long now() {
    return session.loop().time().nanos();
  }
}
