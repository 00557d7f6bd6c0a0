package dev.tieline.aws.internal;

import dev.tieline.provider.Quota;
import dev.tieline.spi.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The quotas of the service {@code vpc} that plans depend on, with the values that are taken where
 * Service Quotas did not tell an account's own. What exceeds such a value is a warning only.
 *
 * <p>That a VPC has 50 peering connections and 5 blocks at first, and an account 25 requests that
 * nobody accepted yet, is documented ("Amazon VPC quotas", Amazon VPC User Guide). The others are
 * what is generally known and were not checked against AWS: 5 VPCs in a region; 500 static routes
 * of a family in a table, which older accounts have only 50 of; 60 rules of a direction and family
 * in a group.
 */
public final class Quotas {
  public static final String PEERINGS_PER_VPC = "L-7E9ECCDB";
  public static final String OUTSTANDING_REQUESTS = "L-DC9F7029";
  public static final String VPCS_PER_REGION = "L-F678F1CE";
  public static final String BLOCKS_PER_VPC = "L-83CA0A9D";
  public static final String ROUTES_PER_TABLE = "L-93826ACB";
  public static final String RULES_PER_GROUP = "L-0EA8095F";

  private static final Map<String, Integer> DEFAULTS =
      new TreeMap<>(
          Map.of(
              PEERINGS_PER_VPC, 50,
              OUTSTANDING_REQUESTS, 25,
              VPCS_PER_REGION, 5,
              BLOCKS_PER_VPC, 5,
              ROUTES_PER_TABLE, 500,
              RULES_PER_GROUP, 60));

  private Quotas() {}

  /** The quota that is taken for one that was not read. */
  static Quota assumed(Scope scope, String code) {
    Integer value = DEFAULTS.get(code);
    if (value == null) {
      throw new IllegalArgumentException(
          "quota: " + code + " (expected one of: " + DEFAULTS.keySet() + ")");
    }
    return new Quota(scope, code, value, false);
  }

  /** Each quota that matters: as it was read, or else as it is assumed. */
  static List<Quota> complete(Scope scope, List<Quota> read) {
    Map<String, Quota> all = new TreeMap<>();
    DEFAULTS.keySet().forEach(code -> all.put(code, assumed(scope, code)));
    read.stream().filter(q -> DEFAULTS.containsKey(q.code())).forEach(q -> all.put(q.code(), q));
    return new ArrayList<>(all.values());
  }
}
