package dev.tieline.testkit.internal.aws;

import dev.tieline.testkit.AwsMonitor.Link;
import dev.tieline.testkit.internal.World;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Watches what the clients of one namespace ask for and what comes of it. Thread-safe. */
public final class Watch {
  private final Config config;
  private final Evidence evidence;
  private final Openings openings;

  public Watch(AwsCloud cloud, String namespace, @Nullable List<Link> links) {
    this.config = cloud.config();
    this.evidence = new Evidence(namespace);
    this.openings = new Openings(links);
  }

  /** Returns what is wrong with a request; empty if nothing is. */
  public synchronized String asked(
      World world, Instant now, String action, SortedMap<String, String> parameters) {
    evidence.look(world);
    return new Asking(config, evidence, openings, world, now, parameters).judge(action);
  }

  /** Returns what is wrong with the change of a world by a call. */
  public synchronized List<String> done(
      World before, World after, SortedMap<String, String> parameters) {
    evidence.look(before);
    evidence.look(after);
    return Effect.judge(evidence, openings, before, after, parameters);
  }
}
