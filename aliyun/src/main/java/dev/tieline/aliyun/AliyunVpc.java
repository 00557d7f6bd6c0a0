package dev.tieline.aliyun;

import dev.tieline.aliyun.internal.BlockWish;
import dev.tieline.aliyun.internal.VpcForm;
import dev.tieline.aliyun.internal.VpcForm.TableForm;
import dev.tieline.aliyun.internal.VpcForm.VSwitchForm;
import dev.tieline.net.Cidr;
import dev.tieline.topology.FreeBlock;
import dev.tieline.topology.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A VPC as a topology names it: managed (made by the library), existing (named by its id), or
 * foreign (known only from outside). Immutable: each method that adds something returns a new
 * value. Malformed blocks, regions, zones, ids and names are refused at once, and so are blocks
 * that Alibaba Cloud has not; what only the cloud can tell is a finding of the plan.
 *
 * <pre>{@code
 * AliyunVpc.managed("main", "cn-hangzhou", "10.20.0.0/16").vSwitch("a", "10.20.1.0/24", "cn-hangzhou-h")
 * AliyunVpc.existing("main", "cn-shanghai", "vpc-uf6f9fm1xn0a")
 * AliyunVpc.foreign("1234567890123456", "cn-hangzhou", "vpc-bp1vzjkp2q1x", "10.8.0.0/16")
 * }</pre>
 */
public sealed interface AliyunVpc extends Network {
  /**
   * Returns a VPC that the library makes.
   *
   * @param account the alias of an account of the provider
   * @param region the region, such as {@code cn-hangzhou}
   * @param block the primary IPv4 block, /8 to /28
   * @return the VPC
   * @throws IllegalArgumentException if a value is malformed
   */
  static Managed managed(String account, String region, String block) {
    return managed(account, region, BlockWish.of("block of managed VPC", block));
  }

  /**
   * Returns a VPC that the library makes, with a block that is chosen when it is planned.
   *
   * @param account the alias of an account of the provider
   * @param region the region, such as {@code cn-hangzhou}
   * @param block the size of the primary IPv4 block and where to choose it from
   * @return the VPC
   * @throws IllegalArgumentException if a value is malformed
   */
  static Managed managed(String account, String region, FreeBlock block) {
    return managed(account, region, BlockWish.of(block));
  }

  private static Managed managed(String account, String region, BlockWish block) {
    return new Managed(
        new VpcForm.Managed(account, region, block, List.of(), List.of(), List.of(), List.of()));
  }

  /**
   * Returns a VPC that is there already.
   *
   * @param account the alias of an account of the provider
   * @param region the region, such as {@code cn-hangzhou}
   * @param vpcId the VPC's id
   * @return the VPC
   * @throws IllegalArgumentException if a value is malformed
   */
  static Existing existing(String account, String region, String vpcId) {
    return new Existing(new VpcForm.Existing(account, region, vpcId, List.of()));
  }

  /**
   * Returns a VPC of somebody who gives no credentials for it.
   *
   * @param accountId the UID of the main account
   * @param region the region, such as {@code cn-hangzhou}
   * @param vpcId the VPC's id
   * @param blocks all its blocks, of both families
   * @return the VPC
   * @throws IllegalArgumentException if a value is malformed, or no block is given
   */
  static Foreign foreign(String accountId, String region, String vpcId, String... blocks) {
    return new Foreign(
        new VpcForm.Foreign(
            accountId,
            region,
            vpcId,
            Arrays.stream(blocks).map(b -> BlockWish.cidr("block of foreign VPC", b)).toList()));
  }

  @Override
  default String cloud() {
    return AliyunProvider.CLOUD;
  }

  /** A VPC that the library makes and removes. */
  final class Managed implements AliyunVpc {
    private final VpcForm.Managed form;

    Managed(VpcForm.Managed form) {
      this.form = form;
    }

    /**
     * Adds a vSwitch.
     *
     * @param name its name in this network: lower-case letters, digits and hyphens
     * @param block its IPv4 block, /16 to /29
     * @param zone the zone, such as {@code cn-hangzhou-h}
     * @return a new value
     * @throws IllegalArgumentException if a value is malformed, or the name is used already
     */
    public Managed vSwitch(String name, String block, String zone) {
      return vSwitch(name, BlockWish.of("block of vSwitch " + name, block), zone);
    }

    /**
     * Adds a vSwitch with a block that is chosen when it is planned, from those of the VPC.
     *
     * @param name its name in this network: lower-case letters, digits and hyphens
     * @param block the size of its IPv4 block
     * @param zone the zone, such as {@code cn-hangzhou-h}
     * @return a new value
     * @throws IllegalArgumentException if a value is malformed, or the name is used already
     */
    public Managed vSwitch(String name, FreeBlock block, String zone) {
      return vSwitch(name, BlockWish.of(block), zone);
    }

