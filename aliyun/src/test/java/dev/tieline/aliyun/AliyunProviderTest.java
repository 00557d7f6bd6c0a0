package dev.tieline.aliyun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.error.InvalidTopologyException;
import dev.tieline.net.Traffic;
import dev.tieline.topology.Topology;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two accounts, main and partner, in Hangzhou and Shanghai; nothing is called. */
class AliyunProviderTest {
  private static final AliyunCredentials KEYS = AliyunCredentials.of("AKID", "s3cr3t");

  private static AliyunProvider.Builder builder() {
    return AliyunProvider.builder()
        .account("main", KEYS, "1234567890123456")
        .account("partner", KEYS)
        .regions("cn-hangzhou", "cn-shanghai");
  }

  private static void check(
      AliyunProvider provider, AliyunVpc a, AliyunVpc b, AliyunPeering... of) {
    try (provider) {
      provider.check(
          Topology.named("t")
              .network("a", a)
              .network("b", b)
              .peer(
                  "a",
                  "b",
                  p -> {
                    p.allow(Traffic.tcp(22));
                    for (AliyunPeering option : of) {
                      p.with(option);
                    }
                  })
              .build());
    }
  }

  @Test
  void toString_providerAndCredentials_holdNoSecret() {
    try (AliyunProvider provider = builder().build()) {
      assertThat(provider.toString()).doesNotContain("s3cr3t").contains("main", "cn-hangzhou");
    }
    assertThat(AliyunCredentials.of("AKID", "s3cr3t", "t0k3n").toString())
        .isEqualTo("AliyunCredentials[key AKID]");
    assertThat(
            AliyunCredentials.assumeRole("acs:ram::1234567890123456:role/r", "ext", KEYS)
                .toString())
        .isEqualTo("AliyunCredentials[role acs:ram::1234567890123456:role/r by key AKID]");
  }

  @Test
  void credentials_blankSecret_isRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> AliyunCredentials.of("AKID", " "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("AccessKey secret: blank (expected: some text)");
  }

  @Test
  void credentials_lineBreak_isRefusedWithoutShowingTheValue() {
    assertThatThrownBy(() -> AliyunCredentials.of("AKID", "open", "sesame\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "security token: character 7 of 7 is U+000A (expected: visible ASCII characters only)");
  }

  @Test
  void credentials_roleOfAnotherCloud_isRefused() {
    assertThatThrownBy(
            () -> AliyunCredentials.assumeRole("arn:aws:iam::111122223333:role/r", "ext", KEYS))
        .hasMessageContaining("expected: acs:ram::ACCOUNT:role/NAME");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.1",
        "http://localhost.example.com",
        "ftp://127.0.0.1",
        "https://user:pw@host",
        "https://host/path",
        "https://host?x=1",
        "http://127.0.0.1/x",
      })
  void endpoint_unsafeOrMore_isRefusedWithoutItsRest(String uri) {
    assertThatThrownBy(() -> builder().endpoint(URI.create(uri)))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .startsWith("endpoint: ")
        .doesNotContain("pw@");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:8080", "http://[::1]:80", "https://gateway.example/"})
  void endpoint_safe_isTaken(String uri) {
    assertThatCode(() -> builder().endpoint("vpcpeer", URI.create(uri))).doesNotThrowAnyException();
  }

  @Test
  void endpoint_unknownProduct_isRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> builder().endpoint("Oss", URI.create("https://h")))
        .hasMessage(
            "product: Oss (expected one of: CDT, Ecs, Privatelink, Sts, Vpc, VpcPeer," + " pvtz)");
  }

  @Test
  void account_declaredTwice_isRefused() {
    assertThatThrownBy(() -> builder().account("third", KEYS, "1234567890123456"))
        .hasMessageContaining("which main is");
  }

  @Test
  void build_withoutAccountOrRegion_isRefused() {
    assertThatThrownBy(() -> AliyunProvider.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("accounts: none");
    assertThatThrownBy(() -> AliyunProvider.builder().account("main", KEYS).build())
        .hasMessageContaining("regions: none");
  }

  @Test
  void site_unknownAlias_isRefused() {
    assertThatThrownBy(() -> builder().site("nobody", AliyunSite.CHINA))
        .hasMessage("account alias: nobody (expected one of: main, partner)");
  }

  @Test
  void settling_quietTime_coversTheSignaturesExpiry() {
    try (AliyunProvider provider = builder().build()) {
      assertThat(provider.settling().expiry()).isEqualTo(Duration.ofMinutes(15));
    }
  }

  @Test
  void check_unknownAlias_isRefused() {
    assertThatThrownBy(
            () ->
                check(
                    builder().build(),
                    AliyunVpc.existing("nobody", "cn-hangzhou", "vpc-1"),
                    AliyunVpc.existing("main", "cn-hangzhou", "vpc-2")))
        .isInstanceOf(InvalidTopologyException.class)
        .hasMessage("network a names account \"nobody\" (expected one of: main, partner)");
  }

  @Test
  void check_sitesMixed_isRefused() {
    assertThatThrownBy(
            () ->
                check(
                    builder()
                        .site("main", AliyunSite.CHINA)
                        .site("partner", AliyunSite.INTERNATIONAL)
                        .build(),
                    AliyunVpc.existing("main", "cn-hangzhou", "vpc-1"),
                    AliyunVpc.existing("partner", "cn-hangzhou", "vpc-2")))
        .isInstanceOf(InvalidTopologyException.class)
        .hasMessageContaining("a (account of the China site)")
        .hasMessageContaining("b (account of the international site)");
  }

  @Test
  void check_partitionsMixed_isRefused() {
    assertThatThrownBy(
            () ->
                check(
                    builder().build(),
                    AliyunVpc.existing("main", "cn-hangzhou-finance", "vpc-1"),
                    AliyunVpc.existing("main", "cn-hangzhou", "vpc-2")))
        .isInstanceOf(InvalidTopologyException.class)
        .hasMessageContaining("finance cloud");
  }

  @Test
  void check_bandwidthWithinARegion_isRefused() {
    assertThatThrownBy(
            () ->
                check(
                    builder().build(),
                    AliyunVpc.existing("main", "cn-hangzhou", "vpc-1"),
                    AliyunVpc.existing("main", "cn-hangzhou", "vpc-2"),
                    AliyunPeering.bandwidth(100)))
        .isInstanceOf(InvalidTopologyException.class)
        .hasMessageContaining("across regions only");
  }

  @Test
  void check_optionsAcrossRegions_areTaken() {
    assertThatCode(
            () ->
                check(
                    builder().build(),
                    AliyunVpc.existing("main", "cn-hangzhou", "vpc-1"),
                    AliyunVpc.existing("main", "cn-shanghai", "vpc-2"),
                    AliyunPeering.bandwidth(100),
                    AliyunPeering.PLATINUM))
        .doesNotThrowAnyException();
  }

  @Test
  void check_twoBandwidths_isRefused() {
    assertThatThrownBy(
            () ->
                check(
                    builder().build(),
                    AliyunVpc.existing("main", "cn-hangzhou", "vpc-1"),
                    AliyunVpc.existing("main", "cn-shanghai", "vpc-2"),
                    AliyunPeering.bandwidth(100),
                    AliyunPeering.bandwidth(200)))
        .isInstanceOf(InvalidTopologyException.class)
        .hasMessageContaining("given twice");
  }
}
