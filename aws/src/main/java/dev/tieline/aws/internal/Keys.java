package dev.tieline.aws.internal;

import dev.tieline.net.Traffic;
import dev.tieline.snapshot.RulePeer;

/** What facts are filed under, with what only AWS's are. */
public final class Keys extends dev.tieline.provider.Keys {
  private Keys() {}

  /** A rule of a group by what it says. */
  public record RuleAt(String group, boolean ingress, Traffic traffic, RulePeer peer) {}
}
