package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.internal.Openings;
import dev.tieline.testkit.internal.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Judges what one call has changed: what it names was judged when it was asked for; whatever else
 * changes must be ours, or only a state that jobs pass through, and what opens must be wished.
 */
final class Effect {
  /** How the fake remembers what is no object, or whose ends are judged when it is asked for. */
  private static final List<String> INNER =
      List.of("setting", "pending", "j", "tag", "tags", "membership", "binding");

  private final Traces traces;
  private final Openings openings;
  private final World before;
  private final int policyType;
  private final Set<String> named;
  private final List<String> wrong = new ArrayList<>();

  Effect(
      Traces traces,
      Openings openings,
      int policyType,
      World before,
      SortedMap<String, String> parameters) {
    this.traces = traces;
    this.openings = openings;
    this.policyType = policyType;
    this.before = before;
    this.named = new TreeSet<>(parameters.values());
  }

  /** Returns what is wrong with the difference of two worlds; the traces know both. */
  List<String> judge(World after) {
    World.changes(before, after, this::changed);
    return wrong;
  }

  private void changed(String path, @Nullable Object old, @Nullable Object fresh) {
    String kind = path.substring(0, path.indexOf('/'));
    String id = path.substring(path.lastIndexOf('/') + 1);
    if (INNER.contains(kind)) {
      return;
    }
    boolean passing = old != null && fresh != null && what(old).equals(what(fresh));
    if (!passing && !isOurs(id, old) && !isOurs(id, fresh)) {
      String how = old == null ? ", made without a mark" : ", which is not ours, changes";
      wrong.add(id + how + ": " + fresh);
    }
    if (fresh instanceof RouterStatic entry && old == null && !isWished(entry)) {
      wrong.add("nobody wished the policy " + entry + " of " + entry.router());
    }
  }

  private boolean isOurs(String id, @Nullable Object object) {
    return object != null
        && (traces.isOurs(id)
            || traces.isOurs(Traces.parent(object))
            || (before.ofId(id) != null && named.contains(id)));
  }

  /** Returns of an object what no job of others' may change on its way. */
  private static Object what(Object object) {
    if (object instanceof Router router) {
      return List.of(Traces.text(router), router.group(), router.eip(), router.features());
    } else if (object instanceof Border border) {
      return List.of(Traces.text(border), String.valueOf(border.bond()));
    } else if (object instanceof RouteTable table) {
      return table.name();
    } else if (object instanceof SecurityGroup group) {
      return Traces.text(group);
    } else if (object instanceof Eip eip) {
      return List.of(Traces.text(eip), eip.bandwidth());
    }
    return object;
  }

  /** A policy leads to a block of a network that the wish links with the VPC. */
  private boolean isWished(RouterStatic entry) {
    if (entry.type() != policyType) {
      return openings.links() == null;
    }
    Cidr to = Cidr.parse(entry.value(1));
    return openings.links() == null
        || traces.vpcs().stream()
            .anyMatch(
                other ->
                    !Objects.equals(other, entry.router())
                        && openings.routes(entry.router(), to, other));
  }
}
