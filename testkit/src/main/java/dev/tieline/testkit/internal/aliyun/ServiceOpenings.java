package dev.tieline.testkit.internal.aliyun;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.testkit.contract.Monitor.Offering;
import dev.tieline.testkit.contract.Monitor.Use;
import dev.tieline.testkit.contract.Monitor.Wished;
import dev.tieline.testkit.internal.Openings;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a wish uses and offers by PrivateLink; without a wish nothing is said about that. */
record ServiceOpenings(@Nullable Wished wished, Openings openings, AliyunEvidence evidence) {

  private boolean anyUse(Predicate<Use> holds) {
    return wished == null || wished.uses().stream().anyMatch(holds);
  }

  private boolean anyOffering(Predicate<Offering> holds) {
    return wished == null || wished.offerings().stream().anyMatch(holds);
  }

  /** Whether the wish has a network that is this VPC, for whatever it has there. */
  boolean has(String vpc) {
    return openings.has(vpc)
        || anyUse(use -> openings.is(use.network(), vpc))
        || anyOffering(offering -> openings.is(offering.network(), vpc));
  }

  /** Whether the wish uses a service from a VPC. */
  boolean uses(String vpc, String service) {
    return anyUse(use -> openings.is(use.network(), vpc) && is(use, service));
  }

  private static boolean is(Use use, String service) {
    return use.target().service().equals(service);
  }

  /** Whether the wish has a name in a VPC. */
  boolean names(String vpc, String name) {
    return anyUse(use -> openings.is(use.network(), vpc) && use.target().names().contains(name));
  }

  /** Whether the wish has a name in any VPC. */
  boolean names(String name) {
    return anyUse(use -> use.target().names().contains(name));
  }

  /** Whether an address is one of an endpoint that the wish finds by a name. */
  boolean leads(String name, String address) {
    return anyUse(
        use ->
            use.target().names().contains(name)
                && evidence.addresses(use.target().service()).contains(address));
  }

  /**
   * Whether the wish has a rule for the use of a service: into a group of its endpoint from the
   * network, or out of any to the address of its endpoint.
   */
  boolean lets(SecurityGroup group, boolean egress, @Nullable Cidr peer, Predicate<Traffic> says) {
    return anyUse(
        use ->
            peer != null
                && openings.is(use.network(), group.vpcId())
                && use.traffic().stream().anyMatch(says)
                && (egress ? isAddress(use, peer) : isGuard(use, group) && isSource(use, peer)));
  }

  private boolean isAddress(Use use, Cidr peer) {
    return peer.prefixLength() == peer.first().bits()
        && evidence.addresses(use.target().service()).contains(peer.first().toString());
  }

  private boolean isGuard(Use use, SecurityGroup group) {
    return evidence.guards(use.target().service()).contains(group.id());
  }

  private boolean isSource(Use use, Cidr peer) {
    return use.sources().isEmpty()
        ? openings.isOf(use.network(), peer)
        : use.sources().contains(peer);
  }

  /** Whether the wish offers all of some balancers. */
  boolean offers(Collection<String> backends) {
    return anyOffering(offering -> offering.backends().containsAll(backends));
  }

  /** The offerings that a service with these balancers may be; all of them where it has none. */
  private boolean any(EndpointService service, Predicate<Offering> holds) {
    List<String> backends =
        service.resources().stream().map(EndpointService.Resource::id).distinct().toList();
    return anyOffering(
        offering ->
            (backends.isEmpty() || backends.stream().anyMatch(offering.backends()::contains))
                && holds.test(offering));
  }

  /** Whether the wish lets the cloud let everybody in to what these balancers serve. */
  boolean acceptsAll(Collection<String> backends) {
    return anyOffering(o -> o.backends().containsAll(backends) && o.acceptsAll());
  }

  boolean acceptsAll(EndpointService service) {
    return any(service, Offering::acceptsAll);
  }

  boolean serves(EndpointService service, String backend) {
    return any(service, offering -> offering.backends().contains(backend));
  }

  boolean shares(EndpointService service, String account) {
    return any(service, offering -> offering.accounts().contains(account));
  }

  boolean reaches(EndpointService service, Collection<String> regions) {
    return any(service, offering -> offering.regions().containsAll(regions));
  }

  boolean reaches(Collection<String> backends, Collection<String> regions) {
    return anyOffering(o -> o.backends().containsAll(backends) && o.regions().containsAll(regions));
  }

  /** Whether the wish lets an endpoint in, and shares the service with its account. */
  boolean accepts(EndpointService service, String endpoint, String account) {
    return any(
        service,
        offering ->
            offering.accepted().contains(endpoint)
                && (offering.accounts().contains(account) || offering.accounts().contains("*")));
  }

  /** Whether the wish cuts an endpoint off. */
  boolean cuts(EndpointService service, String endpoint) {
    return cutsOff() || any(service, offering -> offering.rejected().contains(endpoint));
  }

  /** Whether the wish consents to cutting those off that use what it does not offer any more. */
  boolean cutsOff() {
    return wished == null || wished.cutsOff();
  }

  /** The VPCs of which the wish offers something behind these balancers. */
  boolean offersFrom(String vpc, Set<String> backends) {
    return anyOffering(o -> openings.is(o.network(), vpc) && o.backends().containsAll(backends));
  }
}
