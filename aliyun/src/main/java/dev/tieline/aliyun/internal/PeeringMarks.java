package dev.tieline.aliyun.internal;

import dev.tieline.provider.Marks;
import dev.tieline.provider.PeeringViews;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Query;
import dev.tieline.spi.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Our marks on the other sides of our peering connections, where that is another account, which has
 * tags of its own. A mark goes with the connection, but is taken off by itself when others still
 * use the connection.
 */
final class PeeringMarks extends LabelKind<Pcc> {
  PeeringMarks() {
    super(Pcc.class);
  }

  @Override
  public String name() {
    return "peering mark";
  }

  @Override
  Query<Pcc> holders(Scope scope, Collection<String> ids) {
    return PeeringConnections.list(scope, ids);
  }

  @Override
  TagCalls tagCalls() {
    return TagCalls.OF_PEERINGS;
  }

  @Override
  public List<Owned<Label>> owned(Owner owner, Facts facts) {
    List<Owned<Label>> owned = new ArrayList<>();
    for (PeeringViews<Pcc> pcc : PeeringViews.markedBy(Pcc.class, facts, owner)) {
      Pcc home = pcc.home();
      for (Pcc view : pcc.all()) {
        // of one account all views show the same tags
        if (!Pcc.isGoing(pcc) && !view.scope().account().equals(home.scope().account())) {
          label(owner, view)
              .ifPresent(
                  l ->
                      Marks.address(owner, view.tags())
                          .ifPresent(
                              a ->
                                  owned.add(
                                      new Owned<>(
                                          a.child("mark"),
                                          view.scope(),
                                          new Label(
                                              l.scope(),
                                              l.holder(),
                                              l.key(),
                                              l.value(),
                                              pcc.onlyOf(owner))))));
        }
      }
    }
    owned.sort(Comparator.comparing(Owned::address));
    return owned;
  }
}
