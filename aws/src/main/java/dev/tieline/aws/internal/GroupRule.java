package dev.tieline.aws.internal;

import dev.tieline.net.Traffic;
import dev.tieline.provider.Tagged;
import dev.tieline.provider.Tags;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.spi.Scope;

/** A rule of a security group as it was read. */
public record GroupRule(
    String id,
    Scope scope,
    String group,
    boolean ingress,
    Traffic traffic,
    RulePeer peer,
    String description,
    Tags tags)
    implements Tagged {}
