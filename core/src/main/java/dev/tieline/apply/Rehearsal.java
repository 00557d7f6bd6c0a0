package dev.tieline.apply;

import static java.util.Objects.requireNonNull;

import dev.tieline.check.Codes;
import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.TielineException;
import dev.tieline.plan.Action;
import dev.tieline.plan.Step;
import dev.tieline.spi.Call;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Provider;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import dev.tieline.spi.Unread;
import dev.tieline.spi.Wish;
import dev.tieline.topology.Link;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks the clouds, before the first write, which of the writes to come they would deny: a missing
 * permission, a limit that is reached, or whatever else has to be brought about before, is found
 * while nothing is made yet, instead of halfway.
 *
 * <p>One call for each operation in each scope, all side by side; where that is denied, one more
 * for each other part that needs the operation, since permissions may be for some objects only. A
 * call that names what is not there yet is asked about with an object that stands in for it, and
 * only where no call of the operation can be asked about as it is: a permission may hang on what is
 * to be known of the object, such as its tags.
 */
final class Rehearsal {
  /** What one permission is for. */
  private record Deed(Scope scope, String operation) {}

  private static final class Trial {
    private final Step step;
    private final Call<?> call;
    private final boolean imagined;
    private final boolean roomComes;
    private boolean held;
    private @Nullable CloudCallException denied;

    Trial(Step step, Call<?> call, boolean imagined, boolean roomComes) {
      this.step = step;
      this.call = call;
      this.imagined = imagined;
      this.roomComes = roomComes;
    }

    void refused(TielineException why) {
      if (why instanceof CloudCallException refusal && stays(refusal)) {
        denied = refusal;
      }
    }

    /** Whether it would be refused when its turn comes, too. */
    private boolean stays(CloudCallException refusal) {
      return refusal.category() == Category.DENIED
          || refusal.lacksPrerequisite()
          || (refusal.category() == Category.QUOTA && !roomComes);
    }
  }

  private final Loop loop;
  private final Pipeline pipeline;
  private final Map<String, Provider> providers;
  private final Map<Deed, Map<String, Trial>> trials = new LinkedHashMap<>();

  Rehearsal(Loop loop, Pipeline pipeline, Map<String, Provider> providers) {
    this.loop = loop;
    this.pipeline = pipeline;
    this.providers = providers;
  }

  /** Returns a finding for each part and operation that would be denied. Used once. */
  List<Finding> denied(Draft draft) {
    Observed imagined = draft.observed().copy();
    draft.makes().forEach(make -> imagine(make, imagined));
    draft.makes().forEach(make -> prepare(make, draft, draft.observed(), false));
    draft.makes().forEach(make -> prepare(make, draft, imagined, true));
    trials.values().forEach(ofDeed -> hold(List.of(ofDeed.values().iterator().next())));
    loop.drain();
    trials.values().stream().filter(Rehearsal::anyDenied).forEach(t -> hold(t.values()));
    loop.drain();
    if (loop.cancelled()) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    trials.forEach(
        (deed, ofDeed) ->
            ofDeed.values().stream()
                .filter(t -> t.denied != null)
                .forEach(t -> findings.add(finding(deed, t))));
    return findings;
  }

  // ---- what to ask ----

  private static <W extends Wish, O> void imagine(Make<W, O> make, Observed imagined) {
    Node<W, O> node = make.node();
    if (!imagined.has(node)) {
      node.kind().standIn(node, imagined).ifPresent(object -> imagined.put(node, object));
    }
  }

  private <W extends Wish, O> void prepare(
      Make<W, O> make, Draft draft, Observed observed, boolean imagined) {
    Wish wish = make.node().wish();
    if (!make.action().mutates() || !wish.refs().stream().allMatch(r -> isKnown(r, observed))) {
      return;
    }
    Call<?> write = write(make, draft.owner(), observed);
    Provider provider = providers.get(write.scope().cloud());
    Optional<Call<?>> rehearsal = provider == null ? Optional.empty() : provider.rehearsal(write);
    rehearsal.ifPresent(
        call ->
            trials
                .computeIfAbsent(
                    new Deed(write.scope(), write.operation()), d -> new LinkedHashMap<>())
                .putIfAbsent(
                    make.step().part(),
                    // what goes first may make room for what comes
                    new Trial(make.step(), call, imagined, !draft.drops().isEmpty())));
  }