    private Managed vSwitch(String name, BlockWish block, String zone) {
      return with(
          form.secondaryBlocks(),
          form.userBlocks(),
          plus(form.vSwitches(), new VSwitchForm(name, block, zone)),
          form.tables());
    }

    /**
     * Adds a block to the VPC.
     *
     * @param block the IPv4 block, /8 to /28
     * @return a new value
     * @throws IllegalArgumentException if the block is malformed or of another size
     */
    public Managed secondaryBlock(String block) {
      return with(
          plus(form.secondaryBlocks(), BlockWish.cidr("secondary block of managed VPC", block)),
          form.userBlocks(),
          form.vSwitches(),
          form.tables());
    }

    /**
     * Makes the VPC take a block for private that is not of RFC 1918: without this, traffic to it
     * leaves for the internet even where a route leads elsewhere. It can be said only when a VPC is
     * made, of up to three blocks.
     *
     * @param block the IPv4 block
     * @return a new value
     * @throws IllegalArgumentException if the block is malformed, or there are three already
     */
    public Managed userBlock(String block) {
      return with(
          form.secondaryBlocks(),
          plus(form.userBlocks(), BlockWish.cidr("user block of managed VPC", block)),
          form.vSwitches(),
          form.tables());
    }

    /**
     * Adds a route table that serves some of the vSwitches; the others are served by the VPC's
     * system table.
     *
     * @param name its name in this network: lower-case letters, digits and hyphens, not {@code
     *     system}
     * @param vSwitches the names of vSwitches that were added before
     * @return a new value
     * @throws IllegalArgumentException if a name is malformed, used already or not known
     */
    public Managed routeTable(String name, String... vSwitches) {
      return with(
          form.secondaryBlocks(),
          form.userBlocks(),
          form.vSwitches(),
          plus(form.tables(), new TableForm(name, List.of(vSwitches))));
    }

    private Managed with(
        List<Cidr> secondaryBlocks,
        List<Cidr> userBlocks,
        List<VSwitchForm> vSwitches,
        List<TableForm> tables) {
      return new Managed(
          new VpcForm.Managed(
              form.account(),
              form.region(),
              form.block(),
              secondaryBlocks,
              userBlocks,
              vSwitches,
              tables));
    }

    @Override
    public String account() {
      return form.account();
    }

    @Override
    public String region() {
      return form.region();
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
      return "managed VPC " + form.block() + " in " + form.account() + "/" + form.region();
    }
  }

  /** A VPC that is there already; it is never removed. */
  final class Existing implements AliyunVpc {
    private final VpcForm.Existing form;

    Existing(VpcForm.Existing form) {
      this.form = form;
    }

    /**
     * Adds a vSwitch, which the library makes and removes.
     *
     * @param name its name in this network: lower-case letters, digits and hyphens
     * @param block its IPv4 block, /16 to /29
     * @param zone the zone, such as {@code cn-hangzhou-h}
     * @return a new value
     * @throws IllegalArgumentException if a value is malformed, or the name is used already
     */
    public Existing vSwitch(String name, String block, String zone) {
      return vSwitch(name, BlockWish.of("block of vSwitch " + name, block), zone);
    }

    /**
     * Adds a vSwitch, which the library makes and removes, with a block that is chosen when it is
     * planned, from those of the VPC.
     *
     * @param name its name in this network: lower-case letters, digits and hyphens
     * @param block the size of its IPv4 block
     * @param zone the zone, such as {@code cn-hangzhou-h}
     * @return a new value
     * @throws IllegalArgumentException if a value is malformed, or the name is used already
     */
    public Existing vSwitch(String name, FreeBlock block, String zone) {
      return vSwitch(name, BlockWish.of(block), zone);
    }

    private Existing vSwitch(String name, BlockWish block, String zone) {
      return new Existing(
          new VpcForm.Existing(
              form.account(),
              form.region(),
              form.vpcId(),
              plus(form.vSwitches(), new VSwitchForm(name, block, zone))));
    }

    @Override
    public String account() {
      return form.account();
    }

    @Override
    public String region() {
      return form.region();
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
      return "existing VPC " + form.vpcId() + " in " + form.account() + "/" + form.region();
    }
  }

  /** A VPC that is only known from outside; nothing in it is read or changed. */
  final class Foreign implements AliyunVpc {
    private final VpcForm.Foreign form;

    Foreign(VpcForm.Foreign form) {
      this.form = form;
    }

    @Override
    public String account() {
      return form.account();
    }

    @Override
    public String region() {
      return form.region();
    }

    @Override
    public Object asData() {
      return form;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Foreign f && f.form.equals(form);
    }

    @Override
    public int hashCode() {
      return form.hashCode();
    }

    @Override
    public String toString() {
      return "foreign VPC " + form.vpcId() + " in " + form.account() + "/" + form.region();
    }
  }

  private static <T> List<T> plus(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }
}
