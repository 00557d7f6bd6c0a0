package dev.tieline.qingcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.error.InvalidTopologyException;
import dev.tieline.topology.Topology;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two accounts, main and partner, in Beijing 3 and Guangdong 2; nothing is called. */
class QingCloudProviderTest {
  private static final QingCloudCredentials KEYS = QingCloudCredentials.of("AKID", "s3cr3t");

  private static QingCloudProvider.Builder builder() {
    return QingCloudProvider.builder()
        .account("main", KEYS, "usr-CT3owI01")
        .account("partner", KEYS)
        .zones("pek3", "gd2");
  }

  private static void check(QingCloudVpc vpc) {
    try (QingCloudProvider provider = builder().build()) {
      provider.check(Topology.named("t").network("a", vpc).build());
    }
  }

  @Test
  void toString_providerAndCredentials_holdNoSecret() {
    try (QingCloudProvider provider = builder().build()) {
      assertThat(provider).hasToString("QingCloudProvider[accounts [main, partner], [pek3, gd2]]");
    }
    assertThat(KEYS).hasToString("QingCloudCredentials[key AKID]");
    assertThat(QingCloudCredentials.instanceRole())
        .hasToString("QingCloudCredentials[instance role]");
  }

  @Test
  void credentials_badSecret_isRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> QingCloudCredentials.of("AKID", "sesame\n"))
        .hasMessage(
            "secret access key: character 7 of 7 is U+000A (expected: visible ASCII characters"
                + " only)");
    assertThatThrownBy(() -> QingCloudCredentials.of(" ", "s3cr3t"))
        .hasMessage("access key id: blank (expected: some text)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.qingcloud.com/iaas/",
        "https://user@api.example.com/iaas/",
        "https://api.example.com/iaas/?x=1",
        "https://api.example.com/iaas",
        "ftp://api.example.com/iaas/",
        "api.example.com"
      })
  void endpoint_unsafeOrNotWhole_isRefused(String endpoint) {
    assertThatThrownBy(() -> builder().endpoint(URI.create(endpoint)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("endpoint: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.example.com/iaas/",
        "https://api.example.com",
        "http://127.0.0.1:8082/iaas/",
        "http://localhost:8082"
      })
  void endpoint_safe_isTaken(String endpoint) {
    assertThatCode(() -> builder().endpoint(URI.create(endpoint)).build())
        .doesNotThrowAnyException();
  }

  @Test
  void builder_badValues_areRefused() {
    assertThatThrownBy(() -> builder().account("main", KEYS)).hasMessageContaining("used once");
    assertThatThrownBy(() -> builder().account("x", KEYS, "1234567890"))
        .hasMessage("account id: 1234567890 (expected: a main user's id, usr-...)");
    assertThatThrownBy(() -> builder().account("x", KEYS, "usr-CT3owI01"))
        .hasMessageContaining("expected: one alias for each account");
    assertThatThrownBy(() -> builder().zones("cn-hangzhou"))
        .hasMessage("zone: cn-hangzhou (expected: a zone's name in lower case, such as pek3)");
    assertThatThrownBy(() -> builder().pace(0)).hasMessageStartingWith("pace: 0.0");
    assertThatThrownBy(() -> builder().attemptTimeout(Duration.ZERO))
        .hasMessage("attempt timeout: PT0S (expected: above zero)");
    assertThatThrownBy(() -> QingCloudProvider.builder().account("a", KEYS).build())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void check_accountThatIsNotDeclared_isRefused() {
    assertThatThrownBy(() -> check(QingCloudVpc.existing("other", "pek3", "rtr-1")))
        .isInstanceOf(InvalidTopologyException.class)
        .hasMessage("network a names account \"other\" (expected one of: main, partner)");
  }

  @Test
  void check_whatIsToBeMade_isTaken() {
    check(QingCloudVpc.managed("main", "pek3", "172.16.0.0/16").vxnet("v", "172.16.1.0/24"));
    check(QingCloudVpc.existing("main", "pek3", "rtr-1").vxnet("v", "172.16.1.0/24"));
  }
}
