package dev.tieline.toy;

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

/** Lamps are made with a token, have a colour for life, and a box has one socket. */
final class Lamps extends ToyKind<Lamps.Lamp> {
  record Lamp(Ref<String> box, String colour) implements Wish {
    @Override
    public List<Ref<?>> refs() {
      return List.of(box);
    }
  }

  Lamps() {
    super("lamp");
  }

  @Override
  public Guard guard() {
    return Guard.TOKEN;
  }

  @Override
  public String describe(Lamp wish, Refs refs) {
    return wish.colour() + " in " + refs.show(wish.box());
  }

  @Override
  Find<Thing> look(Owner owner, Node<Lamp, Thing> node, Refs refs, Facts facts) {
    return byMark(owner, node, facts);
  }

  @Override
  public Diff compare(Owner owner, Node<Lamp, Thing> node, Thing lamp, Refs refs) {
    return lamp.get("colour").equals(node.wish().colour())
        ? new Diff.Same()
        : new Diff.Unusable("it is " + lamp.get("colour"));
  }

  @Override
  public Call<Thing> create(Owner owner, Node<Lamp, Thing> node, Refs refs, Token token) {
    String box = refs.get(node.wish().box());
    return write(
        node.scope(),
        "CreateLamp",
        c -> c.createLamp(box, node.wish().colour(), token.text(), mark(owner, node)));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Thing> owned) {
    return Optional.of(write(owned.scope(), "DeleteLamp", c -> c.deleteLamp(owned.object().id())));
  }

  @Override
  public List<String> uses(Thing lamp) {
    return List.of(lamp.get("box"));
  }
}
