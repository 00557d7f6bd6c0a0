package dev.tieline.aws.internal;

import dev.tieline.provider.Addresses;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Marks;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Address;
import dev.tieline.spi.Call;
import dev.tieline.spi.Clients;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationResponse;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociationState;

/**
 * Route tables of single subnets. An association bears no tags: it is ours if both ends are, or if
 * the subnet bears the old value that we keep for a subnet of somebody else.
 */
final class Associations implements ResourceKind<AssociationWish, SubnetAssociation> {
  /** What an old value is filed under. */
  static final String SUBJECT = "route-table";

  /** The old value of a subnet that had no table of its own. */
  static final String MAIN = "main";

  private static final Set<String> GOING = Set.of("disassociating", "disassociated");

  Associations() {}

  @Override
  public String name() {
    return "table association";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public String describe(AssociationWish wish, Refs refs) {
    return refs.show(wish.table()) + " for " + refs.show(wish.subnet());
  }

  @Override
  public String show(SubnetAssociation object) {
    return object.table() + " for " + object.subnet();
  }

  @Override
  public Find<SubnetAssociation> find(
      Owner owner, Node<AssociationWish, SubnetAssociation> node, Refs refs, Facts facts) {
    Optional<String> why =
        facts
            .unreadable(node.scope(), Subnet.class)
            .or(() -> facts.unreadable(node.scope(), RouteTable.class));
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    Optional<Subnet> subnet =
        refs.peek(node.wish().subnet()).flatMap(id -> facts.one(Subnet.class, id));
    if (subnet.isEmpty()) {
      return new Find.None<>();
    }
    return judge(
        node.wish(),
        subnet.get().id(),
        refs.peek(node.wish().table()),
        of(owner, subnet.get(), facts));
  }

  /** Returns the association of a subnet; empty if the main table serves it. */
  static Optional<SubnetAssociation> of(Owner owner, Subnet subnet, Facts facts) {
    return facts.find(RouteTable.class, new Keys.InVpc(subnet.vpc())).stream()
        .flatMap(t -> there(t).stream())
        .filter(a -> a.subnet().equals(subnet.id()))
        .findFirst()
        .map(a -> with(a, before(owner, subnet, facts)));
  }

  private static SubnetAssociation with(
      SubnetAssociation a, SubnetAssociation.@Nullable Before before) {
    return new SubnetAssociation(a.scope(), a.id(), a.subnet(), a.table(), a.state(), before);
  }

  private static SubnetAssociation.@Nullable Before before(
      Owner owner, Subnet subnet, Facts facts) {
    return AwsKinds.TABLE_BEFORES
        .on(subnet, owner, SUBJECT)
        .map(
            note -> {
              String old = TableBefores.old(note);
              // A table that was deleted meanwhile can not be given back: then the main one serves.
              boolean there = facts.one(RouteTable.class, old).isPresent();
              return new SubnetAssociation.Before(note.id(), there ? old : null);
            })
        .orElse(null);
  }

  /** Returns the associations of a table with single subnets, without those that are going. */
  static List<SubnetAssociation> there(RouteTable table) {
    return in(table).stream().filter(a -> !GOING.contains(a.state())).toList();
  }

  private static List<SubnetAssociation> in(RouteTable table) {
    List<SubnetAssociation> found = new ArrayList<>();
    for (Association a : table.associations()) {
      if (a.subnet() != null) {
        found.add(
            new SubnetAssociation(table.scope(), a.id(), a.subnet(), table.id(), a.state(), null));
      }
    }
    return found;
  }

  private static Find<SubnetAssociation> judge(
      AssociationWish wish,
      String subnet,
      Optional<String> table,
      Optional<SubnetAssociation> found) {
    boolean fits =
        found.isPresent() && table.isPresent() && found.get().table().equals(table.get());
    boolean changed = found.isPresent() && found.get().before() != null;
    if (found.isPresent() && (wish.holder() == Holder.OURS || changed)) {
      return new Find.Ours<>(found.get());
    }
    if (fits) {
      return new Find.Foreign<>(found.get());
    }
    if (wish.holder() == Holder.FOREIGN) {
      return new Find.InTheWay<>(
          "subnet "
              + subnet
              + " is not ours and "
              + found.map(a -> "has table " + a.table()).orElse("is served by the main table"),
          "associate it by hand, or let the topology consent to CHANGE_FOREIGN_ATTRIBUTES");
    }
    return found.<Find<SubnetAssociation>>map(Find.Ours::new).orElseGet(Find.None::new);
  }

  @Override
  public Diff compare(
      Owner owner,
      Node<AssociationWish, SubnetAssociation> node,
      SubnetAssociation object,
      Refs refs) {
    String wished = refs.show(node.wish().table());
    return object.table().equals(wished)
        ? new Diff.Same()
        : new Diff.Differs(List.of("table " + wished + " instead of " + object.table()));
  }

  @Override
  public Call<SubnetAssociation> create(
      Owner owner, Node<AssociationWish, SubnetAssociation> node, Refs refs, Token token) {
    String subnet = refs.get(node.wish().subnet());
    String table = refs.get(node.wish().table());
    return Call.write(
        node.scope(),
        "AssociateRouteTable",
        clients -> {
          var answer =
              clients
                  .client(Ec2Client.class)
                  .associateRouteTable(r -> r.subnetId(subnet).routeTableId(table));
          return new SubnetAssociation(
              node.scope(),
              answer.associationId(),
              subnet,
              table,
              state(answer.associationState()),
              null);
        });
  }

  @Override
  public Call<SubnetAssociation> update(
      Owner owner,
      Node<AssociationWish, SubnetAssociation> node,
      SubnetAssociation object,
      Refs refs) {
    String table = refs.get(node.wish().table());
    return Call.write(
        object.scope(),
        "ReplaceRouteTableAssociation",
        clients -> {
          var answer = replace(clients, object.id(), table);
          return new SubnetAssociation(
              object.scope(),
              answer.newAssociationId(),
              object.subnet(),
              table,
              state(answer.associationState()),
              object.before());
        });
  }

  private static String state(@Nullable RouteTableAssociationState state) {
    return state == null ? "associated" : state.stateAsString(); // old answers have no state
  }

  private static ReplaceRouteTableAssociationResponse replace(
      Clients clients, String association, String table) {
    return clients
        .client(Ec2Client.class)
        .replaceRouteTableAssociation(r -> r.associationId(association).routeTableId(table));
  }

  /** An association's id is that of one subnet with one table: a replaced one has another id. */
  @Override
  public boolean guardsDelete() {
    return true;
  }

  /** Gives the subnet back what it had. */
  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<SubnetAssociation> owned) {
    SubnetAssociation object = owned.object();
    String old = object.before() == null ? null : object.before().table();
    if (old != null) {
      return Optional.of(
          Call.write(
              object.scope(),
              "ReplaceRouteTableAssociation",
              clients -> replace(clients, object.id(), old)));
    }
    return Optional.of(
        Call.write(
            object.scope(),
            "DisassociateRouteTable",
            clients ->
                clients
                    .client(Ec2Client.class)
                    .disassociateRouteTable(r -> r.associationId(object.id()))));
  }

