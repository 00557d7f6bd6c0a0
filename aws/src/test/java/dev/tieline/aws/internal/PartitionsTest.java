package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionsTest {
  @ParameterizedTest
  @CsvSource({
    "ap-northeast-1, aws",
    "us-east-1, aws",
    "mx-central-1, aws",
    "cn-north-1, aws-cn",
    "cn-northwest-1, aws-cn",
    "us-gov-west-1, aws-us-gov",
  })
  void of_region_isItsPartition(String region, String partition) {
    assertThat(Partitions.isRegion(region)).isTrue();
    assertThat(Partitions.of(region)).isEqualTo(partition);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Tokyo", "ap-northeast-1a", "aws-global", "ap_northeast_1", "1-a-1"})
  void isRegion_anythingElse_isNot(String text) {
    assertThat(Partitions.isRegion(text)).isFalse();
  }
}
