package dev.tieline.aliyun.internal;

import dev.tieline.provider.Addresses;
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
import java.util.List;
import java.util.Optional;

/**
 * Custom route tables of single vSwitches. A binding bears no tags: it is ours if both ends are. A
 * vSwitch has one table, which is its natural key; so no token is sent. One that is to get another
 * custom table is given back to the system table first, as the cloud demands.
 */
final class TableBindings implements ResourceKind<TableBindingWish, TableBinding> {
  TableBindings() {}

  @Override
  public String name() {
    return "table binding";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public String describe(TableBindingWish wish, Refs refs) {
    return refs.show(wish.table()) + " for " + refs.show(wish.vSwitch());
  }

  @Override
  public String show(TableBinding object) {
    return object.table() + " for " + object.vSwitch();
  }

  @Override
  public Find<TableBinding> find(
      Owner owner, Node<TableBindingWish, TableBinding> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), RouteTable.class);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    Optional<String> vpc = refs.peek(node.wish().vpc());
    Optional<String> vSwitch = refs.peek(node.wish().vSwitch());
    if (vpc.isEmpty() || vSwitch.isEmpty()) {
      return new Find.None<>();
    }
    return judge(
        node.wish(),
        refs,
        facts.find(RouteTable.class, new Keys.InVpc(vpc.get())).stream()
            .flatMap(t -> in(t).stream())
            .filter(b -> b.vSwitch().equals(vSwitch.get()))
            .findFirst());
  }

  private static List<TableBinding> in(RouteTable table) {
    return table.system()
        ? List.of()
        : table.vSwitches().stream()
            .map(v -> new TableBinding(table.scope(), table.vpc(), v, table.id(), table.status()))
            .toList();
  }

  private static Find<TableBinding> judge(
      TableBindingWish wish, Refs refs, Optional<TableBinding> there) {
    if (there.isEmpty()) {
      return wish.ours()
          ? new Find.None<>()
          : inTheWay(refs.show(wish.vSwitch()), "is served by the system table");
    }
    boolean fits = refs.peek(wish.table()).filter(there.get().table()::equals).isPresent();
    return fits || wish.ours()
        ? new Find.Ours<>(there.get())
        : inTheWay(there.get().vSwitch(), "has table " + there.get().table());
  }

  private static Find<TableBinding> inTheWay(String vSwitch, String how) {
    return new Find.InTheWay<>(
        "vSwitch " + vSwitch + " is not ours and " + how,
        "bind it by hand, or wish a vSwitch with another block");
  }

  @Override
  public Diff compare(
      Owner owner, Node<TableBindingWish, TableBinding> node, TableBinding object, Refs refs) {
    String wished = refs.show(node.wish().table());
    return object.table().equals(wished)
        ? new Diff.Same()
        : new Diff.Unusable("table " + object.table() + " instead of " + wished);
  }

  @Override
  public Call<TableBinding> create(
      Owner owner, Node<TableBindingWish, TableBinding> node, Refs refs, Token token) {
    TableBinding made =
        new TableBinding(
            node.scope(),
            refs.get(node.wish().vpc()),
            refs.get(node.wish().vSwitch()),
            refs.get(node.wish().table()),
            "Pending");
    return write("AssociateRouteTable", made);
  }

  private static Call<TableBinding> write(String action, TableBinding binding) {
    Request request =
        Lists.regional(Product.VPC, action, binding.scope())
            .with("RouteTableId", binding.table())
            .with("VSwitchId", binding.vSwitch());
    return Mine.write(binding.scope(), request, binding).inTurn(Routes.turn(binding.vpc()));
  }

  /** The call names the table: it has no effect on a vSwitch that has another one by now. */
  @Override
  public boolean guardsDelete() {
    return true;
  }

  /** Gives the vSwitch back to the system table. */
  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<TableBinding> owned) {
    return Optional.of(write("UnassociateRouteTable", owned.object()));
  }

  @Override
  public Query<TableBinding> read(Scope scope, Collection<String> ids) {
    return Chained.of(
        ids.stream()
            .map(id -> id.substring(0, id.indexOf('|')))
            .distinct()
            .map(vpc -> ofVpc(scope, vpc))
            .toList());
  }

  private static Query<TableBinding> ofVpc(Scope scope, String vpc) {
    Query<RouteTable> tables = Lists.tables(scope, Lists.By.of("VpcId", vpc));
    return next -> {
      Call<Page<RouteTable>> call = tables.page(next);
      return Call.read(
          call.scope(),
          call.operation(),
          clients -> {
            Page<RouteTable> page = call.body().run(clients);
            return new Page<>(
                page.items().stream().flatMap(t -> in(t).stream()).toList(), page.next());
          });
    };
  }

  @Override
  public Query<TableBinding> seek(
      Owner owner, Node<TableBindingWish, TableBinding> node, Refs refs) {
    return ofVpc(node.scope(), refs.get(node.wish().vpc()));
  }

  @Override
  public Find<TableBinding> pick(
      Owner owner, Node<TableBindingWish, TableBinding> node, Refs refs, List<TableBinding> found) {
    String vSwitch = refs.get(node.wish().vSwitch());
    String table = refs.get(node.wish().table());
    // one of another table is none that a create of ours has brought about
    return judge(
        node.wish(),
        refs,
        found.stream()
            .filter(b -> b.vSwitch().equals(vSwitch) && b.table().equals(table))
            .findFirst());
  }

  @Override
  public String id(TableBinding object) {
    return object.vpc() + "|" + object.table() + "|" + object.vSwitch();
  }

  @Override
  public Collection<String> uses(TableBinding object) {
    return List.of(object.vSwitch(), object.table());
  }

  /** While a binding comes or goes, its table is pending. */
  @Override
  public Readiness readiness(Node<TableBindingWish, TableBinding> node, TableBinding object) {
    return Mine.pending("route table", object.table(), object.status());
  }

  @Override
  public Readiness leaving(Owner owner, TableBinding object) {
    return new Readiness.Transitional("still shown");
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(VSwitch.class, RouteTable.class);
  }

  @Override
  public List<Owned<TableBinding>> owned(Owner owner, Facts facts) {
    List<Owned<TableBinding>> owned = new ArrayList<>();
    for (RouteTable table : facts.find(RouteTable.class, new Keys.OwnedBy(owner))) {
      for (TableBinding binding : in(table)) {
        facts
            .one(VSwitch.class, binding.vSwitch())
            .flatMap(v -> Marks.address(owner, v.tags()))
            .filter(Addresses.partOfNetwork("vswitch"))
            .ifPresent(
                a ->
                    owned.add(
                        new Owned<>(
                            new Address(a.part()).child("binding." + Addresses.name(a)),
                            table.scope(),
                            binding)));
      }
    }
    owned.sort(Comparator.comparing(Owned::address));
    return owned;
  }

  @Override
  public void project(Node<TableBindingWish, TableBinding> node, Refs refs, SnapshotEditor to) {
    serve(refs.show(node.wish().vSwitch()), refs.show(node.wish().table()), to);
  }

  @Override
  public void projectGone(TableBinding object, SnapshotEditor to) {
    to.mainTable(object.vpc()).ifPresent(system -> serve(object.vSwitch(), system.id(), to));
  }

  private static void serve(String vSwitch, String table, SnapshotEditor to) {
    to.changeSubnet(
        vSwitch,
        s ->
            new dev.tieline.snapshot.Subnet(
                s.id(), s.vpc(), s.name(), s.cidrs(), s.zone(), s.zoneId(), table, s.acl()));
  }
}
