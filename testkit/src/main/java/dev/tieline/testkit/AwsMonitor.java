package dev.tieline.testkit;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.testkit.contract.Monitor;
import dev.tieline.testkit.internal.aws.Watch;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
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
public final class AwsMonitor implements Monitor {
  private final CloudServer<?, ?> server;
  private final Watch watch;
  private final List<String> effects = new CopyOnWriteArrayList<>();

  /**
   * A network of a wish.
   *
   * @param vpc its VPC's id; of one that the wish makes, its primary block
   * @param blocks the blocks that the wish says it has; those that it has in truth count as well
   */
  public record Network(String vpc, Set<Cidr> blocks) {
    /** Copies the blocks. */
    public Network {
      requireNonNull(vpc, "vpc");
      blocks = Set.copyOf(blocks);
    }
  }

  /**
   * Two networks that a wish links, and what it lets into each.
   *
   * @param a one network
   * @param b the other network
   * @param intoA what b may send to a
   * @param intoB what a may send to b
   */
  public record Link(Network a, Network b, Set<Traffic> intoA, Set<Traffic> intoB) {
    /** Copies the sets. */
    public Link {
      requireNonNull(a, "a");
      requireNonNull(b, "b");
      intoA = Set.copyOf(intoA);
      intoB = Set.copyOf(intoB);
    }
  }

  private AwsMonitor(FakeAws aws, String namespace, @Nullable List<Link> links) {
    this.server = aws.server();
    this.watch = new Watch(aws.cloud(), requireNonNull(namespace, "namespace"), links);
    server.witness(
        (action, parameters, before, after) ->
            watch
                .done(before, after, parameters)
                .forEach(wrong -> effects.add(action + " " + parameters + ": " + wrong)));
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

  @Override
  public String judge(Call call, SortedMap<String, String> parameters) {
    return watch.asked(server.present(), server.time().instant(), call.action(), parameters);
  }

  @Override
  public List<String> effects() {
    return List.copyOf(effects);
  }
}
