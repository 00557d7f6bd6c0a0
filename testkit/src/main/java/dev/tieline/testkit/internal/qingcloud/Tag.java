package dev.tieline.testkit.internal.qingcloud;

import java.time.Instant;

/** A tag: a name that objects can bear. */
record Tag(String account, String zone, String id, String name, String description, Instant made)
    implements Thing {}
