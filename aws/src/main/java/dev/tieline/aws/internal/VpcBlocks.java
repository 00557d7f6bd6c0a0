package dev.tieline.aws.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.plan.Action;
import dev.tieline.provider.Claims;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Marks;
import dev.tieline.snapshot.NextHop;
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
import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AssociateVpcCidrBlockResponse;
import software.amazon.awssdk.services.ec2.model.VpcIpv6CidrBlockAssociation;

/**
 * Blocks of our VPCs beside the primary one. An association bears no tags: one of IPv4 is ours if a
 * claim on the VPC names it, and goes when it leaves the wish; the one of IPv6 stays as long as the
 * VPC, since it is made with it.
 */
final class VpcBlocks implements ResourceKind<VpcBlockWish, VpcBlock> {
  /** A block that is nobody's (RFC 3849), in place of one that Amazon has yet to choose. */
  private static final Cidr DOCUMENTATION = Cidr.parse("2001:db8::/56");

  private static final Set<String> GOING = Set.of("disassociating", "disassociated");

  VpcBlocks() {}

  @Override
  public String name() {
    return "vpc block";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public Action verb(VpcBlockWish wish) {
    return wish.comesWithVpc() ? Action.COME : Action.CREATE;
  }

  @Override
  public String describe(VpcBlockWish wish, Refs refs) {
    return (wish.cidr() == null ? "a /56 of IPv6 that Amazon chooses" : wish.cidr().toString())
        + " in "
        + refs.show(wish.vpc());
  }

  @Override
  public String show(VpcBlock object) {
    return (object.cidr() == null ? object.association() : object.cidr()) + " of " + object.vpc();
  }

  @Override
  public Find<VpcBlock> find(
      Owner owner, Node<VpcBlockWish, VpcBlock> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), Vpc.class);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    Optional<Vpc> vpc = refs.peek(node.wish().vpc()).flatMap(id -> facts.one(Vpc.class, id));
    return vpc.map(v -> pick(node.wish(), in(v))).orElseGet(Find.None::new);
  }

  private static Find<VpcBlock> pick(VpcBlockWish wish, List<VpcBlock> blocks) {
    for (VpcBlock block : blocks) {
      Cidr cidr = block.cidr();
      if (cidr == null || GOING.contains(block.state())) {
        continue;
      }
      Cidr wished = wish.cidr();
      if (wished == null && cidr.isV6()) {
        return new Find.Ours<>(block); // without a claim: it comes and goes with its VPC
      }
      if (wished != null && cidr.equals(wished)) {
        return new Find.Ours<>(block);
      }
    }
    return new Find.None<>();
  }

  /** Returns the blocks of a VPC beside the primary one, without those that are going. */
  static List<VpcBlock> there(Vpc vpc) {
    return in(vpc).stream()
        .filter(b -> !GOING.contains(b.state()) && !Objects.equals(vpc.primary(), b.cidr()))
        .toList();
  }

  private static List<VpcBlock> in(Vpc vpc) {
    List<VpcBlock> found = new ArrayList<>();
    for (Block block : vpc.blocks()) {
      List<String> claims =
          vpc.tags().values().keySet().stream()
              .filter(key -> Claims.isOn(key, block.cidr()))
              .toList();
      found.add(
          new VpcBlock(
              vpc.scope(), vpc.id(), block.associationId(), block.cidr(), block.state(), claims));
    }
    return found;
  }

  @Override
  public Diff compare(Owner owner, Node<VpcBlockWish, VpcBlock> node, VpcBlock object, Refs refs) {
    return new Diff.Same();
  }

  @Override
  public Optional<VpcBlock> standIn(Node<VpcBlockWish, VpcBlock> node, Refs refs) {
    VpcBlockWish wish = node.wish();
    Cidr cidr = wish.cidr() == null ? DOCUMENTATION : wish.cidr();
    return refs.peek(wish.vpc())
        .map(
            vpc ->
                new VpcBlock(
                    node.scope(),
                    vpc,
                    "vpc-cidr-assoc-" + Mine.NOBODYS,
                    cidr,
                    "associated",
                    List.of()));
  }

  @Override
  public Call<VpcBlock> create(
      Owner owner, Node<VpcBlockWish, VpcBlock> node, Refs refs, Token token) {
    String vpc = refs.get(node.wish().vpc());
    Cidr cidr = node.wish().cidr();
    return Call.write(
        node.scope(),
        "AssociateVpcCidrBlock",
        clients -> {
          AssociateVpcCidrBlockResponse answer =
              clients
                  .client(Ec2Client.class)
                  .associateVpcCidrBlock(
                      r -> {
                        r.vpcId(vpc);
                        if (cidr == null) {
                          r.amazonProvidedIpv6CidrBlock(true);
                        } else {
                          r.cidrBlock(cidr.toString());
                        }
                      });
          return cidr == null
              ? chosen(node.scope(), vpc, answer.ipv6CidrBlockAssociation())
              : new VpcBlock(
                  node.scope(),
                  vpc,
                  answer.cidrBlockAssociation().associationId(),
                  cidr,
                  answer.cidrBlockAssociation().cidrBlockState().stateAsString(),
                  List.of());
        });
  }

  private static VpcBlock chosen(Scope scope, String vpc, VpcIpv6CidrBlockAssociation answer) {
    String text = answer.ipv6CidrBlock(); // not there before Amazon has chosen one
    return new VpcBlock(
        scope,
        vpc,
        answer.associationId(),
        text == null || text.isEmpty() ? null : Wire.cidr(text),
        answer.ipv6CidrBlockState().stateAsString(),
        List.of());
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<VpcBlock> owned) {
    VpcBlock block = owned.object();
    return Optional.of(
        Call.write(
            block.scope(),
            "DisassociateVpcCidrBlock",
            clients ->
                clients
                    .client(Ec2Client.class)
                    .disassociateVpcCidrBlock(r -> r.associationId(block.association()))));
  }

  @Override
  public boolean stillOurs(Owner owner, VpcBlock seen, VpcBlock now) {
    Cidr cidr = now.cidr();
    return cidr != null && now.claims().contains(Claims.key(owner, cidr));
  }

  @Override
  public Query<VpcBlock> read(Scope scope, Collection<String> ids) {
    return Flat.of(
        Lists.vpcs(scope, new Lists.By("vpc-id", ids.stream().map(VpcBlocks::vpcOf).toList())),
        VpcBlocks::in);
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

  /**
   * Returns the VPC's id, since blocks are read with their VPC, and the block, which subnets know
   * they are in; of IPv6 the association, since the block is chosen after that.
   */
  @Override
  public String id(VpcBlock object) {
    Cidr cidr = object.cidr();
    return cidr != null && cidr.isV4()
        ? id(object.vpc(), cidr)
        : object.vpc() + "/" + object.association();
  }

  static String id(String vpc, Cidr cidr) {
    return vpc + "/" + cidr;
  }

  private static String vpcOf(String id) {
    return id.substring(0, id.indexOf('/'));
  }

  @Override
  public Collection<String> uses(VpcBlock object) {
    List<String> uses = new ArrayList<>(List.of(object.vpc()));
    object.claims().forEach(key -> uses.add(Label.id(object.vpc(), key)));
    return uses;
  }

  @Override
  public Readiness readiness(Node<VpcBlockWish, VpcBlock> node, VpcBlock object) {
    return switch (object.state()) {
      case "associated" -> new Readiness.Target();
      case "associating" -> new Readiness.Transitional("associating");
      case "disassociating", "disassociated" -> new Readiness.Gone(object.state());
      default -> Mine.failed("block", show(object), object.state());
    };
  }

  @Override
  public Readiness leaving(Owner owner, VpcBlock object) {
    return switch (object.state()) {
      case "disassociated" -> new Readiness.Gone("disassociated");
      case "failing", "failed" -> Mine.failed("block", show(object), object.state());
      default -> new Readiness.Transitional(object.state());
    };
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Vpc.class);
  }

  @Override
  public List<Owned<VpcBlock>> owned(Owner owner, Facts facts) {
    List<Owned<VpcBlock>> owned = new ArrayList<>();
    for (Vpc vpc : facts.find(Vpc.class, new Keys.ClaimedBy(owner))) {
      Optional<Address> network = Marks.address(owner, vpc.tags());
      Set<Cidr> claimed = Claims.blocks(owner, vpc.tags()).keySet();
      for (VpcBlock block : there(vpc)) {
        Cidr cidr = block.cidr();
        if (network.isPresent() && cidr != null && claimed.contains(cidr)) {
          owned.add(new Owned<>(network.get().child("block." + cidr), vpc.scope(), block));
        }
      }
    }
    owned.sort(Comparator.comparing(Owned::address));
    return owned;
  }

  /** Adds the block to the VPC, and its local route to every table of the VPC. */
  @Override
  public void project(Node<VpcBlockWish, VpcBlock> node, Refs refs, SnapshotEditor to) {
    Cidr cidr = node.wish().cidr() == null ? refs.peek(ref(node)).orElse(null) : node.wish().cidr();
    if (cidr != null) {
      change(refs.show(node.wish().vpc()), cidr, true, to);
    }
  }

  /** Returns the block of IPv6 that Amazon chooses. */
  static Ref<Cidr> ref(Node<?, VpcBlock> node) {
    return node.ref("block", b -> requireNonNull(b.cidr(), "cidr"));
  }

  @Override
  public void projectGone(VpcBlock object, SnapshotEditor to) {
    if (object.cidr() != null) {
      change(object.vpc(), object.cidr(), false, to);
    }
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
                to.routeTables(id).forEach(table -> change(table, cidr, there, to));
              }
            });
  }

  private static void change(
      dev.tieline.snapshot.RouteTable table, Cidr cidr, boolean there, SnapshotEditor to) {
    List<dev.tieline.snapshot.Route> routes = new ArrayList<>(table.routes());
    routes.removeIf(r -> r.destination().equals(cidr) && r.nextHop() instanceof NextHop.Local);
    if (there) {
      routes.add(RouteTables.local(cidr));
    }
    to.put(
        new dev.tieline.snapshot.RouteTable(
            table.id(), table.vpc(), table.name(), table.main(), routes, table.unresolved()));
  }
}
