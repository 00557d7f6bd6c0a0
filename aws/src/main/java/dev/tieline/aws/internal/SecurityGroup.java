package dev.tieline.aws.internal;

import dev.tieline.provider.GroupView;
import dev.tieline.provider.Tagged;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Scope;

/** A security group as it was read, without its rules, which are facts of their own. */
public record SecurityGroup(String id, Scope scope, String vpc, String name, Tags tags)
    implements Tagged, GroupView {}
