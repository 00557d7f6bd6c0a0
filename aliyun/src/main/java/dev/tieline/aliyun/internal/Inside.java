package dev.tieline.aliyun.internal;

import dev.tieline.spi.Scope;

/** Whether the members of a group may reach each other without a rule. */
public record Inside(Scope scope, String group, boolean open) {}
