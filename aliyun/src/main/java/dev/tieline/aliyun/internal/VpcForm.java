package dev.tieline.aliyun.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Forms;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** What a topology says about one VPC, as plain data: what {@code AliyunVpc.asData()} returns. */
public sealed interface VpcForm {
  /** The alias of the account; for a foreign VPC the account's id. */
  String account();

  String region();

  /** The vSwitches to make in it. */
  List<VSwitchForm> vSwitches();

  /**
   * A VPC that we make.
   *
   * @param secondaryBlocks further blocks of its own
   * @param userBlocks blocks beyond RFC 1918 that it is to take for private ones
   * @param tables route tables of our own; vSwitches in none of them are served by the system table
   */
  record Managed(
      String account,
      String region,
      BlockWish block,
      List<Cidr> secondaryBlocks,
      List<Cidr> userBlocks,
      List<VSwitchForm> vSwitches,
      List<TableForm> tables)
      implements VpcForm {
    /** What the VPC's own table is called: a topology may choose it by that, and by its id. */
    static final String SYSTEM_TABLE = "system";

    // "UserCidr: ... up to three" (CreateVpc, VPC API Reference, read 2026-11)
    private static final int MOST_USER_BLOCKS = 3;

    public Managed {
      Forms.text("account", account);
      checkRegion(region);
      checkVpcBlock("block of managed VPC", block);
      secondaryBlocks = List.copyOf(secondaryBlocks);
      secondaryBlocks.forEach(
          b -> checkVpcBlock("secondary block of managed VPC", new BlockWish.Fixed(b)));
      userBlocks = List.copyOf(userBlocks);
      userBlocks.forEach(b -> checkUserBlock(b));
      if (userBlocks.size() > MOST_USER_BLOCKS) {
        throw new IllegalArgumentException(
            "user blocks of managed VPC: "
                + userBlocks
                + " (expected: at most "
                + MOST_USER_BLOCKS
                + ")");
      }
      vSwitches = List.copyOf(vSwitches);
      tables = List.copyOf(tables);
      checkVSwitches(region, vSwitches);
      checkTables(vSwitches, tables);
    }
  }

  /** A VPC that is there: vSwitches may be added. */
  record Existing(String account, String region, String vpcId, List<VSwitchForm> vSwitches)
      implements VpcForm {
    public Existing {
      Forms.text("account", account);
      checkRegion(region);
      checkVpcId(vpcId);
      vSwitches = List.copyOf(vSwitches);
      checkVSwitches(region, vSwitches);
    }
  }

  /** A VPC of somebody who gives us no credentials. */
  record Foreign(String account, String region, String vpcId, List<Cidr> blocks)
      implements VpcForm {
    private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]{5,20}");

    public Foreign {
      checkAccountId(account);
      checkRegion(region);
      checkVpcId(vpcId);
      blocks = List.copyOf(blocks);
      if (blocks.isEmpty()) {
        throw new IllegalArgumentException(
            "blocks of foreign VPC " + vpcId + ": none (expected: all blocks of the VPC)");
      }
      blocks.stream()
          .filter(Cidr::isV4)
          .forEach(b -> checkVpcBlock("block of foreign VPC " + vpcId, new BlockWish.Fixed(b)));
    }

    @Override
    public List<VSwitchForm> vSwitches() {
      return List.of();
    }

