package dev.tieline.aliyun.internal;

import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import java.util.Map;

/** An object that can bear marks: in its tags, or in its description where it has no tags. */
interface Marked {
  String id();

  Scope scope();

  /** Its marks with their addresses. */
  Map<Owner, Address> marks();
}
