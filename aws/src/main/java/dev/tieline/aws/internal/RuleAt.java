package dev.tieline.aws.internal;

import dev.tieline.net.Traffic;
import dev.tieline.snapshot.RulePeer;

/** What a rule of a group is filed under: what it says. */
public record RuleAt(String group, boolean ingress, Traffic traffic, RulePeer peer) {}
