package dev.tieline.provider;

import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Scope;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which of the connections of two VPCs serves a wish.
 *
 * @param requester who asks
 * @param accepter who is asked
 */
public record PeeringMatch(End requester, End accepter) {
  /**
   * Returns the connections of two VPCs: active ones first, then ours, by id. A request of ours
   * beside an active connection was made while that one was not shown. Dead ones follow.
   *
   * @param type the provider's type of connections
   * @param owner who wishes
   * @param facts what the survey found
   * @param a the id of one VPC
   * @param b the id of the other
   * @param gone those that are in nobody's way
   * @param <V> the provider's type
   * @return all but those that are gone
   */
  public static <V extends PeeringView<V>> List<PeeringViews<V>> standing(
      Class<V> type,
      Owner owner,
      Facts facts,
      String a,
      String b,
      Predicate<PeeringViews<V>> gone) {
    return PeeringViews.between(type, facts, a, b).stream()
        .filter(gone.negate())
        .sorted(
            Comparator.comparing((PeeringViews<V> p) -> p.dead())
                .thenComparing(p -> !p.active())
                .thenComparing(p -> p.address(owner).isEmpty())
                .thenComparing(p -> !p.ours(owner))
                .thenComparing(PeeringViews::id))
        .toList();
  }

  /**
   * Returns what the connections of the two VPCs are for the wish.
   *
   * @param owner who wishes
   * @param scope where the connection is wished
   * @param there the connections, as {@link #standing} orders them; at least one
   * @param refs the values that are known
   * @param <V> the provider's type of connections
   * @return ours, with requests of ours that are surplus; a foreign one; or what is in the way
   */
  public <V extends PeeringView<V>> Find<V> judge(
      Owner owner, Scope scope, List<PeeringViews<V>> there, Refs refs) {
    PeeringViews<V> first = there.get(0);
    V view = first.in(scope).orElseGet(first::home);
    Optional<String> misplaced = misplaced(view, refs);
    if (misplaced.isPresent()) {
      return new Find.InTheWay<>(
          CommonCodes.PEERING_DIFFERS,
          view.id() + " joins the two VPCs, but states " + misplaced.get(),
          "Correct the networks in the wish, or say in the link's options that the peer asks");
    }
    if (first.ours(owner)) {
      List<V> surplus =
          there.subList(1, there.size()).stream()
              .filter(p -> p.onlyOf(owner) && !p.active())
              .map(p -> p.merged(scope))
              .toList();
      return new Find.Ours<>(view, surplus);
    }
    long open = there.stream().filter(p -> !p.dead()).count();
    if (open > 1 && !first.active()) {
      String ids = String.join(", ", there.stream().map(PeeringViews::id).toList());
      return new Find.InTheWay<>(
          CommonCodes.SEVERAL_REQUESTS,
          open + " requests join the two VPCs: " + ids,
          "Reject or delete all but one of them");
    }
    return new Find.Foreign<>(view);
  }

  /**
   * Returns how the places of a connection's sides differ from the wish. One that was made the
   * other way round serves as well, but a request of a foreign network is only for those who wished
   * that it asks.
   */
  private Optional<String> misplaced(PeeringView<?> view, Refs refs) {
    String wished = refs.show(requester.vpc());
    boolean asWished = view.requester().vpc().equals(wished);
    boolean foreign = requester.foreign() || accepter.foreign();
    if (!asWished && foreign && view.requested()) {
      return Optional.of("a request of " + view.requester().vpc() + " instead of one of " + wished);
    }
    End asking = asWished ? requester : accepter;
    End asked = asWished ? accepter : requester;
    return asking
        .misplaced(view.requester(), refs)
        .or(() -> asked.misplaced(view.accepter(), refs));
  }

  /**
   * Returns that a connection bears the mark of the link and joins other VPCs.
   *
   * @param stray the connection
   * @param refs the values that are known
   * @param <V> the provider's type of connections
   * @return what is in the way
   */
  public <V extends PeeringView<V>> Find<V> otherShape(PeeringViews<V> stray, Refs refs) {
    V view = stray.home();
    return new Find.InTheWay<>(
        CommonCodes.MARK_ON_OTHER_SHAPE,
        view.id()
            + " bears the mark of this link, but joins "
            + view.requester().vpc()
            + " and "
            + view.accepter().vpc()
            + " instead of "
            + refs.show(requester.vpc())
            + " and "
            + refs.show(accepter.vpc()),
        "Give the link another name, and the old connection goes; or take the tag off "
            + view.id()
            + " if the link never made it");
  }
}
