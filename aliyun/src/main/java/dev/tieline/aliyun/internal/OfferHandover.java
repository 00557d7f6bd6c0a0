package dev.tieline.aliyun.internal;

import dev.tieline.net.Traffic;
import dev.tieline.plan.Handover;
import dev.tieline.plan.HandoverBuilder;
import dev.tieline.plan.HandoverBuilder.Value;
import dev.tieline.plan.HclBlock;
import dev.tieline.plan.ShellCommand;
import dev.tieline.plan.Words;
import dev.tieline.text.Quote;
import dev.tieline.topology.Offer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The document that tells the one whom an offer is for how to ask, in English and Chinese: whoever
 * has this library uses the offer itself. Every value has the form that the cloud gives it: what is
 * for the reader to fill in is a word to be replaced.
 */
public final class OfferHandover {
  private static final String VPC = "VPC_ID";
  private static final String GROUP = "SECURITY_GROUP_ID";
  private static final String V_SWITCH = "VSWITCH_ID_OF_";
  private static final String RESOURCE = "alicloud_privatelink_vpc_endpoint";

  private final Offer offer;
  private final List<String> zones;
  private final List<String> elsewhere;

  private OfferHandover(Offer offer) {
    this.offer = offer;
    List<String> known =
        offer.zones().stream().filter(zone -> Regions.isZone(offer.region(), zone)).toList();
    zones = known.isEmpty() ? List.of("ZONE_ID") : known;
    elsewhere = offer.regions().stream().filter(Regions::isRegion).toList();
  }

  /**
   * Returns the document.
   *
   * @throws IllegalArgumentException if this cloud can have no service of the offer
   */
  public static Handover of(Offer offer) {
    if (!offer.cloud().equals(Realm.CLOUD)) {
      throw new IllegalArgumentException(
          "offer of cloud " + offer.cloud() + " (expected: " + Realm.CLOUD + ")");
    }
    EndpointTargets.wrong(offer)
        .ifPresent(
            what -> {
              throw new IllegalArgumentException("offer: " + what);
            });
    return new OfferHandover(offer).document();
  }

  private Handover document() {
    return HandoverBuilder.to(
            "account " + offer.audience(),
            new Words(
                "Use the service " + offer.service() + " of account " + offer.account(),
                "使用账号 " + offer.account() + " 的服务 " + offer.service()))
        .section(
            new Words("What this is about", "说明"),
            new Words(
                "We offer your account a service by PrivateLink. Make an endpoint for it in a VPC of"
                    + " yours, with an interface in one or more of the zones below, and tell us the"
                    + " endpoint's id: it carries traffic when we have let it in. The blocks of your"
                    + " VPC do not matter.",
                "我们通过私网连接（PrivateLink）向您的账号提供服务。请在您的专有网络中，在下表的一个或多个可用区创建终端节点，"
                    + "并将终端节点 ID 告知我们；我们允许连接后即可使用。您的网段与我们的网段是否重叠没有影响。"))
        .values(values())
        .section(new Words("From where", "从何处连接"), fromWhere())
        .console(console())
        .commands(commands())
        .terraform(terraform())
        .policy(policy())
        .build();
  }

  private List<Value> values() {
    List<Value> values = new ArrayList<>();
    values.add(new Value(new Words("Name of the service", "服务名称"), offer.service()));
    values.add(new Value(new Words("Region", "地域"), offer.region()));
    values.add(new Value(new Words("Zones", "可用区"), String.join(", ", zones)));
    values.add(new Value(new Words("Our account", "我们的账号"), offer.account()));
    values.add(new Value(new Words("Your account", "您的账号"), offer.audience()));
    if (!offer.traffic().isEmpty()) {
      values.add(new Value(new Words("It answers to", "服务端口"), traffic()));
    }
    if (!offer.regions().isEmpty()) {
      values.add(
          new Value(
              new Words("Usable from these regions, too", "还可在以下地域使用"),
              String.join(", ", offer.regions())));
    }
    if (offer.expires() != null) {
      values.add(new Value(new Words("Ends at", "有效期至"), String.valueOf(offer.expires())));
    }
    return values;
  }

  private Words fromWhere() {
    String region = Quote.markdownCode(offer.region());
    return elsewhere.isEmpty()
        ? new Words("Your VPC has to be in region " + region + ".", "您的专有网络须位于地域 " + region + "。")
        : new Words(
            "Console steps and Terraform are for a VPC in region "
                + region
                + ". In one of the other regions make the endpoint there, by the command that names "
                + region
                + " as the service's region, in a zone of your choice.",
            "控制台步骤与 Terraform 适用于地域 "
                + region
                + " 的专有网络。若您的专有网络在其他可用地域，请在该地域执行带有服务所在地域 "
                + region
                + " 参数的命令，可用区自选。");
  }

  private String traffic() {
    return offer.traffic().stream().map(Traffic::toString).collect(Collectors.joining(", "));
  }

