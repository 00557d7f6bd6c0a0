package dev.tieline.aws.internal;

import dev.tieline.provider.Claims;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Marks;
import dev.tieline.provider.OldValues;
import dev.tieline.provider.Quota;
import dev.tieline.provider.Tagged;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Files objects under the keys that a survey files them under. */
final class GivenFacts {
  final Facts.Builder builder = new Facts.Builder();
  private final Owner owner;

  GivenFacts(Owner owner) {
    this.owner = owner;
  }

  GivenFacts vpcs(List<Vpc> vpcs) {
    vpcs.forEach(v -> builder.add(Vpc.class, v, keys(v)));
    return this;
  }

  GivenFacts subnets(List<Subnet> subnets) {
    subnets.forEach(
        s ->
            builder.add(
                Subnet.class,
                s,
                keys(s, new Keys.InVpc(s.vpc()), new Keys.Named(s.vpc(), AwsTags.name(s.tags())))));
    return this;
  }

  GivenFacts tables(List<RouteTable> tables) {
    tables.forEach(
        t ->
            builder.add(
                RouteTable.class,
                t,
                keys(t, new Keys.InVpc(t.vpc()), new Keys.Named(t.vpc(), AwsTags.name(t.tags())))));
    return this;
  }

  GivenFacts groups(List<SecurityGroup> groups) {
    groups.forEach(
        g ->
            builder.add(
                SecurityGroup.class,
                g,
                keys(g, new Keys.InVpc(g.vpc()), new Keys.GroupNamed(g.vpc(), g.name()))));
    return this;
  }

  GivenFacts acls(List<Acl> acls) {
    acls.forEach(a -> builder.add(Acl.class, a, keys(a, new Keys.InVpc(a.vpc()))));
    return this;
  }

  GivenFacts attributes(List<VpcAttributes> attributes) {
    attributes.forEach(a -> builder.add(VpcAttributes.class, a, new Keys.InVpc(a.vpc())));
    return this;
  }

  GivenFacts quota(Quota quota) {
    builder.add(Quota.class, quota, new Keys.Quotas(quota.scope(), quota.code()));
    return this;
  }

  private Object[] keys(Tagged object, Object... more) {
    List<Object> keys = new ArrayList<>(Arrays.asList(more));
    keys.add(object.id());
    keys.add(new Keys.In(object.scope()));
    Marks.all(object.tags())
        .forEach(
            (o, address) -> {
              keys.add(new Keys.Marked(o, address));
              keys.add(new Keys.OwnedBy(o));
            });
    if (!Claims.blocks(owner, object.tags()).isEmpty()) {
      keys.add(new Keys.ClaimedBy(owner));
    }
    if (!OldValues.of(owner, object.tags()).isEmpty()) {
      keys.add(new Keys.BeforeBy(owner));
    }
    return keys.toArray();
  }
}
