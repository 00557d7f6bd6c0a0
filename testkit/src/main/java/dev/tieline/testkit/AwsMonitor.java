package dev.tieline.testkit;

import dev.tieline.testkit.internal.aws.Watch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds every call of a namespace's processes that changes something against the true state of a
 * fake AWS. When it is asked for: no write to what is neither marked nor claimed nor keeps its old
 * value, nothing made without a mark, key or token, a claim before its entry, nothing deleted that
 * others marked as well. When it has its effect: nothing changes but what the call names and what
 * is ours, and each rule and each route that comes is one of the wish. What was ours once counts as
 * ours, since nobody can see a stranger's move between a look and a write. Moves of a {@link
 * Console} are not watched: strangers may do as they like. Thread-safe.
 */
public final class AwsMonitor extends WatchingMonitor {

  private AwsMonitor(FakeAws aws, String namespace, @Nullable List<Link> links) {
    super(aws.server(), new Watch(aws.cloud(), namespace, links));
  }

  /**
   * Begins to watch, whatever is wished.
   *
   * @param aws the fake
   * @param namespace whose processes use it
   * @return a new monitor
   */
  public static AwsMonitor of(FakeAws aws, String namespace) {
    return new AwsMonitor(aws, namespace, null);
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
    return new AwsMonitor(aws, namespace, List.copyOf(links));
  }
}
