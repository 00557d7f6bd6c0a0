package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Marked;
import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import java.util.Map;

/** An object that bears its marks in its name, since it has no other place for them. */
interface Named extends Marked {
  /** Its name in the cloud. */
  String name();

  @Override
  default Map<Owner, Address> marks() {
    return Names.marks(name());
  }
}
