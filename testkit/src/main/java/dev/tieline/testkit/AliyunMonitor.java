package dev.tieline.testkit;

import dev.tieline.testkit.internal.aliyun.Watch;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds every call of a namespace's processes that changes something against the true state of a
 * fake Alibaba Cloud. When it is asked for: no write to what bears no mark and no claim, nothing
 * made without a mark, key or token, no entry in a VPC of others before the mark on that, no block
 * before its claim, nothing deleted that others marked as well, nothing with force, no service
 * opened, since nobody takes that back. When it has its effect: nothing changes but what the call
 * names and what is ours, and each rule and each route that comes is one of the wish. What was ours
 * a look ago counts as ours, since nobody can see a stranger's move between a look and a write.
 * Moves of an {@link AliyunConsole} are not watched: strangers may do as they like. Thread-safe.
 */
public final class AliyunMonitor extends WatchingMonitor {

  private AliyunMonitor(
      FakeAliyun aliyun, String namespace, @Nullable Wished wished, Set<String> topologies) {
    super(aliyun.server(), new Watch(aliyun.cloud(), namespace, wished, topologies));
  }

  /**
   * Begins to watch, whatever is wished.
   *
   * @param aliyun the fake
   * @param namespace whose processes use it
   * @return a new monitor
   */
  public static AliyunMonitor of(FakeAliyun aliyun, String namespace) {
    return new AliyunMonitor(aliyun, namespace, null, Set.of());
  }

  /**
   * Begins to watch the processes of a wish, or of several.
   *
   * @param aliyun the fake
   * @param namespace whose processes use it
   * @param links all that they may link; nothing else may open
   * @return a new monitor
   */
  public static AliyunMonitor of(FakeAliyun aliyun, String namespace, List<Link> links) {
    return of(aliyun, namespace, Wished.of(links));
  }

  /**
   * Begins to watch the processes of a wish, or of several, that use or offer services as well.
   *
   * @param aliyun the fake
   * @param namespace whose processes use it
   * @param wished all that they may open; nothing else may
   * @return a new monitor
   */
  public static AliyunMonitor of(FakeAliyun aliyun, String namespace, Wished wished) {
    return of(aliyun, namespace, wished, Set.of());
  }

  /**
   * Begins to watch the processes of a wish, or of several, that work for these topologies and for
   * no other.
   *
   * @param aliyun the fake
   * @param namespace whose processes use it
   * @param wished all that they may open; nothing else may
   * @param topologies the names of the topologies; any topology if there are none
   * @return a new monitor
   */
  public static AliyunMonitor of(
      FakeAliyun aliyun, String namespace, Wished wished, Set<String> topologies) {
    return new AliyunMonitor(aliyun, namespace, wished, Set.copyOf(topologies));
  }
}
