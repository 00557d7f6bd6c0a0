package dev.tieline.testkit;

import dev.tieline.testkit.internal.aws.Watch;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds every call of a namespace's processes that changes something against the true state of a
 * fake AWS. When it is asked for: no write to what is neither marked nor claimed nor keeps its old
 * value, nothing made without a mark, key or token, a claim before its entry, nothing deleted that
 * others marked as well, no mark, claim or old value taken off before what it is said of. When it
 * has its effect: nothing changes but what the call names and what is ours, and each rule and each
 * route that comes is one of the wish. What was ours a look ago counts as ours, since nobody can
 * see a stranger's move between a look and a write. Moves of a {@link Console} are not watched:
 * strangers may do as they like. Thread-safe.
 */
public final class AwsMonitor extends WatchingMonitor {

  private AwsMonitor(
      FakeAws aws, String namespace, @Nullable List<Link> links, Set<String> topologies) {
    super(aws.server(), new Watch(aws.cloud(), namespace, links, topologies));
  }

  /**
   * Begins to watch, whatever is wished.
   *
   * @param aws the fake
   * @param namespace whose processes use it
   * @return a new monitor
   */
  public static AwsMonitor of(FakeAws aws, String namespace) {
    return new AwsMonitor(aws, namespace, null, Set.of());
  }

  /**
   * Begins to watch the processes of a wish, or of several.
   *
   * @param aws the fake
   * @param namespace whose processes use it
   * @param links all that they may link; nothing else may open
   * @return a new monitor
   */
  public static AwsMonitor of(FakeAws aws, String namespace, List<Link> links) {
    return of(aws, namespace, links, Set.of());
  }

  /**
   * Begins to watch the processes of a wish, or of several, that work for these topologies and for
   * no other.
   *
   * @param aws the fake
   * @param namespace whose processes use it
   * @param links all that they may link; nothing else may open
   * @param topologies the names of the topologies; any topology if there are none
   * @return a new monitor
   */
  public static AwsMonitor of(
      FakeAws aws, String namespace, List<Link> links, Set<String> topologies) {
    return new AwsMonitor(aws, namespace, List.copyOf(links), Set.copyOf(topologies));
  }
}
