package dev.tieline.qingcloud.internal;

import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Call;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Query;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Security groups of load balancers: the zone's default one lets in no more than pings and ssh. A
 * new one lets nothing in.
 */
final class BalancerGroups extends NamedKind<BalancerGroupWish, SecurityGroup> {
  BalancerGroups() {
    super(SecurityGroup.class, partOfBalancer("group"));
  }

  @Override
  public String name() {
    return "security group of a load balancer";
  }

  @Override
  public String describe(BalancerGroupWish wish, Refs refs) {
    return "one that lets in what its rules say";
  }

  @Override
  public String show(SecurityGroup object) {
    return object.id() + " " + object.name();
  }

  @Override
  boolean isInUse(SecurityGroup object, Facts facts) {
    return !facts.find(SecurityGroup.Rule.class, new Within(object.id())).isEmpty()
        || facts.all(Balancer.class).stream().anyMatch(b -> b.group().equals(object.id()));
  }

  @Override
  public Call<SecurityGroup> create(
      Owner owner, Node<BalancerGroupWish, SecurityGroup> node, Refs refs, Token token) {
    String name = node.wish().name();
    return Writes.of(
        node.scope(),
        Request.of(Api.CREATE_SECURITY_GROUP).with("security_group_name", name),
        answer ->
            new SecurityGroup(
                Wire.only(answer, "security_group_id"),
                node.scope(),
                name,
                "",
                true,
                false,
                Instant.MIN,
                Progress.unseen()));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<SecurityGroup> owned) {
    SecurityGroup group = owned.object();
    return Optional.of(
        Writes.of(
            owned.scope(),
            Request.of(Api.DELETE_SECURITY_GROUPS).each("security_groups", List.of(group.id())),
            answer -> group));
  }

  @Override
  public Query<SecurityGroup> read(Scope scope, Collection<String> ids) {
    return Lists.groups(scope, ids);
  }

  @Override
  public Query<SecurityGroup> seek(
      Owner owner, Node<BalancerGroupWish, SecurityGroup> node, Refs refs) {
    return Lists.groups(node.scope());
  }

  @Override
  public void project(Node<BalancerGroupWish, SecurityGroup> node, Refs refs, SnapshotEditor to) {
    String id = refs.show(node.ref("id", SecurityGroup::id));
    if (to.group(id).isEmpty()) {
      to.put(BalancerPicture.group(id, refs.show(node.wish().network()), node.wish().name()));
    }
  }

  @Override
  public void projectGone(SecurityGroup object, SnapshotEditor to) {
    to.remove(object.id());
  }

  @Override
  public Readiness leaving(Owner owner, SecurityGroup object) {
    return leaving(owner, object, object.progress());
  }
}
