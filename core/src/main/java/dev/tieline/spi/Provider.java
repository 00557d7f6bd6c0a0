package dev.tieline.spi;

import dev.tieline.check.Finding;
import dev.tieline.error.CallSite;
import dev.tieline.error.TielineException;
import dev.tieline.retry.Pace;
import dev.tieline.topology.Link;
import dev.tieline.topology.Peering;
import dev.tieline.topology.Topology;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One cloud: what its module implements. Safe for use by several threads. */
public interface Provider extends AutoCloseable {
  /**
   * Returns the cloud's name.
   *
   * @return the name that networks and options of this cloud bear, such as {@code aws}
   */
  String cloud();

  /**
   * Checks what can be checked without a call: that the accounts and regions of the topology's
   * networks are the provider's.
   *
   * @param topology the wish
   * @throws dev.tieline.error.InvalidTopologyException naming the network, what was found and what
   *     was expected
   */
  void check(Topology topology);

  /**
   * Returns the kinds of links that this cloud's compile knows; a topology with another one is
   * refused before any call.
   *
   * @return peerings alone by default
   */
  default Set<Class<? extends Link>> links() {
    return Set.of(Peering.class);
  }

  /**
   * Begins a look.
   *
   * @param request what to look at
   * @return the look; it makes no call before it is started
   */
  Survey survey(SurveyRequest request);

  /**
   * Turns a wish into objects. Pure.
   *
   * @param owner who wishes
   * @param topology the wish
   * @param facts what the survey found
   * @param out takes objects and findings
   */
  void compile(Owner owner, Topology topology, Facts facts, Graph.Builder out);

  /**
   * Returns all kinds of objects that this cloud's compile can make.
   *
   * @return in an order in which each comes after those that it may need
   */
  List<ResourceKind<?, ?>> kinds();

  /**
   * Returns the clients for a scope.
   *
   * @param scope the scope
   * @return the clients
   */
  Clients clients(Scope scope);

  /**
   * Explains what a client threw, by the cloud's one error table.
   *
   * @param site where the call went
   * @param mutating whether the call may change anything
   * @param thrown what was thrown
   * @return a refusal with its category, or an unknown outcome
   */
  TielineException explain(CallSite site, boolean mutating, Throwable thrown);

  /**
   * Returns findings that hold whatever is wished, also where nothing is: such as on what bears the
   * owner's mark and can not be what the mark says.
   *
   * @param owner whose
   * @param facts what the survey found
   * @return in an order that never changes; none by default
   */
  default List<Finding> remarks(Owner owner, Facts facts) {
    return List.of();
  }

  /**
   * Returns the call by which the cloud says whether it would allow a write, without making it.
   * Before the first write of an apply, one is made for each operation of each scope.
   *
   * @param call a call that may change something
   * @return a call that reads: it answers if the write would be allowed, and is refused as {@link
   *     dev.tieline.error.Category#DENIED}, or as one that lacks a {@link
   *     dev.tieline.error.CloudCallException#lacksPrerequisite prerequisite}, if it would not; any
   *     other refusal means nothing. Empty, as by default, where the cloud has no rehearsal of this
   *     operation
   */
  default Optional<Call<?>> rehearsal(Call<?> call) {
    return Optional.empty();
  }

  /**
   * Returns how fast a call may be made. Calls with the same turn may have a pace of their own.
   *
   * @param call the call
   * @param mutating whether it may change anything, or counts as if it did
   * @return the pace, which holds for each account and region apart
   */
  Pace pace(Call<?> call, boolean mutating);

  /**
   * Returns how long this cloud needs to settle.
   *
   * @return expiry and lag
   */
  Settling settling();

  /** Closes the clients. */
  @Override
  void close();
}
