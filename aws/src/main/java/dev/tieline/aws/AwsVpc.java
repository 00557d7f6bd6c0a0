package dev.tieline.aws;

import dev.tieline.aws.internal.BlockWish;
import dev.tieline.aws.internal.VpcForm;
import dev.tieline.aws.internal.VpcForm.AssociationForm;
import dev.tieline.aws.internal.VpcForm.SubnetForm;
import dev.tieline.aws.internal.VpcForm.TableForm;
import dev.tieline.net.Cidr;
import dev.tieline.topology.FreeBlock;
import dev.tieline.topology.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A VPC as a topology names it: managed (made by the library), existing (named by its id), or
 * foreign (known only from outside). Immutable: each method that adds something returns a new
 * value. Malformed blocks, regions, zones, ids and names are refused at once, and so are blocks of
 * a size that AWS has not; what only the cloud can tell is a finding of the plan.
 *
 * <pre>{@code
 * AwsVpc.managed("main", "ap-northeast-1", "10.20.0.0/16").subnet("a", "10.20.1.0/24", "ap-northeast-1a")
 * AwsVpc.existing("main", "ap-southeast-1", "vpc-0c2d")
 * AwsVpc.foreign("444455556666", "eu-west-1", "vpc-0f00", "10.8.0.0/16")
 * }</pre>
 */
public sealed interface AwsVpc extends Network {
  /**
   * Returns a VPC that the library makes.
   *
   * @param account the alias of an account of the provider
   * @param region the region, such as {@code ap-northeast-1}
   * @param block the primary IPv4 block, /16 to /28
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
   * @param region the region, such as {@code ap-northeast-1}
   * @param block the size of the primary IPv4 block and where to choose it from
   * @return the VPC
   * @throws IllegalArgumentException if a value is malformed
   */
  static Managed managed(String account, String region, FreeBlock block) {
    return managed(account, region, BlockWish.of(block));
  }

  private static Managed managed(String account, String region, BlockWish block) {
    return new Managed(
        new VpcForm.Managed(account, region, block, List.of(), false, false, List.of(), List.of()));
  }

  /**
   * Returns a VPC that is there already.
   *
   * @param account the alias of an account of the provider
   * @param region the region, such as {@code ap-northeast-1}
   * @param vpcId the VPC's id
   * @return the VPC
   * @throws IllegalArgumentException if a value is malformed
   */
  static Existing existing(String account, String region, String vpcId) {
    return new Existing(new VpcForm.Existing(account, region, vpcId, List.of(), List.of()));
  }

  /**
   * Returns a VPC of somebody who gives no credentials for it.
   *
   * @param accountId the account's id, 12 digits
   * @param region the region, such as {@code ap-northeast-1}
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
    return AwsProvider.CLOUD;
  }

  /** A VPC that the library makes and removes. */
  final class Managed implements AwsVpc {
    private final VpcForm.Managed form;

    Managed(VpcForm.Managed form) {
      this.form = form;
    }

    /**
     * Adds a subnet. In a VPC with IPv6 the n-th subnet has the n-th /64 of the VPC's block.
     *
     * @param name its name in this network: lower-case letters, digits and hyphens
     * @param block its IPv4 block, /16 to /28
     * @param zone the zone's name ({@code ap-northeast-1a}) or id ({@code apne1-az4})
     * @return a new value
     * @throws IllegalArgumentException if a value is malformed, or the name is used already
     */
    public Managed subnet(String name, String block, String zone) {
      return subnet(name, BlockWish.of("block of subnet " + name, block), zone);
    }

    /**
     * Adds a subnet with a block that is chosen when it is planned, from those of the VPC.
     *
     * @param name its name in this network: lower-case letters, digits and hyphens
     * @param block the size of its IPv4 block
     * @param zone the zone's name ({@code ap-northeast-1a}) or id ({@code apne1-az4})
     * @return a new value
     * @throws IllegalArgumentException if a value is malformed, or the name is used already
     */
    public Managed subnet(String name, FreeBlock block, String zone) {
      return subnet(name, BlockWish.of(block), zone);
    }

    private Managed subnet(String name, BlockWish block, String zone) {
      return with(
          form.secondaryBlocks(),
          form.ipv6(),
          form.dnsHostnames(),
          plus(form.subnets(), new SubnetForm(name, block, zone)),
          form.tables());
    }

