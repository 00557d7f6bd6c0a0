package dev.tieline.apply;

import dev.tieline.plan.Step;
import dev.tieline.spi.Node;
import dev.tieline.spi.Wish;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Carries out the steps of a draft: each step begins when all that it needs are done; a step after
 * one that failed is left alone and is not a second failure.
 *
 * <p>What is no longer wished is removed when nothing more is being made, so that a change is made
 * before the old way is broken, and only if everything that used it has been changed. A step that
 * the cloud refuses because something is in conflict is put off until after the removals.
 */
final class Run {
  private enum Phase {
    MAKING,
    DROPPING,
    MAKING_WHAT_WAS_PUT_OFF
  }

  private final RunContext context;
  private final List<Task> makes = new ArrayList<>();
  private final List<Task> drops = new ArrayList<>();
  private final List<Task> deferred = new ArrayList<>();
  private Phase phase = Phase.MAKING;
  private int active;

  Run(RunContext context, List<Make<?, ?>> toMake, List<Drop<?>> toDrop) {
    this.context = context;
    Map<Node<?, ?>, Task> byNode = new LinkedHashMap<>();
    Map<String, List<Task>> users = new LinkedHashMap<>();
    for (Make<?, ?> make : toMake) {
      Task task = making(make);
      makes.add(task);
      byNode.put(make.node(), task);
      for (Node<?, ?> need : make.node().needs()) {
        Task needed = byNode.get(need);
        if (needed != null) {
          task.needs(needed);
        }
      }
      use(make.uses(), task, users);
    }
    for (Drop<?> drop : toDrop) {
      Task task = new Dropping<>(this, context, drop);
      drops.add(task);
      use(drop.uses(), task, users);
    }
    for (int i = 0; i < toDrop.size(); i++) {
      for (Task user : users.getOrDefault(toDrop.get(i).id(), List.of())) {
        if (user != drops.get(i)) {
          drops.get(i).needs(user);
        }
      }
    }
  }

  private <W extends Wish, O> Task making(Make<W, O> make) {
    return new Making<>(this, context, make);
  }

  private static void use(Set<String> ids, Task user, Map<String, List<Task>> users) {
    ids.forEach(id -> users.computeIfAbsent(id, i -> new ArrayList<>()).add(user));
  }

  /** Works until every step has ended or the run is interrupted; returns them all. */
  List<Task> execute() {
    startFree(makes);
    goOn();
    context.loop().drain();
    List<Task> all = new ArrayList<>(makes);
    all.addAll(drops);
    return all;
  }

  /** Whether there is anything to be removed in this run, or was. */
  boolean hasDrops() {
    return !drops.isEmpty();
  }

  /** Whether a removal is still to come, so that it is worth waiting for. */
  boolean dropsLeft() {
    return phase != Phase.MAKING_WHAT_WAS_PUT_OFF
        && drops.stream().anyMatch(t -> t.result() instanceof Result.Pending);
  }

  void done(Task task, String id) {
    context.events().done(task.step(), id);
    end(task, new Result.Done(id));
  }

  /** Ends a step whose object was made twice: what needs it waits for a look at both. */
  void doubled(Task task, String id) {
    context.events().done(task.step(), id);
    skipAfter(task);
    end(task, new Result.Done(id));
  }

  /** Ends a step that is to be planned anew from another look. */
  void outdated(Task task) {
    end(task, new Result.Outdated());
  }

  void refused(Task task, String why) {
    context.events().refused(task.step(), why);
    end(task, new Result.Refused(why));
  }

  void waits(Task task, Waiting waiting) {
    context.events().waits(task.step(), waiting.party());
    end(task, new Result.Waits(waiting));
  }

  /** Puts a step that is in conflict off until what is no longer wished has been removed. */
  void defer(Task task) {
    deferred.add(task);
    active--;
    goOn();
  }

  private void startFree(List<Task> tasks) {
    active++; // so that steps that end at once do not end the phase
    tasks.stream()
        .filter(t -> t.free() && t.result() instanceof Result.Pending)
        .toList()
        .forEach(this::start);
    active--;
  }

  private void start(Task task) {
    if (!context.loop().cancelled()) {
      active++;
      context.events().started(task.step());
      task.begin();
    }
  }

  private void end(Task task, Result result) {
    if (!(task.result() instanceof Result.Pending)) {
      throw new IllegalStateException("step " + task.step().address() + " ended twice");
    }
    task.end(result, context.loop().time().nanos());
    if (result instanceof Result.Done) {
      for (Task dependent : task.dependents()) {
        boolean last = dependent.met();
        boolean early = dependent instanceof Dropping<?> && phase == Phase.MAKING;
        if (last && !early && dependent.result() instanceof Result.Pending) {
          start(dependent);
        }
      }
    } else {
      skipAfter(task);
    }
    active--;
    goOn();
  }

  private void skipAfter(Task cause) {
    Step because = cause.step();
    Deque<Task> open = new ArrayDeque<>(cause.dependents());
    while (!open.isEmpty()) {
      Task dependent = open.poll();
      if (dependent.result() instanceof Result.Pending) {
        dependent.end(new Result.Skipped(because.address()), context.loop().time().nanos());
        open.addAll(dependent.dependents());
      }
    }
  }

  /** Goes on to the removals when nothing is being made, then to the steps that were put off. */
  private void goOn() {
    if (active == 0 && phase == Phase.MAKING) {
      phase = Phase.DROPPING;
      startFree(drops);
    }
    if (active == 0 && phase == Phase.DROPPING) {
      phase = Phase.MAKING_WHAT_WAS_PUT_OFF;
      List<Task> again = List.copyOf(deferred);
      deferred.clear();
      active += again.size();
      context.loop().after(Duration.ZERO, () -> again.forEach(Task::begin));
    }
  }
}
