package dev.tieline.aws.internal;

import dev.tieline.provider.AcceptWish;
import dev.tieline.provider.Joined;
import dev.tieline.provider.OldValues;
import dev.tieline.spi.Address;
import dev.tieline.spi.FoundRefs;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Consent;
import dev.tieline.topology.Peering;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The DNS options of one link: each is a call of the side whose names are looked up. */
final class PeerNames {
  private final Joined<Compiled, Pcx> joined;
  private final LinkCompiling compiling;
  private final Ref<String> pcx;
  private final Node<AcceptWish, Pcx> accepted;
  private final Owner owner;
  private final Graph.Builder out;
  private final FoundRefs refs;
  private final PeeringFindings findings;
  private final Peering peering;
  private final Address address;

  PeerNames(
      LinkCompiling compiling,
      Joined<Compiled, Pcx> joined,
      Ref<String> pcx,
      Node<AcceptWish, Pcx> accepted) {
    this.joined = joined;
    this.compiling = compiling;
    this.pcx = pcx;
    this.accepted = accepted;
    owner = compiling.owner();
    out = compiling.out();
    refs = compiling.refs();
    findings = compiling.findings();
    peering = joined.peering();
    address = joined.address();
  }

  /** Adds the options that the link asks for. */
  void compile() {
    PeeringOptions options = PeeringOptions.of(peering);
    if (options.dnsOf().isEmpty()) {
      return;
    }
    joined.sides().forEach(side -> findings.dnsAttributes(peering, side));
    for (Compiled side : joined.sides()) {
      Optional<Scope> scope = joined.scopeOf(side, refs);
      if (options.dnsOf().contains(side.name()) && scope.isPresent()) {
        List<Node<?, ?>> after = new ArrayList<>(side.before());
        after.add(accepted);
        if (!joined.adopted() || changesForeign(side, scope.get(), after)) {
          out.add(
              AwsKinds.PEERING_DNS,
              address.child("dns." + side.name()),
              scope.get(),
              new DnsWish(pcx, side.vpcId(), joined.isRequester(side)),
              after.toArray(Node<?, ?>[]::new));
        }
      }
    }
  }

  /** Returns whether the option of a connection that is not ours is ours to turn on. */
  private boolean changesForeign(Compiled side, Scope scope, List<Node<?, ?>> after) {
    Optional<Pcx> view = joined.view(side, refs);
    Optional<String> vpc = refs.peek(side.vpcId());
    boolean on =
        view.isPresent()
            && vpc.isPresent()
            && Boolean.TRUE.equals(view.get().side(vpc.get()).dnsFromRemote());
    boolean turnedByUs =
        view.isPresent()
            && vpc.isPresent()
            && view.get().tags().get(DnsBefores.key(owner, vpc.get())).isPresent();
    // Another topology has turned it on, and would turn it off when it leaves.
    boolean kept =
        view.isPresent()
            && vpc.isPresent()
            && OldValues.keptByOthers(owner, DnsBefores.attribute(vpc.get()), view.get().tags());
    boolean consents = compiling.topology().consents().contains(Consent.CHANGE_FOREIGN_ATTRIBUTES);
    if (on && !turnedByUs && !(kept && consents)) {
      return false;
    }
    if (!consents) {
      findings.consentNeeded(peering, side);
      return false;
    }
    after.add(
        out.add(
            AwsKinds.DNS_BEFORES,
            address.child("before.dns." + side.name()),
            scope,
            new DnsBeforeWish(pcx, side.vpcId(), address),
            after.toArray(Node<?, ?>[]::new)));
    return true;
  }
}
