package dev.tieline.toy;

import dev.tieline.plan.Action;
import dev.tieline.spi.Call;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Wish;
import java.util.List;
import java.util.Optional;

/** Boards come and go with their boxes. */
final class Boards extends ToyKind<Boards.Board> {
  record Board(Ref<String> box) implements Wish {
    @Override
    public List<Ref<?>> refs() {
      return List.of(box);
    }
  }

  Boards() {
    super("board");
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public Action verb(Board wish) {
    return Action.COME;
  }

  @Override
  public String describe(Board wish, Refs refs) {
    return "the board of " + refs.show(wish.box());
  }

  @Override
  Find<Thing> look(Owner owner, Node<Board, Thing> node, Refs refs, Facts facts) {
    return refs.peek(node.wish().box()).stream()
        .flatMap(box -> alive(facts, "board", "box", box).stream())
        .findFirst()
        .<Find<Thing>>map(Find.Ours::new)
        .orElseGet(Find.None::new);
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Thing> owned) {
    return Optional.empty();
  }
}
