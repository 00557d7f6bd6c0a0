package dev.tieline.aws.internal;

import dev.tieline.provider.Addresses;
import dev.tieline.provider.Caller;
import dev.tieline.provider.Trouble;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Consent;
import dev.tieline.topology.Topology;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What all who compile a part of a wish work with.
 *
 * @param owner who wishes
 * @param topology the wish
 * @param facts what the survey found
 * @param out what objects and findings are added to
 */
record Compiling(Owner owner, Topology topology, Facts facts, Graph.Builder out) {
  String shown(Address address) {
    return owner.topology() + "-" + Addresses.display(address);
  }

  @Nullable String account(Scope scope) {
    return facts.one(Caller.class, scope.account()).map(Caller::accountId).orElse(null);
  }

  String accountOr(Scope scope) {
    String id = account(scope);
    return id == null ? scope.account() : id;
  }

  /** What keeps an account from being used, which is a finding already. */
  Optional<String> trouble(Scope scope) {
    return facts.one(Trouble.class, scope.account()).map(Trouble::what);
  }

  /** Whether a foreign attribute may be changed. */
  Holder foreign() {
    return topology.consents().contains(Consent.CHANGE_FOREIGN_ATTRIBUTES)
        ? Holder.CONSENTING
        : Holder.FOREIGN;
  }

  /** Adds the tag that keeps the old value of what is changed with consent. */
  Node<LabelWish, Label> before(NetworkLabels<?> kind, Site site, String holder, LabelWish wish) {
    Address address = site.address().child("before-image." + holder + "." + wish.subject());
    return out.add(kind, address, site.scope(), wish);
  }
}
