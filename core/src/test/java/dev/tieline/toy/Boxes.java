package dev.tieline.toy;

import dev.tieline.net.Cidr;
import dev.tieline.snapshot.Place;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.snapshot.Vpc;
import dev.tieline.spi.Call;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Token;
import dev.tieline.spi.Wish;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Boxes have neither natural key nor token; others live in them, so they are never replaced. */
final class Boxes extends ToyKind<Boxes.Box> {
  record Box(String label, String block) implements Wish {
    @Override
    public List<Ref<?>> refs() {
      return List.of();
    }
  }

  Boxes() {
    super("box");
  }

  @Override
  public Guard guard() {
    return Guard.NEITHER;
  }

  @Override
  public String describe(Box wish, Refs refs) {
    return wish.label() + " " + wish.block();
  }

  @Override
  Find<Thing> look(Owner owner, Node<Box, Thing> node, Refs refs, Facts facts) {
    List<Thing> found = alive(facts, "box", "address", owner + " " + node.address());
    List<String> used =
        found.stream()
            .map(Thing::id)
            .filter(
                id ->
                    !alive(facts, "cable", "a", id).isEmpty()
                        || !alive(facts, "cable", "b", id).isEmpty())
            .toList();
    return choose(found, used);
  }

  @Override
  public Diff compare(Owner owner, Node<Box, Thing> node, Thing box, Refs refs) {
    if (!box.get("block").equals(node.wish().block())) {
      return new Diff.Immutable(
          "block " + box.get("block") + " instead of " + node.wish().block(), "Make another box");
    }
    return box.get("label").equals(node.wish().label())
        ? new Diff.Same()
        : new Diff.Differs(
            List.of("label " + box.get("label") + " becomes " + node.wish().label()));
  }

  @Override
  public Call<Thing> create(Owner owner, Node<Box, Thing> node, Refs refs, Token token) {
    Box wish = node.wish();
    return write(
        node.scope(), "CreateBox", c -> c.createBox(wish.label(), wish.block(), mark(owner, node)));
  }

  @Override
  public Optional<Thing> standIn(Node<Box, Thing> node, Refs refs) {
    return Optional.of(new Thing("box", "box-0", node.scope().region(), 0, none(), none()));
  }

  private static TreeMap<String, String> none() {
    return new TreeMap<>();
  }

  @Override
  public Call<Thing> update(Owner owner, Node<Box, Thing> node, Thing box, Refs refs) {
    return write(
        node.scope(),
        "LabelBox",
        c -> c.labelBox(box.id(), node.wish().label(), owner.toString(), node.address().path()));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Thing> owned) {
    return Optional.of(write(owned.scope(), "DeleteBox", c -> c.deleteBox(owned.object().id())));
  }

  @Override
  public void project(Node<Box, Thing> node, Refs refs, SnapshotEditor to) {
    put(
        to,
        refs.show(node.ref("id", Thing::id)),
        node.scope().region(),
        node.wish().label(),
        node.wish().block());
  }

  @Override
  public void projectGone(Thing box, SnapshotEditor to) {
    to.remove(box.id());
  }

  static void put(SnapshotEditor to, String id, String region, String label, String block) {
    Place place = new Place("toy", "main", region);
    to.put(new Vpc(id, place, label, List.of(Cidr.parse(block)), false));
  }
}
