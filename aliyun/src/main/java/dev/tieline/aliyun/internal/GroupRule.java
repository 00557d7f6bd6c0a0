package dev.tieline.aliyun.internal;

import dev.tieline.net.Traffic;
import dev.tieline.provider.Descriptions;
import dev.tieline.provider.Marked;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import java.util.Map;

/**
 * A rule of a security group as it was read.
 *
 * @param accept whether it lets through or drops
 * @param priority 1 to 100; the smallest decides, and of two that are alike the one that drops
 */
public record GroupRule(
    String id,
    Scope scope,
    String group,
    boolean ingress,
    Traffic traffic,
    RulePeer peer,
    boolean accept,
    int priority,
    String description)
    implements Marked {
  GroupRule with(String otherDescription) {
    return new GroupRule(
        id, scope, group, ingress, traffic, peer, accept, priority, otherDescription);
  }

  @Override
  public Map<Owner, Address> marks() {
    return Descriptions.marks(description);
  }
}
