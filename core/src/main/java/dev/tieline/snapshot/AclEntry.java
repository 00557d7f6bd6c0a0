package dev.tieline.snapshot;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;

/**
 * One entry of a network ACL.
 *
 * @param number its number; the lowest decides
 * @param ingress true for traffic that comes in, false for traffic that goes out
 * @param allow whether it lets through or drops
 * @param traffic what it is about
 * @param cidr the other end
 */
public record AclEntry(int number, boolean ingress, boolean allow, Traffic traffic, Cidr cidr)
    implements Comparable<AclEntry> {
  @Override
  public int compareTo(AclEntry other) {
    int byDirection = Boolean.compare(other.ingress, ingress);
    return byDirection != 0 ? byDirection : Integer.compare(number, other.number);
  }
}
