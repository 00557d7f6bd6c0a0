package dev.tieline.aws.internal;

import dev.tieline.aws.internal.VpcForm.AssociationForm;
import dev.tieline.aws.internal.VpcForm.TableForm;
import dev.tieline.provider.Addresses;
import dev.tieline.provider.Marks;
import dev.tieline.provider.NetworkFindings;
import dev.tieline.provider.TableRef;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Ref;
import dev.tieline.topology.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Route tables of a network, whom they serve, and how subnets get them. */
final class TableCompiler {
  private final Compiling compiling;
  private final Owner owner;
  private final Facts facts;
  private final Graph.Builder out;

  TableCompiler(Compiling compiling) {
    this.compiling = compiling;
    owner = compiling.owner();
    facts = compiling.facts();
    out = compiling.out();
  }

  /** Collects the tables that are there and stay. */
  ServingTables tables(Site site, boolean managed) {
    ServingTables tables = new ServingTables();
    for (RouteTable table : site.parts(facts, RouteTable.class)) {
      Optional<Address> mark =
          Marks.address(owner, table.tags()).filter(Addresses.partOfNetwork("table"));
      if (managed && table.main()) {
        tables.add(table, site.name() + ".main");
      } else if (mark.isEmpty()) {
        tables.add(table, table.id());
      } else if (wished(mark.get())) {
        tables.add(
            table,
            Addresses.name(new Address(mark.get().part())) + "." + Addresses.name(mark.get()));
      }
    }
    return tables;
  }

  private boolean wished(Address table) {
    Network network =
        compiling.topology().networks().get(Addresses.name(new Address(table.part())));
    return network != null
        && network.asData() instanceof VpcForm.Managed form
        && form.tables().stream().anyMatch(t -> t.name().equals(Addresses.name(table)));
  }

  void own(
      Site site,
      TableForm form,
      Map<String, Node<SubnetWish, Subnet>> subnets,
      ServingTables tables) {
    Node<RouteTableWish, RouteTable> table =
        out.add(
            AwsKinds.ROUTE_TABLES,
            site.address().child("table." + form.name()),
            site.scope(),
            new RouteTableWish(
                site.id(), compiling.shown(site.address().child("table." + form.name()))));
    Ref<String> id = table.ref("id", RouteTable::id);
    tables.add(new TableRef(site.name() + "." + form.name(), id, form.name()));
    for (String name : form.subnets()) {
      Node<SubnetWish, Subnet> subnet = subnets.get(name);
      if (subnet != null) {
        associate(
            site,
            name,
            subnet.ref("id", Subnet::id),
            site.subnet(facts, subnet.wish().block()).orElse(null),
            id,
            List.of());
      }
    }
  }

  Optional<TableRef> bind(Site site, AssociationForm form, ServingTables tables) {
    List<TableRef> called = tables.called(form.table());
    if (called.size() != 1) {
      out.finding(
          NetworkFindings.error(
              AwsFindings.ROUTE_TABLE_NOT_FOUND,
              site.address().path(),
              (called.isEmpty() ? "no route table" : called.size() + " route tables")
                  + " of the VPC called "
                  + form.table(),
              "Subnet " + form.subnet() + " is wished to have it",
              "Name one of " + tables.all().stream().map(TableCompiler::words).toList()));
      return Optional.empty();
    }
    Optional<Subnet> subnet =
        facts.find(Subnet.class, form.subnet()).stream()
            .filter(s -> s.scope().equals(site.scope()) && site.is(s.vpc()))
            .findFirst();
    if (subnet.isEmpty()) {
      out.finding(
          NetworkFindings.error(
              AwsFindings.SUBNET_NOT_FOUND,
              site.address().path(),
              "no subnet " + form.subnet() + " in the VPC",
              "It is wished to have route table " + form.table(),
              "Correct the subnet's id in the wish"));
      return Optional.empty();
    }
    associate(
        site, form.subnet(), Ref.known(form.subnet()), subnet.get(), called.get(0).id(), List.of());
    return Optional.of(called.get(0));
  }

  private static String words(TableRef table) {
    return table.name().isEmpty() ? table.id().toString() : table.id() + " " + table.name();
  }

  private void associate(
      Site site,
      String name,
      Ref<String> subnet,
      @Nullable Subnet there,
      Ref<String> table,
      List<Node<?, ?>> after) {
    Holder holder = there == null || Marks.ours(owner, there) ? Holder.OURS : compiling.foreign();
    List<Node<?, ?>> needs = new ArrayList<>(after);
    if (there != null && holder != Holder.OURS) {
      oldTable(there, table, holder)
          .ifPresent(
              old ->
                  needs.add(
                      compiling.before(
                          AwsKinds.TABLE_BEFORES,
                          site,
                          there.id(),
                          new LabelWish(subnet, Associations.SUBJECT, old, table))));
    }
    out.add(
        AwsKinds.ASSOCIATIONS,
        site.address().child("association." + name),
        site.scope(),
        new AssociationWish(subnet, table, holder),
        needs.toArray(Node<?, ?>[]::new));
  }

  /** Returns what to keep in mind of a subnet of somebody else; empty if nothing is changed. */
  private Optional<String> oldTable(Subnet subnet, Ref<String> table, Holder holder) {
    Optional<Label> kept = AwsKinds.TABLE_BEFORES.on(subnet, owner, Associations.SUBJECT);
    if (kept.isPresent()) {
      return kept.map(TableBefores::old);
    }
    String now =
        Associations.of(owner, subnet, facts)
            .map(SubnetAssociation::table)
            .orElse(Associations.MAIN);
    boolean fits = table instanceof Ref.Known<String> known && known.value().equals(now);
    return fits || holder == Holder.FOREIGN ? Optional.empty() : Optional.of(now);
  }

  /** Works out which tables serve a subnet, be it there or wished. */
  void serve(
      Site site,
      Map<String, Node<SubnetWish, Subnet>> subnets,
      List<TableForm> forms,
      Map<String, String> bound,
      ServingTables tables) {
    Map<String, String> own = new LinkedHashMap<>();
    for (TableForm form : forms) {
      form.subnets().forEach(s -> own.put(s, site.name() + "." + form.name()));
    }
    Map<String, String> explicit = new LinkedHashMap<>();
    for (RouteTable table : site.parts(facts, RouteTable.class)) {
      for (Association association : table.associations()) {
        if (association.subnet() != null) {
          tables.label(table.id()).ifPresent(l -> explicit.put(association.subnet(), l));
        }
      }
    }
    Set<String> served = new LinkedHashSet<>();
    subnets.forEach(
        (name, node) -> {
          Optional<Subnet> there = site.subnet(facts, node.wish().block());
          there.ifPresent(s -> served.add(s.id()));
          String now = there.map(s -> explicit.get(s.id())).orElse(null);
          tables.serve(own.getOrDefault(name, now));
        });
    for (Subnet subnet : site.parts(facts, Subnet.class)) {
      boolean goes =
          Marks.address(owner, subnet.tags()).isPresent() && !Marks.shared(owner, subnet);
      if (!goes && !served.contains(subnet.id())) {
        tables.serve(bound.getOrDefault(subnet.id(), explicit.get(subnet.id())));
      }
    }
  }
}
