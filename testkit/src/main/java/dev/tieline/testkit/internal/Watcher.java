package dev.tieline.testkit.internal;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/** Watches what the clients of one namespace ask for and what comes of it. Thread-safe. */
public abstract class Watcher {
  private final Evidence evidence;

  protected Watcher(Evidence evidence) {
    this.evidence = evidence;
  }

  /** Looks at what is there, so that it is known since when something is so. */
  public final synchronized void look(World world, Instant now) {
    evidence.look(world, now, false);
  }

  /** Returns what is wrong with a request; empty if nothing is. */
  public final synchronized String asked(
      World world, Instant now, String action, SortedMap<String, String> parameters) {
    evidence.look(world, now, false);
    return judge(world, now, action, parameters);
  }

  /** Returns what is wrong with the change of a world by a call. */
  public final synchronized List<String> done(
      World before, World after, Instant now, SortedMap<String, String> parameters) {
    evidence.look(before, now, false);
    evidence.look(after, now, true);
    return judge(before, after, parameters);
  }

  /** Judges a request by the cloud's present state; the evidence knows it. */
  protected abstract String judge(
      World world, Instant now, String action, SortedMap<String, String> parameters);

  /** Judges the difference of two states; the evidence knows both. */
  protected abstract List<String> judge(
      World before, World after, SortedMap<String, String> parameters);
}
