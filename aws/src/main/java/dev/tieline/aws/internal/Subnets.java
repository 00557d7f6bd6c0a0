package dev.tieline.aws.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Addresses;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Tags;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/**
 * Subnets of ours. The block is the natural key: a VPC never has two subnets with an address in
 * common.
 */
final class Subnets implements ResourceKind<SubnetWish, Subnet> {
  // "apne1-az4": zone ids mean the same in all accounts, zone names do not (Amazon EC2 User Guide,
  // "Availability Zone IDs")
  private static final Pattern ZONE_ID = Pattern.compile("[a-z0-9]+-[a-z]*az[0-9]+");

  Subnets() {}

  @Override
  public String name() {
    return "subnet";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public String describe(SubnetWish wish, Refs refs) {
    String ipv6 =
        wish.ipv6() == null
            ? ""
            : " and " + refs.peek(wish.ipv6()).map(Cidr::toString).orElse(wish.ipv6().toString());
    return wish.block() + ipv6 + " in " + wish.zone() + " of " + refs.show(wish.vpc());
  }

  @Override
  public String show(Subnet object) {
    return object.id() + " " + words(object.cidrs()) + " of " + object.vpc();
  }

  private static String words(List<Cidr> cidrs) {
    return String.join(", ", cidrs.stream().map(Cidr::toString).toList());
  }

  @Override
  public Find<Subnet> find(Owner owner, Node<SubnetWish, Subnet> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), Subnet.class);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    return refs.peek(node.wish().vpc())
        .map(vpc -> pick(owner, node, vpc, facts.find(Subnet.class, new Keys.InVpc(vpc))))
        .orElseGet(Find.None::new);
  }

  private static Find<Subnet> pick(
      Owner owner, Node<SubnetWish, Subnet> node, String vpc, List<Subnet> found) {
    SubnetWish wish = node.wish();
    for (Subnet subnet : found) {
      if (!subnet.vpc().equals(vpc) || subnet.cidrs().stream().noneMatch(wish.block()::overlaps)) {
        continue; // no two subnets overlap, but one wished block may overlap several subnets
      }
      boolean same = subnet.cidrs().contains(wish.block());
      if (same && Marks.ours(owner, subnet)) {
        return new Find.Ours<>(subnet);
      }
      if (!same && Marks.bears(owner, node.address(), subnet.tags())) {
        return new Find.Ours<>(subnet); // its block was changed in the wish, so that it must go
      }
      if (!same && Marks.address(owner, subnet.tags()).isPresent()) {
        continue; // ours, and leaves the wish: it goes by itself
      }
      if (same && isIn(subnet, wish.zone())) {
        return new Find.Foreign<>(subnet);
      }
      return new Find.InTheWay<>(
          "subnet "
              + subnet.id()
              + " with "
              + words(subnet.cidrs())
              + " in "
              + subnet.zone()
              + " is not ours and stands where "
              + wish.block()
              + " in "
              + wish.zone()
              + " is wished",
          "wish that subnet's block and zone, so that it is used, or another block");
    }
    return new Find.None<>();
  }

  private static boolean isIn(Subnet subnet, String zone) {
    return subnet.zone().equals(zone) || subnet.zoneId().equals(zone);
  }

  @Override
  public Diff compare(Owner owner, Node<SubnetWish, Subnet> node, Subnet object, Refs refs) {
    SubnetWish wish = node.wish();
    if (!object.cidrs().contains(wish.block())) {
      return new Diff.Unusable("block " + words(object.cidrs()) + " instead of " + wish.block());
    }
    if (!isIn(object, wish.zone())) {
      return new Diff.Immutable(
          "subnet "
              + object.id()
              + " is in zone "
              + object.zone()
              + " ("
              + object.zoneId()
              + ") instead of "
              + wish.zone(),
          "wish the zone that it is in, or a subnet with another name and block");
    }
    Diff mark = Mine.compareMark(object, owner, node.address());
    if (mark instanceof Diff.Differs || !lacksIpv6(wish, object)) {
      return mark;
    }
    if (!Marks.ours(owner, object)) {
      return new Diff.Immutable(
          "subnet " + object.id() + ", which is not ours, has no block of IPv6",
          "add one by hand, or wish a subnet with another block");
    }
    return new Diff.Differs(List.of("a block of IPv6, which it has not"));
  }

  private static boolean lacksIpv6(SubnetWish wish, Subnet object) {
    return wish.ipv6() != null && object.cidrs().stream().noneMatch(Cidr::isV6);
  }

  @Override
  public Optional<Subnet> standIn(Node<SubnetWish, Subnet> node, Refs refs) {
    SubnetWish wish = node.wish();
    Block block = new Block(wish.block(), "", "associated");
    return refs.peek(wish.vpc())
        .map(
            vpc ->
                new Subnet(
                    "subnet-" + Mine.NOBODYS,
                    node.scope(),
                    vpc,
                    List.of(block),
                    wish.zone(),
                    wish.zone(),
                    "available",
                    Tags.none()));
  }

  @Override
  public Call<Subnet> create(Owner owner, Node<SubnetWish, Subnet> node, Refs refs, Token token) {
    SubnetWish wish = node.wish();
    String vpc = refs.get(wish.vpc());
    @Nullable String ipv6 = wish.ipv6() == null ? null : refs.get(wish.ipv6()).toString();
    return Call.write(
        node.scope(),
        "CreateSubnet",
        clients ->
            Wire.subnet(
                node.scope(),
                clients
                    .client(Ec2Client.class)
                    .createSubnet(
                        r -> {
                          r.vpcId(vpc)
                              .cidrBlock(wish.block().toString())
                              .ipv6CidrBlock(ipv6)
                              .tagSpecifications(
                                  Mine.tags(ResourceType.SUBNET, owner, node.address()));
                          if (ZONE_ID.matcher(wish.zone()).matches()) {
                            r.availabilityZoneId(wish.zone());
                          } else {
                            r.availabilityZone(wish.zone());
                          }
                        })
                    .subnet()));
  }

  @Override
  public Call<Subnet> update(Owner owner, Node<SubnetWish, Subnet> node, Subnet object, Refs refs) {
    if (!Marks.bears(owner, node.address(), object.tags())) {
      return Mine.mark(
          object.scope(),
          object.id(),
          owner,
          node.address(),
          with(object, object.blocks(), Mine.marked(object.tags(), owner, node.address())));
    }
    String ipv6 = refs.get(requireNonNull(node.wish().ipv6(), "ipv6")).toString();
    return Call.write(
        object.scope(),
        "AssociateSubnetCidrBlock",
        clients -> {
          List<Block> blocks = new ArrayList<>(object.blocks());
          var answer =
              clients
                  .client(Ec2Client.class)
                  .associateSubnetCidrBlock(r -> r.subnetId(object.id()).ipv6CidrBlock(ipv6))
                  .ipv6CidrBlockAssociation();
          blocks.add(
              new Block(
                  Wire.cidr(ipv6),
                  answer.associationId(),
                  answer.ipv6CidrBlockState().stateAsString()));
          return with(object, blocks, object.tags());
        });
  }

  private static Subnet with(Subnet s, List<Block> blocks, Tags tags) {
    return new Subnet(s.id(), s.scope(), s.vpc(), blocks, s.zone(), s.zoneId(), s.state(), tags);
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Subnet> owned) {
    Subnet subnet = owned.object();
    if (Marks.shared(owner, subnet)) {
      return Optional.of(Mine.release(subnet.scope(), subnet.id(), owner));
    }
    return Optional.of(
        Call.write(
            subnet.scope(),
            "DeleteSubnet",
            clients -> clients.client(Ec2Client.class).deleteSubnet(r -> r.subnetId(subnet.id()))));
  }

  @Override
  public List<Query<String>> dependents(Owned<Subnet> owned) {
    return List.of(
        Lists.interfaceWords(
            owned.scope(), new Lists.By("subnet-id", List.of(owned.object().id()))));
  }

  @Override
  public Query<Subnet> read(Scope scope, Collection<String> ids) {
    return Lists.subnets(scope, new Lists.By("subnet-id", ids));
  }

  @Override
  public Query<Subnet> seek(Owner owner, Node<SubnetWish, Subnet> node, Refs refs) {
    return Lists.subnets(
        node.scope(), new Lists.By("vpc-id", List.of(refs.get(node.wish().vpc()))));
  }

  @Override
  public Find<Subnet> pick(
      Owner owner, Node<SubnetWish, Subnet> node, Refs refs, List<Subnet> found) {
    return pick(owner, node, refs.get(node.wish().vpc()), found);
  }

  @Override
  public String id(Subnet object) {
    return object.id();
  }

  @Override
  public Collection<String> uses(Subnet object) {
    List<String> uses = new ArrayList<>(List.of(object.vpc()));
    for (Cidr cidr : object.cidrs()) {
      // Its VPC's block is one of those around it; which one does not matter to the order.
      for (int length = 16; cidr.isV4() && length <= cidr.prefixLength(); length++) {
        uses.add(VpcBlocks.id(object.vpc(), cidr.supernet(length)));
      }
    }
    return uses;
  }

  @Override
  public Readiness readiness(Node<SubnetWish, Subnet> node, Subnet object) {
    return switch (object.state()) {
      case "available" -> blocks(node.wish(), object);
      case "pending" -> new Readiness.Transitional("pending");
      default -> Mine.failed("subnet", object.id(), object.state());
    };
  }

  private static Readiness blocks(SubnetWish wish, Subnet object) {
    for (Block block : object.blocks()) {
      if (wish.ipv6() != null && block.cidr().isV6()) {
        if (block.state().equals("associating")) {
          return new Readiness.Transitional("associating " + block.cidr());
        }
        if (block.state().equals("failing") || block.state().equals("failed")) {
          return Mine.failed("block " + block.cidr() + " of", object.id(), block.state());
        }
      }
    }
    return new Readiness.Target();
  }

  @Override
  public Readiness leaving(Owner owner, Subnet object) {
    return Mine.leaving(object.tags(), owner, object.state());
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Subnet.class);
  }

  @Override
  public List<Owned<Subnet>> owned(Owner owner, Facts facts) {
    return Marks.owned(owner, facts, Subnet.class, Addresses.partOfNetwork("subnet")).stream()
        .filter(o -> Mine.isAtHome(owner, o.address(), o.object().vpc(), facts))
        .toList();
  }

  @Override
  public void project(Node<SubnetWish, Subnet> node, Refs refs, SnapshotEditor to) {
    SubnetWish wish = node.wish();
    String id = refs.show(node.ref("id", Subnet::id));
    if (to.subnets().stream().anyMatch(s -> s.id().equals(id))) {
      return;
    }
    List<Cidr> cidrs = new ArrayList<>(List.of(wish.block()));
    if (wish.ipv6() != null) {
      refs.peek(wish.ipv6()).ifPresent(cidrs::add);
    }
    boolean byId = ZONE_ID.matcher(wish.zone()).matches();
    to.put(
        new dev.tieline.snapshot.Subnet(
            id,
            refs.show(wish.vpc()),
            wish.name(),
            cidrs,
            byId ? "" : wish.zone(),
            byId ? wish.zone() : "",
            refs.show(wish.mainTable()),
            wish.acl()));
  }

  @Override
  public void projectGone(Subnet object, SnapshotEditor to) {
    to.remove(object.id());
  }
}
