package dev.tieline.aliyun.internal;

import dev.tieline.net.Ip;
import dev.tieline.provider.Keys;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owner;
import java.util.List;
import java.util.Optional;

/**
 * A name in a VPC that several topologies of a namespace have records for. A record tells the
 * namespace, the VPC and the name, but not which topology wrote it: that is told by whose endpoint
 * has its address.
 */
record SharedNames(Owner owner, Facts facts, Vpc vpc) {
  /**
   * Returns an endpoint for another service to which a name leads by a record of our namespace, and
   * which is not of this owner alone: who asks for the name would get either.
   */
  Optional<Ep> other(DnsZone zone, String service) {
    if (!DnsClaims.isShared(owner, vpc, zone.name())) {
      return Optional.empty();
    }
    return records(zone).stream()
        .flatMap(r -> of(r).stream())
        .filter(e -> !e.service().equals(service) && !isOnlyOf(e))
        .findFirst();
  }

  /**
   * Returns the records in a shared zone that no other topology needs: those of endpoints of this
   * owner alone, and those that lead to no endpoint of the VPC. As long as one of its endpoints
   * shows no address, the latter can not be told.
   */
  List<DnsRecord> releasable(DnsZone zone) {
    boolean complete = standing().stream().noneMatch(e -> addresses(e).isEmpty());
    return records(zone).stream().filter(r -> of(r).map(this::isOnlyOf).orElse(complete)).toList();
  }

  private List<DnsRecord> records(DnsZone zone) {
    String remark = MarkLimits.remark(owner, vpc.id(), zone.name());
    return !zone.remark().equals(remark)
        ? List.of()
        : facts.find(DnsRecord.class, new AliyunKeys.InZone(zone.id())).stream()
            .filter(r -> r.remark().equals(remark))
            .toList();
  }

  private Optional<Ep> of(DnsRecord dnsRecord) {
    return standing().stream().filter(e -> addresses(e).contains(dnsRecord.value())).findFirst();
  }

  private List<Ep> standing() {
    return facts.find(Ep.class, new Keys.InVpc(vpc.id())).stream().filter(e -> !e.going()).toList();
  }

  private List<String> addresses(Ep endpoint) {
    return facts.find(EpZone.class, new AliyunKeys.OfEndpoint(endpoint.id())).stream()
        .flatMap(z -> z.addresses().stream())
        .map(Ip::toString)
        .toList();
  }

  private boolean isOnlyOf(Ep endpoint) {
    return endpoint.marks().size() == 1 && endpoint.marks().containsKey(owner);
  }
}
