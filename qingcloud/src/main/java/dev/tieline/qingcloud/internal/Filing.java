package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Caller;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Trouble;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Files what a survey saw under the keys that the kinds look for. */
final class Filing {
  /** Everything that a look reads of a scope. */
  private static final List<Class<?>> TYPES =
      List.of(
          Router.class,
          Vxnet.class,
          RouterVxnet.class,
          RouterStatic.class,
          Border.class,
          BorderVxnet.class,
          RouteTable.class,
          RouteTable.Binding.class,
          WanAccess.class);

  private final Known known;
  private final Owner owner;
  private final Set<Address> borders;
  private final Facts.Builder out = new Facts.Builder();

  /**
   * @param owner whose
   * @param borders the addresses of the borders that are wished
   */
  Filing(Known known, Owner owner, Set<Address> borders) {
    this.owner = owner;
    this.borders = borders;
    this.known = known;
  }

  void account(String alias, Optional<Trouble> trouble) {
    known.callers().caller(alias).ifPresent(c -> out.add(Caller.class, c, alias));
    trouble.ifPresent(t -> out.add(Trouble.class, t, alias));
    known.zones(alias).ifPresent(zones -> zones.forEach(z -> out.add(Zone.class, z, alias)));
  }

  void unreadable(Scope scope, Trouble trouble) {
    TYPES.forEach(type -> out.unreadable(scope, type, trouble.what()));
    BalancerLook.TYPES.forEach(type -> out.unreadable(scope, type, trouble.what()));
  }

  void file(ScopeLook look) {
    look.routers.values().forEach(r -> out.add(Router.class, r, ScopeLook.keys(r)));
    look.vxnets
        .values()
        .forEach(v -> out.add(Vxnet.class, v, ScopeLook.keys(v, new Keys.InVpc(v.router()))));
    look.places
        .values()
        .forEach(p -> out.add(RouterVxnet.class, p, p.vxnet(), new Keys.InVpc(p.router())));
    look.borders.values().forEach(this::border);
    look.attachments
        .values()
        .forEach(
            a ->
                out.add(
                    BorderVxnet.class,
                    a,
                    a.vxnet(),
                    new QingCloudKeys.AtBorder(a.border()),
                    new Keys.InVpc(a.router())));
    look.statics
        .values()
        .forEach(
            s -> out.add(RouterStatic.class, s, ScopeLook.keys(s, new Keys.InVpc(s.router()))));
    look.tables.values().forEach(this::table);
    look.bindings
        .values()
        .forEach(
            b ->
                out.add(
                    RouteTable.Binding.class,
                    b,
                    b.resource(),
                    new QingCloudKeys.InTable(b.table())));
    look.instances
        .values()
        .forEach(
            i ->
                out.add(
                    Instance.class,
                    i,
                    Stream.concat(
                            Stream.of(i.id()),
                            i.nics().stream().map(nic -> new QingCloudKeys.InVxnet(nic.vxnet())))
                        .toArray()));
    look.balancers.file(out);
    look.accesses.values().stream()
        .filter(a -> isHere(look.scope(), a))
        .forEach(a -> out.add(WanAccess.class, a, a.id(), new QingCloudKeys.AtBorder(a.border())));
    if (!look.failures.containsKey(RouterVxnet.class)
        && !look.failures.containsKey(RouterStatic.class)) {
      look.concerned.forEach(id -> out.add(Inside.class, new Inside(id), id));
    }
    look.failures.forEach((type, why) -> out.unreadable(look.scope(), type, why));
  }

  private void border(Border border) {
    out.add(Border.class, border, ScopeLook.keys(border));
    Address address = border.marks().get(owner);
    if (address != null && !borders.contains(address)) {
      out.add(Leaving.class, new Leaving(border, address), border.id());
    }
  }

  private void table(RouteTable table) {
    out.add(RouteTable.class, table, ScopeLook.keys(table));
    table
        .rules()
        .forEach(
            r ->
                out.add(
                    RouteTable.Rule.class,
                    r,
                    ScopeLook.keys(r, new QingCloudKeys.InTable(table.id()))));
  }

  /** Whether an access point is in a zone: lists of other zones may show it, too. */
  private boolean isHere(Scope scope, WanAccess access) {
    return Zones.isIn(
        access.borderZone(), scope.region(), known.zones(scope.account()).orElse(List.of()));
  }

  Facts facts() {
    return out.build();
  }
}
