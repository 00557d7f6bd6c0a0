package dev.tieline.testkit.internal.aws;

import dev.tieline.testkit.contract.Monitor.Link;
import dev.tieline.testkit.internal.Openings;
import dev.tieline.testkit.internal.Watcher;
import dev.tieline.testkit.internal.World;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Watches the clients of one namespace on AWS. Thread-safe. */
public final class Watch extends Watcher {
  private final Config config;
  private final AwsEvidence evidence;
  private final Openings openings;
  private final Set<String> topologies;

  /**
   * @param topologies those that are worked for; any if there are none
   */
  public Watch(
      AwsCloud cloud, String namespace, @Nullable List<Link> links, Set<String> topologies) {
    this(cloud.config(), new AwsEvidence(namespace), links, topologies);
  }

  private Watch(
      Config config, AwsEvidence evidence, @Nullable List<Link> links, Set<String> topologies) {
    super(evidence);
    this.config = config;
    this.topologies = Set.copyOf(topologies);
    this.evidence = evidence;
    this.openings = new Openings(links, evidence);
  }

  @Override
  protected String judge(
      World world, Instant now, String action, SortedMap<String, String> parameters) {
    return new Asking(config, evidence, openings, topologies, world, now, parameters).judge(action);
  }

  @Override
  protected List<String> judge(World before, World after, SortedMap<String, String> parameters) {
    return Effect.judge(evidence, openings, before, after, parameters);
  }
}
