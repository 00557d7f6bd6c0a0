package dev.tieline.aws.internal;

import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.net.Cidr;
import dev.tieline.provider.Keys;
import dev.tieline.provider.NetworkChecks;
import dev.tieline.provider.NetworkFindings;
import dev.tieline.provider.Quota;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Findings about VPCs and their blocks, before they are made. */
final class VpcChecks {
  private final Owner owner;
  private final Facts facts;
  private final Graph.Builder out;
  private final Map<Scope, Integer> vpcs = new LinkedHashMap<>();

  VpcChecks(Compiling compiling) {
    owner = compiling.owner();
    facts = compiling.facts();
    out = compiling.out();
  }

  void blocks(Address address, VpcForm.Managed form, Cidr primary) {
    List<Cidr> all = Stream.concat(Stream.of(primary), form.secondaryBlocks().stream()).toList();
    NetworkChecks.overlaps(address, all, out);
    Optional<Quota> quota = quota(NetworkCompiler.scope(form), Quotas.BLOCKS_PER_VPC);
    if (quota.isPresent() && all.size() > quota.get().value()) {
      out.finding(
          overQuota(
              AwsFindings.BLOCK_QUOTA,
              address.path(),
              all.size() + " IPv4 blocks are wished",
              "IPv4 blocks of a VPC",
              quota.get()));
    }
  }

  void quota(Address address, Scope scope) {
    int there = facts.find(Vpc.class, new Keys.In(scope)).size();
    int after = vpcs.merge(scope, 1, Integer::sum) + there;
    Optional<Quota> quota = quota(scope, Quotas.VPCS_PER_REGION);
    if (quota.isPresent() && after > quota.get().value()) {
      out.finding(
          overQuota(
              AwsFindings.VPC_QUOTA,
              address.path(),
              scope + " has " + there + " VPCs, and with this one would have " + after,
              "VPCs of a region",
              quota.get()));
    }
  }

  void doubles(Address address, Vpc survivor) {
    for (Vpc vpc : Vpcs.marked(owner, address, survivor.scope(), facts)) {
      if (!vpc.id().equals(survivor.id()) && Vpcs.inUse(vpc, facts)) {
        NetworkChecks.doubled(owner, address, survivor.id(), vpc.id(), out);
      }
    }
  }

  /** A zone that the account has not; where zones could not be read, nothing is said. */
  void zone(String subject, Scope scope, String zone) {
    List<Zone> zones = facts.find(Zone.class, new Keys.In(scope));
    if (!zones.isEmpty() && zones.stream().noneMatch(z -> z.isCalled(zone))) {
      String all = String.join(", ", zones.stream().map(Zone::toString).sorted().toList());
      out.finding(
          NetworkFindings.error(
              AwsFindings.ZONE_NOT_FOUND,
              subject,
              "there is no zone " + zone + " for " + scope + " (there are: " + all + ")",
              "AWS would refuse the subnet once its VPC is made",
              "Name one of these zones; a local zone must first be enabled for the account"));
    }
  }

  private Optional<Quota> quota(Scope scope, String code) {
    return facts.one(Quota.class, new Keys.Quotas(scope, code));
  }

  private static Finding overQuota(
      String code, String subject, String what, String of, Quota quota) {
    return new Finding(
        code,
        quota.read() ? Severity.ERROR : Severity.WARNING,
        subject,
        what
            + "; the quota of "
            + of
            + " ("
            + quota.code()
            + ") is "
            + quota.value()
            + (quota.read() ? "" : " by default: the account's own was not read"),
        "AWS refuses what goes beyond",
        "Ask AWS for a higher quota (Service Quotas, " + quota.code() + "), or wish fewer");
  }
}
