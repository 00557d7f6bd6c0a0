package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tieline.net.Traffic;
import dev.tieline.testkit.AliyunClient.Answer;
import dev.tieline.testkit.contract.Monitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The monitor objects to each kind of bad call of PrivateLink and PrivateZone, and to no good. */
class AliyunMonitorLinksTest {
  private static final String MARK = "tieline/acme/shop";
  private static final String CLAIM = "tieline-claim/acme/shop/";
  private static final String ZONE = "cn-hangzhou-h";
  private static final String NAME = "db.example.com";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AliyunClouds clouds = new AliyunClouds();
  private final AliyunConsole console = clouds.console();
  private final AliyunConsole others =
      clouds.aliyun.console(AliyunClouds.OTHER, AliyunClouds.HANGZHOU);
  private final List<String> wrong = new ArrayList<>();
  private String vpc = "";
  private String vSwitch = "";
  private String group = "";
  private String balancer = "";
  private String theirs = "";

  /** The wish uses a service of others from a VPC, and offers a balancer in it to them. */
  @BeforeEach
  void watch() {
    vpc = console.createVpc("10.1.0.0/16");
    vSwitch = console.createVSwitch(vpc, "10.1.1.0/24", ZONE);
    group = console.createSecurityGroup(vpc, "db");
    balancer = console.createNetworkBalancer(vpc, vSwitch);
    String far = others.createVpc("10.2.0.0/16");
    theirs =
        others.createService(
            others.createNetworkBalancer(far, others.createVSwitch(far, "10.2.1.0/24", ZONE)),
            ZONE,
            true);
    others.share(theirs, AliyunClouds.OWN);
    clouds.settle();
    Monitor.Network network = new Monitor.Network(vpc, Set.of());
    AliyunMonitor monitor =
        AliyunMonitor.of(
            clouds.aliyun,
            "acme",
            new Monitor.Wished(
                List.of(),
                List.of(
                    new Monitor.Use(
                        network,
                        new Monitor.Target(name(theirs), Set.of(NAME)),
                        Set.of(Traffic.tcp(6001)),
                        Set.of())),
                List.of(
                    new Monitor.Offering(
                        network,
                        Set.of(balancer),
                        Set.of(AliyunClouds.OTHER),
                        Set.of(),
                        Set.of("ep-wished"),
                        Set.of("ep-unwished"),
                        false)),
                false));
    clouds.aliyun.observe(
        new CallListener() {
          @Override
          public void before(Call call, SortedMap<String, String> parameters) {
            String why = call.mutating() ? monitor.judge(call, parameters) : "";
            if (!why.isEmpty()) {
              wrong.add(why);
            }
          }

          @Override
          public void after(Call call) {
            wrong.addAll(monitor.effects());
          }
        });
  }

  private static String name(String service) {
    return "com.aliyuncs.privatelink.cn-hangzhou." + service;
  }

  private String isGood(String product, String action, String... parameters) {
    Answer answer = clouds.own().call(product, action, parameters);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(wrong).isEmpty();
    clouds.settle();
    return answer.body();
  }

  private void isBad(String why, String product, String action, String... parameters) {
    clouds.own().call(product, action, parameters);
    assertThat(wrong).anySatisfy(w -> assertThat(w).contains(why));
  }

