package dev.tieline.testkit.internal.aliyun;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.testkit.Ask;
import dev.tieline.testkit.internal.Query;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** Two requests that an SDK of Alibaba Cloud signed with the key AKID and the secret SECRET. */
class SignatureTest {

  private static final String BODY =
      "AcceptingVpcId=vpc-b&VpcId=vpc-a&AcceptingRegionId=cn-beijing&Bandwidth=100"
          + "&AcceptingAliUid=123&DryRun=false&RegionId=cn-hangzhou&ClientToken=t-1"
          + "&Name=n+%E4%B8%AD%7E*%2B%2F";

  private static final String ACS3 =
      "ec2814cb6e9217645317ede1081b3979bdf057b1cfe744164b04821562c57789";

  private static Ask acs3(String body, String signature) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Content-Type", List.of("application/x-www-form-urlencoded"));
    headers.put("Host", List.of("127.0.0.1:44009"));
    headers.put("x-acs-action", List.of("CreateVpcPeerConnection"));
    headers.put(
        "x-acs-content-sha256",
        List.of("8c8c3b5c48ff3422689b3dd0466dc44124255ddba62d2a18ae79a476ba25fc90"));
    headers.put("x-acs-credentials-provider", List.of("static_ak"));
    headers.put("x-acs-date", List.of("2026-11-21T05:32:03Z"));
    headers.put("x-acs-signature-nonce", List.of("801f1c0e21e9949f2b5730d8d972724e"));
    headers.put("x-acs-version", List.of("2022-01-01"));
    headers.put(
        "Authorization",
        List.of(
            "ACS3-HMAC-SHA256 Credential=AKID,SignedHeaders=content-type;host;x-acs-action;"
                + "x-acs-content-sha256;x-acs-credentials-provider;x-acs-date;"
                + "x-acs-signature-nonce;x-acs-version,Signature="
                + signature));
    return new Ask(
        "POST",
        URI.create("/?LinkType=Gold&Tag.1.Key=k&Tag.1.Value=v"),
        headers,
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static Signature read(Ask ask) {
    SortedMap<String, String> parameters = Query.decode(ask.uri().getRawQuery(), AliyunError.WORDS);
    parameters.putAll(
        Query.decode(new String(ask.body(), StandardCharsets.UTF_8), AliyunError.WORDS));
    return Signature.of(ask, parameters);
  }

  @Test
  void acs3_ofTheSdk_isVerified() {
    assertThatCode(
            () -> read(acs3(BODY, ACS3)).verify("SECRET", Instant.parse("2026-11-21T05:32:03Z")))
        .doesNotThrowAnyException();
  }

  @Test
  void acs3_otherBody_doesNotMatch() {
    assertThatThrownBy(
            () ->
                read(acs3(BODY + "&x=y", ACS3))
                    .verify("SECRET", Instant.parse("2026-11-21T05:32:03Z")))
        .hasMessageContaining("not matched");
  }

  @Test
  void acs3_oneDigitOff_doesNotMatch() {
    String wrong = (ACS3.charAt(0) == 'e' ? 'f' : 'e') + ACS3.substring(1);
    assertThatThrownBy(
            () -> read(acs3(BODY, wrong)).verify("SECRET", Instant.parse("2026-11-21T05:32:03Z")))
        .hasMessageContaining("not matched");
  }

  private static Ask v1(String signature) {
    String query =
        "Tag.1.Key=k&SignatureVersion=1.0&Action=CreateVpcPeerConnection&Format=json"
            + "&SignatureNonce=747e46b017bb81eb1a11c414d0ae2168&Version=2022-01-01"
            + "&AccessKeyId=AKID&Tag.1.Value=v&SignatureMethod=HMAC-SHA1&LinkType=Gold"
            + "&Timestamp=2026-11-21T05%3A32%3A04Z&Signature="
            + signature;
    return new Ask(
        "POST", URI.create("/?" + query), Map.of(), BODY.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void v1_ofTheSdk_isVerified() {
    assertThatCode(
            () ->
                read(v1("ZFpJtyyojfImk6ahHCCZ2JbPo0s%3D"))
                    .verify("SECRET", Instant.parse("2026-11-21T05:32:04Z")))
        .doesNotThrowAnyException();
  }

  @Test
  void v1_otherSecret_doesNotMatch() {
    assertThatThrownBy(
            () ->
                read(v1("ZFpJtyyojfImk6ahHCCZ2JbPo0s%3D"))
                    .verify("OTHER", Instant.parse("2026-11-21T05:32:04Z")))
        .hasMessageContaining("not matched");
  }
}
