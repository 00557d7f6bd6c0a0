package dev.tieline.plan;

import static java.util.Objects.requireNonNull;

import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.snapshot.Snapshot;
import dev.tieline.topology.Topology;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The difference between wish and facts, as data: what apply will do, and what it rests on.
 * Immutable.
 *
 * @param namespace who uses the library here
 * @param name the topology's name
 * @param purpose what the plan is for
 * @param topology the wish; null in a plan that destroys
 * @param madeAt when the facts were read
 * @param steps what is to be done, each step after those that it needs; steps that do nothing are
 *     left out
 * @param kept how many objects of the wish are there already as wished
 * @param findings problems and remarks, the worst first
 * @param openings the rules that the steps open
 * @param projected what the snapshot will look like; ids that are not known yet are placeholders
 */
public record Plan(
    String namespace,
    String name,
    Purpose purpose,
    @Nullable Topology topology,
    Instant madeAt,
    List<Step> steps,
    int kept,
    List<Finding> findings,
    List<Opening> openings,
    Snapshot projected) {
  /** What a plan is for. */
  public enum Purpose {
    /** Make what is wished. */
    APPLY,
    /** Remove everything of the topology. */
    DESTROY
  }

  /**
   * Copies the lists.
   *
   * @param namespace who uses the library here
   * @param name the topology's name
   * @param purpose what the plan is for
   * @param topology the wish; null in a plan that destroys
   * @param madeAt when the facts were read
   * @param steps what is to be done, in order
   * @param kept how many objects are as wished
   * @param findings problems and remarks, in any order
   * @param openings the rules that the steps open
   * @param projected what the snapshot will look like
   */
  public Plan {
    requireNonNull(namespace, "namespace");
    requireNonNull(name, "name");
    requireNonNull(purpose, "purpose");
    steps = List.copyOf(steps);
    findings = findings.stream().sorted().toList();
    openings = List.copyOf(openings);
  }

  /**
   * Returns the wish.
   *
   * @return the topology; empty in a plan that destroys
   */
  public Optional<Topology> wish() {
    return Optional.ofNullable(topology);
  }

  /**
   * Returns whether nothing is to be done or waited for; only if the plan {@linkplain #isClean() is
   * clean}, too, everything is as wished.
   *
   * @return true if there is no step but such as adopt, or take what comes by itself
   */
  public boolean isEmpty() {
    return steps.stream().allMatch(s -> s.action().isIdle());
  }

  /**
   * Returns whether no finding stands against any part of the plan; apply leaves alone the parts
   * that have one.
   *
   * @return true if no finding is an error
   */
  public boolean isClean() {
    return findings.stream().noneMatch(f -> f.severity() == Severity.ERROR);
  }

  /**
   * Reads a plan from JSON.
   *
   * @param json what {@link #toJson()} returned
   * @return the plan
   * @throws IllegalArgumentException if the text is malformed; the message names the path
   * @throws dev.tieline.error.InvalidTopologyException if the wish in it contradicts itself, or
   *     names a cloud whose module is not on the class path
   */
  public static Plan parse(String json) {
    return PlanJson.read(json);
  }

  /**
   * Returns this plan as JSON: to keep until it is approved, and to apply elsewhere.
   *
   * @return a text that {@link #parse(String)} reads back
   */
  public String toJson() {
    return PlanJson.write(this);
  }

  /**
   * Returns this plan for a reader: what it does step by step, what it opens, and what there is to
   * say about it.
   *
   * @return lines of text, the last one without a line end; one line if there is nothing to do or
   *     to say
   */
  @Override
  public String toString() {
    return PlanText.of(this);
  }
}
