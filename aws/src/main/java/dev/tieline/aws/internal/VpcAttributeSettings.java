package dev.tieline.aws.internal;

import dev.tieline.plan.Trait;
import dev.tieline.provider.Keys;
import dev.tieline.provider.OldValues;
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
import dev.tieline.spi.Refs;
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * Attributes of VPCs that are to be on. Of a VPC of somebody else they are only switched on with
 * consent, with the old value kept in a tag there, and switched off again when the wish goes.
 */
final class VpcAttributeSettings implements ResourceKind<VpcAttributeWish, VpcAttribute> {
  /** What an attribute that is off is noted as. */
  static final String OFF = "false";

  /** What an attribute that is on is noted as. */
  static final String ON = "true";

  VpcAttributeSettings() {}

  @Override
  public String name() {
    return "vpc attribute";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public Set<Trait> traits(VpcAttributeWish wish) {
    return Set.of(Trait.UNGUARDED);
  }

  @Override
  public boolean unguarded() {
    return true;
  }

  @Override
  public String describe(VpcAttributeWish wish, Refs refs) {
    return wish.attribute().text() + " on " + refs.show(wish.vpc());
  }

  @Override
  public String show(VpcAttribute object) {
    return object.name().text() + " of " + object.vpc() + " " + (object.on() ? "on" : "off");
  }

  @Override
  public Find<VpcAttribute> find(
      Owner owner, Node<VpcAttributeWish, VpcAttribute> node, Refs refs, Facts facts) {
    Optional<String> why =
        facts
            .unreadable(node.scope(), Vpc.class)
            .or(() -> facts.unreadable(node.scope(), VpcAttributes.class));
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    Optional<Vpc> vpc = refs.peek(node.wish().vpc()).flatMap(id -> facts.one(Vpc.class, id));
    if (vpc.isEmpty()) {
      return new Find.None<>();
    }
    VpcAttribute.Name name = node.wish().attribute();
    return of(owner, vpc.get(), name, facts)
        .map(found -> judge(node.wish(), found))
        .orElseGet(
            () ->
                node.wish().holder() == Holder.OURS
                    // Not asked for, as when its network was renamed: to switch it on twice is
                    // safe.
                    ? new Find.Ours<>(
                        new VpcAttribute(node.scope(), vpc.get().id(), name, false, null))
                    : new Find.Unreadable<>(node.wish() + " was not read"));
  }

  /** Returns an attribute of a VPC; empty if it was not read. */
  static Optional<VpcAttribute> of(Owner owner, Vpc vpc, VpcAttribute.Name name, Facts facts) {
    String note =
        AwsKinds.ATTRIBUTE_BEFORES.on(vpc, owner, name.text()).map(Label::id).orElse(null);
    return facts.one(VpcAttributes.class, new Keys.InVpc(vpc.id())).map(all -> of(all, name, note));
  }

  /** Returns the attributes that are on. */
  static List<VpcAttribute.Name> on(VpcAttributes all) {
    return Arrays.stream(VpcAttribute.Name.values())
        .filter(name -> of(all, name, null).on())
        .toList();
  }

  private static VpcAttribute of(VpcAttributes all, VpcAttribute.Name name, @Nullable String note) {
    boolean on =
        switch (name) {
          case DNS_SUPPORT -> all.dnsSupport();
          case DNS_HOSTNAMES -> all.dnsHostnames();
        };
    return new VpcAttribute(all.scope(), all.vpc(), name, on, note);
  }

  private static Find<VpcAttribute> judge(VpcAttributeWish wish, VpcAttribute found) {
    if (wish.holder() == Holder.OURS || found.note() != null) {
      return new Find.Ours<>(found);
    }
    if (found.on()) {
      return new Find.Foreign<>(found);
    }
    if (wish.holder() == Holder.CONSENTING) {
      return new Find.Ours<>(found);
    }
    return new Find.InTheWay<>(
        wish.attribute().text() + " of " + found.vpc() + ", which is not ours, is off",
        "switch it on by hand, or let the topology consent to CHANGE_FOREIGN_ATTRIBUTES");
  }

  @Override
  public Diff compare(
      Owner owner, Node<VpcAttributeWish, VpcAttribute> node, VpcAttribute object, Refs refs) {
    return object.on() ? new Diff.Same() : new Diff.Differs(List.of("on instead of off"));
  }

  @Override
  public Call<VpcAttribute> create(
      Owner owner, Node<VpcAttributeWish, VpcAttribute> node, Refs refs, Token token) {
    String vpc = refs.get(node.wish().vpc());
    return turn(new VpcAttribute(node.scope(), vpc, node.wish().attribute(), true, null));
  }

  @Override
  public Call<VpcAttribute> update(
      Owner owner, Node<VpcAttributeWish, VpcAttribute> node, VpcAttribute object, Refs refs) {
    return turn(new VpcAttribute(object.scope(), object.vpc(), object.name(), true, object.note()));
  }

  private static Call<VpcAttribute> turn(VpcAttribute wished) {
    return Call.write(
        wished.scope(),
        "ModifyVpcAttribute",
        clients -> {
          clients
              .client(Ec2Client.class)
              .modifyVpcAttribute(
                  r -> {
                    r.vpcId(wished.vpc()); // one attribute a call, or the cloud refuses it
                    switch (wished.name()) {
                      case DNS_SUPPORT -> r.enableDnsSupport(v -> v.value(wished.on()));
                      case DNS_HOSTNAMES -> r.enableDnsHostnames(v -> v.value(wished.on()));
                    }
                  });
          return wished;
        });
  }

  /** Switches off what we switched on. */
  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<VpcAttribute> owned) {
    VpcAttribute on = owned.object();
    return Optional.of(turn(new VpcAttribute(on.scope(), on.vpc(), on.name(), false, on.note())));
  }

