package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Forms;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a topology says about one VPC, as plain data: what {@code AwsVpc.asData()} returns. */
public sealed interface VpcForm {
  /** The alias of the account; for a foreign VPC the account's id. */
  String account();

  String region();

  /**
   * A VPC that we make.
   *
   * @param subnets in the order given: with IPv6 the n-th has the n-th /64
   * @param tables route tables of our own; subnets in none of them are served by the main table
   */
  record Managed(
      String account,
      String region,
      BlockWish block,
      List<Cidr> secondaryBlocks,
      boolean ipv6,
      boolean dnsHostnames,
      List<SubnetForm> subnets,
      List<TableForm> tables)
      implements VpcForm {
    /** What the VPC's own table is called: a topology may choose it by that, and by its id. */
    static final String MAIN_TABLE = "main";

    public Managed {
      Forms.text("account", account);
      checkRegion(region);
      checkSize("block of managed VPC", block);
      secondaryBlocks = List.copyOf(secondaryBlocks);
      secondaryBlocks.forEach(b -> checkSize("secondary block of managed VPC", b));
      subnets = List.copyOf(subnets);
      tables = List.copyOf(tables);
      checkZones(region, subnets);
      checkSubnets(subnets);
      checkTables(subnets, tables);
    }
  }

  /** A VPC that is there: subnets may be added, and existing ones bound to other tables. */
  record Existing(
      String account,
      String region,
      String vpcId,
      List<SubnetForm> subnets,
      List<AssociationForm> associations)
      implements VpcForm {
    public Existing {
      Forms.text("account", account);
      checkRegion(region);
      checkVpcId(vpcId);
      subnets = List.copyOf(subnets);
      checkZones(region, subnets);
      associations = List.copyOf(associations);
      checkSubnets(subnets);
      Optional<String> twice =
          Forms.twice(associations.stream().map(AssociationForm::subnet).toList());
      if (twice.isPresent()) {
        throw new IllegalArgumentException(
            "association of subnet: " + twice.get() + " (expected: one route table)");
      }
    }
  }

  /** A VPC of somebody who gives us no credentials. */
  record Foreign(String account, String region, String vpcId, List<Cidr> blocks)
      implements VpcForm {
    private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]{12}");

    public Foreign {
      checkAccountId(account);
      checkRegion(region);
      checkVpcId(vpcId);
      blocks = List.copyOf(blocks);
      blocks.stream()
          .filter(Cidr::isV4)
          .forEach(b -> checkSize("block of foreign VPC " + vpcId, b));
      if (blocks.isEmpty()) {
        throw new IllegalArgumentException(
            "blocks of foreign VPC " + vpcId + ": none (expected: all blocks of the VPC)");
      }
    }

    public static void checkAccountId(String account) {
      if (!ACCOUNT_ID.matcher(Objects.requireNonNull(account, "account id")).matches()) {
        throw new IllegalArgumentException("account id: " + account + " (expected: 12 digits)");
      }
    }
  }

  /**
   * A subnet to make.
   *
   * @param zone the zone's name or id; a name means another zone in another account
   */
  record SubnetForm(String name, BlockWish block, String zone) {
    public SubnetForm {
      Forms.name("subnet", name);
      checkSize("block of subnet " + name, block);
      Forms.text("zone of subnet " + name, zone);
    }
  }

  /** A route table to make, and the names of the subnets that it serves. */
  record TableForm(String name, List<String> subnets) {
    public TableForm {
      Forms.name("route table", name);
      subnets = List.copyOf(subnets);
    }
  }

  /** An existing subnet, by its id, to be served by an existing table, by id or name. */
  record AssociationForm(String subnet, String table) {
    public AssociationForm {
      Forms.text("subnet of association", subnet);
      Forms.text("route table of association", table);
    }
  }

  private static void checkRegion(String region) {
    if (!Partitions.isRegion(Objects.requireNonNull(region, "region"))) {
      throw new IllegalArgumentException(
          "region: " + region + " (expected: a region's name, such as ap-northeast-1)");
    }
  }

  // "between a /28 netmask and /16 netmask", for VPCs and subnets alike (Amazon VPC User Guide, VPC
  // CIDR blocks); blocks of IPv6 come from Amazon's pool
  private static void checkSize(String what, BlockWish block) {
    if (Objects.requireNonNull(block, what) instanceof BlockWish.Fixed fixed) {
      checkSize(what, fixed.cidr());
    }
  }

  private static void checkSize(String what, Cidr block) {
    if (!block.isV4()) {
      throw new IllegalArgumentException(
          what
              + ": "
              + block
              + " (expected: an IPv4 block; AWS chooses those of IPv6 itself, for ipv6() on a"
              + " managed VPC)");
    }
    if (!BlockWish.isSize(block.prefixLength())) {
      throw new IllegalArgumentException(
          what + ": " + block + " (expected: from /16 to /28, as AWS has no others)");
    }
  }

  private static void checkZones(String region, List<SubnetForm> subnets) {
    for (SubnetForm subnet : subnets) {
      if (!Partitions.isZone(region, subnet.zone())) {
        throw new IllegalArgumentException(
            "zone of subnet "
                + subnet.name()
                + ": "
                + subnet.zone()
                + " (expected: a zone of "
                + region
                + " by its name, such as "
                + region
                + "a, or by its id, such as apne1-az4)");
      }
    }
  }

  private static void checkVpcId(String id) {
    if (!Objects.requireNonNull(id, "VPC id").matches("vpc-[0-9a-z]{1,32}")) {
      throw new IllegalArgumentException("VPC id: " + id + " (expected: vpc-...)");
    }
  }

  private static void checkSubnets(List<SubnetForm> subnets) {
    Forms.twice(subnets.stream().map(SubnetForm::name).toList())
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "subnet: " + name + " (expected: a name used once)");
            });
  }

  private static void checkTables(List<SubnetForm> subnets, List<TableForm> tables) {
    List<String> known = subnets.stream().map(SubnetForm::name).toList();
    Forms.twice(tables.stream().map(TableForm::name).toList())
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "route table: " + name + " (expected: a name used once)");
            });
    if (tables.stream().anyMatch(t -> t.name().equals(Managed.MAIN_TABLE))) {
      throw new IllegalArgumentException(
          "route table: main (expected: another name, since it is that of the VPC's own table)");
    }
    for (TableForm table : tables) {
      for (String subnet : table.subnets()) {
        if (!known.contains(subnet)) {
          throw new IllegalArgumentException(
              "route table "
                  + table.name()
                  + " names subnet \""
                  + subnet
                  + "\" (expected one of: "
                  + String.join(", ", known)
                  + ")");
        }
      }
    }
    Forms.twice(tables.stream().flatMap(t -> t.subnets().stream()).toList())
        .ifPresent(
            subnet -> {
              throw new IllegalArgumentException(
                  "subnet " + subnet + ": in two route tables (expected: one)");
            });
  }
}
