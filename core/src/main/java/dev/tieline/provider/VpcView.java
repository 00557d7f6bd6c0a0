package dev.tieline.provider;

import dev.tieline.net.Cidr;
import java.util.List;

/** A VPC as it was read. */
public interface VpcView extends Tagged {
  /**
   * Returns its first block.
   *
   * @return a block of IPv4
   */
  Cidr primary();

  /**
   * Returns the blocks that can be used now, of both families.
   *
   * @return the primary one first
   */
  List<Cidr> cidrs();
}
