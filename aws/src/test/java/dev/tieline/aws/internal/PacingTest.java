package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.retry.Pace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacingTest {
  @ParameterizedTest
  @CsvSource({
    "DescribeVpcs, false, 100, 20",
    "DescribeSecurityGroups, false, 50, 10",
    "CreateRoute, true, 50, 5",
    "CreateVpcPeeringConnection, true, 50, 5",
    "CreateTags, true, 100, 10",
  })
  void of_operation_hasABucketOfItsOwn(
      String operation, boolean mutating, int burst, double perSecond) {
    assertThat(Pacing.of(operation, mutating, 1)).isEqualTo(new Pace(operation, burst, perSecond));
  }

  @Test
  void of_factor_changesTheRateAndNeverForbidsAll() {
    assertThat(Pacing.of("DescribeVpcs", false, 0.25)).isEqualTo(new Pace("DescribeVpcs", 25, 5));
    assertThat(Pacing.of("ListServiceQuotas", false, 0.01))
        .isEqualTo(new Pace("ListServiceQuotas", 1, 0.05));
  }
}
