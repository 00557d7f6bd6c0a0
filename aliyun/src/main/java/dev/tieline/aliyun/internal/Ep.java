package dev.tieline.aliyun.internal;

import dev.tieline.provider.Claims;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Tagged;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A PrivateLink endpoint as it was read.
 *
 * @param service the name of its service
 * @param serviceRegion the region that its service is in
 * @param status the cloud's word for the endpoint itself
 * @param businessStatus whether it is locked for money
 * @param connection the cloud's word for its connection to the service
 * @param domain the name by which it is reached; empty until it has one
 * @param bandwidth of its connection across regions in Mbit/s; empty within one
 * @param groups the security groups that guard it; empty where that was not read
 */
public record Ep(
    String id,
    Scope scope,
    String vpc,
    String name,
    String service,
    String serviceRegion,
    String status,
    String businessStatus,
    String connection,
    String domain,
    OptionalInt bandwidth,
    List<String> groups,
    Tags tags)
    implements Tagged {
  public Ep {
    groups = groups.stream().sorted().toList();
  }

  boolean going() {
    return status.equals("Deleting");
  }

  boolean connected() {
    return connection.equals("Connected");
  }

  boolean locked() {
    return businessStatus.equals("FinancialLocked");
  }

  /** Whether a topology of the owner's namespace made it, or uses it. */
  boolean ours(Owner owner) {
    return Marks.ours(owner, this);
  }

  Ep with(Tags others) {
    return new Ep(
        id,
        scope,
        vpc,
        name,
        service,
        serviceRegion,
        status,
        businessStatus,
        connection,
        domain,
        bandwidth,
        groups,
        others);
  }

  /** Returns the same while it is given another bandwidth. */
  Ep changing(OptionalInt other) {
    return new Ep(
        id,
        scope,
        vpc,
        name,
        service,
        serviceRegion,
        "Pending",
        businessStatus,
        connection,
        domain,
        other,
        groups,
        tags);
  }

  /** Returns the same guarded by these groups. */
  Ep guardedBy(List<EpGroup> attached) {
    return new Ep(
        id,
        scope,
        vpc,
        name,
        service,
        serviceRegion,
        status,
        businessStatus,
        connection,
        domain,
        bandwidth,
        attached.stream().map(EpGroup::group).toList(),
        tags);
  }

  /** The ids of the claims that go after it: those of the links that its marks name. */
  List<String> claims() {
    List<String> claims = new ArrayList<>();
    marks()
        .forEach(
            (owner, address) -> claims.add(LabelKind.id(vpc, Claims.key(owner, address.part()))));
    return claims;
  }
}
