package dev.tieline.provider;

import dev.tieline.net.Cidr;
import java.util.List;

/** One side of a peering connection, as the other or the same side sees it. */
public interface PeeringSide {
  /**
   * Returns the side's VPC.
   *
   * @return the VPC's id
   */
  String vpc();

  /**
   * Returns the side's account.
   *
   * @return the cloud's own id of it
   */
  String accountId();

  /**
   * Returns the side's region.
   *
   * @return its name
   */
  String region();

  /**
   * Returns the side's blocks, as far as the cloud tells them.
   *
   * @return in order
   */
  List<Cidr> cidrs();
}
