package dev.tieline.aws.internal;

import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Tagged;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.ResourceKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Marks of ours on what can not be what they say: of another kind, or in another network. Such a
 * mark was copied; what bears it is not ours, and is left alone.
 */
public final class StrayMarks {
  private StrayMarks() {}

  /** Returns a finding on each, of whatever part of the wish the mark speaks of. */
  public static List<Finding> findings(Owner owner, Facts facts) {
    List<Finding> findings = new ArrayList<>();
    add(findings, owner, facts, Vpc.class, AwsKinds.VPCS);
    add(findings, owner, facts, Subnet.class, AwsKinds.SUBNETS);
    add(findings, owner, facts, RouteTable.class, AwsKinds.ROUTE_TABLES);
    add(findings, owner, facts, SecurityGroup.class, AwsKinds.SECURITY_GROUPS);
    add(findings, owner, facts, GroupRule.class, AwsKinds.GROUP_RULES);
    return findings;
  }

  private static <O extends Tagged> void add(
      List<Finding> to, Owner owner, Facts facts, Class<O> type, ResourceKind<?, O> kind) {
    Set<String> owned =
        kind.owned(owner, facts).stream()
            .map(Owned::object)
            .map(Tagged::id)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    facts.find(type, new Keys.OwnedBy(owner)).stream()
        .filter(object -> !owned.contains(object.id()))
        .sorted(Comparator.comparing(Tagged::id))
        .forEach(
            object ->
                Marks.address(owner, object.tags())
                    .ifPresent(address -> to.add(finding(owner, kind, object, address))));
  }

  private static <O extends Tagged> Finding finding(
      Owner owner, ResourceKind<?, O> kind, O object, Address address) {
    return new Finding(
        AwsFindings.MARK_ON_OTHER_SHAPE,
        Severity.WARNING,
        "topology." + owner.topology(),
        kind.name() + " " + kind.show(object) + " bears the mark of " + address,
        "It can not be that, so that the mark proves nothing: it is left alone",
        "Take the tag " + Marks.key(owner) + " off " + object.id());
  }
}
