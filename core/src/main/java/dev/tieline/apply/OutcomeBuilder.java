package dev.tieline.apply;

import dev.tieline.check.Codes;
import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.plan.Plan;
import dev.tieline.plan.Step;
import dev.tieline.spi.Settling;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What has become of a run, from its last look and the log of what was done. */
final class OutcomeBuilder {
  private final Engine.Session session;
  private final Approval approval;
  private final RunLog log;
  private final Draft last;
  private final Duration untouched;
  private final @Nullable Topology topology;

  OutcomeBuilder(
      Engine.Session session, Approval approval, RunLog log, Draft last, Duration untouched) {
    this.session = session;
    this.approval = approval;
    this.log = log;
    this.last = last;
    this.untouched = untouched;
    this.topology = last.plan().wish().orElse(null);
  }

  Outcome build() {
    List<Finding> findings = new ArrayList<>(log.contested());
    findings.addAll(last.plan().findings());
    findings.sort(Comparator.naturalOrder());
    Map<String, Finding> against =
        findings.stream()
            .filter(f -> f.severity() == Severity.ERROR)
            .collect(
                Collectors.toMap(
                    Finding::part, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    Set<String> asWished =
        last.makes().stream()
            .filter(Make::isAsWished)
            .map(m -> RunLog.key(m.step()))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Map<String, List<Step>> open =
        last.plan().steps().stream()
            .filter(s -> !asWished.contains(RunLog.key(s)))
            .collect(Collectors.groupingBy(Step::part, LinkedHashMap::new, Collectors.toList()));
    List<PartOutcome> outcomes = new ArrayList<>();
    // What was removed where we can see may have more where we can not.
    Optional<Finding> unread =
        Optional.ofNullable(against.get("topology." + last.owner().topology()))
            .filter(f -> f.code().equals(Codes.UNREADABLE));
    for (String part : log.parts()) {
      Finding finding = against.get(part);
      outcomes.add(
          finding != null
              ? new NotStarted(part, finding.code() + ": " + finding.what())
              : outcome(part, open.getOrDefault(part, List.of()), unread));
    }
    if (topology == null) {
      settle(outcomes);
    }
    return new Outcome(
        last.owner().topology(),
        topology == null ? Plan.Purpose.DESTROY : Plan.Purpose.APPLY,
        outcomes,
        log.done(),
        last.ids(),
        findings,
        last.look().snapshot(),
        session.pipeline().reads(),
        session.pipeline().writes(),
        Duration.ofNanos(now() - log.began()));
  }

  private PartOutcome outcome(String part, List<Step> left, Optional<Finding> unread) {
    for (Step step : left) {
      if (log.result(step) instanceof Result.Refused refused) {
        return new Failed(part, step.address(), refused.why());
      }
    }
    for (Step step : left) {
      if (log.result(step) instanceof Result.Waits waits) {
        return waits.waiting();
      }
    }
    if (!left.isEmpty()) {
      return unfinished(part, left.get(0));
    }
    String held = last.held().get(part);
    if (held != null) {
      return new NotStarted(part, held);
    }
    if (topology == null && unread.isPresent()) {
      return new NotStarted(part, unread.get().code() + ": " + unread.get().what());
    }
    return new Ready(part);
  }

  private PartOutcome unfinished(String part, Step step) {
    if (log.result(step) instanceof Result.Skipped skipped) {
      return new NotStarted(part, skipped.because());
    }
    Duration early = log.tooEarly(step);
    if (early != null) {
      String seen = topology == null ? "removed" : "nothing more of it is seen";
      return WaitingFor.settling(part, step.address(), seen, instant().plus(early));
    }
    if (session.loop().cancelled()) {
      return new NotStarted(part, "the run was interrupted");
    }
    String why =
        !approval.isAllowed(step)
            ? "is needed now, and was not approved"
            : log.hasDone(step)
                ? "was done, and is needed again: somebody undoes it, or no reader sees it"
                : "is still to be done after " + Rounds.MOST + " rounds";
    return new Failed(part, step.address(), step + " " + why);
  }

  /**
   * A destroy is done when nothing of ours is left and nothing was changed within the quiet time.
   * The caller may know for how long that holds.
   */
  private void settle(List<PartOutcome> outcomes) {
    Duration quietFor = session.memory().quietFor(last.owner(), now(), untouched);
    Duration left = session.longest(Settling::quiet).minus(quietFor);
    boolean gone = outcomes.stream().allMatch(o -> o instanceof Ready);
    if (gone && !left.isNegative() && !left.isZero()) {
      String seen = outcomes.isEmpty() ? "nothing of it was found" : "removed";
      if (outcomes.isEmpty()) {
        outcomes.add(new Ready("topology." + last.owner().topology()));
      }
      Instant nextLook = instant().plus(left);
      outcomes.replaceAll(
          o ->
              WaitingFor.settling(o.part(), "topology." + last.owner().topology(), seen, nextLook));
    }
  }

  private Instant instant() {
    return session.loop().time().instant();
  }

  private long now() {
    return session.loop().time().nanos();
  }
}