  @Override
  public Optional<String> restores(SubnetAssociation object) {
    return Optional.ofNullable(object.before())
        .map(
            before ->
                "route table of "
                    + object.subnet()
                    + " back to "
                    + (before.table() == null ? "the main one" : before.table()));
  }

  @Override
  public Query<SubnetAssociation> read(Scope scope, Collection<String> ids) {
    return Flat.of(
        Lists.tables(scope, new Lists.By("association.route-table-association-id", ids)),
        Associations::in);
  }

  @Override
  public Query<SubnetAssociation> seek(
      Owner owner, Node<AssociationWish, SubnetAssociation> node, Refs refs) {
    return Flat.of(
        Lists.tables(
            node.scope(),
            new Lists.By("association.subnet-id", List.of(refs.get(node.wish().subnet())))),
        Associations::in);
  }

  @Override
  public Find<SubnetAssociation> pick(
      Owner owner,
      Node<AssociationWish, SubnetAssociation> node,
      Refs refs,
      List<SubnetAssociation> found) {
    String subnet = refs.get(node.wish().subnet());
    return judge(
        node.wish(),
        subnet,
        refs.peek(node.wish().table()),
        found.stream()
            .filter(a -> a.subnet().equals(subnet) && !GOING.contains(a.state()))
            .findFirst());
  }