  private static String[] with(String[] parameters, String... more) {
    List<String> all = new ArrayList<>(List.of(parameters));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private void tag(String product, String type, String id, String key, String value) {
    console.call(
        product,
        "TagResources",
        Map.of("ResourceType", type, "ResourceId.1", id, "Tag.1.Key", key, "Tag.1.Value", value));
  }

  private void claim(String what, String value) {
    tag("Vpc", "VPC", vpc, MARK, "use:network.a");
    tag("Vpc", "VPC", vpc, CLAIM + what, value);
  }

  private static String text(String answer, String member) {
    try {
      return JSON.readTree(answer).path(member).asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- endpoints ----

  private String[] endpoint(String service) {
    return new String[] {
      "VpcId",
      vpc,
      "ServiceName",
      name(service),
      "SecurityGroupId.1",
      group,
      "Zone.1.ZoneId",
      ZONE,
      "Zone.1.VSwitchId",
      vSwitch,
      "Tag.1.Key",
      MARK,
      "Tag.1.Value",
      "endpoint.db"
    };
  }

  /** An endpoint of ours. */
  private String made() {
    claim("endpoint.db", "endpoint.db");
    return text(
        isGood("Privatelink", "CreateVpcEndpoint", with(endpoint(theirs), "ClientToken", "t")),
        "EndpointId");
  }

  /** An endpoint of others in the same VPC. */
  private String foreign() {
    return console.createEndpoint(vpc, theirs, vSwitch, group);
  }

  private String address(String endpoint) {
    try {
      return JSON.readTree(
              console.call("Privatelink", "ListVpcEndpointZones", Map.of("EndpointId", endpoint)))
          .at("/Zones/0/EniIp")
          .asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void endpoint_ofTheWishedService_isGood() {
    assertThat(made()).startsWith("ep-");
  }

  @Test
  void endpoint_beforeItsClaim_isBad() {
    isBad("before", "Privatelink", "CreateVpcEndpoint", with(endpoint(theirs), "ClientToken", "t"));
  }

  @Test
  void endpoint_withoutToken_isBad() {
    claim("endpoint.db", "endpoint.db");
    isBad("without a token", "Privatelink", "CreateVpcEndpoint", endpoint(theirs));
  }

  @Test
  void endpoint_ofAnotherService_isBad() {
    claim("endpoint.db", "endpoint.db");
    isBad(
        "nobody wished to use",
        "Privatelink",
        "CreateVpcEndpoint",
        with(endpoint("epsrv-other"), "ClientToken", "t"));
  }

  @Test
  void endpoint_ofOthers_isLeftAlone() {
    String endpoint = foreign();
    clouds.settle();
    isBad(
        "bears no mark",
        "Privatelink",
        "RemoveZoneFromVpcEndpoint",
        "EndpointId",
        endpoint,
        "ZoneId",
        ZONE);
    isBad(
        "not ours",
        "Privatelink",
        "AttachSecurityGroupToVpcEndpoint",
        "EndpointId",
        endpoint,
        "SecurityGroupId",
        group);
  }

  @Test
  void endpoint_thatAnotherTopologyUses_isNotDeleted() {
    String endpoint = made();
    tag("Privatelink", "VpcEndpoint", endpoint, "tieline/acme/other", "use:endpoint.db");
    isBad(
        "bears [tieline/acme/other",
        "Privatelink",
        "RemoveZoneFromVpcEndpoint",
        "EndpointId",
        endpoint,
        "ZoneId",
        ZONE);
  }

  private String[] rule(String ports, String source) {
    return new String[] {
      "SecurityGroupId",
      group,
      "Permissions.1.IpProtocol",
      "TCP",
      "Permissions.1.PortRange",
      ports,
      "Permissions.1.SourceCidrIp",
      source,
      "Permissions.1.Policy",
      "accept",
      "Permissions.1.Priority",
      "1",
      "Permissions.1.Description",
      MARK + " endpoint.db/rule"
    };
  }

  @Test
  void rule_ofAnEndpointsGroup_isGoodAsWished() {
    made();
    isGood("Ecs", "AuthorizeSecurityGroup", rule("6001/6001", "10.1.0.0/16"));
  }

  @Test
  void rule_thatLetsMoreIn_isBad() {
    made();
    isBad("nobody wished", "Ecs", "AuthorizeSecurityGroup", rule("22/22", "10.1.0.0/16"));
  }

  @Test
  void rule_fromElsewhere_isBad() {
    made();
    isBad("nobody wished", "Ecs", "AuthorizeSecurityGroup", rule("6001/6001", "0.0.0.0/0"));
  }

  @Test
  void rule_ofAGroupThatGuardsNoEndpoint_isBad() {
    claim("endpoint.db", "endpoint.db");
    isBad("nobody wished", "Ecs", "AuthorizeSecurityGroup", rule("6001/6001", "10.1.0.0/16"));
  }

  // ---- services ----

  private String[] service(String id) {
    return new String[] {
      "ServiceResourceType",
      "nlb",
      "Resource.1.ResourceId",
      id,
      "Resource.1.ResourceType",
      "nlb",
      "Resource.1.ZoneId",
      ZONE,
      "ClientToken",
      "t",
      "Tag.1.Key",
      MARK,
      "Tag.1.Value",
      "service.db"
    };
  }

  /** A service of ours. */
  private String offered() {
    claim("service.db", "service.db");
    return text(isGood("Privatelink", "CreateVpcEndpointService", service(balancer)), "ServiceId");
  }

  @Test
  void service_ofTheWishedBalancer_isGood() {
    assertThat(offered()).startsWith("epsrv-");
  }

  @Test
  void service_beforeItsClaim_isBad() {
    isBad("before", "Privatelink", "CreateVpcEndpointService", service(balancer));
  }

  @Test
  void service_ofAnotherBalancer_isBad() {
    claim("service.db", "service.db");
    isBad("nobody wished to offer", "Privatelink", "CreateVpcEndpointService", service("nlb-x"));
  }

  @Test
  void service_thatLetsEverybodyIn_isBad() {
    String service = offered();
    isBad(
        "nobody consented",
        "Privatelink",
        "UpdateVpcEndpointServiceAttribute",
        "ServiceId",
        service,
        "AutoAcceptEnabled",
        "true");
  }

  @Test
  void service_sharedAsWished_isGood() {
    isGood(
        "Privatelink",
        "AddUserToVpcEndpointService",
        "ServiceId",
        offered(),
        "UserId",
        AliyunClouds.OTHER);
  }

  @Test
  void service_sharedWithAnyone_isBad() {
    isBad(
        "nobody wished to share it",
        "Privatelink",
        "AddUserToVpcEndpointService",
        "ServiceId",
        offered(),
        "UserARN",
        "acs:ram:*:*:*");
  }

  @Test
  void service_ofOthers_isLeftAlone() {
    String foreign = console.createService(balancer, ZONE, false);
    clouds.settle();
    isBad(
        "not ours",
        "Privatelink",
        "AddUserToVpcEndpointService",
        "ServiceId",
        foreign,
        "UserId",
        AliyunClouds.OTHER);
    isBad("bears no mark", "Privatelink", "DeleteVpcEndpointService", "ServiceId", foreign);
  }

  /** An endpoint of others that asks for our service, by an id. */
  private String asking(String service, String id) {
    console.share(service, AliyunClouds.OTHER);
    others.nextEndpoint(id);
    String far = others.createVpc("10.3.0.0/16");
    others.createEndpoint(
        far,
        service,
        others.createVSwitch(far, "10.3.1.0/24", ZONE),
        others.createSecurityGroup(far, "app"));
    clouds.settle();
    return id;
  }

  private void connects(String service, String endpoint, boolean open, String why) {
    String action = open ? "EnableVpcEndpointConnection" : "DisableVpcEndpointConnection";
    String[] parameters = {"ServiceId", service, "EndpointId", endpoint};
    if (why.isEmpty()) {
      isGood("Privatelink", action, parameters);
    } else {
      isBad(why, "Privatelink", action, parameters);
    }
  }

  @Test
  void request_thatIsWished_isAccepted() {
    String service = offered();
    connects(service, asking(service, "ep-wished"), true, "");
  }

  @Test
  void request_ofAnotherEndpoint_isNotAccepted() {
    String service = offered();
    connects(service, asking(service, "ep-other"), true, "nobody wished to let in");
  }

  @Test
  void connection_thatTheWishRejects_isCut() {
    String service = offered();
    connects(service, asking(service, "ep-unwished"), false, "");
  }

  @Test
  void connection_ofAnotherEndpoint_isNotCut() {
    String service = offered();
    connects(service, asking(service, "ep-other"), false, "nobody wished to cut off");
  }

  @Test
  void service_thatIsUsed_isNotDeleted() {
    String service = offered();
    connects(service, asking(service, "ep-wished"), true, "");
    isBad("it is used by", "Privatelink", "DeleteVpcEndpointService", "ServiceId", service);
  }

  // ---- names ----

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)),
              0,
              8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String remark() {
    return "tieline-" + digest("acme/" + vpc + "/" + NAME);
  }

  /** A zone of ours, for the address of an endpoint of ours. */
  private String zone() {
    claim("dns." + digest(NAME), "endpoint.db@" + NAME);
    String zone = text(isGood("pvtz", "AddZone", "ZoneName", NAME, "ClientToken", "z"), "ZoneId");
    isGood("pvtz", "UpdateZoneRemark", "ZoneId", zone, "Remark", remark());
    return zone;
  }

  private String[] record(String zone, String value) {
    return new String[] {
      "ZoneId", zone, "Rr", "@", "Type", "A", "Value", value, "Remark", remark()
    };
  }

  private String[] bound(String zone, String... vpcs) {
    List<String> all = new ArrayList<>(List.of("ZoneId", zone));
    for (int i = 0; i < vpcs.length; i++) {
      all.addAll(List.of("Vpcs." + (i + 1) + ".RegionId", AliyunClouds.HANGZHOU));
      all.addAll(List.of("Vpcs." + (i + 1) + ".VpcId", vpcs[i]));
    }
    return all.toArray(String[]::new);
  }

  @Test
  void zone_withRecordAndBinding_isGood() {
    String endpoint = made();
    String zone = zone();
    isGood("pvtz", "AddZoneRecord", record(zone, address(endpoint)));
    isGood("pvtz", "BindZoneVpc", bound(zone, vpc));
    isGood("pvtz", "BindZoneVpc", bound(zone));
    isGood("pvtz", "DeleteZone", "ZoneId", zone);
  }

  @Test
  void zone_beforeItsClaim_isBad() {
    isBad("before", "pvtz", "AddZone", "ZoneName", NAME, "ClientToken", "z");
  }

  @Test
  void zone_ofAnotherName_isBad() {
    isBad("nobody wished the name", "pvtz", "AddZone", "ZoneName", "x.com", "ClientToken", "z");
  }

  @Test
  void record_thatLeadsElsewhere_isBad() {
    made();
    isBad("nobody wished", "pvtz", "AddZoneRecord", record(zone(), "10.9.9.9"));
  }

  @Test
  void zone_ofOthers_isLeftAlone() {
    String foreign = console.createZone(NAME, vpc, "@", "10.9.9.9");
    clouds.settle();
    isBad("is not ours", "pvtz", "UpdateZoneRemark", "ZoneId", foreign, "Remark", remark());
    isBad("is not ours", "pvtz", "BindZoneVpc", bound(foreign));
    isBad("is not ours", "pvtz", "DeleteZone", "ZoneId", foreign);
  }

  @Test
  void binding_ofOthers_isKept() {
    String zone = zone();
    String other = console.createVpc("10.4.0.0/16");
    clouds.settle();
    console.call(
        "pvtz",
        "BindZoneVpc",
        Map.of("ZoneId", zone, "Vpcs.1.RegionId", AliyunClouds.HANGZHOU, "Vpcs.1.VpcId", other));
    clouds.settle();
    isGood("pvtz", "BindZoneVpc", bound(zone, other, vpc));
    isBad("unbinds " + other, "pvtz", "BindZoneVpc", bound(zone, vpc));
  }

  @Test
  void binding_ofAnotherVpc_isBad() {
    String zone = zone();
    isBad("nobody wished", "pvtz", "BindZoneVpc", bound(zone, console.createVpc("10.5.0.0/16")));
  }

  @Test
  void record_ofOthers_doesNotGoWithItsZone() {
    String zone = zone();
    console.call(
        "pvtz",
        "AddZoneRecord",
        Map.of("ZoneId", zone, "Rr", "www", "Type", "A", "Value", "10.9.9.9"));
    isBad("which is not ours, changes", "pvtz", "DeleteZone", "ZoneId", zone);
  }

  @Test
  void product_opened_isBad() {
    isBad("not an action", "Privatelink", "OpenPrivateLinkService");
  }
}
