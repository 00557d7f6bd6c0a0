package dev.tieline.aws.internal;

import dev.tieline.spi.Scope;

/** An object with an id that can bear tags, and so a mark. */
interface Tagged {
  String id();

  Scope scope();

  Tags tags();
}
