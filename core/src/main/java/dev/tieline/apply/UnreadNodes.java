package dev.tieline.apply;

import dev.tieline.check.Codes;
import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.error.Category;
import dev.tieline.spi.Node;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Unread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The objects of a wish that could not be read: told once for each part and cause. */
final class UnreadNodes {
  private static final int NAMED = 5;

  /**
   * What keeps several objects of a part from being read: a refused call is one cause, and a region
   * that does not answer is, whichever call it was.
   */
  private record Cause(String part, Scope scope, Category category, String call) {
    static Cause of(Node<?, ?> node, Unread why) {
      return new Cause(node.address().part(), node.scope(), why.category(), call(why));
    }

    boolean is(Scope where, Unread why) {
      return scope.equals(where) && category == why.category() && call.equals(call(why));
    }

    private static String call(Unread why) {
      if (why.category() == Category.UNAVAILABLE || why.category() == Category.THROTTLED) {
        return ""; // any
      }
      return why.operation().isEmpty() ? why.words() : why.operation();
    }
  }

  private record Waiting(Unread why, List<Node<?, ?>> nodes) {}

  private final Map<Cause, Waiting> causes = new LinkedHashMap<>();

  void add(Node<?, ?> node, Unread why) {
    causes
        .computeIfAbsent(Cause.of(node, why), c -> new Waiting(why, new ArrayList<>()))
        .nodes()
        .add(node);
  }

  /** Returns whether a finding tells this reason already, for whichever part. */
  boolean tells(Scope scope, Unread why) {
    return causes.keySet().stream().anyMatch(cause -> cause.is(scope, why));
  }

  /** Returns the findings about all that was added, in that order. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    causes.forEach((cause, waiting) -> findings.add(finding(cause, waiting)));
    return findings;
  }

  private static Finding finding(Cause cause, Waiting waiting) {
    boolean one = waiting.nodes().size() == 1;
    return new Finding(
        Codes.UNREADABLE,
        Severity.ERROR,
        one ? waiting.nodes().get(0).address().path() : cause.part(),
        named(waiting.nodes())
            + " in "
            + cause.scope()
            + " could not be read: "
            + waiting.why().words(),
        "Whether "
            + (one ? "it is" : "they are")
            + " there can not be told, and nothing is made or removed on a guess",
        waiting.why().remedy("plan again"));
  }

  private static String named(List<Node<?, ?>> nodes) {
    if (nodes.size() == 1) {
      return "the " + nodes.get(0).kind().name();
    }
    Set<String> kinds = new LinkedHashSet<>();
    nodes.forEach(node -> kinds.add(node.kind().name()));
    List<String> first = nodes.stream().limit(NAMED).map(n -> n.address().path()).toList();
    int more = nodes.size() - first.size();
    return nodes.size()
        + " objects of "
        + (kinds.size() == 1 ? "kind " : "kinds ")
        + String.join(", ", kinds)
        + " ("
        + String.join(", ", first)
        + (more == 0 ? "" : " and " + more + " more")
        + ")";
  }
}
