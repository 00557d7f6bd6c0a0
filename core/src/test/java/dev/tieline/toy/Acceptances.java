package dev.tieline.toy;

import dev.tieline.plan.Action;
import dev.tieline.plan.Handover;
import dev.tieline.plan.Words;
import dev.tieline.spi.Call;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The far side's yes to a cable: ours to give, or somebody else's to be waited for. */
final class Acceptances extends ToyKind<Acceptances.Yes> {
  record Yes(Ref<String> cable, boolean foreign) implements Wish {
    @Override
    public List<Ref<?>> refs() {
      return List.of(cable);
    }
  }

  Acceptances() {
    super("acceptance");
  }

  @Override
  String thing() {
    return "cable";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public Action verb(Yes wish) {
    return wish.foreign() ? Action.WAIT : Action.ACCEPT;
  }

  @Override
  public String describe(Yes wish, Refs refs) {
    return refs.show(wish.cable());
  }

  @Override
  Find<Thing> look(Owner owner, Node<Yes, Thing> node, Refs refs, Facts facts) {
    return refs.peek(node.wish().cable()).stream()
        .flatMap(id -> alive(facts, "cable", "id", id).stream())
        .filter(t -> node.wish().foreign() || !t.get("accepted").isEmpty())
        .findFirst()
        .<Find<Thing>>map(Find.Ours::new)
        .orElseGet(Find.None::new);
  }

  @Override
  public Call<Thing> create(Owner owner, Node<Yes, Thing> node, Refs refs, Token token) {
    String cable = refs.get(node.wish().cable());
    return write(node.scope(), "AcceptCable", c -> c.acceptCable(cable));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Thing> owned) {
    return Optional.empty();
  }

  @Override
  public Readiness readiness(Node<Yes, Thing> node, Thing cable) {
    return switch (cable.state()) {
      case "requested", "provisioning" -> new Readiness.Transitional(cable.state());
      case "pending" ->
          new Readiness.Waiting(
              "the owner of " + cable.get("b"),
              "pending",
              Instant.EPOCH.plusNanos(cable.born()).plusSeconds(7 * 24 * 3600));
      case "active" -> new Readiness.Target();
      default -> new Readiness.Gone(cable.state());
    };
  }

  @Override
  public List<Owned<Thing>> owned(Owner owner, Facts facts) {
    return List.of();
  }

  @Override
  public Optional<Handover> handover(Owner owner, Node<Yes, Thing> node, Refs refs) {
    String cable = refs.show(node.wish().cable());
    Words title = new Words("Accept " + cable, "接受 " + cable);
    return Optional.of(
        new Handover("the other party", title, List.of(new Handover.Section(title, title))));
  }
}
