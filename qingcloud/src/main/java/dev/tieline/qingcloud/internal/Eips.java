package dev.tieline.qingcloud.internal;

import dev.tieline.plan.Trait;
import dev.tieline.spi.Call;
import dev.tieline.spi.Diff;
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
import java.util.Set;

/**
 * Public addresses of our own. They cost from the moment that they are there, bound or not ("EIP",
 * API documentation, read 2026-11), and return to be available when their balancer goes.
 */
final class Eips extends NamedKind<EipWish, Eip> {
  private static final Set<String> READY = Set.of("available", "associated");

  Eips() {
    super(Eip.class, partOfBalancer("eip"));
  }

  @Override
  public String name() {
    return "public address";
  }

  @Override
  public Set<Trait> traits(EipWish wish) {
    return Set.of(Trait.BILLABLE);
  }

  @Override
  public String describe(EipWish wish, Refs refs) {
    return wish.bandwidth() + " Mbit/s, billed by " + wish.billing();
  }

  @Override
  public String show(Eip object) {
    return object.id() + " " + object.address() + " (" + object.progress() + ")";
  }

  @Override
  boolean isInUse(Eip object, Facts facts) {
    return !object.resource().isEmpty();
  }

  @Override
  public Diff compare(Owner owner, Node<EipWish, Eip> node, Eip object, Refs refs) {
    EipWish wish = node.wish();
    boolean same =
        object.bandwidth() == wish.bandwidth() && object.billing().equals(wish.billing());
    return same
        ? new Diff.Same()
        : new Diff.Immutable(
            object.id()
                + " has "
                + object.bandwidth()
                + " Mbit/s, billed by "
                + object.billing()
                + ", instead of "
                + describe(wish, refs),
            "Change it in the console, or write what it has into the options of the link");
  }

  @Override
  public Call<Eip> create(Owner owner, Node<EipWish, Eip> node, Refs refs, Token token) {
    EipWish wish = node.wish();
    String name = Names.of(owner, node.address());
    return Writes.of(
        node.scope(),
        Request.of(Api.ALLOCATE_EIPS)
            .with("bandwidth", wish.bandwidth())
            .with("billing_mode", wish.billing())
            .with("eip_name", name)
            .with("count", 1),
        answer ->
            new Eip(
                Wire.only(answer, "eips"),
                node.scope(),
                name,
                null,
                new Progress("pending", "", null),
                wish.bandwidth(),
                wish.billing(),
                "",
                Instant.MIN));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<Eip> owned) {
    Eip eip = owned.object();
    return Optional.of(
        Writes.of(
            owned.scope(),
            Request.of(Api.RELEASE_EIPS).each("eips", List.of(eip.id())),
            answer -> eip));
  }

  /** What somebody else has bound it to would lose it. */
  @Override
  public Optional<String> builtUpon(Owner owner, Owned<Eip> owned, Facts facts) {
    Eip eip = owned.object();
    boolean ours =
        eip.resource().isEmpty()
            || facts.find(Balancer.class, eip.resource()).stream()
                .anyMatch(b -> b.marks().containsKey(owner))
            || facts.unreadable(owned.scope(), Balancer.class).isPresent();
    return ours
        ? Optional.empty()
        : Optional.of(eip.id() + " " + eip.address() + " is bound to " + eip.resource());
  }

  @Override
  public Query<Eip> read(Scope scope, Collection<String> ids) {
    return Jobs.before(scope, Lists.eips(scope, ids), List.of());
  }

  @Override
  public Query<Eip> seek(Owner owner, Node<EipWish, Eip> node, Refs refs) {
    return Lists.eips(node.scope());
  }

  @Override
  public Readiness readiness(Node<EipWish, Eip> node, Eip object) {
    return object.progress().readiness(READY);
  }

  @Override
  public Readiness leaving(Owner owner, Eip object) {
    return leaving(owner, object, object.progress());
  }
}
