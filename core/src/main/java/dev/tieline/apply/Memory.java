package dev.tieline.apply;

import dev.tieline.plan.Action;
import dev.tieline.plan.Step;
import dev.tieline.plan.Trait;
import dev.tieline.spi.Owner;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What one process remembers of its own work; nothing depends on it but patience: when a topology
 * was last changed, and which repairs recur.
 */
final class Memory {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int MOST_REPAIRS = 3;

  private record Spot(Owner owner, String what) {}

  private record Repairs(String wish, Deque<Long> times) {}

  private final Map<Owner, Long> lastWrite = new LinkedHashMap<>();
  private final Map<Owner, Long> lastUnsure = new LinkedHashMap<>();
  private final Map<Spot, Repairs> repairs = new LinkedHashMap<>();
  private final Map<Spot, Long> loneSince = new LinkedHashMap<>();
  private final Map<Spot, Long> made = new LinkedHashMap<>();
  private final Set<Owner> makers = new LinkedHashSet<>();
  private final Map<Owner, Empty> empty = new LinkedHashMap<>();

  private record Empty(long since, long last) {}

  /**
   * Notes a step that was done; the same one again within the hour is a repair.
   *
   * @param anew whether it only wrote once more what was there
   */
  synchronized void did(Owner owner, Step step, boolean anew, long now) {
    lastWrite.put(owner, now);
    Spot spot = new Spot(owner, step.address());
    if (step.action() != Action.DELETE) {
      made.put(spot, now);
      makers.add(owner);
    }
    if (anew) {
      return;
    }
    if (step.action() == Action.DELETE) {
      if (!step.traits().contains(Trait.SURPLUS)) { // one that is made twice is mended no less
        repairs.remove(spot);
      }
    } else {
      Repairs known = repairs.get(spot);
      if (known == null || !known.wish().equals(step.wish())) {
        known = new Repairs(step.wish(), new ArrayDeque<>()); // another wish is no repair
        repairs.put(spot, known);
      }
      known.times().add(now);
      while (now - known.times().element() > HOUR.toNanos()) {
        known.times().remove();
      }
    }
  }

  /** Notes that something of the owner is being removed: its calls may have an effect later. */
  synchronized void removes(Owner owner) {
    made.keySet().removeIf(spot -> spot.owner().equals(owner));
  }

  /** Whether this process ever made anything of the owner, so that it knows of what went wrong. */
  synchronized boolean hasMade(Owner owner) {
    return makers.contains(owner);
  }

  /** Whether this process made or changed what is at an address within the quiet time. */
  synchronized boolean justMade(Owner owner, String address, long now, Duration quiet) {
    Long at = made.get(new Spot(owner, address));
    return at != null && now - at < quiet.toNanos();
  }

  /** Notes that something may have been changed, though no step is known to be done. */
  synchronized void wrote(Owner owner, long now) {
    lastWrite.put(owner, now);
  }

  /** Notes that a call was made of which nobody knows whether and when it has its effect. */
  synchronized void unsure(Owner owner, long now) {
    lastUnsure.put(owner, now);
  }

  /** Whether such a call may still have its effect. */
  synchronized boolean isUnsure(Owner owner, long now, Duration quiet) {
    Long last = lastUnsure.get(owner);
    return last != null && now - last < quiet.toNanos();
  }

  /** Whether doing this step once more would be another repair of what somebody keeps undoing. */
  synchronized boolean contested(Owner owner, Step step, long now) {
    Repairs known = repairs.get(new Spot(owner, step.address()));
    return known != null
        && step.action().mutates()
        && step.action() != Action.DELETE
        && known.wish().equals(step.wish())
        && known.times().stream().filter(t -> now - t <= HOUR.toNanos()).count() > MOST_REPAIRS;
  }

  /**
   * For how long every look has shown that something is the only evidence of what is not seen.
   *
   * @param what the keys of all such things of the owner, as the last look shows them
   * @return the time for each key; zero for one that is new
   */
  synchronized Map<String, Duration> loneFor(Owner owner, Set<String> what, long now) {
    loneSince.keySet().removeIf(s -> s.owner().equals(owner) && !what.contains(s.what()));
    Map<String, Duration> times = new LinkedHashMap<>();
    for (String key : what) {
      long since = loneSince.computeIfAbsent(new Spot(owner, key), s -> now);
      times.put(key, Duration.ofNanos(now - since));
    }
    return times;
  }

  /** Notes whether a look of a destroy showed nothing at all of the owner. */
  synchronized void saw(Owner owner, boolean nothing, long now) {
    Empty before = empty.get(owner);
    if (!nothing) {
      empty.remove(owner);
    } else if (before == null || now - before.last() > HOUR.toNanos()) {
      empty.put(owner, new Empty(now, now)); // nobody knows what was done in between
    } else {
      empty.put(owner, new Empty(before.since(), now));
    }
  }

  /**
   * For how long it is known that nothing is left of the owner: all looks since then showed
   * nothing, and this process wrote nothing. Before that another one may have written what no look
   * shows yet.
   *
   * @param known for how long the caller knows it
   */
  synchronized Duration quietFor(Owner owner, long now, Duration known) {
    Long last = lastWrite.get(owner);
    Empty seen = empty.get(owner);
    long since = seen == null ? now : last == null ? seen.since() : Math.max(seen.since(), last);
    Duration here = Duration.ofNanos(now - since);
    return last == null && known.compareTo(here) > 0 ? known : here;
  }
}
