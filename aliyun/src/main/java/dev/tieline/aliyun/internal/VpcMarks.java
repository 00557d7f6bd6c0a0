package dev.tieline.aliyun.internal;

import dev.tieline.provider.Keys;
import dev.tieline.provider.Marked;
import dev.tieline.provider.Marks;
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
 * Our marks on VPCs of others into which we put entries. Entries bear their own marks in their
 * descriptions, which no list of a region shows; from the mark of the VPC follows where to look. It
 * is written before the entries and removed after them.
 */
final class VpcMarks extends LabelKind<Vpc> {
  VpcMarks() {
    super(Vpc.class);
  }

  @Override
  public String name() {
    return "VPC mark";
  }

  @Override
  Query<Vpc> holders(Scope scope, Collection<String> ids) {
    return vpcs(scope, ids);
  }

  /** Returns the VPCs of these ids, as many at a time as the cloud takes. */
  static Query<Vpc> vpcs(Scope scope, Collection<String> ids) {
    List<String> all = ids.stream().sorted().toList();
    List<Query<Vpc>> lists = new ArrayList<>();
    for (int from = 0; from < all.size(); from += Lists.IDS_PER_VALUE) {
      List<String> some = all.subList(from, Math.min(from + Lists.IDS_PER_VALUE, all.size()));
      lists.add(Lists.vpcs(scope, Lists.By.ids("VpcId", some)));
    }
    return Chained.of(lists);
  }

  @Override
  TagCalls tagCalls() {
    return TagCalls.OF_VPCS;
  }

  /** Whichever network or link it was written for: that it is there is enough. */
  @Override
  boolean isAs(String found, String wished) {
    return true;
  }

  @Override
  public boolean isEvidence() {
    return true;
  }

  /** Without an entry, which may yet come: by a lost call, or when the readers have caught up. */
  @Override
  public boolean isLoneEvidence(Label label, Facts facts) {
    Keys.InVpc inVpc = new Keys.InVpc(label.holder());
    return facts.find(Route.class, inVpc).stream().noneMatch(r -> speaksOf(label, r))
        && facts.find(Ep.class, inVpc).stream().noneMatch(e -> speaksOf(label, e))
        && facts.find(GroupRule.class, inVpc).stream().noneMatch(r -> speaksOf(label, r));
  }

  private static boolean speaksOf(Label label, Marked entry) {
    return entry.marks().keySet().stream().anyMatch(o -> Marks.key(o).equals(label.key()));
  }

  @Override
  public List<Owned<Label>> owned(Owner owner, Facts facts) {
    List<Owned<Label>> owned = new ArrayList<>();
    for (Vpc vpc : facts.find(Vpc.class, new Keys.OwnedBy(owner))) {
      if (!Marks.made(owner, vpc.tags())) { // a VPC that we made goes itself
        Marks.address(owner, vpc.tags())
            .ifPresent(
                a -> label(owner, vpc).ifPresent(l -> owned.add(new Owned<>(a, vpc.scope(), l))));
      }
    }
    owned.sort(
        Comparator.comparing((Owned<Label> o) -> o.address()).thenComparing(o -> id(o.object())));
    return owned;
  }
}
