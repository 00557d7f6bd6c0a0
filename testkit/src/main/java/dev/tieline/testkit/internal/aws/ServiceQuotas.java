package dev.tieline.testkit.internal.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tieline.testkit.internal.World;
import java.util.List;
import java.util.Map;

/** The quotas that the fake enforces, and Service Quotas, which tells them. */
final class ServiceQuotas {

  /** Made when it is needed: it takes longer than all the rest of a fake's start. */
  private static final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper();
  }

  static ObjectMapper json() {
    return Json.MAPPER;
  }

  static final String PEERINGS_PER_VPC = "L-7E9ECCDB";
  static final String OUTSTANDING_PEERINGS = "L-DC9F7029";
  static final String ROUTES_PER_TABLE = "L-93826ACB";
  static final String RULES_PER_GROUP = "L-0EA8095F";
  static final String VPCS_PER_REGION = "L-F678F1CE";
  static final String BLOCKS_PER_VPC = "L-83CA0A9D";

  private record Quota(String code, String name, int standard, boolean adjustable) {}

  private static final List<Quota> QUOTAS =
      List.of(
          new Quota(RULES_PER_GROUP, "Inbound or outbound rules per security group", 60, true),
          new Quota(PEERINGS_PER_VPC, "Active VPC peering connections per VPC", 50, true),
          new Quota(BLOCKS_PER_VPC, "IPv4 CIDR blocks per VPC", 5, true),
          new Quota(ROUTES_PER_TABLE, "Routes per route table", 500, true),
          new Quota(OUTSTANDING_PEERINGS, "Outstanding VPC peering connection requests", 25, true),
          new Quota(VPCS_PER_REGION, "VPCs per Region", 5, true));

  private ServiceQuotas() {}

  static void register(Actions actions) {
    actions.reads("GetServiceQuota", call -> one(call, false));
    actions.reads("GetAWSDefaultServiceQuota", call -> one(call, true));
    actions.reads("ListServiceQuotas", call -> list(call, false));
    actions.reads("ListAWSDefaultServiceQuotas", call -> list(call, true));
  }

  static int value(World world, String account, String region, String code) {
    Object value = world.get(path(account, region, code));
    return value instanceof Integer number ? number : of(code).standard();
  }

  static String path(String account, String region, String code) {
    of(code);
    return "setting/quota/" + account + "/" + region + "/" + code;
  }

  private static Quota of(String code) {
    return QUOTAS.stream()
        .filter(quota -> quota.code().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "quota: "
                        + code
                        + " (expected one of: "
                        + String.join(", ", QUOTAS.stream().map(Quota::code).toList())
                        + ")"));
  }

  private static void one(Ec2Call call, boolean standard) {
    checkService(call);
    String code = call.query.require("QuotaCode");
    for (Quota quota : QUOTAS) {
      if (quota.code().equals(code)) {
        ObjectNode answer = json().createObjectNode();
        answer.set("Quota", json(call, quota, standard));
        call.out.add("json", answer);
        return;
      }
    }
    throw noSuch();
  }

  private static void list(Ec2Call call, boolean standard) {
    checkService(call);
    Integer size = call.query.number("MaxResults");
    String token = call.query.get("NextToken");
    call.query.ignores("QuotaAppliedAtLevel");
    if (size != null && (size < 1 || size > 100)) {
      throw AwsError.of("IllegalArgumentException", "MaxResults must be from 1 to 100");
    }
    if (token != null && !token.matches("[0-9]{1,4}")) {
      throw AwsError.of("InvalidPaginationTokenException", "The pagination token is invalid");
    }
    int from = token == null ? 0 : Math.min(QUOTAS.size(), Integer.parseInt(token));
    int to = Math.min(QUOTAS.size(), from + (size == null ? 100 : size));
    ObjectNode answer = json().createObjectNode();
    ArrayNode quotas = answer.putArray("Quotas");
    QUOTAS.subList(from, to).forEach(quota -> quotas.add(json(call, quota, standard)));
    if (to < QUOTAS.size()) {
      answer.put("NextToken", String.valueOf(to));
    }
    call.out.add("json", answer);
  }

  private static void checkService(Ec2Call call) {
    if (!call.query.require("ServiceCode").equals("vpc")) {
      throw noSuch();
    }
  }

  private static AwsError noSuch() {
    return AwsError.of(
        "NoSuchResourceException",
        "The request failed because the specified quota does not exist.");
  }

  private static ObjectNode json(Ec2Call call, Quota quota, boolean standard) {
    int value = standard ? quota.standard() : call.quota(quota.code());
    ObjectNode node = json().createObjectNode();
    Map.of(
            "ServiceCode",
            "vpc",
            "ServiceName",
            "Amazon Virtual Private Cloud (Amazon VPC)",
            "QuotaArn",
            "arn:aws:servicequotas:" + call.region + ":" + call.account + ":vpc/" + quota.code(),
            "QuotaCode",
            quota.code(),
            "QuotaName",
            quota.name(),
            "Unit",
            "None")
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(member -> node.put(member.getKey(), member.getValue()));
    return node.put("Value", (double) value)
        .put("Adjustable", quota.adjustable())
        .put("GlobalQuota", false);
  }
}
