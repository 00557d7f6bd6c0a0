package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Addresses;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Vxnets of ours, which are made without a place: they get one when they {@link RouterJoins join} a
 * VPC. From then on the block is their natural key, since no two of a VPC have an address in
 * common; before that, only their name tells whose they are.
 */
final class Vxnets extends Kind<VxnetWish, Vxnet> {
  /** Of the two types, the one that can join a VPC. */
  private static final int MANAGED = 1;

  static final Predicate<Address> SHAPE = Addresses.partOfNetwork("vxnet");

  Vxnets() {}

  @Override
  public String name() {
    return "vxnet";
  }

  @Override
  public Guard guard() {
    return Guard.NEITHER;
  }

  @Override
  public String describe(VxnetWish wish, Refs refs) {
    return "for " + wish.block() + " of " + refs.show(wish.router());
  }

  @Override
  public String show(Vxnet object) {
    return object.id() + (object.network() == null ? "" : " " + object.network());
  }

  @Override
  Find<Vxnet> among(Owner owner, Node<VxnetWish, Vxnet> node, Refs refs, Facts facts) {
    List<Vxnet> candidates =
        new ArrayList<>(
            facts.find(Vxnet.class, new Keys.Marked(owner, Names.inName(owner, node.address()))));
    refs.peek(node.wish().router())
        .ifPresent(router -> candidates.addAll(facts.find(Vxnet.class, new Keys.InVpc(router))));
    return choose(owner, node, refs, candidates);
  }

  private static Find<Vxnet> choose(
      Owner owner, Node<VxnetWish, Vxnet> node, Refs refs, List<Vxnet> found) {
    String router = refs.peek(node.wish().router()).orElse("");
    List<Vxnet> here = found.stream().filter(v -> v.scope().equals(node.scope())).toList();
    for (Vxnet vxnet : here) {
      if (!router.isEmpty() && vxnet.router().equals(router) && meets(vxnet, node.wish())) {
        return inPlace(owner, node, vxnet, here);
      }
    }
    Address address = Names.inName(owner, node.address());
    List<Vxnet> marked = here.stream().filter(v -> address.equals(v.marks().get(owner))).toList();
    // while the VPC is not seen, it can not be told that it is another one
    Optional<Vxnet> elsewhere =
        marked.stream()
            .filter(v -> !router.isEmpty() && !v.router().isEmpty() && !v.router().equals(router))
            .findFirst();
    if (elsewhere.isPresent()) {
      return new Find.InTheWay<>(
          "vxnet "
              + elsewhere.get().id()
              + " bears our mark and has joined "
              + elsewhere.get().router()
              + ", not "
              + router,
          "take it off that VPC, or give it another name there");
    }
    return Doubles.choose(marked.stream().distinct().toList(), v -> !v.router().isEmpty());
  }

  private static boolean meets(Vxnet vxnet, VxnetWish wish) {
    return vxnet.network() != null && vxnet.network().overlaps(wish.block());
  }

  /** What has the wished place: ours, one of others that fits, or what is in the way. */
  private static Find<Vxnet> inPlace(
      Owner owner, Node<VxnetWish, Vxnet> node, Vxnet vxnet, List<Vxnet> all) {
    boolean same = vxnet.has(node.wish().block());
    if (same && vxnet.marks().containsKey(owner)) {
      Address address = Names.inName(owner, node.address());
      List<Vxnet> unused =
          all.stream()
              .filter(v -> address.equals(v.marks().get(owner)))
              .filter(v -> v.router().isEmpty() && !v.id().equals(vxnet.id()))
              .distinct()
              .toList();
      return new Find.Ours<>(vxnet, unused);
    }
    if (same && vxnet.marks().isEmpty()) {
      return new Find.Foreign<>(vxnet);
    }
    return new Find.InTheWay<>(
        "vxnet "
            + vxnet.id()
            + " with "
            + vxnet.network()
            + (vxnet.marks().isEmpty()
                ? " is not ours"
                : " is that of another topology, " + vxnet.marks().keySet().iterator().next())
            + ", where "
            + node.wish().block()
            + " is wished",
        "wish another block");
  }

  @Override
  public Diff compare(Owner owner, Node<VxnetWish, Vxnet> node, Vxnet object, Refs refs) {
    if (object.network() != null && !object.network().equals(node.wish().block())) {
      return new Diff.Immutable(
          "vxnet " + show(object) + " instead of " + node.wish().block(),
          "Write the block that it has into the wish, or give the new vxnet a name of its own");
    }
    return compareMark(object, owner, node.address());
  }

  @Override
  public Call<Vxnet> create(Owner owner, Node<VxnetWish, Vxnet> node, Refs refs, Token token) {
    String name = node.wish().name();
    return Writes.of(
        node.scope(),
        Request.of(Api.CREATE_VXNETS)
            .with("vxnet_name", name)
            .with("vxnet_type", MANAGED)
            .with("count", 1),
        answer ->
            new Vxnet(
                Wire.only(answer, "vxnets"),
                node.scope(),
                name,
                "",
                MANAGED,
                "",
                null,
                List.of(),
                Instant.MIN));
  }

  /** Writes the name anew, after the network or the vxnet was renamed in the wish. */
  @Override
  public Call<Vxnet> update(Owner owner, Node<VxnetWish, Vxnet> node, Vxnet object, Refs refs) {
    String name = node.wish().name();
    return Writes.of(
        object.scope(),
        Request.of(Api.MODIFY_VXNET_ATTRIBUTES).with("vxnet", object.id()).with("vxnet_name", name),
        answer -> object.named(name));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Vxnet> owned) {
    return Optional.of(
        Writes.of(
            owned.scope(),
            Request.of(Api.DELETE_VXNETS).each("vxnets", List.of(owned.object().id())),
            answer -> owned.object()));
  }

  @Override
  public boolean stillOurs(Owner owner, Vxnet seen, Vxnet now) {
    return now.marks().containsKey(owner);
  }

  @Override
  public Query<Vxnet> read(Scope scope, Collection<String> ids) {
    return Lists.vxnets(scope, ids);
  }

  @Override
  public Query<Vxnet> seek(Owner owner, Node<VxnetWish, Vxnet> node, Refs refs) {
    return Lists.vxnets(node.scope());
  }

  @Override
  public Find<Vxnet> pick(Owner owner, Node<VxnetWish, Vxnet> node, Refs refs, List<Vxnet> found) {
    Address address = Names.inName(owner, node.address());
    String router = refs.peek(node.wish().router()).orElse("");
    return choose(
        owner,
        node,
        refs,
        found.stream()
            .filter(v -> v.router().equals(router) || address.equals(v.marks().get(owner)))
            .toList());
  }

  @Override
  public String id(Vxnet object) {
    return object.id();
  }

  /** It is made and deleted at once. */
  @Override
  public Readiness readiness(Node<VxnetWish, Vxnet> node, Vxnet object) {
    return new Readiness.Target();
  }

  @Override
  public Readiness leaving(Owner owner, Vxnet object) {
    return object.marks().containsKey(owner) ? still() : new Readiness.Target();
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Vxnet.class);
  }

  @Override
  public List<Owned<Vxnet>> owned(Owner owner, Facts facts) {
    return Marks.owned(owner, facts, Vxnet.class, SHAPE);
  }

  /** One that has joined no VPC is no subnet yet. */
  @Override
  public void project(Node<VxnetWish, Vxnet> node, Refs refs, SnapshotEditor to) {}

  @Override
  public void projectGone(Vxnet object, SnapshotEditor to) {
    to.remove(object.id());
  }
}
