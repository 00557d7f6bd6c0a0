package dev.tieline.aliyun.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Claims;
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
import dev.tieline.spi.Page;
import dev.tieline.spi.Query;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Refs;
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Secondary IPv4 blocks of our VPCs. A block bears no tags: it is ours if a claim on the VPC names
 * it. Associating one takes no token; the block is its natural key, since those of a VPC never
 * overlap.
 */
final class VpcBlocks implements ResourceKind<VpcBlockWish, VpcBlock> {
  VpcBlocks() {}

  @Override
  public String name() {
    return "VPC block";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public String describe(VpcBlockWish wish, Refs refs) {
    return wish.cidr() + " in " + refs.show(wish.vpc());
  }

  @Override
  public String show(VpcBlock object) {
    return object.cidr() + " of " + object.vpc();
  }

  @Override
  public Find<VpcBlock> find(
      Owner owner, Node<VpcBlockWish, VpcBlock> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), Vpc.class);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    return refs.peek(node.wish().vpc())
        .flatMap(id -> facts.one(Vpc.class, id))
        .map(vpc -> pick(node.wish(), in(vpc)))
        .orElseGet(Find.None::new);
  }

  private static Find<VpcBlock> pick(VpcBlockWish wish, List<VpcBlock> blocks) {
    return blocks.stream()
        .filter(b -> b.cidr().equals(wish.cidr()))
        .findFirst()
        .<Find<VpcBlock>>map(Find.Ours::new)
        .orElseGet(Find.None::new);
  }

  static List<VpcBlock> in(Vpc vpc) {
    return vpc.secondary().stream()
        .map(
            cidr ->
                new VpcBlock(
                    vpc.scope(),
                    vpc.id(),
                    cidr,
                    vpc.status(),
                    vpc.tags().values().keySet().stream()
                        .filter(key -> Claims.isOn(key, cidr))
                        .toList()))
        .toList();
  }

  @Override
  public Diff compare(Owner owner, Node<VpcBlockWish, VpcBlock> node, VpcBlock object, Refs refs) {
    return new Diff.Same();
  }

  @Override
  public Call<VpcBlock> create(
      Owner owner, Node<VpcBlockWish, VpcBlock> node, Refs refs, Token token) {
    String vpc = refs.get(node.wish().vpc());
    Cidr cidr = node.wish().cidr();
    Request request =
        Lists.regional(Product.VPC, "AssociateVpcCidrBlock", node.scope())
            .with("VpcId", vpc)
            .with("SecondaryCidrBlock", cidr.toString());
    return Mine.write(
            node.scope(), request, new VpcBlock(node.scope(), vpc, cidr, "Pending", List.of()))
        .inTurn(Routes.turn(vpc));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<VpcBlock> owned) {
    VpcBlock block = owned.object();
    Request request =
        Lists.regional(Product.VPC, "UnassociateVpcCidrBlock", block.scope())
            .with("VpcId", block.vpc())
            .with("SecondaryCidrBlock", block.cidr().toString());
    return Optional.of(Mine.write(block.scope(), request, block).inTurn(Routes.turn(block.vpc())));
  }

  @Override
  public boolean stillOurs(Owner owner, VpcBlock seen, VpcBlock now) {
    return now.claims().contains(Claims.key(owner, now.cidr()));
  }

  @Override
  public Query<VpcBlock> read(Scope scope, Collection<String> ids) {
    Query<Vpc> vpcs =
        VpcMarks.vpcs(
            scope, ids.stream().map(id -> id.substring(0, id.indexOf('/'))).distinct().toList());
    return next -> {
      Call<Page<Vpc>> call = vpcs.page(next);
      return Call.read(
          call.scope(),
          call.operation(),
          clients -> {
            Page<Vpc> page = call.body().run(clients);
            return new Page<>(
                page.items().stream().flatMap(vpc -> in(vpc).stream()).toList(), page.next());
          });
    };
  }

  @Override
  public Query<VpcBlock> seek(Owner owner, Node<VpcBlockWish, VpcBlock> node, Refs refs) {
    return read(node.scope(), List.of(refs.get(node.wish().vpc()) + "/"));
  }

  @Override
  public Find<VpcBlock> pick(
      Owner owner, Node<VpcBlockWish, VpcBlock> node, Refs refs, List<VpcBlock> found) {
    String vpc = refs.get(node.wish().vpc());
    return pick(node.wish(), found.stream().filter(b -> b.vpc().equals(vpc)).toList());
  }

  /** Returns the VPC's id, with which blocks are read, and the block, which vSwitches know. */
  @Override
  public String id(VpcBlock object) {
    return id(object.vpc(), object.cidr());
  }

  static String id(String vpc, Cidr cidr) {
    return vpc + "/" + cidr;
  }

  @Override
  public Collection<String> uses(VpcBlock object) {
    List<String> uses = new ArrayList<>(List.of(object.vpc()));
    object.claims().forEach(key -> uses.add(LabelKind.id(object.vpc(), key)));
    return uses;
  }

  /** While a block comes or goes, its VPC is pending. */
  @Override
  public Readiness readiness(Node<VpcBlockWish, VpcBlock> node, VpcBlock object) {
    return Mine.pending("VPC", object.vpc(), object.status());
  }

  @Override
  public Readiness leaving(Owner owner, VpcBlock object) {
    return new Readiness.Transitional("still shown");
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Vpc.class);
  }

  @Override
  public List<Owned<VpcBlock>> owned(Owner owner, Facts facts) {
    List<Owned<VpcBlock>> owned = new ArrayList<>();
    for (Vpc vpc : facts.find(Vpc.class, new Keys.OwnedBy(owner))) {
      Optional<Address> network = Marks.address(owner, vpc.tags());
      Set<Cidr> claimed = Claims.blocks(owner, vpc.tags()).keySet();
      for (VpcBlock block : in(vpc)) {
        if (network.isPresent() && claimed.contains(block.cidr())) {
          owned.add(new Owned<>(network.get().child("block." + block.cidr()), vpc.scope(), block));
        }
      }
    }
    owned.sort(Comparator.comparing(Owned::address));
    return owned;
  }

  @Override
  public void project(Node<VpcBlockWish, VpcBlock> node, Refs refs, SnapshotEditor to) {
    change(refs.show(node.wish().vpc()), node.wish().cidr(), true, to);
  }

  @Override
  public void projectGone(VpcBlock object, SnapshotEditor to) {
    change(object.vpc(), object.cidr(), false, to);
  }

  private static void change(String id, Cidr cidr, boolean there, SnapshotEditor to) {
    to.vpc(id)
        .ifPresent(
            vpc -> {
              Set<Cidr> cidrs = new LinkedHashSet<>(vpc.cidrs());
              if (there ? cidrs.add(cidr) : cidrs.remove(cidr)) {
                to.put(
                    new dev.tieline.snapshot.Vpc(
                        id, vpc.place(), vpc.name(), List.copyOf(cidrs), vpc.complete()));
              }
            });
  }
}
