package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.AliyunClient.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two VPCs in Hangzhou and private zones that they are to see. */
class AliyunPrivateZoneTest {

  private final AliyunClouds clouds = new AliyunClouds();
  private final AliyunClient own = clouds.own();
  private final AliyunConsole console = clouds.console();
  private final String vpc = console.createVpc("10.0.0.0/16");
  private final String second = console.createVpc("10.1.0.0/16");

  private String zone(String name) {
    return own.call("pvtz", "AddZone", "ZoneName", name).text("/ZoneId");
  }

  private Answer record(String zone, String rr, String type, String value, String ttl) {
    return own.call(
        "pvtz",
        "AddZoneRecord",
        "ZoneId",
        zone,
        "Rr",
        rr,
        "Type",
        type,
        "Value",
        value,
        "Ttl",
        ttl);
  }

  private Answer bind(String zone, String... vpcs) {
    String[] all = new String[2 + 4 * vpcs.length];
    all[0] = "ZoneId";
    all[1] = zone;
    for (int i = 0; i < vpcs.length; i++) {
      all[2 + 4 * i] = "Vpcs." + (i + 1) + ".RegionId";
      all[3 + 4 * i] = AliyunClouds.HANGZHOU;
      all[4 + 4 * i] = "Vpcs." + (i + 1) + ".VpcId";
      all[5 + 4 * i] = vpcs[i];
    }
    return own.call("pvtz", "BindZoneVpc", all);
  }

  private java.util.List<String> bound(String zone) {
    return own.call("pvtz", "DescribeZoneInfo", "ZoneId", zone).texts("/BindVpcs/Vpc", "VpcId");
  }

  @Test
  void bind_rightAfterTheZoneWasMade_isTooEarly() {
    String zone = zone("db.example");
    assertThat(bind(zone, vpc).code()).isEqualTo("Zone.NotExists");
    clouds.pass(Duration.ofSeconds(1));
    assertThat(bind(zone, vpc).code()).isEmpty();
  }

  @Test
  void bind_ofOneVpc_unbindsAllOthers() {
    String zone = zone("db.example");
    clouds.settle();
    bind(zone, vpc, second);
    assertThat(bound(zone)).containsExactly(vpc, second);
    bind(zone, second);
    assertThat(bound(zone)).containsExactly(second);
    bind(zone);
    assertThat(bound(zone)).isEmpty();
  }

  @Test
  void bind_ofTwoZonesOfAName_isRefused() {
    String zone = zone("db.example");
    String twin = zone("db.example");
    clouds.settle();
    bind(zone, vpc);
    assertThat(bind(twin, vpc).code()).isEqualTo("ZoneVpc.Repeated");
    assertThat(bind(twin, second).code()).isEmpty();
  }

  @Test
  void bind_ofAnotherAccountsVpc_needsItsCode() {
    String theirs = clouds.otherConsole().createVpc("10.3.0.0/16");
    String zone = zone("db.example");
    clouds.settle();
    assertThat(bind(zone, theirs).code()).isEqualTo("ZoneVpc.NotExists.VpcId");
    String[] wrong = {"AuthorizedUserId", AliyunClouds.OTHER, "AuthCode", "guess"};
    assertThat(own.call("pvtz", "AddUserVpcAuthorization", wrong).code())
        .isEqualTo("UserVpcAuthorization.AuthCode.Invalid");
    String[] right = {
      "AuthorizedUserId",
      AliyunClouds.OTHER,
      "AuthCode",
      clouds.aliyun.authorizationCode(AliyunClouds.OTHER)
    };
    assertThat(own.call("pvtz", "AddUserVpcAuthorization", right).code()).isEmpty();
    assertThat(bind(zone, theirs).code()).isEmpty();
  }

