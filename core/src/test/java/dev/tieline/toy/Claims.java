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

/** A claim on a board names a peg that is ours; it is put before the peg and removed after it. */
final class Claims extends ToyKind<Claims.Claim> {
  record Claim(Ref<String> board, String slot) implements Wish {
    @Override
    public List<Ref<?>> refs() {
      return List.of(board);
    }
  }

  Claims() {
    super("claim");
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public String describe(Claim wish, Refs refs) {
    return wish.slot() + " on " + refs.show(wish.board());
  }

  static String id(String board, String slot) {
    return "claim#" + board + "#" + slot;
  }

  @Override
  Find<Thing> look(Owner owner, Node<Claim, Thing> node, Refs refs, Facts facts) {
    return refs.peek(node.wish().board()).stream()
        .flatMap(b -> alive(facts, "claim", "id", id(b, node.wish().slot())).stream())
        .findFirst()
        .<Find<Thing>>map(
            t ->
                marked(owner).test(t)
                    ? new Find.Ours<>(t)
                    : new Find.InTheWay<>(t.id() + " of " + t.marks(), "Take another slot"))
        .orElseGet(Find.None::new);
  }

  @Override
  public Diff compare(Owner owner, Node<Claim, Thing> node, Thing claim, Refs refs) {
    String address = claim.marks().getOrDefault(owner.toString(), "");
    return address.equals(node.address().path())
        ? new Diff.Same()
        : new Diff.Differs(List.of("the mark " + address + " becomes " + node.address()));
  }

  @Override
  public Call<Thing> create(Owner owner, Node<Claim, Thing> node, Refs refs, Token token) {
    return put(owner, node, refs);
  }

  @Override
  public Call<Thing> update(Owner owner, Node<Claim, Thing> node, Thing claim, Refs refs) {
    return put(owner, node, refs);
  }

  private Call<Thing> put(Owner owner, Node<Claim, Thing> node, Refs refs) {
    String board = refs.get(node.wish().board());
    return write(
        node.scope(),
        "PutClaim",
        c -> c.putClaim(board, node.wish().slot(), owner.toString(), node.address().path()));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Thing> owned) {
    return Optional.of(
        write(owned.scope(), "RemoveClaim", c -> c.remove("RemoveClaim", owned.object().id())));
  }

  @Override
  public boolean isLoneEvidence(Thing claim, Facts facts) {
    return alive(facts, "peg", "id", Pegs.id(claim.get("board"), claim.get("slot"))).isEmpty();
  }

  @Override
  public List<String> uses(Thing claim) {
    return List.of(claim.get("board").substring("board#".length()));
  }
}