    public static void checkAccountId(String account) {
      if (!ACCOUNT_ID.matcher(Objects.requireNonNull(account, "account id")).matches()) {
        throw new IllegalArgumentException(
            "account id: " + account + " (expected: the digits of a main account's UID)");
      }
    }
  }

  /**
   * A vSwitch to make.
   *
   * @param zone the zone, such as {@code cn-hangzhou-h}
   */
  record VSwitchForm(String name, BlockWish block, String zone) {
    public VSwitchForm {
      Forms.name("vSwitch", name);
      Forms.text("zone of vSwitch " + name, zone);
      // "subnet mask 16 to 29 bits" (CreateVSwitch, VPC API Reference, read 2026-11)
      checkSize("block of vSwitch " + name, block, 16, 29);
    }
  }

  /** A route table to make, and the names of the vSwitches that it serves. */
  record TableForm(String name, List<String> vSwitches) {
    public TableForm {
      Forms.name("route table", name);
      vSwitches = List.copyOf(vSwitches);
    }
  }

  private static void checkRegion(String region) {
    if (!Regions.isRegion(Objects.requireNonNull(region, "region"))) {
      throw new IllegalArgumentException(
          "region: " + region + " (expected: a region's name, such as cn-hangzhou)");
    }
  }

  private static void checkSize(String what, BlockWish block, int shortest, int longest) {
    if (Objects.requireNonNull(block, what) instanceof BlockWish.Fixed fixed
        && !fixed.cidr().isV4()) {
      throw new IllegalArgumentException(what + ": " + block + " (expected: an IPv4 block)");
    }
    if (block.prefixLength() < shortest || block.prefixLength() > longest) {
      throw new IllegalArgumentException(
          what
              + ": "
              + block
              + " (expected: from /"
              + shortest
              + " to /"
              + longest
              + ", as Alibaba Cloud has no others)");
    }
  }

  // "any block but 100.64.0.0/10, 224.0.0.0/4, 127.0.0.0/8, 169.254.0.0/16 and parts of them",
  // masks
  // of 8 to 28 bits (CreateVpc, VPC API Reference, read 2026-11)
  private static void checkVpcBlock(String what, BlockWish block) {
    checkSize(what, block, 8, 28);
    if (block instanceof BlockWish.Fixed fixed) {
      for (String taken :
          new String[] {"100.64.0.0/10", "224.0.0.0/4", "127.0.0.0/8", "169.254.0.0/16"}) {
        if (fixed.cidr().overlaps(Cidr.parse(taken))) {
          throw new IllegalArgumentException(
              what + ": " + block + " (expected: a block outside of " + taken + ")");
        }
      }
    }
  }

  private static void checkUserBlock(Cidr block) {
    if (!block.isV4()) {
      throw new IllegalArgumentException(
          "user block of managed VPC: " + block + " (expected: an IPv4 block)");
    }
  }

  private static void checkVpcId(String id) {
    if (!Objects.requireNonNull(id, "VPC id").matches("vpc-[0-9a-z]{1,40}")) {
      throw new IllegalArgumentException("VPC id: " + id + " (expected: vpc-...)");
    }
  }

  private static void checkVSwitches(String region, List<VSwitchForm> vSwitches) {
    Forms.twice(vSwitches.stream().map(VSwitchForm::name).toList())
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "vSwitch: " + name + " (expected: a name used once)");
            });
    for (VSwitchForm vSwitch : vSwitches) {
      if (!Regions.isZone(region, vSwitch.zone())) {
        throw new IllegalArgumentException(
            "zone of vSwitch "
                + vSwitch.name()
                + ": "
                + vSwitch.zone()
                + " (expected: a zone of "
                + region
                + ", such as "
                + region
                + "-a)");
      }
    }
  }

  private static void checkTables(List<VSwitchForm> vSwitches, List<TableForm> tables) {
    List<String> known = vSwitches.stream().map(VSwitchForm::name).toList();
    Forms.twice(tables.stream().map(TableForm::name).toList())
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "route table: " + name + " (expected: a name used once)");
            });
    if (tables.stream().anyMatch(t -> t.name().equals(Managed.SYSTEM_TABLE))) {
      throw new IllegalArgumentException(
          "route table: system (expected: another name, since it is that of the VPC's own table)");
    }
    for (TableForm table : tables) {
      for (String vSwitch : table.vSwitches()) {
        if (!known.contains(vSwitch)) {
          throw new IllegalArgumentException(
              "route table "
                  + table.name()
                  + " names vSwitch \""
                  + vSwitch
                  + "\" (expected one of: "
                  + String.join(", ", known)
                  + ")");
        }
      }
    }
    Forms.twice(tables.stream().flatMap(t -> t.vSwitches().stream()).toList())
        .ifPresent(
            vSwitch -> {
              throw new IllegalArgumentException(
                  "vSwitch " + vSwitch + ": in two route tables (expected: one)");
            });
  }
}