  private static boolean isKnown(Ref<?> ref, Observed observed) {
    return observed.peek(ref).isPresent();
  }

  private static <W extends Wish, O> Call<?> write(
      Make<W, O> make, Owner owner, Observed observed) {
    Node<W, O> node = make.node();
    O there = make.object();
    return make.action() == Action.UPDATE && there != null
        ? node.kind().update(owner, node, there, observed)
        : node.kind()
            .create(owner, node, observed, Token.first(owner, node.address(), node.wish()));
  }

  private void hold(Collection<Trial> them) {
    for (Trial trial : them) {
      if (!trial.held) {
        trial.held = true;
        pipeline.rehearse(trial.call, allowed -> {}, trial::refused);
      }
    }
  }

  // ---- what the answers mean ----

  private static boolean anyDenied(Map<String, Trial> ofDeed) {
    return ofDeed.values().stream().anyMatch(t -> t.denied != null);
  }

  private static Finding finding(Deed deed, Trial trial) {
    CloudCallException denied = requireNonNull(trial.denied, "denied");
    return new Finding(
        denied.lacksPrerequisite() || denied.category() == Category.QUOTA
            ? Codes.PREREQUISITE_MISSING
            : Codes.PERMISSION_MISSING,
        Severity.ERROR,
        trial.step.address(),
        deed.operation()
            + " in "
            + deed.scope()
            + " would be refused"
            + (trial.imagined
                ? ", asked about with ids that stand in for what is not there yet"
                : "")
            + ": "
            + denied.getMessage(),
        "What is begun without what this needs stays half made",
        Unread.of(denied).remedy("apply again"));
  }

  /**
   * Returns a finding for each network that would be made, or changed where it is not ours, for
   * nothing: every link of it is held, not all of them before.
   */
  static List<Finding> pointless(Topology topology, Draft before, Draft without) {
    Set<String> standing = new LinkedHashSet<>(); // our own networks that are there
    without.graphs().forEach(g -> g.nodes().forEach(n -> standing.add(n.address().path())));
    Set<String> concerned = new LinkedHashSet<>();
    for (Make<?, ?> make : without.makes()) {
      if (make.action() == Action.CREATE) {
        standing.remove(make.step().address());
      }
      if (make.action().mutates()) {
        concerned.add(make.step().part());
      }
    }
    concerned.removeAll(standing);
    List<Finding> findings = new ArrayList<>();
    for (String name : topology.networks().keySet()) {
      String part = "network." + name;
      List<String> links =
          topology.links().values().stream()
              .filter(l -> l.networks().contains(name))
              .map(Link::address)
              .toList();
      if (concerned.contains(part)
          && heldParts(without).containsAll(links)
          && !heldParts(before).containsAll(links)) {
        findings.add(
            new Finding(
                lacksPermission(without) ? Codes.PERMISSION_MISSING : Codes.PREREQUISITE_MISSING,
                Severity.ERROR,
                part,
                "no link of it can be made (" + String.join(", ", links) + ")",
                "It would be made or changed for nothing",
                "Do what the findings on its links say, then apply again"));
      }
    }
    return findings;
  }

  /** Whether a permission is missing anywhere: a network on the way of the links counts, too. */
  private static boolean lacksPermission(Draft draft) {
    return draft.plan().findings().stream()
        .anyMatch(f -> f.code().equals(Codes.PERMISSION_MISSING));
  }

  private static Set<String> heldParts(Draft draft) {
    Set<String> parts = new LinkedHashSet<>(draft.held().keySet());
    draft.plan().findings().stream()
        .filter(f -> f.severity() == Severity.ERROR)
        .forEach(f -> parts.add(f.part()));
    return parts;
  }
}
