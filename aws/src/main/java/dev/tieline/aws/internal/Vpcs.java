package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.provider.Addresses;
import dev.tieline.provider.Doubles;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Tags;
import dev.tieline.snapshot.Rule;
import dev.tieline.snapshot.RulePeer;
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
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/**
 * VPCs of ours. CreateVpc takes no token, and a VPC has no natural key: what keeps a repeated
 * create from making a second one is a look for our mark; what a crash within the lag doubles
 * anyway is removed as soon as both are seen, as long as nothing is in it.
 */
final class Vpcs implements ResourceKind<VpcWish, Vpc> {
  Vpcs() {}

  @Override
  public String name() {
    return "vpc";
  }

  @Override
  public Guard guard() {
    return Guard.NEITHER;
  }

  @Override
  public String describe(VpcWish wish, Refs refs) {
    return wish.block() + (wish.ipv6() ? " with a block of IPv6" : "");
  }

  @Override
  public String show(Vpc object) {
    return object.id()
        + " "
        + String.join(", ", object.blocks().stream().map(b -> b.cidr().toString()).toList());
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

  static List<Vpc> marked(Owner owner, Address address, Scope scope, Facts facts) {
    return facts.find(Vpc.class, new Keys.Marked(owner, address)).stream()
        .filter(vpc -> vpc.scope().equals(scope))
        .toList();
  }

  /** Returns whether anything is known to be in a VPC; what can not be read counts as something. */
  static boolean inUse(Vpc vpc, Facts facts) {
    Keys.InVpc here = new Keys.InVpc(vpc.id());
    return facts.unreadable(vpc.scope(), Subnet.class).isPresent()
        || facts.unreadable(vpc.scope(), Pcx.class).isPresent()
        || !facts.find(Subnet.class, here).isEmpty()
        || !facts.find(Pcx.class, here).isEmpty();
  }

  @Override
  public Diff compare(Owner owner, Node<VpcWish, Vpc> node, Vpc object, Refs refs) {
    Cidr wished = node.wish().block();
    if (object.blocks().stream().noneMatch(b -> b.cidr().equals(wished))) {
      return new Diff.Immutable(
          "vpc " + show(object) + " instead of " + wished,
          "write the block that it has into the wish, or give the new network a name of its own");
    }
    return Mine.compareMark(object, owner, node.address());
  }

  @Override
  public Optional<Vpc> standIn(Node<VpcWish, Vpc> node, Refs refs) {
    VpcWish wish = node.wish();
    Block block = new Block(wish.block(), "", "associated");
    String id = "vpc-" + Mine.NOBODYS;
    return Optional.of(
        new Vpc(id, node.scope(), wish.accountId(), "available", List.of(block), Tags.none()));
  }

  @Override
  public Call<Vpc> create(Owner owner, Node<VpcWish, Vpc> node, Refs refs, Token token) {
    return Call.write(
        node.scope(),
        "CreateVpc",
        clients ->
            Wire.vpc(
                node.scope(),
                clients
                    .client(Ec2Client.class)
                    .createVpc(
                        r ->
                            r.cidrBlock(node.wish().block().toString())
                                .amazonProvidedIpv6CidrBlock(node.wish().ipv6())
                                .tagSpecifications(
                                    Mine.tags(ResourceType.VPC, owner, node.address())))
                    .vpc()));
  }

  @Override
  public Call<Vpc> update(Owner owner, Node<VpcWish, Vpc> node, Vpc object, Refs refs) {
    return Mine.mark(
        object.scope(),
        object.id(),
        owner,
        node.address(),
        new Vpc(
            object.id(),
            object.scope(),
            object.accountId(),
            object.state(),
            object.blocks(),
            Mine.marked(object.tags(), owner, node.address())));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Vpc> owned) {
    Vpc vpc = owned.object();
    if (Marks.shared(owner, vpc)) {
      return Optional.of(Mine.release(vpc.scope(), vpc.id(), owner));
    }
    return Optional.of(
        Call.write(
            vpc.scope(),
            "DeleteVpc",
            clients -> clients.client(Ec2Client.class).deleteVpc(r -> r.vpcId(vpc.id()))));
  }

  @Override
  public List<Query<String>> dependents(Owned<Vpc> owned) {
    List<String> id = List.of(owned.object().id());
    return List.of(
        Lists.interfaceWords(owned.scope(), new Lists.By("vpc-id", id)),
        Lists.subnetWords(owned.scope(), new Lists.By("vpc-id", id)),
        Lists.peeringWords(owned.scope(), new Lists.By("requester-vpc-info.vpc-id", id)),
        Lists.peeringWords(owned.scope(), new Lists.By("accepter-vpc-info.vpc-id", id)));
  }

  @Override
  public Query<Vpc> read(Scope scope, Collection<String> ids) {
    return Lists.vpcs(scope, new Lists.By("vpc-id", ids));
  }

  @Override
  public Query<Vpc> seek(Owner owner, Node<VpcWish, Vpc> node, Refs refs) {
    return Lists.vpcs(
        node.scope(), new Lists.By("tag:" + Marks.key(owner), List.of(node.address().toString())));
  }

  @Override
  public Find<Vpc> pick(Owner owner, Node<VpcWish, Vpc> node, Refs refs, List<Vpc> found) {
    return Doubles.choose(
        found.stream().filter(v -> Marks.bears(owner, node.address(), v.tags())).toList(),
        vpc -> false);
  }

  @Override
  public String id(Vpc object) {
    return object.id();
  }

  @Override
  public Readiness readiness(Node<VpcWish, Vpc> node, Vpc object) {
    return switch (object.state()) {
      case "available" -> new Readiness.Target();
      case "pending" -> new Readiness.Transitional("pending");
      default -> Mine.failed("vpc", object.id(), object.state());
    };
  }

  @Override
  public Readiness leaving(Owner owner, Vpc object) {
    return Mine.leaving(object.tags(), owner, object.state());
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Vpc.class);
  }

