package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FakeCloudExtensionTest {

  @RegisterExtension
  static final FakeCloudExtension clouds =
      FakeCloudExtension.builder().aws("ap-northeast-1").seed(7).build();

  @RepeatedTest(2)
  void parameter_everyTest_isAFreshCloud(FakeAws aws) {
    Client client = Client.of(aws, "111122223333", "ap-northeast-1");
    assertThat(client.call("DescribeVpcs").all("vpcSet/item")).isEmpty();
    aws.console("111122223333", "ap-northeast-1").createVpc("10.0.0.0/16");
    assertThat(client.call("DescribeVpcs").all("vpcSet/item")).hasSize(1);
  }

  @Test
  void aws_withinATest_isTheParameter(FakeAws aws) {
    assertThat(clouds.aws()).isSameAs(aws);
  }
}
