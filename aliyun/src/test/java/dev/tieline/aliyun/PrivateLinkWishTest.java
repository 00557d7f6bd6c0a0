package dev.tieline.aliyun;

import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.net.Ip;
import dev.tieline.snapshot.VpcEndpoint;
import dev.tieline.topology.Endpoint;
import dev.tieline.topology.Service;
import dev.tieline.topology.Topology;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Services of PrivateLink as a topology names them. */
class PrivateLinkWishTest {
  private static final String NAME = "com.aliyuncs.privatelink.cn-hangzhou.epsrv-bp1vzjkp2q1x";

  private static Topology both(AliyunEndpoint target, AliyunService source) {
    return Topology.named("t")
        .network("app", AliyunVpc.existing("main", "cn-hangzhou", "vpc-bp1vzjkp2q1x"))
        .endpoint("db", "app", target, e -> e.allow(tcp(6001)))
        .service("pg", "app", source, s -> s.sharedWith("1234567890123456"))
        .build();
  }

  @Test
  void toJson_everythingSaid_isReadBack() {
    AliyunEndpoint target =
        AliyunEndpoint.service(NAME)
            .zones("cn-hangzhou-h", "cn-hangzhou-i")
            .vSwitches("vsw-bp1", "a")
            .groups("sg-bp1")
            .crossRegionBandwidth(100)
            .dns(AliyunDns.privateZone("db.example.com"));
    AliyunService source =
        AliyunService.nlb("nlb-83ck", "cn-hangzhou-h")
            .and("nlb-84ck", "cn-hangzhou-i")
            .listening(tcp(6001))
            .paidByProvider()
            .bandwidth(200);

    Topology read = Topology.parse(both(target, source).toJson());

    assertThat(((Endpoint) read.links().get("db")).target()).isEqualTo(target);
    assertThat(((Service) read.links().get("pg")).source()).isEqualTo(source);
  }

  @Test
  void toJson_leastSaid_isReadBack() {
    AliyunEndpoint target = AliyunEndpoint.service(NAME);
    AliyunService source = AliyunService.slb("lb-bp1", "cn-hangzhou-h");

    Topology read = Topology.parse(both(target, source).toJson());

    assertThat(((Endpoint) read.links().get("db")).target()).isEqualTo(target);
    assertThat(((Service) read.links().get("pg")).source()).isEqualTo(source);
  }

  @Test
  void toJson_hosts_isReadBack() {
    AliyunEndpoint target = AliyunEndpoint.service(NAME).dns(AliyunDns.hosts());

    Topology read =
        Topology.parse(both(target, AliyunService.alb("alb-1", "cn-hangzhou-h")).toJson());

    assertThat(((Endpoint) read.links().get("db")).target()).isEqualTo(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "epsrv-bp1vzjkp2q1x",
        "com.amazonaws.vpce.us-east-1.vpce-svc-1",
        "com.aliyuncs.privatelink.cn-hangzhou.epsrv-",
        "com.aliyuncs.privatelink.cn-hangzhou.epsrv-bp1; rm",
        ""
      })
  void service_nameOfAnotherForm_isRefusedWithTheForm(String name) {
    assertThatThrownBy(() -> AliyunEndpoint.service(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: com.aliyuncs.privatelink.<region>.epsrv-<id>");
  }

  @Test
  void zones_oneTwice_isRefused() {
    assertThatThrownBy(() -> AliyunEndpoint.service(NAME).zones("cn-hangzhou-h", "cn-hangzhou-h"))
        .hasMessageContaining("each once");
  }

  @Test
  void privateZone_thatWouldHideTheCloud_isRefused() {
    assertThatThrownBy(() -> AliyunDns.privateZone("aliyuncs.com"))
        .hasMessageContaining("would hide");
  }

  private static VpcEndpoint endpoint(String service, String... addresses) {
    return new VpcEndpoint(
        "ep-1",
        "",
        "vpc-1",
        service,
        VpcEndpoint.State.CONNECTED,
        "Connected",
        List.of(),
        Stream.of(addresses).map(Ip::parse).toList(),
        List.of());
  }

  @Test
  void hostsLines_endpointOfTwoZones_hasALineForEachAddressInOrder() {
    assertThat(AliyunDns.hostsLines(endpoint(NAME, "10.0.2.9", "10.0.1.9")))
        .containsExactly("10.0.1.9 " + NAME, "10.0.2.9 " + NAME);
  }

  @Test
  void hostsLines_noAddressYet_hasNone() {
    assertThat(AliyunDns.hostsLines(endpoint(NAME))).isEmpty();
  }

  @Test
  void hostsLines_nameWithALineOfItsOwn_isRefused() {
    assertThatThrownBy(() -> AliyunDns.hostsLines(endpoint(NAME + "\n10.0.0.1 bank", "10.0.1.9")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: com.aliyuncs.privatelink.<region>.epsrv-<id>");
  }

  @ParameterizedTest
  @CsvSource({"99, 50000", "50001, 50000"})
  void bandwidth_thatAnNlbCanNotHave_isRefusedWithTheRange(int megabits, int most) {
    AliyunService nlb = AliyunService.nlb("nlb-1", "cn-hangzhou-h");
    assertThatThrownBy(() -> nlb.bandwidth(megabits))
        .hasMessage(
            "bandwidth: "
                + megabits
                + " (expected: 100 to "
                + most
                + " Mbit/s for balancers of type nlb)");
  }

  @Test
  void bandwidth_mostOfEachType_isTaken() {
    assertThat(AliyunService.nlb("nlb-1", "cn-hangzhou-h").bandwidth(50_000)).isNotNull();
    assertThat(AliyunService.alb("alb-1", "cn-hangzhou-h").bandwidth(25_000)).isNotNull();
    assertThat(AliyunService.slb("lb-1", "cn-hangzhou-h").bandwidth(10_240)).isNotNull();
    assertThatThrownBy(() -> AliyunService.alb("alb-1", "cn-hangzhou-h").bandwidth(25_001))
        .hasMessageContaining("100 to 25000 Mbit/s for balancers of type alb");
    assertThatThrownBy(() -> AliyunService.slb("lb-1", "cn-hangzhou-h").bandwidth(10_241))
        .hasMessageContaining("100 to 10240 Mbit/s for balancers of type slb");
  }

  @Test
  void nlb_withoutZones_isRefused() {
    assertThatThrownBy(() -> AliyunService.nlb("nlb-1")).hasMessageContaining("expected: 1 to 10");
  }

  @Test
  void and_balancerOfAnotherKind_isRefusedByItsId() {
    assertThatThrownBy(
            () -> AliyunService.nlb("nlb-1", "cn-hangzhou-h").and("i-1", "cn-hangzhou-h"))
        .hasMessageContaining("balancer of type nlb: i-1 (expected: nlb-...)");
  }
}