  @Override
  public List<Owned<Vpc>> owned(Owner owner, Facts facts) {
    return Marks.owned(owner, facts, Vpc.class, Addresses::isNetwork);
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
    String name = node.wish().name();
    to.put(new dev.tieline.snapshot.Vpc(id, place, name, List.of(node.wish().block()), true));
    to.put(
        new dev.tieline.snapshot.NetworkAcl(
            acl(node.address()), id, defaultEntries(node.wish().ipv6())));
    to.put(defaultGroup(node.address(), id, node.wish().ipv6()));
  }

  /** Returns what stands for the default network ACL of a VPC that is not there yet. */
  static String acl(Address network) {
    return Ref.placeholder("default acl", network);
  }

  /** As in "Default network ACL" of the Amazon VPC User Guide. */
  private static List<dev.tieline.snapshot.AclEntry> defaultEntries(boolean ipv6) {
    List<dev.tieline.snapshot.AclEntry> entries = new ArrayList<>();
    for (boolean ingress : new boolean[] {true, false}) {
      entries.add(entry(100, ingress, true, Cidr.ofAny4()));
      entries.add(entry(32767, ingress, false, Cidr.ofAny4()));
      if (ipv6) {
        entries.add(entry(101, ingress, true, Cidr.ofAny6()));
        entries.add(entry(32768, ingress, false, Cidr.ofAny6()));
      }
    }
    return entries;
  }

  private static dev.tieline.snapshot.AclEntry entry(
      int number, boolean ingress, boolean allow, Cidr cidr) {
    return new dev.tieline.snapshot.AclEntry(number, ingress, allow, Traffic.all(), cidr);
  }

  private static dev.tieline.snapshot.SecurityGroup defaultGroup(
      Address network, String vpc, boolean ipv6) {
    String id = Ref.placeholder("default group", network);
    List<Rule> rules = new ArrayList<>(SecurityGroups.egressToAll(id, ipv6));
    rules.add(
        new Rule(
            Ref.placeholder("ingress from itself", network),
            true,
            Traffic.all(),
            new RulePeer.Members(id)));
    return new dev.tieline.snapshot.SecurityGroup(id, vpc, "default", rules);
  }

  @Override
  public void projectGone(Vpc object, SnapshotEditor to) {
    to.removeVpc(object.id());
  }
}
