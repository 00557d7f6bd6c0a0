package dev.tieline.aliyun.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tieline.aliyun.AliyunTransport;
import dev.tieline.testkit.FakeAliyun;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No request of any test, or of any case of the contract, is one that the cloud does not know. */
class InProcessAliyunTest {
  private static AliyunTransport.Reply sent(String host, String action, String query)
      throws IOException {
    try (FakeAliyun aliyun =
        FakeAliyun.builder().account("1000000000000001").regions("cn-hangzhou").build()) {
      return new InProcessAliyun(aliyun)
          .send(
              new AliyunTransport.Request(
                  "POST",
                  URI.create("https://" + host + ".cn-hangzhou.aliyuncs.com/?" + query),
                  Map.of("x-acs-action", action),
                  ""));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "vpc, DescribeVpcs, RegionId=cn-hangzhou&Colour=red, has no parameter Colour",
    "privatelink, DeleteVpcEndpoint, RegionId=cn-hangzhou, lacks EndpointId",
    "privatelink, TagResources, RegionId=cn-hangzhou, elsewhere than in Query",
    "vpc, DescribeDreams, RegionId=cn-hangzhou, no operation of Vpc"
  })
  void send_whatTheMetadataDoNotHave_isRefusedBeforeTheFakeSeesIt(
      String host, String action, String query, String why) throws IOException {
    assumeTrue(Official.find().isPresent(), "the official metadata are not at hand");

    AliyunTransport.Reply reply = sent(host, action, query);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("InvalidParameter.Official", why);
  }

  @Test
  void send_whatTheMetadataHave_isAnsweredByTheFake() throws IOException {
    assertThat(sent("vpc", "DescribeVpcs", "RegionId=cn-hangzhou").body())
        .doesNotContain("Official");
  }
}
