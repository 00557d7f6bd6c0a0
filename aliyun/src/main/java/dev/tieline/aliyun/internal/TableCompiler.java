package dev.tieline.aliyun.internal;

import dev.tieline.aliyun.internal.VpcForm.TableForm;
import dev.tieline.provider.Addresses;
import dev.tieline.provider.Marks;
import dev.tieline.provider.TableRef;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Ref;
import dev.tieline.topology.Network;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Route tables of a network, and whom they serve. */
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
      if (managed && table.system()) {
        tables.add(table, site.name() + ".system");
      } else if (mark.isEmpty()) {
        tables.add(table, table.id());
      } else if (isWished(mark.get())) {
        tables.add(
            table,
            Addresses.name(new Address(mark.get().part())) + "." + Addresses.name(mark.get()));
      }
    }
    return tables;
  }

  private boolean isWished(Address table) {
    Network network =
        compiling.topology().networks().get(Addresses.name(new Address(table.part())));
    return network != null
        && network.asData() instanceof VpcForm.Managed form
        && form.tables().stream().anyMatch(t -> t.name().equals(Addresses.name(table)));
  }

  /** Adds a table of ours and the bindings of the vSwitches that it is to serve. */
  void own(
      Site site,
      TableForm form,
      Map<String, Node<VSwitchWish, VSwitch>> vSwitches,
      List<Node<?, ?>> before,
      ServingTables tables) {
    Address address = site.address().child("table." + form.name());
    Node<RouteTableWish, RouteTable> table =
        out.add(
            AliyunKinds.ROUTE_TABLES,
            address,
            site.scope(),
            new RouteTableWish(site.id(), compiling.shown(address)),
            before.toArray(Node<?, ?>[]::new)); // a VPC that gets a block takes no table
    Ref<String> id = table.ref("id", RouteTable::id);
    tables.add(new TableRef(site.name() + "." + form.name(), id, form.name()));
    for (String name : form.vSwitches()) {
      Node<VSwitchWish, VSwitch> vSwitch = vSwitches.get(name);
      if (vSwitch != null) {
        boolean ours =
            site.vSwitch(facts, vSwitch.wish().block())
                .filter(v -> !Marks.ours(owner, v))
                .isEmpty();
        out.add(
            AliyunKinds.TABLE_BINDINGS,
            site.address().child("binding." + name),
            site.scope(),
            new TableBindingWish(site.id(), vSwitch.ref("id", VSwitch::id), id, ours));
      }
    }
  }

  /** Works out which tables serve a vSwitch, be it there or wished. */
  void serve(
      Site site,
      Map<String, Node<VSwitchWish, VSwitch>> vSwitches,
      List<TableForm> forms,
      ServingTables tables) {
    Map<String, String> own = new LinkedHashMap<>();
    for (TableForm form : forms) {
      form.vSwitches().forEach(s -> own.put(s, site.name() + "." + form.name()));
    }
    Set<String> wished = new LinkedHashSet<>();
    vSwitches.forEach(
        (name, node) -> {
          Optional<VSwitch> there = site.vSwitch(facts, node.wish().block());
          there.ifPresent(s -> wished.add(s.id()));
          String now =
              there
                  .filter(s -> !Marks.ours(owner, s)) // of ours the binding goes that is not wished
                  .flatMap(s -> tables.label(s.table()))
                  .orElse(null);
          tables.serve(own.getOrDefault(name, now));
        });
    for (VSwitch vSwitch : site.parts(facts, VSwitch.class)) {
      boolean goes =
          Marks.address(owner, vSwitch.tags()).isPresent() && !Marks.shared(owner, vSwitch);
      if (!goes && !wished.contains(vSwitch.id())) {
        tables.serve(tables.label(vSwitch.table()).orElse(null));
      }
    }
  }
}