    /**
     * Adds a block to the VPC.
     *
     * @param block the IPv4 block, /16 to /28
     * @return a new value
     * @throws IllegalArgumentException if the block is malformed or of another size
     */
    public Managed secondaryBlock(String block) {
      Cidr cidr = BlockWish.cidr("secondary block of managed VPC", block);
      return with(
          plus(form.secondaryBlocks(), cidr),
          form.ipv6(),
          form.dnsHostnames(),
          form.subnets(),
          form.tables());
    }

    /**
     * Gives the VPC a /56 block of IPv6 from Amazon's pool, and each of its subnets a /64. A VPC
     * keeps its block when this leaves the wish, since something may use it by then.
     *
     * @return a new value
     */
    public Managed ipv6() {
      return with(form.secondaryBlocks(), true, form.dnsHostnames(), form.subnets(), form.tables());
    }

    /**
     * Adds a route table that serves some of the subnets; the others are served by the VPC's main
     * table.
     *
     * @param name its name in this network: lower-case letters, digits and hyphens, not {@code
     *     main}
     * @param subnets the names of subnets that were added before
     * @return a new value
     * @throws IllegalArgumentException if a name is malformed, used already or not known
     */
    public Managed routeTable(String name, String... subnets) {
      return with(
          form.secondaryBlocks(),
          form.ipv6(),
          form.dnsHostnames(),
          form.subnets(),
          plus(form.tables(), new TableForm(name, List.of(subnets))));
    }

    /**
     * Gives instances in the VPC names, which DNS over a peering connection needs. A VPC keeps them
     * when this leaves the wish.
     *
     * @return a new value
     */
    public Managed dnsHostnames() {
      return with(form.secondaryBlocks(), form.ipv6(), true, form.subnets(), form.tables());
    }

    private Managed with(
        List<Cidr> secondaryBlocks,
        boolean ipv6,
        boolean dnsHostnames,
        List<SubnetForm> subnets,
        List<TableForm> tables) {
      return new Managed(
          new VpcForm.Managed(
              form.account(),
              form.region(),
              form.block(),
              secondaryBlocks,
              ipv6,
              dnsHostnames,
              subnets,
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
  final class Existing implements AwsVpc {
    private final VpcForm.Existing form;

    Existing(VpcForm.Existing form) {
      this.form = form;
    }

    /**
     * Adds a subnet, which the library makes and removes.
     *
     * @param name its name in this network: lower-case letters, digits and hyphens
     * @param block its IPv4 block, /16 to /28
     * @param zone the zone's name ({@code ap-northeast-1a}) or id ({@code apne1-az4})
     * @return a new value
     * @throws IllegalArgumentException if a value is malformed, or the name is used already
     */
    public Existing subnet(String name, String block, String zone) {
      return subnet(name, BlockWish.of("block of subnet " + name, block), zone);
    }

    /**
     * Adds a subnet, which the library makes and removes, with a block that is chosen when it is
     * planned, from those of the VPC.
     *
     * @param name its name in this network: lower-case letters, digits and hyphens
     * @param block the size of its IPv4 block
     * @param zone the zone's name ({@code ap-northeast-1a}) or id ({@code apne1-az4})
     * @return a new value
     * @throws IllegalArgumentException if a value is malformed, or the name is used already
     */
    public Existing subnet(String name, FreeBlock block, String zone) {
      return subnet(name, BlockWish.of(block), zone);
    }

    private Existing subnet(String name, BlockWish block, String zone) {
      return new Existing(
          new VpcForm.Existing(
              form.account(),
              form.region(),
              form.vpcId(),
              plus(form.subnets(), new SubnetForm(name, block, zone)),
              form.associations()));
    }

    /**
     * Binds an existing subnet to a route table. That changes what is not ours, so the topology
     * must consent to {@link dev.tieline.topology.Consent#CHANGE_FOREIGN_ATTRIBUTES}; the table
     * that served it is kept in mind, and serves it again after a destroy.
     *
     * @param subnetId the subnet's id
     * @param routeTable the route table's id, or its name if unique in the VPC
     * @return a new value
     * @throws IllegalArgumentException if the subnet is bound already
     */
    public Existing associate(String subnetId, String routeTable) {
      return new Existing(
          new VpcForm.Existing(
              form.account(),
              form.region(),
              form.vpcId(),
              form.subnets(),
              plus(form.associations(), new AssociationForm(subnetId, routeTable))));
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
  final class Foreign implements AwsVpc {
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
