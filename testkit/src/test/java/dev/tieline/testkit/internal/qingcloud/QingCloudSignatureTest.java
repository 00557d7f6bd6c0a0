package dev.tieline.testkit.internal.qingcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Signatures, by requests whose official or computed signatures are known. */
class QingCloudSignatureTest {
  private static final String SECRET = "SECRETACCESSKEY";
  private static final Instant SIGNED = Instant.parse("2013-08-27T14:30:10Z");

  /** The request of the "Signature" pages of the documentation, as it was in 2013. */
  private static SortedMap<String, String> official() {
    SortedMap<String, String> parameters =
        new TreeMap<>(
            Map.of(
                "count", "1",
                "vxnets.1", "vxnet-0",
                "zone", "pek3a",
                "instance_type", "small_b",
                "instance_name", "demo",
                "image_id", "centos64x86a",
                "login_mode", "passwd",
                "login_passwd", "QingCloud20130712",
                "action", "RunInstances"));
    return signed(parameters, "2013-08-27T14:30:10Z");
  }

  private static SortedMap<String, String> signed(
      SortedMap<String, String> parameters, String stamp) {
    parameters.put("version", "1");
    parameters.put("signature_version", "1");
    parameters.put("signature_method", "HmacSHA256");
    parameters.put("access_key_id", "QYACCESSKEYIDEXAMPLE");
    parameters.put("time_stamp", stamp);
    return parameters;
  }

  private static void verify(
      String method, SortedMap<String, String> parameters, String signature, Instant wall) {
    parameters.put("signature", signature);
    new Signature(method, "/iaas/", parameters).verify(SECRET, wall, true);
  }

  @Test
  void verify_officialRequest_fits() {
    verify("GET", official(), "byjccvWIvAftaq+oublemagH3bYAlDWxxLFAzAsyslw=", SIGNED);
  }

  @Test
  void verify_asAForm_fitsThatMethodAlone() {
    String signature = "VOy3hWMVHrA65zM7bSWnZ3RQHkApWoyadnzuDrtKq9c=";
    verify("POST", official(), signature, SIGNED);
    assertThatThrownBy(() -> verify("GET", official(), signature, SIGNED))
        .isInstanceOf(QingError.class)
        .hasMessageContaining("signature not matched");
  }

  @Test
  void verify_sha1_fits() {
    SortedMap<String, String> parameters = official();
    parameters.put("signature_method", "HmacSHA1");
    verify("GET", parameters, "J6HXH2ms54sgN+hVb2Hli8M9IQM=", SIGNED);
  }

  @Test
  void verify_namesInByteOrder_fits() {
    SortedMap<String, String> parameters =
        new TreeMap<>(
            Map.of(
                "action", "JoinBorder",
                "zone", "pek3",
                "border", "irt-2zevtm67",
                "vxnets.1", "vxnet-a",
                "vxnets.2", "vxnet-b",
                "vxnets.10", "vxnet-j",
                "border_private_ips.1.vxnet_id", "vxnet-a",
                "border_private_ips.1.border_private_ip", "172.16.1.254"));
    verify(
        "GET",
        signed(parameters, "2026-01-02T03:04:05Z"),
        "wQvVFbPRrdV/9DLQQ4pNaT+jUkVxglHd69DHYpRPPdE=",
        Instant.parse("2026-01-02T03:04:05Z"));
  }

  @Test
  void verify_escapes_fit() {
    SortedMap<String, String> parameters =
        new TreeMap<>(
            Map.of(
                "action", "CreateVpcBorders",
                "zone", "pek3",
                "border_type", "1",
                "border_name", "北京 边界*路由器~1+1|a/b"));
    verify(
        "GET",
        signed(parameters, "2026-01-02T03:04:05Z"),
        "0h4DuQ1KDiwnu2+ttReVM78GnEF3atiiY6cT3+qhncA=",
        Instant.parse("2026-01-02T03:04:05Z"));
  }

  @Test
  void verify_emptyValues_areSignedToo() {
    SortedMap<String, String> parameters =
        new TreeMap<>(
            Map.of(
                "action", "AddSecurityGroupRules",
                "zone", "pek3a",
                "security_group", "sg-6ft05wt6",
                "rules.1.action", "accept",
                "rules.1.protocol", "tcp",
                "rules.1.priority", "7",
                "rules.1.val1", "22",
                "rules.1.val2", "",
                "rules.1.val3", ""));
    verify(
        "GET",
        signed(parameters, "2026-01-02T03:04:05Z"),
        "JrlDFMgVkhIjLCQ4UcbvYvy5DyJimh2hLId0fIOZ1do=",
        Instant.parse("2026-01-02T03:04:05Z"));
  }

  @Test
  void verify_aMinuteLater_isStillGoodAndThenNot() {
    String signature = "byjccvWIvAftaq+oublemagH3bYAlDWxxLFAzAsyslw=";
    verify("GET", official(), signature, SIGNED.plusSeconds(60));
    assertThatThrownBy(() -> verify("GET", official(), signature, SIGNED.plusSeconds(61)))
        .isInstanceOfSatisfying(
            QingError.class, error -> assertThat(error.code()).isEqualTo("1300"));
  }
}
