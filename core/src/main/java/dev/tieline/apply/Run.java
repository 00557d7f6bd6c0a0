package dev.tieline.apply;

import dev.tieline.plan.Step;
import dev.tieline.spi.Node;
import dev.tieline.spi.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Carries out the steps of a draft: each step begins when all that it needs are done; a step after
 * one that failed is left alone and is not a second failure. What is no longer wished is removed
 * when nothing more is being made, so that a change is made before the old way is broken; only
 * steps that the cloud refuses because something is in conflict wait for the removals.
 */
final class Run {
  private final RunContext context;
  private final List<Task> makes = new ArrayList<>();
  private final List<Task> drops = new ArrayList<>();
  private final List<Task> deferred = new ArrayList<>();
  private int making;
  private int dropping;
  private boolean dropsBegun;

  Run(RunContext context, List<Make<?, ?>> toMake, List<Drop<?>> toDrop) {
    this.context = context;
    Map<Node<?, ?>, Task> byNode = new HashMap<>();
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
    }
    Map<String, List<Task>> byId = new HashMap<>();
    for (Drop<?> drop : toDrop) {
      Task task = new Dropping<>(this, context, drop);
      drops.add(task);
      byId.computeIfAbsent(drop.id(), i -> new ArrayList<>()).add(task);
    }
    for (int i = 0; i < toDrop.size(); i++) {
      Set<String> once = new HashSet<>(Planner.uses(toDrop.get(i)));
      for (String id : once) {
        for (Task container : byId.getOrDefault(id, List.of())) {
          if (container != drops.get(i)) {
            container.needs(drops.get(i));
          }
        }
      }
    }
  }

  private <W extends Wish, O> Task making(Make<W, O> make) {
    return new Making<>(this, context, make);
  }

  /** Works until every step has ended; returns them all. */
  List<Task> execute() {
    making = makes.size();
    dropping = drops.size();
    makes.stream().filter(Task::free).toList().forEach(this::start);
    check();
    context.loop().drain();
    List<Task> all = new ArrayList<>(makes);
    all.addAll(drops);
    return all;
  }

  boolean dropsLeft() {
    return dropping > 0;
  }

  private void start(Task task) {
    context.events().started(task.step());
    task.begin();
  }

  void done(Task task, String id) {
    context.events().done(task.step(), id);
    end(task, new Result.Done(id));
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
    check();
  }

  private void end(Task task, Result result) {
    if (!(task.result() instanceof Result.Pending)) {
      throw new IllegalStateException("step " + task.step().address() + " ended twice");
    }
    task.end(result);
    if (task instanceof Dropping<?>) {
      dropping--;
    } else {
      making--;
    }
    if (result instanceof Result.Done) {
      task.dependents().stream()
          .filter(t -> t.met() && t.result() instanceof Result.Pending)
          .toList()
          .forEach(this::start);
    } else {
      skip(task, task.step());
    }
    check();
  }

  private void skip(Task because, Step cause) {
    for (Task dependent : because.dependents()) {
      if (dependent.result() instanceof Result.Pending) {
        dependent.end(new Result.Skipped(cause.address()));
        if (dependent instanceof Dropping<?>) {
          dropping--;
        } else {
          making--;
        }
        skip(dependent, cause);
      }
    }
  }

  /** Goes on to the removals, and after them to the steps that were put off. */
  private void check() {
    if (!dropsBegun && making == blocked()) {
      dropsBegun = true;
      drops.stream()
          .filter(Task::free)
          .filter(t -> t.result() instanceof Result.Pending)
          .toList()
          .forEach(this::start);
    }
    if (dropsBegun && dropping == 0 && !deferred.isEmpty()) {
      List<Task> again = List.copyOf(deferred);
      deferred.clear();
      context.loop().after(Duration.ZERO, () -> again.forEach(Task::begin));
    }
  }

  /** How many makers stand still because of steps that were put off. */
  private int blocked() {
    Set<Task> still = new HashSet<>(deferred);
    List<Task> open = new ArrayList<>(deferred);
    while (!open.isEmpty()) {
      for (Task dependent : open.remove(open.size() - 1).dependents()) {
        if (dependent.result() instanceof Result.Pending && still.add(dependent)) {
          open.add(dependent);
        }
      }
    }
    return still.size();
  }
}
