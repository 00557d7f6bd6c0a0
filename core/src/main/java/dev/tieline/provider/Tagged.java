package dev.tieline.provider;

import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import java.util.Map;

/** An object that can bear tags, and so marks, claims and old values. */
public interface Tagged extends Marked {
  /**
   * Returns the object's tags.
   *
   * @return all of them
   */
  Tags tags();

  /**
   * Returns the marks in the object's tags.
   *
   * @return in order of the tags' keys
   */
  @Override
  default Map<Owner, Address> marks() {
    return Marks.all(tags());
  }
}
