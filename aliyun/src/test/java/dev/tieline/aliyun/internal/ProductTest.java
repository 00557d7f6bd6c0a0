package dev.tieline.aliyun.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProductTest {
  @ParameterizedTest
  @CsvSource({
    "VPC, cn-shanghai, vpc.cn-shanghai.aliyuncs.com",
    "VPC_PEER, cn-shanghai, vpcpeer.aliyuncs.com",
    "ECS, ap-southeast-1, ecs.ap-southeast-1.aliyuncs.com",
    "PRIVATELINK, cn-shanghai, privatelink.cn-shanghai.aliyuncs.com",
    "PRIVATE_ZONE, cn-shanghai, pvtz.aliyuncs.com",
    "STS, cn-shanghai, sts.aliyuncs.com",
    "CDT, cn-shanghai, cdt.aliyuncs.com",
  })
  void host_product_isWhereItServesTheRegion(Product product, String region, String host) {
    assertThat(product.host(region)).isEqualTo(host);
  }

  @ParameterizedTest
  @EnumSource(
      value = Product.class,
      names = {"VPC", "VPC_PEER", "ECS", "PRIVATELINK", "PRIVATE_ZONE", "STS"})
  void version_product_isThatOfTheOfficialMetadata(Product product) throws IOException {
    JsonNode metadata = metadata(product);

    assertThat(product.cloudName()).isEqualTo(metadata.path("product").asText());
    assertThat(product.version()).isEqualTo(metadata.path("version").asText());
  }

  @Test
  void host_ecs_isThatOfTheOfficialMetadata() throws IOException {
    Map<String, String> wrong = new TreeMap<>();
    metadata(Product.ECS)
        .path("regionalEndpoints")
        .properties()
        .forEach(
            region -> {
              String host = Product.ECS.host(region.getKey());
              if (!host.equals(region.getValue().asText())) {
                wrong.put(region.getKey(), host);
              }
            });

    assertThat(wrong).isEmpty();
  }

  private static JsonNode metadata(Product product) throws IOException {
    Optional<Official> official = Official.find();
    assumeTrue(official.isPresent(), "the official metadata are not at hand");
    return official
        .orElseThrow()
        .file("params/" + product.cloudName().toLowerCase(Locale.ROOT) + ".json");
  }
}
