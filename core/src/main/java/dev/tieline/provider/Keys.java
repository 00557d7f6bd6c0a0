package dev.tieline.provider;

import dev.tieline.net.Cidr;
import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;

/**
 * What facts are filed under, besides their ids: {@code Facts.find(Route.class, new
 * Keys.RouteAt(table, cidr))}. Callers are filed under their alias, quotas under {@link Quotas}. A
 * provider may have keys of its own beside these.
 */
public final class Keys {
  private Keys() {}

  /**
   * What a scope sees under an id.
   *
   * @param scope where it was read
   * @param id the id
   */
  public record Seen(Scope scope, String id) {}

  /**
   * Bears an owner's mark with an address.
   *
   * @param owner the owner
   * @param address the address
   */
  public record Marked(Owner owner, Address address) {}

  /**
   * Bears an owner's mark.
   *
   * @param owner the owner
   */
  public record OwnedBy(Owner owner) {}

  /**
   * A container that bears a claim of an owner.
   *
   * @param owner the owner
   */
  public record ClaimedBy(Owner owner) {}

  /**
   * Bears an old value that an owner has to restore.
   *
   * @param owner the owner
   */
  public record BeforeBy(Owner owner) {}

  /**
   * Belongs to a VPC; a peering connection belongs to both.
   *
   * @param vpc the VPC's id
   */
  public record InVpc(String vpc) {}

  /**
   * A peering connection of two VPCs, in either direction.
   *
   * @param smaller the id of one VPC
   * @param greater the id of the other
   */
  public record Pair(String smaller, String greater) {
    /**
     * Returns the key of two VPCs.
     *
     * @param a the id of one
     * @param b the id of the other
     * @return the same key for both orders
     */
    public static Pair of(String a, String b) {
      return a.compareTo(b) <= 0 ? new Pair(a, b) : new Pair(b, a);
    }
  }

  /**
   * The route of a table to a destination.
   *
   * @param table the table's id
   * @param destination the destination
   */
  public record RouteAt(String table, Cidr destination) {}

  /**
   * A route to a target.
   *
   * @param target the target's id
   */
  public record Via(String target) {}

  /**
   * Belongs to a security group, such as its rules.
   *
   * @param group the group's id
   */
  public record InGroup(String group) {}

  /**
   * The security group of a name in a VPC.
   *
   * @param vpc the VPC's id
   * @param name the name
   */
  public record GroupNamed(String vpc, String name) {}

  /**
   * A route table or subnet of a VPC by its name.
   *
   * @param vpc the VPC's id
   * @param name the name
   */
  public record Named(String vpc, String name) {}

  /**
   * Everything of a scope.
   *
   * @param scope the scope
   */
  public record In(Scope scope) {}

  /**
   * A quota by its code.
   *
   * @param scope where it holds
   * @param code the code
   */
  public record Quotas(Scope scope, String code) {}
}
