package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FakeCloudExtensionTest {

  @RegisterExtension
  static final FakeCloudExtension clouds =
      FakeCloudExtension.builder()
          .aws("ap-northeast-1")
          .aliyun("cn-hangzhou")
          .qingcloud("pek3", "gd2")
          .seed(7)
          .build();

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

  @RepeatedTest(2)
  void parameters_ofTwoClouds_areFreshBoth(FakeAws aws, FakeAliyun aliyun) {
    assertThat(aws.dump()).doesNotContain("vpc-");
    aws.console("111122223333", "ap-northeast-1").createVpc("10.0.0.0/16");
    assertThat(aliyun.dump()).doesNotContain("vpc-");
    aliyun.console("1111222233334444", "cn-hangzhou").createVpc("10.0.0.0/16");
    assertThat(clouds.aliyun().dump()).contains("vpc-");
  }

  @RepeatedTest(2)
  void parameter_ofQingCloud_isFreshToo(FakeQingCloud qingcloud) {
    assertThat(qingcloud.dump()).doesNotContain("rtr-");
    qingcloud.console("usr-1gIBrASt", "pek3").createVpc("172.16.0.0/16");
    assertThat(clouds.qingcloud().dump()).contains("rtr-");
  }
}
