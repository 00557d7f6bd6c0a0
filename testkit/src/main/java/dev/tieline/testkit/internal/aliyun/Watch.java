package dev.tieline.testkit.internal.aliyun;

import dev.tieline.testkit.contract.Monitor.Wished;
import dev.tieline.testkit.internal.Openings;
import dev.tieline.testkit.internal.Watcher;
import dev.tieline.testkit.internal.World;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Watches the clients of one namespace in Alibaba Cloud. Thread-safe. */
public final class Watch extends Watcher {
  private final Config config;
  private final AliyunEvidence evidence;
  private final Openings openings;
  private final ServiceOpenings services;
  private final Set<String> topologies;

  /**
   * @param topologies those that are worked for; any if there are none
   */
  public Watch(
      AliyunCloud cloud, String namespace, @Nullable Wished wished, Set<String> topologies) {
    this(cloud.config(), new AliyunEvidence(namespace), wished, topologies);
  }

  private Watch(
      Config config, AliyunEvidence evidence, @Nullable Wished wished, Set<String> topologies) {
    super(evidence);
    this.config = config;
    this.topologies = Set.copyOf(topologies);
    this.evidence = evidence;
    this.openings = new Openings(wished == null ? null : wished.links(), evidence);
    this.services = new ServiceOpenings(wished, openings, evidence);
  }

  @Override
  protected String judge(
      World world, Instant now, String action, SortedMap<String, String> parameters) {
    return new Asking(config, evidence, openings, topologies, services, world, now, parameters)
        .judge(action);
  }

  @Override
  protected List<String> judge(World before, World after, SortedMap<String, String> parameters) {
    return Effect.judge(evidence, openings, services, before, after, parameters);
  }
}
