package dev.tieline.qingcloud;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.qingcloud.internal.VpcForm;
import dev.tieline.qingcloud.internal.VpcForm.VxnetForm;
import dev.tieline.topology.Network;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A VPC as a topology names it: managed (made by the library) or existing (named by its id).
 * Immutable: each method that adds something returns a new value. Malformed blocks, zones, ids and
 * names are refused at once, and so are blocks that QingCloud has not; what only the cloud can tell
 * is a finding of the plan.
 *
 * <pre>{@code
 * QingCloudVpc.managed("main", "pek3", "172.16.0.0/16").vxnet("vxnet1", "172.16.1.0/24")
 * QingCloudVpc.existing("main", "gd2", "rtr-8vwgl9kv")
 * }</pre>
 */
public sealed interface QingCloudVpc extends Network {
  /**
   * Returns a VPC that the library makes, of the size {@link QingCloudVpcSize#SMALL}.
   *
   * @param account the alias of an account of the provider
   * @param zone the zone, such as {@code pek3}
   * @param block the IPv4 block, as 172.16.0.0/16 or another of /16 in 172.16.0.0/12, or
   *     192.168.0.0/16; it can not be changed later
   * @return the VPC
   * @throws IllegalArgumentException if a value is malformed, or a VPC can not have the block
   */
  static Managed managed(String account, String zone, String block) {
    return new Managed(
        new VpcForm.Managed(
            account, zone, cidr("block of managed VPC", block), QingCloudVpcSize.SMALL, List.of()));
  }

  /**
   * Returns a VPC that is there already.
   *
   * @param account the alias of an account of the provider
   * @param zone the zone, such as {@code pek3}
   * @param vpcId the VPC's id, which begins with {@code rtr-}
   * @return the VPC
   * @throws IllegalArgumentException if a value is malformed
   */
  static Existing existing(String account, String zone, String vpcId) {
    return new Existing(new VpcForm.Existing(account, zone, vpcId, List.of()));
  }

  @Override
  default String cloud() {
    return QingCloudProvider.CLOUD;
  }

  /** A VPC that the library makes and removes. */
  final class Managed implements QingCloudVpc {
    private final VpcForm.Managed form;

    Managed(VpcForm.Managed form) {
      this.form = form;
    }

    /**
     * Chooses how much the VPC can forward.
     *
     * @param size the size
     * @return a new value
     */
    public Managed size(QingCloudVpcSize size) {
      return new Managed(
          new VpcForm.Managed(form.account(), form.zone(), form.block(), size, form.vxnets()));
    }

    /**
     * Adds a vxnet. Its last address, {@code .254}, is kept for a border router: DHCP gives no
     * machine that one.
     *
     * @param name its name in this network: lower-case letters, digits and hyphens
     * @param block its IPv4 block, a /24 of the VPC's
     * @return a new value
     * @throws IllegalArgumentException if a value is malformed, the block is not a /24 of the VPC's
     *     or another vxnet has it, or the name is used already
     */
    public Managed vxnet(String name, String block) {
      return with(QingCloudVpc.vxnet(name, block, null));
    }

    /**
     * Adds a vxnet, and keeps an address of it for a border router: DHCP gives no machine that one,
     * nor any on the shorter side of it.
     *
     * @param name its name in this network: lower-case letters, digits and hyphens
     * @param block its IPv4 block, a /24 of the VPC's
     * @param borderAddress the address that a border router is to have in it
     * @return a new value
     * @throws IllegalArgumentException if a value is malformed, the block is not a /24 of the VPC's
     *     or another vxnet has it, the address is not one of the block that machines can have, or
     *     the name is used already
     */
    public Managed vxnet(String name, String block, String borderAddress) {
      return with(QingCloudVpc.vxnet(name, block, borderAddress));
    }

    private Managed with(VxnetForm vxnet) {
      return new Managed(
          new VpcForm.Managed(
              form.account(), form.zone(), form.block(), form.size(), plus(form.vxnets(), vxnet)));
    }

    @Override
    public String account() {
      return form.account();
    }

    @Override
    public String region() {
      return form.zone();
    }

    @Override
    public Object asData() {
      return form;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Managed m && m.form.equals(form);
    }

    @Override
    public int hashCode() {
      return form.hashCode();
    }

    @Override
    public String toString() {
      return "managed VPC " + form.block() + " in " + form.account() + "/" + form.zone();
    }
  }

  /** A VPC that is there already; it is never removed. */
  final class Existing implements QingCloudVpc {
    private final VpcForm.Existing form;

    Existing(VpcForm.Existing form) {
      this.form = form;
    }

    /**
     * Adds a vxnet, which the library makes and removes. Its last address, {@code .254}, is kept
     * for a border router.
     *
     * @param name its name in this network: lower-case letters, digits and hyphens
     * @param block its IPv4 block, a /24 of the VPC's
     * @return a new value
     * @throws IllegalArgumentException if a value is malformed, the block is no /24 or another
     *     vxnet has it, or the name is used already
     */
    public Existing vxnet(String name, String block) {
      return with(QingCloudVpc.vxnet(name, block, null));
    }

    /**
     * Adds a vxnet, which the library makes and removes, and keeps an address of it for a border
     * router.
     *
     * @param name its name in this network: lower-case letters, digits and hyphens
     * @param block its IPv4 block, a /24 of the VPC's
     * @param borderAddress the address that a border router is to have in it
     * @return a new value
     * @throws IllegalArgumentException if a value is malformed, the block is no /24 or another
     *     vxnet has it, the address is not one of the block that machines can have, or the name is
     *     used already
     */
    public Existing vxnet(String name, String block, String borderAddress) {
      return with(QingCloudVpc.vxnet(name, block, borderAddress));
    }

    private Existing with(VxnetForm vxnet) {
      return new Existing(
          new VpcForm.Existing(
              form.account(), form.zone(), form.routerId(), plus(form.vxnets(), vxnet)));
    }

    @Override
    public String account() {
      return form.account();
    }

    @Override
    public String region() {
      return form.zone();
    }

    @Override
    public Object asData() {
      return form;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Existing e && e.form.equals(form);
    }

    @Override
    public int hashCode() {
      return form.hashCode();
    }

    @Override
    public String toString() {
      return "existing VPC " + form.routerId() + " in " + form.account() + "/" + form.zone();
    }
  }

  private static VxnetForm vxnet(String name, String block, @Nullable String borderAddress) {
    return new VxnetForm(
        name,
        cidr("block of vxnet " + name, block),
        borderAddress == null ? null : address("border's address in vxnet " + name, borderAddress));
  }

  private static Cidr cidr(String what, String text) {
    try {
      return Cidr.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(what + ": " + e.getMessage(), e);
    }
  }

  private static Ip address(String what, String text) {
    try {
      return Ip.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(what + ": " + e.getMessage(), e);
    }
  }

  private static <T> List<T> plus(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }
}