  @Override
  public String id(SubnetAssociation object) {
    return object.id();
  }

  @Override
  public Collection<String> uses(SubnetAssociation object) {
    List<String> uses = new ArrayList<>(List.of(object.subnet(), object.table()));
    if (object.before() != null) {
      uses.add(object.before().note());
    }
    return uses;
  }

  @Override
  public Readiness readiness(
      Node<AssociationWish, SubnetAssociation> node, SubnetAssociation object) {
    return switch (object.state()) {
      case "associated" -> new Readiness.Target();
      case "associating" -> new Readiness.Transitional("associating");
      case "disassociating", "disassociated" -> new Readiness.Gone(object.state());
      default -> Mine.failed("association of", object.subnet(), object.state());
    };
  }

  @Override
  public Readiness leaving(Owner owner, SubnetAssociation object) {
    return switch (object.state()) {
      case "disassociated" -> new Readiness.Gone("disassociated");
      case "failed" -> Mine.failed("association of", object.subnet(), "failed");
      default -> new Readiness.Transitional(object.state()); // a replaced one loses its id, too
    };
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Subnet.class, RouteTable.class);
  }

  @Override
  public List<Owned<SubnetAssociation>> owned(Owner owner, Facts facts) {
    List<Owned<SubnetAssociation>> owned = new ArrayList<>();
    for (Subnet subnet : facts.find(Subnet.class, new Keys.OwnedBy(owner))) {
      Optional<Address> address =
          Marks.address(owner, subnet.tags()).filter(Addresses.partOfNetwork("subnet"));
      Optional<SubnetAssociation> found = of(owner, subnet, facts);
      if (address.isPresent() && found.isPresent() && isOurs(owner, found.get().table(), facts)) {
        Address own =
            new Address(address.get().part()).child("association." + Addresses.name(address.get()));
        owned.add(new Owned<>(own, subnet.scope(), found.get()));
      }
    }
    for (Subnet subnet : facts.find(Subnet.class, new Keys.BeforeBy(owner))) {
      Optional<Label> before = AwsKinds.TABLE_BEFORES.on(subnet, owner, SUBJECT);
      of(owner, subnet, facts)
          .filter(a -> before.map(TableBefores::ours).filter(a.table()::equals).isPresent())
          .ifPresent(
              a ->
                  owned.add(
                      new Owned<>(
                          new Address(subnet.id()).child("association"), subnet.scope(), a)));
    }
    owned.sort(Comparator.comparing((Owned<SubnetAssociation> o) -> o.address()));
    return owned;
  }

  private static boolean isOurs(Owner owner, String table, Facts facts) {
    return facts
        .one(RouteTable.class, table)
        .flatMap(t -> Marks.address(owner, t.tags()))
        .isPresent();
  }

  @Override
  public void project(Node<AssociationWish, SubnetAssociation> node, Refs refs, SnapshotEditor to) {
    serve(refs.show(node.wish().subnet()), refs.show(node.wish().table()), to);
  }

  /** The subnet gets its old table, or the main one, which a snapshot knows by its flag. */
  @Override
  public void projectGone(SubnetAssociation object, SnapshotEditor to) {
    String old = object.before() == null ? null : object.before().table();
    if (old != null) {
      serve(object.subnet(), old, to);
      return;
    }
    to.routeTable(object.table())
        .map(dev.tieline.snapshot.RouteTable::vpc)
        .flatMap(to::mainTable)
        .ifPresent(main -> serve(object.subnet(), main.id(), to));
  }

  private static void serve(String subnet, String table, SnapshotEditor to) {
    to.changeSubnet(
        subnet,
        s ->
            new dev.tieline.snapshot.Subnet(
                s.id(), s.vpc(), s.name(), s.cidrs(), s.zone(), s.zoneId(), table, s.acl()));
  }
}
