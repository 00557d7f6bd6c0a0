package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.internal.Evidence;
import dev.tieline.testkit.internal.World;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What has been ours in QingCloud: its tags are too short for marks, which stand in names and
 * descriptions instead. Not thread-safe.
 */
final class Traces extends Evidence {
  /** Reads are behind by a minute at most, and a look takes time. */
  private static final Duration PAST = Duration.ofMinutes(6);

  private static final Pattern MARK = Pattern.compile("tieline/[^/\\s;]+/[^/\\s;]+");

  /** All whose names or descriptions can bear a mark. */
  private static final List<Kind<?>> NAMED =
      List.of(
          Kind.ROUTER,
          Kind.ROUTER_STATIC,
          Kind.VXNET,
          Kind.BORDER,
          Kind.BORDER_STATIC,
          Kind.TABLE,
          Kind.RULE,
          Kind.GROUP,
          Kind.GROUP_RULE,
          Kind.EIP,
          Kind.BALANCER,
          Kind.LISTENER,
          Kind.BACKEND,
          Kind.INSTANCE);

  private final Set<String> ours = new TreeSet<>();

  Traces(String namespace) {
    super(namespace, PAST);
  }

  @Override
  protected void lookFurther(World world) {
    for (Kind<?> kind : NAMED) {
      each(world, kind.prefix() + "/", this::looked);
    }
  }

  private void looked(String id, Object value) {
    if (value instanceof Router router) {
      vpc(id, router.network(), List.of(router.network()));
    } else if (value instanceof Vxnet vxnet && vxnet.join() != null) {
      Cidr network = vxnet.join().network();
      vpc(vxnet.join().router(), network, List.of(network));
    }
    if (value instanceof Thing thing && bears(text(thing))) {
      ours.add(id);
    }
  }

  /** Returns all that an object says of itself. */
  static String text(Thing thing) {
    String description =
        thing instanceof Router router
            ? router.description()
            : thing instanceof Vxnet vxnet
                ? vxnet.description()
                : thing instanceof Border border
                    ? border.description()
                    : thing instanceof SecurityGroup group
                        ? group.description()
                        : thing instanceof Balancer balancer
                            ? balancer.description()
                            : thing instanceof Eip eip ? eip.description() : "";
    return thing.name() + " " + (description == null ? "" : description);
  }

  /** Whether a text bears a mark of the namespace. */
  boolean bears(String text) {
    return marks(text).stream().anyMatch(this::isMark);
  }

  /** Returns the marks in a text, without the addresses in them. */
  static Set<String> marks(String text) {
    Set<String> marks = new TreeSet<>();
    Matcher matcher = MARK.matcher(text);
    while (matcher.find()) {
      marks.add(matcher.group());
    }
    return marks;
  }

  /** Whether an object is or was ours. */
  boolean isOurs(@Nullable String id) {
    return id != null && (ours.contains(id) || marked(id));
  }

  /** Returns what an object belongs to, if its parent speaks for it; null for none. */
  static @Nullable String parent(@Nullable Object object) {
    if (object instanceof RouterStatic entry) {
      return entry.router();
    } else if (object instanceof BorderStatic entry) {
      return entry.border();
    } else if (object instanceof RouteTable table) {
      return table.vpc().isEmpty() ? null : table.vpc();
    } else if (object instanceof RouteRule rule) {
      return rule.table();
    } else if (object instanceof GroupRule rule) {
      return rule.group();
    } else if (object instanceof Listener listener) {
      return listener.balancer();
    } else if (object instanceof Backend backend) {
      return backend.balancer();
    } else if (object instanceof Binding binding) {
      return binding.table();
    }
    return null;
  }
}
