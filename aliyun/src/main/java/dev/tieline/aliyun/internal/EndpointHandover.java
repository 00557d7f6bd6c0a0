package dev.tieline.aliyun.internal;

import dev.tieline.plan.Handover;
import dev.tieline.plan.HandoverBuilder;
import dev.tieline.plan.HandoverBuilder.Value;
import dev.tieline.plan.HclBlock;
import dev.tieline.plan.ShellCommand;
import dev.tieline.plan.Words;
import dev.tieline.text.Quote;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The documents that tell the provider of a service which endpoint to let in, in English and
 * Chinese. Every value has the form that the cloud gives it: what has another form, or is not known
 * yet, is a word to be replaced.
 */
final class EndpointHandover {
  private static final Pattern ENDPOINT = Pattern.compile("ep-[0-9a-z]{1,40}");
  private static final Pattern SERVICE = Pattern.compile("epsrv-[0-9a-z]{1,40}");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{5,20}");

  private EndpointHandover() {}

  private record Part(
      String endpoint,
      String service,
      String region,
      String provider,
      String account,
      String ownRegion) {
    static Part of(EndpointTerms terms, String endpoint) {
      return new Part(
          checked(ENDPOINT, endpoint, "ENDPOINT_ID"),
          checked(SERVICE, terms.serviceId(), "SERVICE_ID"),
          Regions.isRegion(terms.region()) ? terms.region() : "SERVICE_REGION",
          checked(ACCOUNT, terms.provider(), "*"),
          checked(ACCOUNT, terms.account(), "OUR_ACCOUNT_ID"),
          Regions.isRegion(terms.endpointRegion()) ? terms.endpointRegion() : "OUR_REGION");
    }

    private static String checked(Pattern form, String value, String otherwise) {
      return form.matcher(value).matches() ? value : otherwise;
    }

    List<Value> values() {
      return List.of(
          new Value(new Words("Endpoint", "终端节点"), endpoint),
          new Value(new Words("Account of the endpoint", "终端节点所属账号"), account),
          new Value(new Words("Region of the endpoint", "终端节点所在地域"), ownRegion),
          new Value(new Words("Endpoint service", "终端节点服务"), service),
          new Value(new Words("Region of the service", "服务所在地域"), region));
    }
  }

  /** Returns the document for the one who is to let an endpoint in. */
  static Handover connection(EndpointTerms terms, String endpoint) {
    Part part = Part.of(terms, endpoint);
    return about(
            terms,
            part,
            new Words(
                "Accept endpoint " + part.endpoint() + " at your service " + part.service(),
                "接受终端节点 " + part.endpoint() + " 连接到您的服务 " + part.service()))
        .console(
            List.of(
                new Words(
                    "Open the PrivateLink console in region "
                        + code(part.region())
                        + ", under Endpoint Services.",
                    "在地域 " + code(part.region()) + " 打开私网连接控制台，进入“终端节点服务”。"),
                new Words(
                    "Open " + code(part.service()) + ", tab Endpoint Connections.",
                    "打开 " + code(part.service()) + " 的“终端节点连接”页签。"),
                new Words(
                    "Allow the connection of "
                        + code(part.endpoint())
                        + " of account "
                        + code(part.account())
                        + ", and of no other.",
                    "仅允许账号 " + code(part.account()) + " 的终端节点 " + code(part.endpoint()) + " 的连接。")))
        .commands(
            List.of(
                ShellCommand.of("aliyun", "privatelink", "EnableVpcEndpointConnection")
                    .option("--RegionId", part.region())
                    .option("--ServiceId", part.service())
                    .option("--EndpointId", part.endpoint()),
                look(part)))
        .terraform(
            List.of(
                HclBlock.of("resource", "alicloud_privatelink_vpc_endpoint_connection", "consumer")
                    .string("service_id", part.service())
                    .string("endpoint_id", part.endpoint())))
        .policy(policy(part, "privatelink:EnableVpcEndpointConnection"))
        .build();
  }

  /** Returns the document for the one who has cut a zone of an endpoint off. */
  static Handover zone(EndpointTerms terms, String endpoint, String zone) {
    Part part = Part.of(terms, endpoint);
    String where = Regions.isZone(part.ownRegion(), zone) ? zone : "ZONE_ID";
    return about(
            terms,
            part,
            new Words(
                "Let endpoint " + part.endpoint() + " in again in zone " + where,
                "在可用区 " + where + " 重新允许终端节点 " + part.endpoint()))
        .console(
            List.of(
                new Words(
                    "Open the PrivateLink console in region "
                        + code(part.region())
                        + ", under Endpoint Services, and there "
                        + code(part.service())
                        + ", tab Endpoint Connections.",
                    "在地域 "
                        + code(part.region())
                        + " 打开私网连接控制台，进入“终端节点服务”中 "
                        + code(part.service())
                        + " 的“终端节点连接”页签。"),
                new Words(
                    "Unfold "
                        + code(part.endpoint())
                        + " and allow the connection of zone "
                        + code(where)
                        + ".",
                    "展开 " + code(part.endpoint()) + "，允许可用区 " + code(where) + " 的连接。")))
        .commands(
            List.of(
                ShellCommand.of("aliyun", "privatelink", "EnableVpcEndpointZoneConnection")
                    .option("--RegionId", part.region())
                    .option("--ServiceId", part.service())
                    .option("--EndpointId", part.endpoint())
                    .option("--ZoneId", where),
                look(part)))
        .policy(policy(part, "privatelink:EnableVpcEndpointZoneConnection"))
        .build();
  }

  private static HandoverBuilder about(EndpointTerms terms, Part part, Words title) {
    return HandoverBuilder.to(terms.party(), title)
        .section(
            new Words("What this is about", "说明"),
            new Words(
                "We have made an endpoint for your service. It carries traffic when you have let it"
                    + " in. Do so only if the console shows exactly the values below.",
                "我们已为您的服务创建终端节点，您允许连接后即可使用。仅当控制台显示的值与下表完全一致时才允许。"))
        .values(part.values());
  }

  private static String code(String value) {
    return Quote.markdownCode(value);
  }

  private static ShellCommand look(Part part) {
    return ShellCommand.of("aliyun", "privatelink", "ListVpcEndpointConnections")
        .option("--RegionId", part.region())
        .option("--ServiceId", part.service())
        .option("--EndpointId", part.endpoint());
  }

  // "acs:privatelink:{#regionId}:{#accountId}:vpcendpointservice/{#ServiceId}" ("RAM
  // authorization", PrivateLink API Reference, read 2026-11)
  private static Map<String, ?> policy(Part part, String action) {
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Effect", "Allow");
    statement.put("Action", List.of(action, "privatelink:ListVpcEndpointConnections"));
    statement.put(
        "Resource",
        List.of(
            "acs:privatelink:"
                + part.region()
                + ":"
                + part.provider()
                + ":vpcendpointservice/"
                + part.service()));
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("Version", "1");
    policy.put("Statement", List.of(statement));
    return policy;
  }
}