  private List<Words> console() {
    String ports = offer.traffic().isEmpty() ? "" : " (" + traffic() + ")";
    String service = Quote.markdownCode(offer.service());
    String region = Quote.markdownCode(offer.region());
    String where = zones.stream().map(Quote::markdownCode).collect(Collectors.joining(", "));
    return List.of(
        new Words(
            "Open the PrivateLink console in region "
                + region
                + ", under Endpoints, and create an"
                + " interface endpoint.",
            "在地域 " + region + " 打开私网连接控制台，进入“终端节点”，创建接口终端节点。"),
        new Words(
            "Choose to give the name of another account's service, enter "
                + service
                + " and let the console verify it.",
            "选择“其他终端节点服务”，输入服务名称 " + service + " 并点击“验证”。"),
        new Words(
            "Choose the VPC of your clients, and in it vSwitches in these zones only: "
                + where
                + ". Take out any other zone that the form shows.",
            "选择客户端所在的专有网络，仅选择以下可用区的交换机：" + where + "，并移除表单中的其他可用区。"),
        new Words(
            "Choose a security group that lets your clients in"
                + ports
                + ": it guards the endpoint.",
            "选择允许您的客户端访问" + ports + "的安全组，它作用于终端节点。"),
        new Words(
            "Tell us the endpoint's id (ep-...), so that we let it in.",
            "将终端节点 ID（ep-...）告知我们，由我们允许连接。"));
  }

  private List<ShellCommand> commands() {
    ShellCommand create =
        ShellCommand.of("aliyun", "privatelink", "CreateVpcEndpoint")
            .option("--RegionId", offer.region())
            .option("--ServiceName", offer.service())
            .option("--VpcId", VPC)
            .option("--SecurityGroupId.1", GROUP);
    int n = 0;
    for (String zone : zones) {
      n++;
      create =
          create
              .option("--Zone." + n + ".ZoneId", zone)
              .option(
                  "--Zone." + n + ".VSwitchId", V_SWITCH + variable(zone).toUpperCase(Locale.ROOT));
    }
    List<ShellCommand> commands = new ArrayList<>();
    commands.add(
        ShellCommand.of("aliyun", "privatelink", "ListVpcEndpointServicesByEndUser")
            .option("--RegionId", offer.region())
            .option("--ServiceName", offer.service()));
    commands.add(create);
    elsewhere.forEach(region -> commands.add(across(region)));
    commands.add(
        ShellCommand.of("aliyun", "privatelink", "ListVpcEndpoints")
            .option("--RegionId", offer.region())
            .option("--ServiceName", offer.service()));
    return commands;
  }

  private ShellCommand across(String region) {
    return ShellCommand.of("aliyun", "privatelink", "CreateVpcEndpoint")
        .option("--RegionId", region)
        .option("--ServiceRegionId", offer.region())
        .option("--ServiceName", offer.service())
        .option("--VpcId", VPC)
        .option("--SecurityGroupId.1", GROUP)
        .option("--Zone.1.ZoneId", "ZONE_ID")
        .option("--Zone.1.VSwitchId", "VSWITCH_ID");
  }

  /** A zone's name as a part of a variable's. */
  private static String variable(String zone) {
    return zone.replace('-', '_');
  }

  private List<HclBlock> terraform() {
    List<HclBlock> blocks = new ArrayList<>();
    blocks.add(HclBlock.of("variable", "vpc_id"));
    blocks.add(HclBlock.of("variable", "security_group_ids"));
    zones.forEach(z -> blocks.add(HclBlock.of("variable", "vswitch_id_" + variable(z))));
    blocks.add(
        HclBlock.of("resource", RESOURCE, "service")
            .string("service_name", offer.service())
            .reference("vpc_id", "var.vpc_id")
            .reference("security_group_ids", "var.security_group_ids"));
    for (String zone : zones) {
      blocks.add(
          HclBlock.of("resource", RESOURCE + "_zone", variable(zone))
              .reference("endpoint_id", RESOURCE + ".service.id")
              .string("zone_id", zone)
              .reference("vswitch_id", "var.vswitch_id_" + variable(zone)));
    }
    return blocks;
  }

  // "acs:privatelink:{#regionId}:{#accountId}:vpcendpoint/*" ("RAM authorization", PrivateLink API
  // Reference, read 2026-11); what Terraform's provider calls beside what the commands do, to read
  // back and to destroy, is as its public source has it (aliyun/terraform-provider-alicloud)
  private Map<String, ?> policy() {
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Effect", "Allow");
    statement.put(
        "Action",
        List.of(
            "privatelink:CreateVpcEndpoint",
            "privatelink:AddZoneToVpcEndpoint",
            "privatelink:GetVpcEndpointAttribute",
            "privatelink:ListVpcEndpoints",
            "privatelink:ListVpcEndpointSecurityGroups",
            "privatelink:ListVpcEndpointZones",
            "privatelink:RemoveZoneFromVpcEndpoint",
            "privatelink:DeleteVpcEndpoint",
            "privatelink:ListVpcEndpointServicesByEndUser"));
    statement.put(
        "Resource",
        List.of(
            "acs:privatelink:"
                + (elsewhere.isEmpty() ? offer.region() : "*")
                + ":"
                + offer.audience()
                + ":*"));
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("Version", "1");
    policy.put("Statement", List.of(statement));
    return policy;
  }
}
