package dev.tieline.aws.internal;

import dev.tieline.spi.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The quotas of the service {@code vpc} that plans depend on, with the values that AWS documents
 * for accounts that never asked for more ("Amazon VPC quotas", Amazon VPC User Guide, read
 * 2026-11).
 */
public final class Quotas {
  public static final String PEERINGS_PER_VPC = "L-7E9ECCDB";
  public static final String OUTSTANDING_PEERINGS = "L-DC9F7029";
  public static final String VPCS_PER_REGION = "L-F678F1CE";
  public static final String BLOCKS_PER_VPC = "L-83CA0A9D";
  public static final String IPV6_BLOCKS_PER_VPC = "L-085A6257";
  public static final String SUBNETS_PER_VPC = "L-407747CB";
  public static final String TABLES_PER_VPC = "L-589F43AA";
  public static final String ROUTES_PER_TABLE = "L-93826ACB";
  public static final String GROUPS_PER_REGION = "L-E79EC296";
  public static final String RULES_PER_GROUP = "L-0EA8095F";

  private static final Map<String, Integer> DOCUMENTED =
      new TreeMap<>(
          Map.of(
              PEERINGS_PER_VPC, 50,
              OUTSTANDING_PEERINGS, 25,
              VPCS_PER_REGION, 5,
              BLOCKS_PER_VPC, 5,
              IPV6_BLOCKS_PER_VPC, 5,
              SUBNETS_PER_VPC, 200,
              TABLES_PER_VPC, 200,
              ROUTES_PER_TABLE, 500,
              GROUPS_PER_REGION, 2500,
              RULES_PER_GROUP, 60));

  private Quotas() {}

  /** Each documented quota: as it was read, or else as it is documented. */
  static List<Quota> complete(Scope scope, List<Quota> read) {
    Map<String, Quota> all = new TreeMap<>();
    DOCUMENTED.forEach((code, value) -> all.put(code, new Quota(scope, code, value, false)));
    read.stream().filter(q -> DOCUMENTED.containsKey(q.code())).forEach(q -> all.put(q.code(), q));
    return new ArrayList<>(all.values());
  }
}
