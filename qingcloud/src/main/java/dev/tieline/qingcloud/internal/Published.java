package dev.tieline.qingcloud.internal;

import dev.tieline.spi.Scope;
import java.util.List;

/**
 * Whether what was written into something has been published.
 *
 * @param of the id of a VPC or a route table
 * @param applied whether nothing waits to be applied
 * @param mustApply whether it has to be applied whatever a read says, since something of it is
 *     removed just before
 * @param inside the ids of what must not go before that is done
 */
record Published(
    Scope scope,
    String of,
    boolean applied,
    boolean mustApply,
    List<String> inside,
    Progress progress)
    implements Progressing<Published> {
  Published {
    inside = List.copyOf(inside);
  }

  static Published of(Router router) {
    return new Published(
        router.scope(), router.id(), router.applied(), false, List.of(), router.progress());
  }

  static Published of(RouteTable table) {
    return new Published(
        table.scope(), table.id(), table.applied(), false, List.of(), table.progress());
  }

  /** Of which nothing is known but a job. */
  static Published unseen(Scope scope, String of) {
    return new Published(scope, of, false, false, List.of(), Progress.unseen());
  }

  /** The same, of which something leaves. */
  Published leaving(boolean must, List<String> before) {
    return new Published(scope, of, applied, must, before, progress);
  }

  /** What is known as such among all that is deleted. */
  static String id(String of) {
    return of + "|published";
  }

  String id() {
    return id(of);
  }

  @Override
  public Published at(Progress now) {
    return new Published(scope, of, applied, mustApply, inside, now);
  }

  @Override
  public List<String> jobsOf() {
    return List.of(of);
  }
}
