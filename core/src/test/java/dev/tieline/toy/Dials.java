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

/** The dial of a box: an attribute that is there anyway; its value from before us is given back. */
final class Dials extends ToyKind<Dials.Dial> {
  record Dial(Ref<String> box, String value) implements Wish {
    @Override
    public List<Ref<?>> refs() {
      return List.of(box);
    }
  }

  Dials() {
    super("dial");
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public String describe(Dial wish, Refs refs) {
    return wish.value() + " on " + refs.show(wish.box());
  }

  @Override
  Find<Thing> look(Owner owner, Node<Dial, Thing> node, Refs refs, Facts facts) {
    return refs.peek(node.wish().box()).stream()
        .flatMap(box -> alive(facts, "dial", "box", box).stream())
        .findFirst()
        .<Find<Thing>>map(Find.Ours::new)
        .orElseGet(Find.None::new);
  }

  @Override
  public Diff compare(Owner owner, Node<Dial, Thing> node, Thing dial, Refs refs) {
    return dial.get("value").equals(node.wish().value()) && marked(owner).test(dial)
        ? new Diff.Same()
        : new Diff.Differs(List.of(dial.get("value") + " becomes " + node.wish().value()));
  }

  @Override
  public Call<Thing> create(Owner owner, Node<Dial, Thing> node, Refs refs, Token token) {
    return set(owner, node, "dial#" + refs.get(node.wish().box()));
  }

  @Override
  public Call<Thing> update(Owner owner, Node<Dial, Thing> node, Thing dial, Refs refs) {
    return set(owner, node, dial.id());
  }

  private Call<Thing> set(Owner owner, Node<Dial, Thing> node, String id) {
    return write(
        node.scope(),
        "SetDial",
        c -> c.setDial(id, node.wish().value(), owner.toString(), node.address().path()));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Thing> owned) {
    Thing dial = owned.object();
    return Optional.of(
        write(owned.scope(), "ResetDial", c -> c.resetDial(dial.id(), owner.toString())));
  }

  @Override
  public List<String> uses(Thing dial) {
    return List.of(dial.get("box"));
  }
}
