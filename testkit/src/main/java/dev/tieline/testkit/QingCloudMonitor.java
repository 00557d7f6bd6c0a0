package dev.tieline.testkit;

import dev.tieline.testkit.internal.qingcloud.Watch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds every call of a namespace's processes that changes something against the true state of a
 * fake QingCloud. A mark is {@code tieline/namespace/topology} somewhere in a name or a
 * description, since tags here are too short for one. When it is asked for: nothing made without a
 * mark, nothing changed that is not ours, nothing deleted that others marked as well, no vxnet at a
 * border router unless one of both is ours, no instance and no access point touched. When it has
 * its effect: nothing changes but what the call names, what is ours, and the states through which
 * jobs pass; each intranet routing policy that comes is one of the wish. What was ours once counts
 * as ours, since nobody can see a stranger's move between a look and a write. Moves of a {@link
 * QingCloudConsole} are not watched: strangers may do as they like. Thread-safe.
 */
public final class QingCloudMonitor extends WatchingMonitor {

  private QingCloudMonitor(FakeQingCloud qingcloud, String namespace, @Nullable List<Link> links) {
    super(qingcloud.server(), new Watch(qingcloud.cloud(), namespace, links));
  }

  /**
   * Begins to watch, whatever is wished.
   *
   * @param qingcloud the fake
   * @param namespace whose processes use it
   * @return a new monitor
   */
  public static QingCloudMonitor of(FakeQingCloud qingcloud, String namespace) {
    return new QingCloudMonitor(qingcloud, namespace, null);
  }

  /**
   * Begins to watch the processes of a wish, or of several.
   *
   * @param qingcloud the fake
   * @param namespace whose processes use it
   * @param links all that they may link, each by the VPCs' ids and the blocks of their networks
   * @return a new monitor
   */
  public static QingCloudMonitor of(FakeQingCloud qingcloud, String namespace, List<Link> links) {
    return new QingCloudMonitor(qingcloud, namespace, List.copyOf(links));
  }
}
