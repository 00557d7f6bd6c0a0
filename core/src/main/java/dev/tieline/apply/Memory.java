package dev.tieline.apply;

import dev.tieline.plan.Action;
import dev.tieline.plan.Step;
import dev.tieline.spi.Owner;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * What one process remembers of its own work; nothing depends on it but patience: when a topology
 * was last changed, and which repairs recur.
 */
final class Memory {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int MOST_REPAIRS = 3;

  private record Spot(Owner owner, String address) {}

  private final Map<Owner, Long> lastWrite = new HashMap<>();
  private final Map<Spot, Deque<Long>> repairs = new HashMap<>();

  /** Notes a step that was done; the same one again within the hour is a repair. */
  synchronized void did(Owner owner, Step step, long now) {
    lastWrite.put(owner, now);
    Spot spot = new Spot(owner, step.address());
    if (step.action() == Action.DELETE) {
      repairs.remove(spot);
    } else {
      Deque<Long> times = repairs.computeIfAbsent(spot, s -> new ArrayDeque<>());
      times.add(now);
      while (now - times.peek() > HOUR.toNanos()) {
        times.poll();
      }
    }
  }

  /** Notes that something may have been changed, though no step is known to be done. */
  synchronized void wrote(Owner owner, long now) {
    lastWrite.put(owner, now);
  }

  /** Whether doing this step once more would be another repair of what somebody keeps undoing. */
  synchronized boolean contested(Owner owner, Step step, long now) {
    Deque<Long> times = repairs.get(new Spot(owner, step.address()));
    return times != null
        && step.action() != Action.DELETE
        && times.stream().filter(t -> now - t <= HOUR.toNanos()).count() > MOST_REPAIRS;
  }

  /** How long ago this process last changed something of the owner; a day if it never did. */
  synchronized Duration sinceLastWrite(Owner owner, long now) {
    Long last = lastWrite.get(owner);
    return last == null ? Duration.ofDays(1) : Duration.ofNanos(now - last);
  }
}
