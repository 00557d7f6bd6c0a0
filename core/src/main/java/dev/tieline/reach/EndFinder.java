package dev.tieline.reach;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.snapshot.Host;
import dev.tieline.snapshot.SecurityGroup;
import dev.tieline.snapshot.Subnet;
import dev.tieline.snapshot.Vpc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out which place and which groups a probe means. */
final class EndFinder {
  /**
   * What a probe means: an end, or what keeps it from being one.
   *
   * @param end the end; null if there is a block, or a gap that leaves nothing to ask
   * @param block why there can be no such end
   * @param gap what is not known about the end
   */
  record Found(@Nullable End end, @Nullable Block block, @Nullable Gap gap) {}

  private final SnapshotIndex index;
  private final Family family;

  EndFinder(SnapshotIndex index, Family family) {
    this.index = index;
    this.family = family;
  }

  Found find(Probe probe) {
    if (probe instanceof Probe.OfHost host) {
      return host(host.id());
    }
    if (probe instanceof Probe.InSubnet in) {
      return imagined(in);
    }
    return at((Probe.AtAddress) probe);
  }

  private Found host(String id) {
    Host host = index.host(id);
    if (host == null) {
      return unknown(new Gap(id, "host " + id + " was not read"));
    }
    for (Ip ip : host.addresses()) {
      if (Family.of(ip) == family) {
        return known(end(Hop.Kind.HOST, id, ip, host.subnet(), host.groups()));
      }
    }
    return impossible(
        id,
        Wording.label(id, host.name()) + " has no " + family + " address",
        "give it one, or ask over the other family");
  }

  private Found imagined(Probe.InSubnet probe) {
    Subnet subnet = index.subnet(probe.subnet());
    if (subnet == null) {
      return unknown(new Gap(probe.subnet(), "subnet " + probe.subnet() + " was not read"));
    }
    Ip ip = probe.ip() == null ? firstUsable(subnet) : probe.ip();
    if (ip == null) {
      return impossible(
          subnet.id(),
          Wording.label(subnet.id(), subnet.name()) + " has no " + family + " block",
          "add one to it, or ask over the other family");
    }
    if (subnet.cidrs().stream().noneMatch(c -> c.contains(ip))) {
      throw new IllegalArgumentException(
          "probe: " + probe + " (expected: an address of " + subnet.cidrs() + ")");
    }
    return known(end(Hop.Kind.SUBNET, subnet.id(), ip, subnet.id(), probe.groups()));
  }

  private Found at(Probe.AtAddress probe) {
    Ip ip = probe.ip();
    List<Subnet> subnets = index.subnetsAround(ip);
    if (subnets.size() > 1) {
      String ids = Wording.names(subnets.stream().map(Subnet::id).sorted().toList());
      return unknown(new Gap(ip.toString(), ip + " lies in several subnets: " + ids));
    }
    if (subnets.size() == 1) {
      String subnet = subnets.get(0).id();
      Host host = index.hostAt(ip, subnet);
      List<String> given = probe.groups().isEmpty() ? null : probe.groups();
      return known(
          host == null
              ? end(Hop.Kind.SUBNET, subnet, ip, subnet, given)
              : end(Hop.Kind.HOST, host.id(), ip, subnet, given == null ? host.groups() : given));
    }
    return outside(probe);
  }

  /**
   * Of an address in no subnet that was read, the checks that look at addresses alone still hold.
   */
  private Found outside(Probe.AtAddress probe) {
    Ip ip = probe.ip();
    List<String> groups = probe.groups().isEmpty() ? null : probe.groups();
    List<Vpc> vpcs = index.incompleteVpcsAround(ip);
    if (vpcs.size() == 1) {
      Vpc vpc = vpcs.get(0);
      return known(new End(Hop.Kind.VPC, vpc.id(), ip, "", null, vpc.id(), vpc, groups));
    }
    return new Found(
        new End(Hop.Kind.ADDRESS, ip.toString(), ip, "", null, "", null, groups),
        null,
        new Gap(ip.toString(), ip + " lies in no subnet that was read"));
  }

  private End end(Hop.Kind kind, String id, Ip ip, String subnetId, @Nullable List<String> groups) {
    Subnet subnet = index.subnet(subnetId);
    String vpcId = subnet == null ? "" : subnet.vpc();
    if (groups != null && !vpcId.isEmpty()) {
      groups.forEach(g -> checkGroup(g, vpcId));
    }
    return new End(kind, id, ip, subnetId, subnet, vpcId, index.vpc(vpcId), groups);
  }

  private void checkGroup(String id, String vpcId) {
    SecurityGroup group = index.group(id);
    if (group != null && !group.vpc().equals(vpcId)) {
      throw new IllegalArgumentException(
          "group: " + id + " of " + group.vpc() + " (expected: a group of " + vpcId + ")");
    }
  }

  /**
   * Returns an address that a cloud may give to a host: AWS keeps the first four of a subnet and
   * the last one for itself (AWS VPC User Guide, "Subnet CIDR blocks", read 2026-11), and no cloud
   * keeps more at the start. In blocks too small for that, the first that is neither network nor
   * broadcast address; RFC 3021 has none of these in a /31.
   */
  private @Nullable Ip firstUsable(Subnet subnet) {
    for (Cidr block : subnet.cidrs()) {
      if (Family.of(block) == family) {
        int hostBits = block.first().bits() - block.prefixLength();
        return block.host(hostBits > 2 ? 4 : hostBits == 2 ? 1 : 0);
      }
    }
    return null;
  }

  private static Found known(End end) {
    return new Found(end, null, null);
  }

  private static Found unknown(Gap gap) {
    return new Found(null, null, gap);
  }

  private static Found impossible(String id, String found, String change) {
    return new Found(null, new Block(Verdict.NO_ADDRESS, id, found, change), null);
  }
}
