package dev.tieline.aliyun.internal;

import dev.tieline.check.Severity;
import dev.tieline.topology.Endpoint;
import java.util.List;

/** What is found of the names by which endpoints are reached. */
record DnsFindings(PeeringFindings findings) {
  void hosts(Endpoint link, EndpointForm form, List<EpZone> zones) {
    List<String> lines =
        EndpointForm.hostsLines(
            form.service(), zones.stream().flatMap(z -> z.addresses().stream()).toList());
    if (!lines.isEmpty()) {
      findings.add(
          AliyunFindings.HOSTS_LINES,
          Severity.INFO,
          link.address(),
          "hosts find the service by its name with these lines: " + String.join("; ", lines),
          "The service's name is in no DNS, and the link asks for lines instead of a zone",
          "Put one of these lines into the hosts file of every host that uses the service");
    }
  }

  /** Says that another topology of the namespace has the name for another service. */
  void nameTaken(Endpoint link, String name, Ep other) {
    findings.add(
        AliyunFindings.DNS_NAME_TAKEN,
        Severity.ERROR,
        link.address(),
        "the name "
            + name
            + " leads to "
            + other.id()
            + " for "
            + other.service()
            + " in "
            + other.vpc()
            + " already, by another topology of the namespace",
        "Who asks for the name would get the addresses of either service",
        "Choose another name with AliyunDns.privateZone(name), here or there; or take the link out"
            + " of the other topology first");
  }

  void dnsAdopted(Endpoint link, DnsZone zone) {
    findings.add(
        AliyunFindings.DNS_NAME_SHARED,
        Severity.WARNING,
        link.address(),
        "the records of the endpoint go into zone "
            + zone.id()
            + " ("
            + zone.name()
            + ") of somebody else",
        "The topology consents to that; who asks for the name gets the records that were there"
            + " before, too",
        "Take the other records of "
            + zone.name()
            + " out if they lead elsewhere, or choose another name");
  }
}
