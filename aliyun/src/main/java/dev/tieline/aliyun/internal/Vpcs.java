package dev.tieline.aliyun.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Addresses;
import dev.tieline.provider.Doubles;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Tags;
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
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * VPCs of ours. A VPC has no natural key: a token keeps a repeated create from making a second one,
 * and a look for our mark, which is set by the create, when the token is forgotten after a day.
 * What is doubled all the same is removed as soon as both are seen, as long as nothing is in it.
 */
final class Vpcs implements ResourceKind<VpcWish, Vpc> {
  Vpcs() {}

  @Override
  public String name() {
    return "VPC";
  }

  @Override
  public Guard guard() {
    return Guard.TOKEN;
  }

  @Override
  public String describe(VpcWish wish, Refs refs) {
    return wish.block()
        + (wish.userBlocks().isEmpty() ? "" : ", private too: " + wish.userBlocks());
  }

  @Override
  public String show(Vpc object) {
    return object.id()
        + " "
        + String.join(", ", object.cidrs().stream().map(Cidr::toString).toList());
  }

  @Override
  public Find<Vpc> find(Owner owner, Node<VpcWish, Vpc> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), Vpc.class);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    List<Vpc> marked = marked(owner, node.address(), node.scope(), facts);
    if (marked.isEmpty() && node.wish().formerly() != null) {
      marked = marked(owner, node.wish().formerly(), node.scope(), facts);
    }
    return Doubles.choose(marked, vpc -> inUse(vpc, facts));
  }

  /** Returns the VPCs that we made for an address; one that we only use is another's. */
  static List<Vpc> marked(Owner owner, Address address, Scope scope, Facts facts) {
    return facts.find(Vpc.class, new Keys.Marked(owner, address)).stream()
        .filter(vpc -> vpc.scope().equals(scope) && Marks.made(owner, vpc.tags()))
        .toList();
  }

  /** Returns whether anything is known to be in a VPC; what can not be read counts as something. */
  static boolean inUse(Vpc vpc, Facts facts) {
    Keys.InVpc here = new Keys.InVpc(vpc.id());
    return facts.unreadable(vpc.scope(), VSwitch.class).isPresent()
        || facts.unreadable(vpc.scope(), Pcc.class).isPresent()
        || !facts.find(VSwitch.class, here).isEmpty()
        || !facts.find(Pcc.class, here).isEmpty();
  }

  @Override
  public Diff compare(Owner owner, Node<VpcWish, Vpc> node, Vpc object, Refs refs) {
    VpcWish wish = node.wish();
    if (!object.primary().equals(wish.block())) {
      return new Diff.Immutable(
          "VPC " + show(object) + " instead of " + wish.block(),
          "Write the block that it has into the wish, or give the new network a name of its own");
    }
    if (!object.user().equals(wish.userBlocks())) {
      return new Diff.Immutable(
          "user blocks "
              + object.user()
              + " of "
              + object.id()
              + " instead of "
              + wish.userBlocks(),
          "Write those that it has into the wish, since they can be given only when a VPC is made,"
              + " or give the new network a name of its own");
    }
    return Mine.compareMark(object, owner, node.address());
  }

  @Override
  public Optional<Vpc> standIn(Node<VpcWish, Vpc> node, Refs refs) {
    VpcWish wish = node.wish();
    return Optional.of(
        new Vpc(
            "vpc-" + Mine.NOBODYS,
            node.scope(),
            wish.accountId(),
            wish.name(),
            "Available",
            wish.block(),
            List.of(),
            List.of(),
            wish.userBlocks(),
            Tags.none()));
  }

  @Override
  public Call<Vpc> create(Owner owner, Node<VpcWish, Vpc> node, Refs refs, Token token) {
    VpcWish wish = node.wish();
    Tags tags = Marks.fresh(owner, node.address());
    Request request =
        Lists.regional(Product.VPC, "CreateVpc", node.scope())
            .with("CidrBlock", wish.block().toString())
            .with("VpcName", wish.name())
            .maybe(
                "UserCidr",
                String.join(",", wish.userBlocks().stream().map(Cidr::toString).toList()))
            .with("ClientToken", token.text())
            .tags("Tag", tags);
    return Call.write(
        node.scope(),
        request.action(),
        clients ->
            new Vpc(
                clients.client(Rpc.class).call(request).text("VpcId"),
                node.scope(),
                wish.accountId(),
                wish.name(),
                "Pending",
                wish.block(),
                List.of(),
                List.of(),
                wish.userBlocks(),
                tags));
  }

  @Override
  public Call<Vpc> update(Owner owner, Node<VpcWish, Vpc> node, Vpc object, Refs refs) {
    return TagCalls.OF_VPCS.mark(
        object, owner, node.address(), object.marked(owner, node.address()));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Vpc> owned) {
    Vpc vpc = owned.object();
    return Optional.of(
        Marks.shared(owner, vpc)
            ? TagCalls.OF_VPCS.release(vpc, owner)
            : Mine.write(
                vpc.scope(),
                // without ForceDelete, which takes along what is not ours
                Lists.regional(Product.VPC, "DeleteVpc", vpc.scope()).with("VpcId", vpc.id()),
                vpc));
  }

  @Override
  public boolean bearsMark(Owner owner, Vpc object) {
    return object.marks().containsKey(owner);
  }

  @Override
  public Query<Vpc> read(Scope scope, Collection<String> ids) {
    return VpcMarks.vpcs(scope, ids);
  }

  @Override
  public Optional<Call<Boolean>> alive(Scope scope, String id) {
    return Optional.of(
        Lists.alive(
            scope, Lists.regional(Product.VPC, "DescribeVpcAttribute", scope).with("VpcId", id)));
  }

  @Override
  public Query<Vpc> seek(Owner owner, Node<VpcWish, Vpc> node, Refs refs) {
    return Lists.vpcs(node.scope(), Lists.By.mark("Tag", owner));
  }

  @Override
  public Find<Vpc> pick(Owner owner, Node<VpcWish, Vpc> node, Refs refs, List<Vpc> found) {
    return Doubles.choose(
        found.stream()
            .filter(v -> Marks.made(owner, v.tags()))
            .filter(v -> Marks.bears(owner, node.address(), v.tags()))
            .toList(),
        vpc -> false);
  }

  @Override
  public String id(Vpc object) {
    return object.id();
  }

  @Override
  public Readiness readiness(Node<VpcWish, Vpc> node, Vpc object) {
    return Mine.pending("VPC", object.id(), object.status());
  }

  @Override
  public Readiness leaving(Owner owner, Vpc object) {
    return Mine.leaving(object, owner, object.status());
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Vpc.class);
  }

  @Override
  public List<Owned<Vpc>> owned(Owner owner, Facts facts) {
    return Marks.owned(owner, facts, Vpc.class, Addresses::isNetwork).stream()
        .filter(o -> Marks.made(owner, o.object().tags()))
        .toList();
  }

  @Override
  public void project(Node<VpcWish, Vpc> node, Refs refs, SnapshotEditor to) {
    String id = refs.show(node.ref("id", Vpc::id));
    if (to.vpc(id).isPresent()) {
      return;
    }
    var place =
        new dev.tieline.snapshot.Place(
            node.scope().cloud(), node.wish().accountId(), node.scope().region());
    to.put(
        new dev.tieline.snapshot.Vpc(
            id, place, node.wish().name(), List.of(node.wish().block()), true));
  }

  @Override
  public void projectGone(Vpc object, SnapshotEditor to) {
    to.removeVpc(object.id());
  }
}
