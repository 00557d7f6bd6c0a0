package dev.tieline.qingcloud.internal;

import dev.tieline.plan.Trait;
import dev.tieline.provider.Doubles;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Marks;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Address;
import dev.tieline.spi.Call;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Query;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Border routers, one for a hub and zone. As for VPCs, only a look for the name tells whether one
 * was made; an unused double is removed.
 */
final class Borders extends Kind<BorderWish, Border> {
  /** "border_type: 1 for lines and VPCs, 0 inside of VPCs" (CreateVpcBorders, read 2026-11). */
  private static final int JOINING = 1;

  Borders() {}

  /** The address of a hub's border in a zone. */
  static Address address(String hub, String zone) {
    return new Address(hub).child("border." + zone);
  }

  static boolean isAddress(Address address) {
    return address.path().matches("hub\\.[^/]+/border\\.[^/]+");
  }

  @Override
  public String name() {
    return "border router";
  }

  @Override
  public Guard guard() {
    return Guard.NEITHER;
  }

  @Override
  public Set<Trait> traits(BorderWish wish) {
    return Set.of(Trait.BILLABLE);
  }

  @Override
  public String describe(BorderWish wish, Refs refs) {
    return "in " + wish.zone();
  }

  @Override
  public String show(Border object) {
    return object.id() + " in " + object.scope().region();
  }

  @Override
  Find<Border> among(Owner owner, Node<BorderWish, Border> node, Refs refs, Facts facts) {
    List<Border> marked = marked(owner, node.address(), node.scope(), facts);
    Address formerly = node.wish().formerly();
    if (marked.isEmpty() && formerly != null) {
      marked = marked(owner, formerly, node.scope(), facts);
    }
    return Doubles.choose(marked, border -> inUse(border, facts));
  }

  /** The borders that bear the mark of an address. */
  static List<Border> marked(Owner owner, Address address, Scope scope, Facts facts) {
    return facts.find(Border.class, new Keys.Marked(owner, Names.inName(owner, address))).stream()
        .filter(border -> border.scope().equals(scope))
        .toList();
  }

  private static boolean inUse(Border border, Facts facts) {
    QingCloudKeys.AtBorder here = new QingCloudKeys.AtBorder(border.id());
    return facts.unreadable(border.scope(), BorderVxnet.class).isPresent()
        || !facts.find(BorderVxnet.class, here).isEmpty()
        || !facts.find(WanAccess.class, here).isEmpty();
  }

  @Override
  public Diff compare(Owner owner, Node<BorderWish, Border> node, Border object, Refs refs) {
    return compareMark(object, owner, node.address());
  }

  @Override
  public Call<Border> create(Owner owner, Node<BorderWish, Border> node, Refs refs, Token token) {
    String name = node.wish().name();
    return Writes.of(
        node.scope(),
        Request.of(Api.CREATE_VPC_BORDERS).with("border_type", JOINING).with("border_name", name),
        answer ->
            new Border(
                Wire.only(answer, "vpc_borders"),
                node.scope(),
                name,
                "",
                JOINING,
                "",
                "",
                new Progress("pending", "", null),
                Instant.MIN));
  }

  /** Writes the name anew, after the hub was renamed in the wish. */
  @Override
  public Call<Border> update(Owner owner, Node<BorderWish, Border> node, Border object, Refs refs) {
    String name = node.wish().name();
    return Writes.of(
        object.scope(),
        Request.of(Api.MODIFY_BORDER_ATTRIBUTES)
            .with("border", object.id())
            .with("border_name", name),
        answer -> object.named(name));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Border> owned) {
    return Optional.of(
        Writes.of(
            owned.scope(),
            Request.of(Api.DELETE_VPC_BORDERS).each("vpc_borders", List.of(owned.object().id())),
            answer -> owned.object()));
  }

  @Override
  public boolean stillOurs(Owner owner, Border seen, Border now) {
    return now.marks().containsKey(owner);
  }

  @Override
  public Query<Border> read(Scope scope, Collection<String> ids) {
    return Jobs.before(
        scope,
        Lists.borders(scope, ids),
        ids.stream().map(id -> Border.unseen(scope, id)).toList());
  }

  @Override
  public Query<Border> seek(Owner owner, Node<BorderWish, Border> node, Refs refs) {
    return Lists.borders(node.scope());
  }

  @Override
  public Find<Border> pick(
      Owner owner, Node<BorderWish, Border> node, Refs refs, List<Border> found) {
    Address address = Names.inName(owner, node.address());
    return Doubles.choose(
        found.stream().filter(b -> address.equals(b.marks().get(owner))).toList(), b -> false);
  }

  @Override
  public String id(Border object) {
    return object.id();
  }

  @Override
  public Readiness readiness(Node<BorderWish, Border> node, Border object) {
    return object.progress().readiness(Border.READY);
  }

  /** An assumption: see docs/qingcloud.md, "Assumed". */
  @Override
  public Duration usuallyTakes(BorderWish wish) {
    return Duration.ofSeconds(5);
  }

  @Override
  public Readiness leaving(Owner owner, Border object) {
    return leaving(owner, object, object.progress());
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Border.class);
  }

  @Override
  public List<Owned<Border>> owned(Owner owner, Facts facts) {
    return Marks.owned(owner, facts, Border.class, Borders::isAddress);
  }

  @Override
  public void project(Node<BorderWish, Border> node, Refs refs, SnapshotEditor to) {
    String id = refs.show(node.ref("id", Border::id));
    if (to.hub(id).isEmpty()) {
      Picture.hub(to, node.scope(), id, node.wish().name(), "active");
    }
  }

  @Override
  public void projectGone(Border object, SnapshotEditor to) {
    Picture.hubGone(to, object.id());
  }
}
