package dev.tieline.apply;

import dev.tieline.check.Finding;
import dev.tieline.error.ApplyException;
import dev.tieline.plan.Plan;
import dev.tieline.plan.Step;
import dev.tieline.snapshot.EndpointService;
import dev.tieline.snapshot.Snapshot;
import dev.tieline.snapshot.VpcEndpoint;
import dev.tieline.text.Amount;
import dev.tieline.topology.Offer;
import dev.tieline.topology.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came of an apply or a destroy. Immutable.
 *
 * @param name the topology's name
 * @param purpose what was run
 * @param parts what came of each part, in order of the wish
 * @param done the steps that were done, in order
 * @param ids the cloud's ids of the objects that are there, by address
 * @param findings what the last look found
 * @param snapshot what the last look saw
 * @param reads how many read calls were made, each attempt counted
 * @param writes how many calls were made that may change something, each attempt counted
 * @param took how long it took, by the run's time
 */
public record Outcome(
    String name,
    Plan.Purpose purpose,
    List<PartOutcome> parts,
    List<Step> done,
    Map<String, String> ids,
    List<Finding> findings,
    Snapshot snapshot,
    int reads,
    int writes,
    Duration took) {
  private static final int WIDTH = 13;

  /** Copies the collections. */
  public Outcome {
    parts = List.copyOf(parts);
    done = List.copyOf(done);
    findings = List.copyOf(findings);
    ids = Collections.unmodifiableMap(new TreeMap<>(ids));
  }

  /**
   * Returns whether everything is as wished, or for a destroy gone for good.
   *
   * @return true if every part is ready
   */
  public boolean isReady() {
    return parts.stream().allMatch(p -> p instanceof Ready);
  }

  /**
   * Returns what is waited for.
   *
   * @return in order of the wish; empty if nothing is
   */
  public List<Waiting> waiting() {
    return only(Waiting.class);
  }

  /**
   * Returns what failed.
   *
   * @return in order of the wish; empty if nothing did
   */
  public List<Failed> failed() {
    return only(Failed.class);
  }

  /**
   * Returns what was left alone.
   *
   * @return in order of the wish; empty if nothing was
   */
  public List<NotStarted> notStarted() {
    return only(NotStarted.class);
  }

  /**
   * Returns the cloud's id of an object.
   *
   * @param address its address, such as {@code network.tokyo}
   * @return the id; empty if the object is not there
   */
  public Optional<String> id(String address) {
    return Optional.ofNullable(ids.get(address));
  }

  /**
   * Returns what an endpoint of the wish has come to: its DNS names, its addresses, its state.
   *
   * @param link the endpoint's name in the topology
   * @return the endpoint as the last look saw it
   * @throws IllegalArgumentException if there is no such endpoint, or not yet
   */
  public VpcEndpoint endpoint(String link) {
    return there("endpoint", link, snapshot.endpoints(), VpcEndpoint::id);
  }

  /**
   * Returns what a service of the wish has come to: its name for consumers, its zones, its state.
   *
   * @param link the service's name in the topology
   * @return the service as the last look saw it
   * @throws IllegalArgumentException if there is no such service, or not yet
   */
  public EndpointService service(String link) {
    return there("service", link, snapshot.services(), EndpointService::id);
  }

  /**
   * Returns the document by which one consumer can use a service of the wish.
   *
   * @param link the service's name in the topology
   * @param audience the consumer's account, as the cloud writes it
   * @return the offer, which does not expire
   * @throws IllegalArgumentException if there is no such service, or not yet, or if it is not
   *     shared with that account
   */
  public Offer offer(String link, String audience) {
    EndpointService service = service(link);
    if (!service.principals().contains(audience)
        && !service.principals().contains(Service.ANYONE)) {
      throw new IllegalArgumentException(
          "audience: "
              + audience
              + " (expected: an account that service "
              + link
              + " is shared with: "
              + service.principals()
              + ")");
    }
    return new Offer(
        Offer.VERSION,
        service.place().cloud(),
        service.form(),
        service.place().account(),
        service.place().region(),
        service.name(),
        service.zones(),
        service.traffic(),
        audience,
        service.regions(),
        null);
  }

  private <T> T there(String kind, String link, List<T> all, Function<T, String> ids) {
    String address = kind + "." + link;
    String id = this.ids.get(address);
    return all.stream()
        .filter(one -> ids.apply(one).equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    kind
                        + ": "
                        + link
                        + " (expected: one that is there; "
                        + parts.stream()
                            .filter(p -> p.part().equals(address))
                            .findFirst()
                            .map(p -> words(p).strip())
                            .orElse("the topology wishes for none of that name")
                        + ")"));
  }

  /**
   * Returns this outcome if nothing failed and nothing was left alone; what waits is no failure.
   *
   * @return this
   * @throws ApplyException naming each part and the reason
   */
  public Outcome orThrow() {
    String bad =
        Stream.concat(
                failed().stream().map(f -> f.part() + ": " + f.why()),
                notStarted().stream()
                    .map(n -> n.part() + ": not started, because of " + n.because()))
            .collect(Collectors.joining("; "));
    if (!bad.isEmpty()) {
      throw new ApplyException("topology " + name + ": " + bad);
    }
    return this;
  }

  private <T extends PartOutcome> List<T> only(Class<T> type) {
    return parts.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /**
   * Returns the outcome for people.
   *
   * @return one line a part
   */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    Map<String, List<String>> said =
        new LinkedHashMap<>(); // parts of which the same is to be said share a line
    parts.forEach(p -> said.computeIfAbsent(words(p), w -> new ArrayList<>()).add(p.part()));
    said.forEach(
        (words, those) -> {
          int more = those.size() - 3;
          String named = String.join(", ", more > 0 ? those.subList(0, 3) : those);
          out.append(words.substring(0, WIDTH)).append(named);
          out.append(more > 0 ? " and " + more + " more" : "");
          out.append(words.substring(WIDTH)).append('\n');
        });
    if (parts.isEmpty()) {
      out.append("nothing of ").append(name).append(" is there\n");
    }
    return out.append(Amount.of(done.size(), "step"))
        .append(" done, ")
        .append(Amount.of(reads, "read"))
        .append(", ")
        .append(Amount.of(writes, "write"))
        .append(", ")
        .append(Amount.of(took))
        .toString();
  }

  /** What is said of a part: a word of fixed width for its state, then what follows its name. */
  private String words(PartOutcome part) {
    if (part instanceof Waiting w && w.party().equals(WaitingFor.TIME)) {
      return word("waiting") + ": " + w.what();
    }
    if (part instanceof Waiting w) {
      String until = w.until().map(u -> "; expires " + u).orElse("");
      return word("waiting")
          + ": for "
          + w.party()
          + ", "
          + w.what()
          + "; next look "
          + w.nextLook()
          + until;
    }
    if (part instanceof Failed f) {
      String which = f.address().equals(f.part()) ? "" : f.address() + ": ";
      return word("FAILED") + ": " + which + f.why();
    }
    if (part instanceof NotStarted n) {
      return word("not started") + ": because of " + n.because();
    }
    return word(purpose == Plan.Purpose.DESTROY ? "gone" : "ready");
  }

  private static String word(String state) {
    return state + " ".repeat(WIDTH - state.length());
  }
}
