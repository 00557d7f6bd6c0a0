package dev.tieline.plan;

import dev.tieline.check.Finding;
import dev.tieline.text.Clean;
import dev.tieline.text.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A plan in the words of {@link Plan#toString()}. */
final class PlanText {
  private final Plan plan;
  private final StringBuilder out = new StringBuilder();

  private PlanText(Plan plan) {
    this.plan = plan;
  }

  static String of(Plan plan) {
    PlanText text = new PlanText(plan);
    text.header();
    text.steps();
    text.openings();
    text.findings();
    return text.out.toString().stripTrailing();
  }

  private void header() {
    if (!plan.isEmpty()) {
      out.append("plan ")
          .append(Clean.text(plan.namespace() + "/" + plan.name()))
          .append(" to ")
          .append(plan.purpose().name().toLowerCase(Locale.ROOT))
          .append(": ")
          .append(counts());
    } else if (!plan.isClean()) {
      out.append("nothing can be done: an error stands against the plan");
    } else if (plan.purpose() == Plan.Purpose.DESTROY) {
      out.append("no change: nothing is left to delete");
    } else {
      out.append("no change: ").append(objects(plan.kept())).append(" as wished");
    }
    out.append('\n');
  }

  private static String objects(int count) {
    return count + (count == 1 ? " object is" : " objects are");
  }

  private String counts() {
    Map<Action, Integer> counts = new EnumMap<>(Action.class);
    int restores = 0;
    for (Step step : plan.steps()) {
      if (step.traits().contains(Trait.RESTORES)) {
        restores++;
      } else {
        counts.merge(step.action(), 1, Integer::sum);
      }
    }
    counts.remove(Action.NO_OP);
    List<String> parts = new ArrayList<>();
    counts.forEach((action, count) -> parts.add(count + " to " + verb(action)));
    if (restores > 0) {
      parts.add(restores + " to restore");
    }
    if (plan.kept() > 0) {
      parts.add(objects(plan.kept()) + " as wished");
    }
    return String.join(", ", parts);
  }

  private static String verb(Action action) {
    return switch (action) {
      case WAIT -> "wait for";
      case MANUAL -> "do by hand";
      case COME -> "come with others";
      case NO_OP -> "leave";
      default -> action.name().toLowerCase(Locale.ROOT);
    };
  }

  private void steps() {
    if (plan.isEmpty()) {
      return; // what is adopted in an empty plan is no news
    }
    Table table = Table.plain();
    for (Step step : plan.steps()) {
      String traits =
          step.traits().stream()
              .filter(trait -> trait != Trait.RESTORES) // the words say it
              .map(trait -> trait.name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", ", "  [", "]"));
      table.row(
          step.mark() + " " + step.address(),
          step.place(),
          step.what() + (traits.equals("  []") ? "" : traits));
    }
    indented(table.toString(), "  ");
  }

  private void openings() {
    if (plan.openings().isEmpty()) {
      return;
    }
    out.append("\nopens\n");
    Table table = Table.plain();
    for (Opening opening : plan.openings()) {
      boolean in = opening.direction() == Opening.Direction.IN;
      table.row(
          opening.traffic(),
          (in ? "from " : "to ") + opening.peer(),
          (in ? "into " : "out of ") + opening.network(),
          "by " + opening.group(),
          "for " + opening.link());
    }
    indented(table.toString(), "  ");
  }

  private void findings() {
    if (plan.findings().isEmpty()) {
      return;
    }
    out.append("\nfindings\n");
    for (Finding finding : plan.findings()) {
      out.append("  ")
          .append(finding.severity())
          .append(' ')
          .append(Clean.text(finding.code()))
          .append(' ')
          .append(Clean.text(finding.subject()))
          .append('\n');
      Table words = Table.plain();
      words.row("what", finding.what()).row("why", finding.why()).row("do", finding.remedy());
      indented(words.toString(), "    ");
    }
  }

  private void indented(String lines, String indent) {
    lines.lines().forEach(line -> out.append(indent).append(line).append('\n'));
  }
}
