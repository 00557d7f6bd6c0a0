package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.testkit.contract.Monitor.Link;
import dev.tieline.testkit.internal.Openings;
import dev.tieline.testkit.internal.Watcher;
import dev.tieline.testkit.internal.World;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Watches the clients of one namespace in QingCloud. Thread-safe. */
public final class Watch extends Watcher {
  private final int policyType;
  private final Traces traces;
  private final Openings openings;

  /** Of no links at all nothing is said about what opens. */
  public Watch(QingCloud cloud, String namespace, @Nullable List<Link> links) {
    this(cloud.config().policyType(), new Traces(namespace), links);
  }

  private Watch(int policyType, Traces traces, @Nullable List<Link> links) {
    super(traces);
    this.policyType = policyType;
    this.traces = traces;
    this.openings = new Openings(links, traces);
  }

  @Override
  protected String judge(
      World world, Instant now, String action, SortedMap<String, String> parameters) {
    return new Asking(traces, world, now, parameters).judge(action);
  }

  @Override
  protected List<String> judge(World before, World after, SortedMap<String, String> parameters) {
    return new Effect(traces, openings, policyType, before, parameters).judge(after);
  }
}
