package dev.tieline.qingcloud.internal;

import dev.tieline.net.Ip;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The places of vxnets at border routers, one a call: the pair is the natural key. A place is ours
 * if the border is, whosever the vxnet; it writes to the border and to the vxnet's VPC. Which
 * address the border got, only a read tells.
 */
final class Attachments extends Kind<AttachWish, BorderVxnet> {
  /** It has no status of its own: what is on the way with it tells. */
  private static final Set<String> READY = Set.of("");

  Attachments() {}

  @Override
  public String name() {
    return "place at a border router";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public String describe(AttachWish wish, Refs refs) {
    return refs.show(wish.vxnet())
        + " "
        + wish.block()
        + " of "
        + refs.show(wish.router())
        + " joins "
        + refs.show(wish.border())
        + ", which is "
        + wish.address()
        + " in it";
  }

  @Override
  public String show(BorderVxnet object) {
    return object.vxnet() + " of " + object.router() + " at " + object.border();
  }

  @Override
  Find<BorderVxnet> among(Owner owner, Node<AttachWish, BorderVxnet> node, Refs refs, Facts facts) {
    Optional<String> border = refs.peek(node.wish().border());
    Optional<String> vxnet = refs.peek(node.wish().vxnet());
    if (border.isEmpty() || vxnet.isEmpty()) {
      return new Find.None<>();
    }
    return choose(
        node, refs, facts.find(BorderVxnet.class, new QingCloudKeys.AtBorder(border.get())));
  }

  private static Find<BorderVxnet> choose(
      Node<AttachWish, BorderVxnet> node, Refs refs, List<BorderVxnet> found) {
    String vxnet = refs.show(node.wish().vxnet());
    return found.stream()
        .filter(a -> a.vxnet().equals(vxnet) && a.scope().equals(node.scope()))
        .findFirst()
        .<Find<BorderVxnet>>map(Find.Ours::new)
        .orElseGet(Find.None::new);
  }

  /** Whichever address the border has in it, what leads there is told that one. */
  @Override
  public Diff compare(
      Owner owner, Node<AttachWish, BorderVxnet> node, BorderVxnet object, Refs refs) {
    Optional<String> router = refs.peek(node.wish().router());
    return router.isEmpty() || object.router().isEmpty() || router.get().equals(object.router())
        ? new Diff.Same()
        : new Diff.Immutable(
            "vxnet " + show(object) + " is not of " + router.get(),
            "Name the vxnet's own VPC in the wish");
  }

  @Override
  public Call<BorderVxnet> create(
      Owner owner, Node<AttachWish, BorderVxnet> node, Refs refs, Token token) {
    String border = refs.get(node.wish().border());
    String router = refs.get(node.wish().router());
    String vxnet = refs.get(node.wish().vxnet());
    Ip address = node.wish().address();
    return Writes.of(
        node.scope(),
        Request.of(Api.JOIN_BORDER)
            .with("border", border)
            .each("vxnets", List.of(vxnet))
            .with("border_private_ips.1.vxnet_id", vxnet)
            .with("border_private_ips.1.border_private_ip", address.toString()),
        answer ->
            new BorderVxnet(
                node.scope(),
                border,
                vxnet,
                "",
                address,
                node.wish().block(),
                router,
                "",
                "",
                new Progress("", "joining", null)),
        router);
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<BorderVxnet> owned) {
    BorderVxnet place = owned.object();
    return Optional.of(
        Writes.of(
            owned.scope(),
            Request.of(Api.LEAVE_BORDER)
                .with("border", place.border())
                .each("vxnets", List.of(place.vxnet())),
            answer -> place,
            place.router()));
  }

  @Override
  public Query<BorderVxnet> read(Scope scope, Collection<String> ids) {
    List<String> borders =
        ids.stream().map(id -> id.substring(0, id.indexOf('|'))).distinct().toList();
    return Jobs.before(
        scope,
        Chained.of(borders.stream().map(b -> Lists.borderVxnets(scope, b)).toList()),
        ids.stream()
            .map(id -> id.split("\\|", 2))
            .map(id -> BorderVxnet.unseen(scope, id[0], id[1]))
            .toList());
  }

  @Override
  public Query<BorderVxnet> seek(Owner owner, Node<AttachWish, BorderVxnet> node, Refs refs) {
    return Lists.borderVxnets(node.scope(), refs.get(node.wish().border()));
  }

  @Override
  public Find<BorderVxnet> pick(
      Owner owner, Node<AttachWish, BorderVxnet> node, Refs refs, List<BorderVxnet> found) {
    return choose(node, refs, found);
  }

  @Override
  public String id(BorderVxnet object) {
    return id(object.border(), object.vxnet());
  }

  static String id(String border, String vxnet) {
    return border + "|" + vxnet;
  }

  @Override
  public Collection<String> uses(BorderVxnet object) {
    return List.of(
        object.border(),
        object.vxnet(),
        object.router() + "|" + object.vxnet()); // its place in the VPC
  }

  @Override
  public Readiness readiness(Node<AttachWish, BorderVxnet> node, BorderVxnet object) {
    return object.progress().readiness(READY);
  }

  /** An assumption: see docs/qingcloud.md, "Assumed". */
  @Override
  public Duration usuallyTakes(AttachWish wish) {
    return Duration.ofSeconds(5);
  }

  @Override
  public Readiness leaving(Owner owner, BorderVxnet object) {
    return leaving(object.progress());
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Border.class, BorderVxnet.class);
  }

  @Override
  public List<Owned<BorderVxnet>> owned(Owner owner, Facts facts) {
    List<Owned<BorderVxnet>> owned = new ArrayList<>();
    for (Owned<Border> border : Marks.owned(owner, facts, Border.class, Borders::isAddress)) {
      for (BorderVxnet place : at(border.object(), facts)) {
        Address address = border.address().child("at." + place.vxnet());
        owned.add(new Owned<>(address, border.scope(), place));
      }
    }
    return owned;
  }

  /** What leads to the border from its VPC goes first, which can not be told if it is not read. */
  @Override
  public Optional<String> builtUpon(Owner owner, Owned<BorderVxnet> owned, Facts facts) {
    for (Class<?> type : List.of(RouterStatic.class, RouteTable.class)) {
      Optional<String> why = facts.unreadable(owned.scope(), type);
      if (why.isPresent()) {
        return Optional.of(
            "what leads from "
                + owned.object().router()
                + " to "
                + owned.object().border()
                + " could not be read: "
                + why.get());
      }
    }
    return Optional.empty();
  }

  /** The places at a border. */
  static List<BorderVxnet> at(Border border, Facts facts) {
    return facts.find(BorderVxnet.class, new QingCloudKeys.AtBorder(border.id())).stream()
        .filter(place -> place.scope().equals(border.scope()))
        .toList();
  }

  @Override
  public void project(Node<AttachWish, BorderVxnet> node, Refs refs, SnapshotEditor to) {
    AttachWish wish = node.wish();
    Picture.attach(
        to,
        refs.show(wish.border()),
        refs.show(wish.vxnet()),
        refs.show(wish.router()),
        wish.block(),
        "");
  }

  @Override
  public void projectGone(BorderVxnet object, SnapshotEditor to) {
    Picture.detach(to, object.border(), object.vxnet());
  }
}
