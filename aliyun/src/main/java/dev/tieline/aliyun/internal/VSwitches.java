package dev.tieline.aliyun.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Addresses;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Tags;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.Route.Origin;
import dev.tieline.snapshot.SnapshotEditor;
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
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * VSwitches of ours. The block is the natural key: a VPC never has two vSwitches with an address in
 * common. So no token is sent, which the cloud would answer with the id of a vSwitch that has been
 * deleted since. Those of one VPC are written one at a time, and not while its routes are.
 */
final class VSwitches implements ResourceKind<VSwitchWish, VSwitch> {
  VSwitches() {}

  @Override
  public String name() {
    return "vSwitch";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public String describe(VSwitchWish wish, Refs refs) {
    return wish.block() + " in " + wish.zone() + " of " + refs.show(wish.vpc());
  }

  @Override
  public String show(VSwitch object) {
    return object.id() + " " + words(object) + " of " + object.vpc();
  }

  private static String words(VSwitch object) {
    return String.join(", ", object.cidrs().stream().map(Cidr::toString).toList());
  }

  @Override
  public Find<VSwitch> find(Owner owner, Node<VSwitchWish, VSwitch> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), VSwitch.class);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    return refs.peek(node.wish().vpc())
        .map(vpc -> pick(owner, node, vpc, facts.find(VSwitch.class, new Keys.InVpc(vpc))))
        .orElseGet(Find.None::new);
  }

  private static Find<VSwitch> pick(
      Owner owner, Node<VSwitchWish, VSwitch> node, String vpc, List<VSwitch> found) {
    VSwitchWish wish = node.wish();
    for (VSwitch vSwitch : found) {
      if (!vSwitch.vpc().equals(vpc)
          || vSwitch.cidrs().stream().noneMatch(wish.block()::overlaps)) {
        continue; // no two vSwitches overlap, but one wished block may overlap several
      }
      boolean same = vSwitch.cidrs().contains(wish.block());
      if (same && Marks.ours(owner, vSwitch)) {
        return new Find.Ours<>(vSwitch);
      }
      if (!same && Marks.bears(owner, node.address(), vSwitch.tags())) {
        return new Find.Ours<>(vSwitch); // its block was changed in the wish, so that it must go
      }
      if (!same && Marks.address(owner, vSwitch.tags()).isPresent()) {
        continue; // ours, and leaves the wish: it goes by itself
      }
      if (same && vSwitch.zone().equals(wish.zone())) {
        return new Find.Foreign<>(vSwitch);
      }
      return new Find.InTheWay<>(
          "vSwitch "
              + vSwitch.id()
              + " with "
              + words(vSwitch)
              + " in "
              + vSwitch.zone()
              + " is not ours and stands where "
              + wish.block()
              + " in "
              + wish.zone()
              + " is wished",
          "wish that vSwitch's block and zone, so that it is used, or another block");
    }
    return new Find.None<>();
  }

  @Override
  public Diff compare(Owner owner, Node<VSwitchWish, VSwitch> node, VSwitch object, Refs refs) {
    VSwitchWish wish = node.wish();
    if (!object.cidrs().contains(wish.block())) {
      return new Diff.Unusable("block " + words(object) + " instead of " + wish.block());
    }
    if (!object.zone().equals(wish.zone())) {
      return new Diff.Immutable(
          "vSwitch " + object.id() + " is in zone " + object.zone() + " instead of " + wish.zone(),
          "Wish the zone that it is in, or a vSwitch with another name and block");
    }
    return Mine.compareMark(object, owner, node.address());
  }

  @Override
  public Optional<VSwitch> standIn(Node<VSwitchWish, VSwitch> node, Refs refs) {
    VSwitchWish wish = node.wish();
    return refs.peek(wish.vpc())
        .map(
            vpc ->
                new VSwitch(
                    "vsw-" + Mine.NOBODYS,
                    node.scope(),
                    vpc,
                    wish.name(),
                    List.of(wish.block()),
                    wish.zone(),
                    "Available",
                    refs.peek(wish.systemTable()).orElse(""),
                    "",
                    0,
                    Tags.none()));
  }

  @Override
  public Call<VSwitch> create(
      Owner owner, Node<VSwitchWish, VSwitch> node, Refs refs, Token token) {
    VSwitchWish wish = node.wish();
    String vpc = refs.get(wish.vpc());
    Tags tags = Marks.fresh(owner, node.address());
    Request request =
        Lists.regional(Product.VPC, "CreateVSwitch", node.scope())
            .with("VpcId", vpc)
            .with("CidrBlock", wish.block().toString())
            .with("ZoneId", wish.zone())
            .with("VSwitchName", wish.name())
            .tags("Tag", tags);
    return Call.write(
            node.scope(),
            request.action(),
            clients ->
                new VSwitch(
                    clients.client(Rpc.class).call(request).text("VSwitchId"),
                    node.scope(),
                    vpc,
                    wish.name(),
                    List.of(wish.block()),
                    wish.zone(),
                    "Pending",
                    "",
                    "",
                    0,
                    tags))
        .inTurn(Routes.turn(vpc));
  }

  @Override
  public Call<VSwitch> update(
      Owner owner, Node<VSwitchWish, VSwitch> node, VSwitch object, Refs refs) {
    return TagCalls.OF_V_SWITCHES.mark(
        object, owner, node.address(), object.marked(owner, node.address()));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<VSwitch> owned) {
    VSwitch vSwitch = owned.object();
    if (Marks.shared(owner, vSwitch)) {
      return Optional.of(TagCalls.OF_V_SWITCHES.release(vSwitch, owner));
    }
    Request request =
        Lists.regional(Product.VPC, "DeleteVSwitch", vSwitch.scope())
            .with("VSwitchId", vSwitch.id());
    return Optional.of(
        Mine.write(vSwitch.scope(), request, vSwitch).inTurn(Routes.turn(vSwitch.vpc())));
  }

  @Override
  public boolean stillOurs(Owner owner, VSwitch seen, VSwitch now) {
    return Mine.stillMarked(seen, now, owner); // while it is pending, leaving does not tell
  }

  @Override
  public Query<VSwitch> read(Scope scope, Collection<String> ids) {
    return ids.size() == 1
        ? Lists.vSwitches(scope, Lists.By.of("VSwitchId", ids.iterator().next()))
        : Lists.vSwitches(scope, Lists.By.everything()); // it takes one id, or none
  }

  @Override
  public Query<VSwitch> seek(Owner owner, Node<VSwitchWish, VSwitch> node, Refs refs) {
    return Lists.vSwitches(node.scope(), Lists.By.of("VpcId", refs.get(node.wish().vpc())));
  }

  @Override
  public Find<VSwitch> pick(
      Owner owner, Node<VSwitchWish, VSwitch> node, Refs refs, List<VSwitch> found) {
    return pick(owner, node, refs.get(node.wish().vpc()), found);
  }

  @Override
  public String id(VSwitch object) {
    return object.id();
  }

  @Override
  public Collection<String> uses(VSwitch object) {
    List<String> uses = new ArrayList<>(List.of(object.vpc()));
    for (Cidr cidr : object.cidrs()) {
      // Its VPC's block is one of those around it; which one does not matter to the order.
      for (int length = 8; cidr.isV4() && length <= cidr.prefixLength(); length++) {
        uses.add(VpcBlocks.id(object.vpc(), cidr.supernet(length)));
      }
    }
    return uses;
  }

  @Override
  public Readiness readiness(Node<VSwitchWish, VSwitch> node, VSwitch object) {
    return Mine.pending("vSwitch", object.id(), object.status());
  }

  /** While it goes it is pending, and may have lost its tags already. */
  /** An assumption: see docs/aliyun.md, "Assumed". */
  @Override
  public Duration usuallyTakes(VSwitchWish wish) {
    return Duration.ofSeconds(2);
  }

  @Override
  public Readiness leaving(Owner owner, VSwitch object) {
    return object.status().equals("Available")
        ? Mine.leaving(object, owner, object.status())
        : new Readiness.Transitional(object.status());
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(VSwitch.class);
  }

  @Override
  public List<Owned<VSwitch>> owned(Owner owner, Facts facts) {
    return Marks.owned(owner, facts, VSwitch.class, Addresses.partOfNetwork("vswitch"));
  }

  /** The vSwitch, and the entry of the system for its block in every table of its VPC. */
  @Override
  public void project(Node<VSwitchWish, VSwitch> node, Refs refs, SnapshotEditor to) {
    VSwitchWish wish = node.wish();
    String id = refs.show(node.ref("id", VSwitch::id));
    if (to.subnets().stream().anyMatch(s -> s.id().equals(id))) {
      return;
    }
    String vpc = refs.show(wish.vpc());
    to.put(
        new dev.tieline.snapshot.Subnet(
            id,
            vpc,
            wish.name(),
            List.of(wish.block()),
            wish.zone(),
            wish.zone(),
            refs.show(wish.systemTable()),
            ""));
    to.routeTables(vpc).forEach(t -> to.putRoute(t.id(), RouteTables.local(wish.block())));
  }

  @Override
  public void projectGone(VSwitch object, SnapshotEditor to) {
    to.remove(object.id());
    for (Cidr cidr : object.cidrs()) {
      to.routeTables(object.vpc()).stream()
          .filter(
              t ->
                  t.routes().stream()
                      .anyMatch(
                          r ->
                              r.destination().equals(cidr) && r.nextHop() instanceof NextHop.Local))
          .forEach(t -> to.removeRoutes(t.id(), cidr, Origin.LOCAL));
    }
  }
}
