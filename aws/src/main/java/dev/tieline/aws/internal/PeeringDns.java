package dev.tieline.aws.internal;

import dev.tieline.plan.Trait;
import dev.tieline.provider.Keys;
import dev.tieline.provider.OldValues;
import dev.tieline.provider.PeeringViews;
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
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * DNS options of peering connections: one call a side, by that side's own client, since EC2 refuses
 * the other side's options across accounts and regions. The ClassicLink members are never sent: on
 * a connection across regions EC2 refuses even a false (hashicorp/terraform-provider-aws#6730).
 */
final class PeeringDns implements ResourceKind<DnsWish, DnsOption> {
  PeeringDns() {}

  @Override
  public String name() {
    return "peering dns option";
  }

  @Override
  public Guard guard() {
    return Guard.NATURAL_KEY;
  }

  @Override
  public Set<Trait> traits(DnsWish wish) {
    return Set.of(Trait.UNGUARDED);
  }

  @Override
  public boolean unguarded() {
    return true;
  }

  @Override
  public String describe(DnsWish wish, Refs refs) {
    return "names of " + refs.show(wish.vpc()) + " resolve across " + refs.show(wish.pcx());
  }

  @Override
  public String show(DnsOption object) {
    return "names of "
        + object.vpc()
        + " across "
        + object.pcx()
        + (object.on() ? ": on" : ": off");
  }

  @Override
  public Find<DnsOption> find(Owner owner, Node<DnsWish, DnsOption> node, Refs refs, Facts facts) {
    Optional<String> why = facts.unreadable(node.scope(), Pcx.class);
    if (why.isPresent()) {
      return new Find.Unreadable<>(why.get());
    }
    List<DnsOption> options =
        refs.peek(node.wish().pcx()).flatMap(id -> PeeringViews.of(Pcx.class, facts, id)).stream()
            .flatMap(p -> p.in(node.scope()).stream())
            .flatMap(p -> DnsOption.of(p).stream())
            .toList();
    return choose(node.wish(), refs, options);
  }

  private static Find<DnsOption> choose(DnsWish wish, Refs refs, List<DnsOption> options) {
    Optional<String> pcx = refs.peek(wish.pcx());
    Optional<String> vpc = refs.peek(wish.vpc());
    return options.stream()
        .filter(o -> pcx.filter(o.pcx()::equals).isPresent())
        .filter(o -> vpc.filter(o.vpc()::equals).isPresent())
        .findFirst()
        .<Find<DnsOption>>map(Find.Ours::new)
        .orElseGet(Find.None::new);
  }

  @Override
  public Diff compare(Owner owner, Node<DnsWish, DnsOption> node, DnsOption object, Refs refs) {
    return object.on()
        ? new Diff.Same()
        : new Diff.Differs(List.of("names of " + object.vpc() + " resolve, instead of not"));
  }

  @Override
  public Call<DnsOption> create(
      Owner owner, Node<DnsWish, DnsOption> node, Refs refs, Token token) {
    DnsWish wish = node.wish();
    return set(
        new DnsOption(
            node.scope(),
            refs.get(wish.pcx()),
            refs.get(wish.vpc()),
            wish.asRequester(),
            false,
            "active",
            ""),
        true);
  }

  @Override
  public Call<DnsOption> update(
      Owner owner, Node<DnsWish, DnsOption> node, DnsOption object, Refs refs) {
    return set(object, true);
  }

  private static Call<DnsOption> set(DnsOption option, boolean on) {
    return Call.write(
        option.scope(),
        "ModifyVpcPeeringConnectionOptions",
        clients -> {
          clients
              .client(Ec2Client.class)
              .modifyVpcPeeringConnectionOptions(
                  r -> {
                    r.vpcPeeringConnectionId(option.pcx());
                    if (option.asRequester()) {
                      r.requesterPeeringConnectionOptions(
                          o -> o.allowDnsResolutionFromRemoteVpc(on));
                    } else {
                      r.accepterPeeringConnectionOptions(
                          o -> o.allowDnsResolutionFromRemoteVpc(on));
                    }
                  });
          return option.with(on);
        });
  }

  /** Turns the option off: what it was before, as a connection of ours begins with it off, too. */
  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<DnsOption> owned) {
    return Optional.of(set(owned.object(), false));
  }

  @Override
  public Optional<String> restores(DnsOption object) {
    return object.before().isEmpty()
        ? Optional.empty() // of a connection of ours: it goes with that
        : Optional.of("names of " + object.vpc() + " across " + object.pcx() + " back to off");
  }

  @Override
  public DnsOption fresh(DnsOption seen, List<DnsOption> now) {
    return now.get(0).restoring(seen.before());
  }

  @Override
  public Query<DnsOption> read(Scope scope, Collection<String> ids) {
    return list(
        scope, ids.stream().map(id -> id.substring(0, id.indexOf('|'))).distinct().toList());
  }

  private static Query<DnsOption> list(Scope scope, Collection<String> connections) {
    return Flat.of(
        Lists.peerings(scope, new Lists.By("vpc-peering-connection-id", connections)),
        DnsOption::of);
  }

  @Override
  public Query<DnsOption> seek(Owner owner, Node<DnsWish, DnsOption> node, Refs refs) {
    return list(node.scope(), List.of(refs.get(node.wish().pcx())));
  }

  @Override
  public Find<DnsOption> pick(
      Owner owner, Node<DnsWish, DnsOption> node, Refs refs, List<DnsOption> found) {
    // one that is still off is no sign that a lost call had its effect
    return choose(node.wish(), refs, found.stream().filter(DnsOption::on).toList());
  }

  @Override
  public String id(DnsOption object) {
    return object.id();
  }

  @Override
  public Collection<String> uses(DnsOption object) {
    return Stream.of(object.pcx(), object.before()).filter(id -> !id.isEmpty()).toList();
  }

  @Override
  public Readiness readiness(Node<DnsWish, DnsOption> node, DnsOption object) {
    return switch (object.status()) {
      case "active", "provisioning", "pending-acceptance", "initiating-request" ->
          object.on()
              ? new Readiness.Target()
              : new Readiness.Transitional("off"); // reads lag behind the answer by seconds
      default -> new Readiness.Failed(object.status(), "the connection carries nothing any more");
    };
  }

  @Override
  public Readiness leaving(Owner owner, DnsOption object) {
    return object.on() ? new Readiness.Transitional("on") : new Readiness.Target();
  }

  /**
   * Returns the options that are on where we are the ones who turned them on: on our connections,
   * and on others' where a label says that it was off before.
   */
  @Override
  public Collection<Class<?>> sources() {
    return List.of(Pcx.class);
  }

  @Override
  public List<Owned<DnsOption>> owned(Owner owner, Facts facts) {
    List<Owned<DnsOption>> owned = new ArrayList<>();
    for (PeeringViews<Pcx> pcx : PeeringViews.markedBy(Pcx.class, facts, owner)) {
      if (pcx.active() && pcx.onlyOf(owner)) {
        Address link = pcx.address(owner).orElseThrow();
        Pcx any = pcx.home();
        for (Side side : List.of(any.requester(), any.accepter())) {
          pcx.from(side)
              .map(view -> DnsOption.of(view, view.side(side.vpc())))
              .filter(DnsOption::on)
              .ifPresent(o -> owned.add(new Owned<>(link.child("dns." + o.vpc()), o.scope(), o)));
        }
      }
    }
    for (Pcx view : facts.find(Pcx.class, new Keys.BeforeBy(owner))) {
      for (Owned<Label> label : DnsBefores.on(owner, view)) {
        DnsOption.of(view).stream()
            .filter(o -> o.on() && label.object().key().endsWith("dns." + o.vpc()))
            .filter(o -> !OldValues.keptByOthers(owner, DnsBefores.attribute(o.vpc()), view.tags()))
            .forEach(
                o ->
                    owned.add(
                        new Owned<>(
                            new Address(label.address().path().replace("/before.", "/")),
                            o.scope(),
                            o.restoring(label.object().id()))));
      }
    }
    owned.sort(Comparator.comparing(Owned::address));
    return owned;
  }

  @Override
  public void project(Node<DnsWish, DnsOption> node, Refs refs, SnapshotEditor to) {
    // A snapshot does not tell how names resolve.
  }

  @Override
  public void projectGone(DnsOption object, SnapshotEditor to) {
    // A snapshot does not tell how names resolve.
  }
}
