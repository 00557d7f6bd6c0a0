package dev.tieline.aliyun.internal;

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
    limit(
        AliyunFindings.BLOCK_QUOTA,
        address.path(),
        NetworkCompiler.scope(form),
        Quotas.SECONDARY_BLOCKS_PER_VPC,
        form.secondaryBlocks().size(),
        "secondary blocks");
    limit(
        AliyunFindings.TABLE_QUOTA,
        address.path(),
        NetworkCompiler.scope(form),
        Quotas.TABLES_PER_VPC,
        form.tables().size(),
        "custom route tables");
  }

  /** VSwitches of a VPC: those that are there and those to be made. */
  void vSwitches(Address address, Scope scope, long count) {
    limit(
        AliyunFindings.V_SWITCH_QUOTA,
        address.path(),
        scope,
        Quotas.V_SWITCHES_PER_VPC,
        count,
        "vSwitches");
  }

  private void limit(
      String code, String subject, Scope scope, String quota, long count, String what) {
    quota(scope, quota)
        .filter(q -> count > q.value())
        .ifPresent(
            q ->
                out.finding(
                    overQuota(
                        code,
                        subject,
                        "the VPC would have " + count + " " + what,
                        what + " of a VPC",
                        q)));
  }

  void quota(Address address, Scope scope) {
    int there = facts.find(Vpc.class, new Keys.In(scope)).size();
    int after = vpcs.merge(scope, 1, Integer::sum) + there;
    Optional<Quota> quota = quota(scope, Quotas.VPCS_PER_REGION);
    if (quota.isPresent() && after > quota.get().value()) {
      out.finding(
          overQuota(
              AliyunFindings.VPC_QUOTA,
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
    if (!zones.isEmpty() && zones.stream().noneMatch(z -> z.id().equals(zone))) {
      String all = String.join(", ", zones.stream().map(Zone::id).sorted().toList());
      out.finding(
          NetworkFindings.error(
              AliyunFindings.ZONE_NOT_FOUND,
              subject,
              "there is no zone " + zone + " for " + scope + " (there are: " + all + ")",
              "Alibaba Cloud would refuse the vSwitch once its VPC is made",
              "Name one of these zones"));
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
            + " is "
            + quota.value()
            + (quota.read() ? "" : " by default: no call tells the account's own"),
        "Alibaba Cloud refuses what goes beyond",
        "Ask for a higher quota (Quota Center), or wish fewer");
  }
}
