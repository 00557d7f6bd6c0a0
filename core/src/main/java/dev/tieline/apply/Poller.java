package dev.tieline.apply;

import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.TielineException;
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Scope;
import dev.tieline.time.WaitPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shared polling: all waits for one kind of object in one scope share one batched read a tick. */
final class Poller {
  private record Key(ResourceKind<?, ?> kind, Scope scope) {}

  /**
   * A watcher.
   *
   * @param since how many looks had been asked for when it came
   * @param from when it is worth a look
   */
  private record Entry<O>(Watcher<O> watcher, long since, long from) {}

  /**
   * Hears of each look at its object.
   *
   * @param <O> what is observed
   */
  interface Watcher<O> {
    /** Takes the object as it is now, null if it is not there; returns whether the wait is over. */
    boolean saw(@Nullable O now);

    /** Takes a refusal of the read that retries did not help; the wait is over. */
    void blind(TielineException why);
  }

  private static final Duration GATHER =
      Duration.ofMillis(100); // so that waits that begin together share the first read

  private final Loop loop;
  private final PagedReads reads;
  private final WaitPolicy policy;
  private final Map<Key, Group<?>> groups = new LinkedHashMap<>();

  Poller(Loop loop, Pipeline pipeline, WaitPolicy policy) {
    this.loop = loop;
    this.reads = new PagedReads(pipeline);
    this.policy = policy;
  }

  /** Watches an object until the watcher has seen enough, from now on. */
  <O> void watch(ResourceKind<?, O> kind, Scope scope, String id, Watcher<O> watcher) {
    begin(kind, scope, id, GATHER, watcher);
  }

  /** Watches an object that was just made, and will usually be as wished after a while. */
  <O> void await(
      ResourceKind<?, O> kind, Scope scope, String id, Duration usual, Watcher<O> watcher) {
    Duration first = policy.pauseAfter(1);
    begin(kind, scope, id, usual.isZero() ? first : usual, watcher);
  }

  private <O> void begin(
      ResourceKind<?, O> kind, Scope scope, String id, Duration first, Watcher<O> watcher) {
    Key key = new Key(kind, scope);
    @SuppressWarnings("unchecked") // a group is made for its kind, just below
    Group<O> group = (Group<O>) groups.computeIfAbsent(key, k -> new Group<>(kind, scope));
    group.add(id, watcher, first);
  }

  private final class Group<O> {
    private final ResourceKind<?, O> kind;
    private final Scope scope;
    private final Map<String, List<Entry<O>>> watchers = new LinkedHashMap<>();
    private long due = Long.MAX_VALUE;
    private long generation;
    private long asked;
    private int looks;

    Group(ResourceKind<?, O> kind, Scope scope) {
      this.kind = kind;
      this.scope = scope;
    }

    void add(String id, Watcher<O> watcher, Duration first) {
      if (watchers.isEmpty()) {
        looks = 0;
      }
      long from = loop.time().nanos() + first.toNanos();
      watchers.computeIfAbsent(id, i -> new ArrayList<>()).add(new Entry<>(watcher, asked, from));
      arm(first);
    }

    private void arm(Duration delay) {
      long at = loop.time().nanos() + delay.toNanos();
      if (at < due) {
        due = at;
        long mine = ++generation;
        loop.after(
            delay,
            () -> {
              if (mine == generation) {
                due = Long.MAX_VALUE;
                look(List.copyOf(watchers.keySet()), ++asked, true);
              }
            });
      }
    }

    private void look(List<String> ids, long number, boolean rearm) {
      if (ids.isEmpty()) {
        return;
      }
      reads.all(
          kind.read(scope, ids),
          found -> seen(ids, number, found, rearm),
          why -> refused(ids, number, why, rearm));
    }

    private void seen(List<String> ids, long number, List<O> found, boolean rearm) {
      Map<String, O> byId = new LinkedHashMap<>();
      found.forEach(o -> byId.put(kind.id(o), o));
      for (String id : ids) {
        for (Entry<O> entry : asking(id, number)) {
          if (entry.watcher().saw(byId.get(id))) {
            remove(id, entry);
          }
        }
      }
      if (rearm) {
        again();
      }
    }

    /** Those who watched before the look was asked for: to others its answer is too old. */
    private List<Entry<O>> asking(String id, long number) {
      return watchers.getOrDefault(id, List.of()).stream().filter(e -> e.since() < number).toList();
    }

    private void remove(String id, Entry<O> entry) {
      List<Entry<O>> left = watchers.get(id);
      if (left != null && left.remove(entry) && left.isEmpty()) {
        watchers.remove(id);
      }
    }

    private void again() {
      looks++;
      if (!watchers.isEmpty()) {
        long pause = policy.pauseAfter(looks + 1).toNanos();
        arm(Duration.ofNanos(Math.max(pause, earliest() - loop.time().nanos())));
      }
    }

    /** When the first of the watchers is worth a look. */
    private long earliest() {
      return watchers.values().stream()
          .flatMap(List::stream)
          .mapToLong(Entry::from)
          .min()
          .orElseThrow();
    }

    /**
     * Some clouds refuse a list of ids when one of them is not there: then the list is halved until
     * that one is alone.
     */
    private void refused(List<String> ids, long number, TielineException why, boolean rearm) {
      boolean missing = why instanceof CloudCallException c && c.category() == Category.NOT_FOUND;
      if (missing && ids.size() > 1) {
        int half = ids.size() / 2;
        look(ids.subList(0, half), number, false);
        look(ids.subList(half, ids.size()), number, rearm);
      } else if (missing) {
        seen(ids, number, List.of(), rearm);
      } else {
        for (String id : ids) {
          for (Entry<O> entry : asking(id, number)) {
            remove(id, entry);
            entry.watcher().blind(why);
          }
        }
        if (rearm) {
          again();
        }
      }
    }
  }
}
