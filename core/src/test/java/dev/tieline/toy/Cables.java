package dev.tieline.toy;

import dev.tieline.snapshot.PeeringConnection;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Call;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Token;
import dev.tieline.spi.Wish;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Cables join two boxes; there is one between any two, and dead ones linger. */
final class Cables extends ToyKind<Cables.Cable> {
  record Cable(Ref<String> a, Ref<String> b) implements Wish {
    @Override
    public List<Ref<?>> refs() {
      return List.of(a, b);
    }
  }

  Cables() {
    super("cable");
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public String describe(Cable wish, Refs refs) {
    return refs.show(wish.a()) + " to " + refs.show(wish.b());
  }

  @Override
  Find<Thing> look(Owner owner, Node<Cable, Thing> node, Refs refs, Facts facts) {
    Optional<String> a = refs.peek(node.wish().a());
    Optional<String> b = refs.peek(node.wish().b());
    if (a.isEmpty() || b.isEmpty()) {
      return new Find.None<>();
    }
    return alive(facts, "cable", "ends", a.get() + "-" + b.get()).stream()
        .findFirst()
        .<Find<Thing>>map(t -> marked(owner).test(t) ? new Find.Ours<>(t) : new Find.Foreign<>(t))
        .orElseGet(Find.None::new);
  }

  @Override
  public Diff compare(Owner owner, Node<Cable, Thing> node, Thing cable, Refs refs) {
    String address = cable.marks().get(owner.toString());
    return address == null || address.equals(node.address().path())
        ? new Diff.Same()
        : new Diff.Differs(List.of("the mark " + address + " becomes " + node.address()));
  }

  @Override
  public Call<Thing> create(Owner owner, Node<Cable, Thing> node, Refs refs, Token token) {
    String a = refs.get(node.wish().a());
    String b = refs.get(node.wish().b());
    return write(node.scope(), "CreateCable", c -> c.createCable(a, b, mark(owner, node)));
  }

  @Override
  public Call<Thing> update(Owner owner, Node<Cable, Thing> node, Thing cable, Refs refs) {
    return write(
        node.scope(),
        "MarkCable",
        c -> c.markCable(cable.id(), owner.toString(), node.address().path()));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Thing> owned) {
    return Optional.of(
        write(owned.scope(), "DeleteCable", c -> c.deleteCable(owned.object().id())));
  }

  @Override
  public Collection<String> uses(Thing cable) {
    return List.of(cable.get("a"), cable.get("b"));
  }

  @Override
  public Readiness readiness(Node<Cable, Thing> node, Thing cable) {
    return switch (cable.state()) {
      case "requested" -> new Readiness.Transitional("requested");
      case "pending", "provisioning", "active" -> new Readiness.Target();
      case "deleted", "expired" -> new Readiness.Gone(cable.state());
      default -> new Readiness.Failed(cable.state(), "nobody knows this state");
    };
  }

  @Override
  public void project(Node<Cable, Thing> node, Refs refs, SnapshotEditor to) {
    put(
        to,
        refs.show(node.ref("id", Thing::id)),
        refs.show(node.wish().a()),
        refs.show(node.wish().b()));
  }

  @Override
  public void projectGone(Thing cable, SnapshotEditor to) {
    to.remove(cable.id());
  }

  static void put(SnapshotEditor to, String id, String a, String b) {
    to.put(new PeeringConnection(id, a, b, PeeringConnection.State.ACTIVE, "active"));
  }
}
