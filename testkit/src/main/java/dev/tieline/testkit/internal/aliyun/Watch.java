package dev.tieline.testkit.internal.aliyun;

import dev.tieline.testkit.contract.Monitor.Wished;
import dev.tieline.testkit.internal.Openings;
import dev.tieline.testkit.internal.Watcher;
import dev.tieline.testkit.internal.World;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Watches the clients of one namespace in Alibaba Cloud. Thread-safe. */
public final class Watch extends Watcher {
  private final Config config;
  private final AliyunEvidence evidence;
  private final Openings openings;
  private final ServiceOpenings services;

  public Watch(AliyunCloud cloud, String namespace, @Nullable Wished wished) {
    this(cloud.config(), new AliyunEvidence(namespace), wished);
  }

  private Watch(Config config, AliyunEvidence evidence, @Nullable Wished wished) {
    super(evidence);
    this.config = config;
    this.evidence = evidence;
    this.openings = new Openings(wished == null ? null : wished.links(), evidence);
    this.services = new ServiceOpenings(wished, openings, evidence);
  }

  @Override
  protected String judge(
      World world, Instant now, String action, SortedMap<String, String> parameters) {
    return new Asking(config, evidence, openings, services, world, now, parameters).judge(action);
  }

  @Override
  protected List<String> judge(World before, World after, SortedMap<String, String> parameters) {
    return Effect.judge(evidence, openings, services, before, after, parameters);
  }
}
