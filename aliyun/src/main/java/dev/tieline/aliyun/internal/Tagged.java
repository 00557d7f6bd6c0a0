package dev.tieline.aliyun.internal;

import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import java.util.Map;

/** An object that can bear tags, and so marks, claims and old values. */
interface Tagged extends Marked {
  Tags tags();

  @Override
  default Map<Owner, Address> marks() {
    return Marks.all(tags());
  }
}
