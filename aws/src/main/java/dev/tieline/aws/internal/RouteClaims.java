package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Claims;
import dev.tieline.provider.Keys;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Query;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Claims on route tables: tags that say which routes are ours though they point at a peering
 * connection that is not. Written before the route, removed after it.
 */
final class RouteClaims extends LabelKind<ClaimWish, RouteTable> {
  RouteClaims() {
    super(RouteTable.class);
  }

  @Override
  public String name() {
    return "route claim";
  }

  @Override
  public String describe(ClaimWish wish, Refs refs) {
    return Routes.text(wish.destination(), refs) + " in " + refs.show(wish.table());
  }

  @Override
  Ref<String> holder(ClaimWish wish) {
    return wish.table();
  }

  @Override
  Optional<String> key(Owner owner, ClaimWish wish, Refs refs) {
    return refs.peek(wish.destination()).map(d -> Claims.key(owner, d));
  }

  @Override
  String value(ClaimWish wish, Refs refs) {
    return new Claim(refs.show(wish.pcx()), wish.link(), wish.uses()).toString();
  }

  @Override
  Query<Label> list(Scope scope, Collection<String> holders) {
    return Flat.of(Lists.tables(scope, new Lists.By("route-table-id", holders)), LabelKind::labels);
  }

  /** Returns what the owner's claim on a route says, if there is one. */
  static Optional<Claim> on(RouteTable table, Owner owner, Cidr destination) {
    return table.tags().get(Claims.key(owner, destination)).flatMap(Claim::parse);
  }

  @Override
  public boolean isEvidence() {
    return true;
  }

  /** Without its route, which may yet come: by a lost call, or when the readers have caught up. */
  @Override
  public boolean isLoneEvidence(Label claim, Facts facts) {
    return Claims.block(claim.key()).stream()
        .flatMap(d -> facts.find(Route.class, new Keys.RouteAt(claim.holder(), d)).stream())
        .noneMatch(r -> Claim.parse(claim.value()).filter(c -> Routes.names(c, r)).isPresent());
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(RouteTable.class);
  }

  @Override
  public List<Owned<Label>> owned(Owner owner, Facts facts) {
    List<Owned<Label>> owned = new ArrayList<>();
    for (RouteTable table : facts.find(RouteTable.class, new Keys.ClaimedBy(owner))) {
      for (Map.Entry<Cidr, String> entry : Claims.blocks(owner, table.tags()).entrySet()) {
        String key = Claims.key(owner, entry.getKey());
        Claim.parse(entry.getValue())
            .ifPresent(
                claim ->
                    owned.add(
                        new Owned<>(
                            claim.link().child("claim." + table.id() + "." + entry.getKey()),
                            table.scope(),
                            new Label(table.scope(), table.id(), key, entry.getValue()))));
      }
    }
    owned.sort(Comparator.comparing(Owned::address));
    return owned;
  }
}
