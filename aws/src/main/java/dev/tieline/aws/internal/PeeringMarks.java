package dev.tieline.aws.internal;

import dev.tieline.provider.Marks;
import dev.tieline.provider.PeeringViews;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Query;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Our marks on the other sides of our peering connections, where that is another account or region,
 * which has tags of its own. A mark goes with the connection, but is taken off by itself when
 * others still use the connection.
 */
final class PeeringMarks extends LabelKind<MarkWish, Pcx> {
  PeeringMarks() {
    super(Pcx.class);
  }

  @Override
  public String name() {
    return "peering mark";
  }

  @Override
  public String describe(MarkWish wish, Refs refs) {
    return refs.show(wish.pcx()) + " as " + wish.link();
  }

  @Override
  Ref<String> holder(MarkWish wish) {
    return wish.pcx();
  }

  @Override
  Optional<String> key(Owner owner, MarkWish wish, Refs refs) {
    return Optional.of(Marks.key(owner));
  }

  @Override
  String value(MarkWish wish, Refs refs) {
    return Marks.value(wish.link(), wish.uses());
  }

  @Override
  Query<Label> list(Scope scope, Collection<String> holders) {
    return Flat.of(
        Lists.peerings(scope, new Lists.By("vpc-peering-connection-id", holders)),
        LabelKind::labels);
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Pcx.class);
  }

  @Override
  public List<Owned<Label>> owned(Owner owner, Facts facts) {
    List<Owned<Label>> owned = new ArrayList<>();
    String key = Marks.key(owner);
    for (PeeringViews<Pcx> pcx : PeeringViews.markedBy(Pcx.class, facts, owner)) {
      if (pcx.dead()) {
        continue;
      }
      boolean last = pcx.onlyOf(owner);
      for (Pcx view : pcx.all()) {
        if (!view.equals(pcx.home())) {
          Marks.address(owner, view.tags())
              .ifPresent(
                  a ->
                      owned.add(
                          new Owned<>(
                              a.child("mark"),
                              view.scope(),
                              new Label(
                                  view.scope(),
                                  view.id(),
                                  key,
                                  Marks.value(a, !Marks.made(owner, view.tags())),
                                  last))));
        }
      }
    }
    owned.sort(Comparator.comparing(Owned::address));
    return owned;
  }
}
