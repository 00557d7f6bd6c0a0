package dev.tieline.provider;

import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import java.util.Map;

/** An object that can bear marks: in its tags, or in its description where it has no tags. */
public interface Marked {
  /**
   * Returns the object's id.
   *
   * @return the cloud's own
   */
  String id();

  /**
   * Returns where the object is.
   *
   * @return the scope that it was read in
   */
  Scope scope();

  /**
   * Returns the object's marks.
   *
   * @return who has marked it, and with which address
   */
  Map<Owner, Address> marks();
}