  @Override
  public Optional<String> restores(VpcAttribute object) {
    return Optional.of(object.name().text() + " of " + object.vpc() + " back to " + OFF);
  }

  @Override
  public VpcAttribute fresh(VpcAttribute seen, List<VpcAttribute> now) {
    VpcAttribute read = now.get(0);
    return new VpcAttribute(read.scope(), read.vpc(), read.name(), read.on(), seen.note());
  }

  @Override
  public Query<VpcAttribute> read(Scope scope, Collection<String> ids) {
    return Flat.of(
        Lists.attributes(
            scope, ids.stream().map(id -> id.substring(0, id.indexOf('/'))).distinct().toList()),
        all -> Arrays.stream(VpcAttribute.Name.values()).map(name -> of(all, name, null)).toList());
  }

  @Override
  public Query<VpcAttribute> seek(
      Owner owner, Node<VpcAttributeWish, VpcAttribute> node, Refs refs) {
    return read(
        node.scope(), List.of(refs.get(node.wish().vpc()) + "/" + node.wish().attribute().text()));
  }

  @Override
  public Find<VpcAttribute> pick(
      Owner owner, Node<VpcAttributeWish, VpcAttribute> node, Refs refs, List<VpcAttribute> found) {
    return found.stream()
        .filter(a -> a.name() == node.wish().attribute())
        .filter(VpcAttribute::on) // off means that the call had no effect
        .findFirst()
        .<Find<VpcAttribute>>map(Find.Ours::new)
        .orElseGet(Find.None::new);
  }

  @Override
  public String id(VpcAttribute object) {
    return object.id();
  }

  @Override
  public Collection<String> uses(VpcAttribute object) {
    return object.note() == null ? List.of(object.vpc()) : List.of(object.vpc(), object.note());
  }

  @Override
  public Readiness readiness(Node<VpcAttributeWish, VpcAttribute> node, VpcAttribute object) {
    return object.on() ? new Readiness.Target() : new Readiness.Transitional("off");
  }

  @Override
  public Readiness leaving(Owner owner, VpcAttribute object) {
    return object.on() ? new Readiness.Transitional("on") : new Readiness.Target();
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Vpc.class, VpcAttributes.class);
  }

  @Override
  public List<Owned<VpcAttribute>> owned(Owner owner, Facts facts) {
    List<Owned<VpcAttribute>> owned = new ArrayList<>();
    for (Vpc vpc : facts.find(Vpc.class, new Keys.BeforeBy(owner))) {
      for (VpcAttribute.Name name : VpcAttribute.Name.values()) {
        Optional<Label> note = AwsKinds.ATTRIBUTE_BEFORES.on(vpc, owner, name.text());
        boolean read = facts.unreadable(vpc.scope(), VpcAttributes.class).isEmpty();
        // One that was not asked for counts as on: to switch it off again does no harm twice.
        boolean on = of(owner, vpc, name, facts).map(VpcAttribute::on).orElse(true);
        boolean kept = OldValues.keptByOthers(owner, name.text(), vpc.tags());
        if (note.isPresent() && read && on && !kept) {
          owned.add(
              new Owned<>(
                  new Address(vpc.id()).child("attribute." + name.text()),
                  vpc.scope(),
                  new VpcAttribute(vpc.scope(), vpc.id(), name, true, note.get().id())));
        }
      }
    }
    owned.sort(Comparator.comparing((Owned<VpcAttribute> o) -> o.address()));
    return owned;
  }

  @Override
  public void project(Node<VpcAttributeWish, VpcAttribute> node, Refs refs, SnapshotEditor to) {
    // Names change nothing in how networks reach each other.
  }

  @Override
  public void projectGone(VpcAttribute object, SnapshotEditor to) {
    // Names change nothing in how networks reach each other.
  }
}
