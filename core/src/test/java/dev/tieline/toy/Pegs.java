package dev.tieline.toy;

import dev.tieline.spi.Address;
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
import java.util.List;
import java.util.Optional;

/** Pegs sit in a slot of a board and point at a cable; they can not be marked, only claimed. */
final class Pegs extends ToyKind<Pegs.Peg> {
  record Peg(Ref<String> board, String slot, Ref<String> cable) implements Wish {
    @Override
    public List<Ref<?>> refs() {
      return List.of(board, cable);
    }
  }

  Pegs() {
    super("peg");
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public boolean unguarded() {
    return true;
  }

  @Override
  public boolean stillOurs(Owner owner, Thing seen, Thing now) {
    return seen.get("cable").equals(now.get("cable"));
  }

  @Override
  public String describe(Peg wish, Refs refs) {
    return wish.slot() + " on " + refs.show(wish.board()) + " to " + refs.show(wish.cable());
  }

  static String id(String board, String slot) {
    return "peg#" + board + "#" + slot;
  }

  @Override
  Find<Thing> look(Owner owner, Node<Peg, Thing> node, Refs refs, Facts facts) {
    Optional<Thing> found = there(node, refs, facts);
    if (found.isEmpty()) {
      return new Find.None<>();
    }
    Thing peg = found.get();
    boolean ours =
        alive(facts, "claim", "id", Claims.id(peg.get("board"), peg.get("slot"))).stream()
                .anyMatch(marked(owner))
            || alive(facts, "cable", "id", peg.get("cable")).stream().anyMatch(marked(owner));
    return ours
        ? new Find.Ours<>(peg)
        : new Find.InTheWay<>(peg.id() + " to " + peg.get("cable"), "Remove it");
  }

  private static Optional<Thing> there(Node<Peg, Thing> node, Refs refs, Facts facts) {
    return refs.peek(node.wish().board()).stream()
        .flatMap(b -> alive(facts, "peg", "id", id(b, node.wish().slot())).stream())
        .findFirst();
  }

  @Override
  public Find<Thing> pick(Owner owner, Node<Peg, Thing> node, Refs refs, List<Thing> found) {
    Facts.Builder facts = new Facts.Builder();
    found.forEach(t -> file(facts, t));
    return there(node, refs, facts.build())
        .<Find<Thing>>map(
            peg ->
                peg.get("cable").equals(refs.get(node.wish().cable()))
                    ? new Find.Ours<>(peg)
                    : new Find.InTheWay<>(peg.id() + " to " + peg.get("cable"), "Remove it"))
        .orElseGet(Find.None::new);
  }

  @Override
  public Diff compare(Owner owner, Node<Peg, Thing> node, Thing peg, Refs refs) {
    String wanted = refs.show(node.wish().cable());
    return peg.get("cable").equals(wanted)
        ? new Diff.Same()
        : new Diff.Differs(List.of("cable " + peg.get("cable") + " becomes " + wanted));
  }

  @Override
  public Call<Thing> create(Owner owner, Node<Peg, Thing> node, Refs refs, Token token) {
    String board = refs.get(node.wish().board());
    String cable = refs.get(node.wish().cable());
    return write(node.scope(), "PutPeg", c -> c.putPeg(board, node.wish().slot(), cable))
        .inTurn(board);
  }

  @Override
  public Call<Thing> update(Owner owner, Node<Peg, Thing> node, Thing peg, Refs refs) {
    String cable = refs.get(node.wish().cable());
    return write(node.scope(), "MovePeg", c -> c.movePeg(peg.id(), cable)).inTurn(peg.get("board"));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Thing> owned) {
    return Optional.of(
        write(owned.scope(), "RemovePeg", c -> c.remove("RemovePeg", owned.object().id()))
            .inTurn(owned.object().get("board")));
  }

  @Override
  public List<String> uses(Thing peg) {
    return List.of(
        peg.get("cable"),
        Claims.id(peg.get("board"), peg.get("slot")),
        peg.get("board").substring("board#".length()));
  }

  @Override
  public Readiness leaving(Owner owner, Thing peg) {
    return new Readiness.Failed("there", "it is still in its slot");
  }

  @Override
  public List<Owned<Thing>> owned(Owner owner, Facts facts) {
    return alive(facts, "claim", "owner", owner.toString()).stream()
        .flatMap(
            claim ->
                alive(facts, "peg", "id", id(claim.get("board"), claim.get("slot"))).stream()
                    .map(
                        peg ->
                            new Owned<>(
                                new Address(address(owner, claim).path() + "/peg"),
                                scope(peg),
                                peg)))
        .toList();
  }
}