  @Test
  void remark_tooLongOrOfOtherCharacters_isRefused() {
    String zone = zone("db.example");
    for (String remark : List.of("x".repeat(51), "tieline/acme", "a b")) {
      String[] remarked = {"ZoneId", zone, "Remark", remark};
      assertThat(own.call("pvtz", "UpdateZoneRemark", remarked).code()).isEqualTo("Zone.Remark");
      String[] entry = {
        "ZoneId", zone, "Rr", "@", "Type", "A", "Value", "10.0.0.1", "Remark", remark
      };
      assertThat(own.call("pvtz", "AddZoneRecord", entry).code()).isEqualTo("Zone.Remark");
    }
    String[] fine = {"ZoneId", zone, "Remark", "数据库_db-1.x,"};
    assertThat(own.call("pvtz", "UpdateZoneRemark", fine).code()).isEmpty();
  }

  @Test
  void zone_bound_cannotBeDeleted() {
    String zone = zone("db.example");
    clouds.settle();
    bind(zone, vpc);
    assertThat(own.call("pvtz", "DeleteZone", "ZoneId", zone).code()).isEqualTo("Zone.VpcExists");
    bind(zone);
    assertThat(own.call("pvtz", "DeleteZone", "ZoneId", zone).code()).isEmpty();
    assertThat(own.call("pvtz", "DescribeZoneInfo", "ZoneId", zone).code())
        .isEqualTo("Zone.NotExists");
  }

  @ParameterizedTest
  @CsvSource({
    "@, CNAME, other.example, 60, Record.Invalid.Value",
    "@, A, 10.0.0.1, 61, Record.Invalid.Ttl",
    "@, A, fd00::1, 60, Record.Invalid.Value",
    "@, AAAA, fd00::1, 60, ''",
    "'a b', A, 10.0.0.1, 60, Record.Invalid.Rr",
    "www, HINFO, x, 60, Record.Invalid.Type",
    "www, A, 10.0.0.1, 5, ''",
  })
  void record_ofAnyForm_isJudged(String rr, String type, String value, String ttl, String code) {
    assertThat(record(zone("db.example"), rr, type, value, ttl).code()).isEqualTo(code);
  }

  @Test
  void record_deleted_isGone() {
    String zone = zone("db.example");
    String id = record(zone, "www", "A", "10.0.0.1", "60").text("/RecordId");
    assertThat(record(zone, "www", "A", "10.0.0.1", "60").code()).isEqualTo("Record.Exists");
    assertThat(own.call("pvtz", "DeleteZoneRecord", "RecordId", id).code()).isEmpty();
    assertThat(own.call("pvtz", "DescribeZoneRecords", "ZoneId", zone).text("/TotalItems"))
        .isEqualTo("0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ZONE", "RECORD"})
  void name_thatABoundZoneHasNot_isAskedInPublicOnlyWhereItFallsBack(String pattern) {
    String vswitch = console.createVSwitch(vpc, "10.0.1.0/24", "cn-hangzhou-h");
    String group = console.createSecurityGroup(vpc, "all");
    console.rule(group, "accept", "TCP", "1/65535", "0.0.0.0/0", 1);
    Host host = console.runInstance(vswitch, group);
    String balancer = console.createClassicBalancer(vswitch);
    console.forward(balancer, 80, host, 80);
    String service = console.createService(balancer, "cn-hangzhou-h", true);
    String endpoint = console.createEndpoint(vpc, service, vswitch, group);
    clouds.settle();
    String name =
        own.call("Privatelink", "GetVpcEndpointAttribute", "EndpointId", endpoint)
            .text("/EndpointDomain");
    String shadow =
        own.call("pvtz", "AddZone", "ZoneName", "aliyuncs.com", "ProxyPattern", pattern)
            .text("/ZoneId");
    clouds.settle();
    assertThat(clouds.aliyun.walk().connect(host.eniId(), name, 80).delivered()).isTrue();
    bind(shadow, vpc);
    assertThat(clouds.aliyun.walk().connect(host.eniId(), name, 80).delivered())
        .isEqualTo(pattern.equals("RECORD"));
  }

  @Test
  void service_notOpened_makesNoZone() {
    clouds.aliyun.service(AliyunClouds.OWN, AliyunOpening.PRIVATEZONE, false);
    assertThat(own.call("pvtz", "DescribeUserServiceStatus").text("/Status")).isEqualTo("CLOSED");
    assertThat(own.call("pvtz", "AddZone", "ZoneName", "db.example").code())
        .isEqualTo("UserService.NotOpened");
  }
}
