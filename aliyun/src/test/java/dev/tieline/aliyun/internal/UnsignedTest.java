package dev.tieline.aliyun.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnsignedTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Error retrieving credentials from OIDC result: {\"AccessKeySecret\":\"sesame\"}.",
        "Error retrieving credentials from IMDS result:{\n\"AccessKeySecret\":\"sesame\"}",
        "HttpCode: 500, body=AccessKeySecret sesame"
      })
  void told_answerOfASource_isLeftOut(String words) {
    assertThat(Unsigned.told(new IllegalStateException(words)))
        .doesNotContain("sesame")
        .endsWith(" left out");
  }

  @Test
  void told_anythingElse_isAsItWas() {
    assertThat(Unsigned.told(new IllegalStateException("Environment variable is not set")))
        .isEqualTo("Environment variable is not set");
  }
}
