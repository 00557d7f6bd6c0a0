package dev.tieline.plan;

import dev.tieline.check.Finding;
import dev.tieline.snapshot.Snapshot;
import dev.tieline.text.Json;
import dev.tieline.text.Raw;
import dev.tieline.topology.Topology;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans as JSON, both ways. */
final class PlanJson {
  /** A plan grows with its topology: 10,000 steps and the snapshot that they make take 10 MB. */
  private static final int MAX_LENGTH = 64 * 1024 * 1024;

  /** A plan whose wish is in the form that {@link Topology} gives it. */
  private record Document(
      String namespace,
      String name,
      Plan.Purpose purpose,
      @Nullable Raw topology,
      Instant madeAt,
      List<Step> steps,
      int kept,
      List<Finding> findings,
      List<Opening> openings,
      Snapshot projected) {}

  private PlanJson() {}

  static String write(Plan plan) {
    return Json.write(
        new Document(
            plan.namespace(),
            plan.name(),
            plan.purpose(),
            plan.wish().map(wish -> Raw.parse(wish.toJson(), "topology")).orElse(null),
            plan.madeAt(),
            plan.steps(),
            plan.kept(),
            plan.findings(),
            plan.openings(),
            plan.projected()));
  }

  static Plan read(String json) {
    Document document = Json.read(json, Document.class, "plan", MAX_LENGTH);
    return new Plan(
        document.namespace(),
        document.name(),
        document.purpose(),
        document.topology() == null ? null : topology(document.topology()),
        document.madeAt(),
        document.steps(),
        document.kept(),
        document.findings(),
        document.openings(),
        document.projected());
  }

  private static Topology topology(Raw wish) {
    try {
      return Topology.parse(wish.toString());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(wish.place() + ": " + e.getMessage(), e);
    }
  }
}
