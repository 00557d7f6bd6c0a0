package dev.tieline.aliyun.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.aliyun.AliyunCredentials;
import dev.tieline.aliyun.AliyunProvider;
import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Scope;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lists of one scope that a script answers, some of them in odd ways. */
class ListsTest {
  private static final Scope HANGZHOU = new Scope("aliyun", "main", "cn-hangzhou");

  private final Script script = new Script();
  private final AliyunProvider provider =
      AliyunProvider.builder()
          .account("main", AliyunCredentials.of("AKID", "secret"))
          .regions("cn-hangzhou")
          .transport(script)
          .build();
  private final DirectReads reads = new DirectReads(provider);

  @AfterEach
  void close() {
    provider.close();
  }

  private static Map<String, Object> vpcs(int from, int to) {
    return Map.of(
        "Vpc",
        IntStream.range(from, to)
            .mapToObj(i -> Map.of("VpcId", "vpc-" + i, "CidrBlock", "10.0.0.0/16"))
            .toList());
  }

  private List<Vpc> read() {
    return reads.list(Lists.vpcs(HANGZHOU, Lists.By.everything()));
  }

  @Test
  void numbered_withoutATotal_isReadUntilAPageIsNotFull() {
    script.on(
        "DescribeVpcs",
        asked -> {
          int page = Integer.parseInt(asked.query().get("PageNumber"));
          return Map.of("Vpcs", vpcs((page - 1) * 50, Math.min(page * 50, 120)));
        });

    assertThat(read()).hasSize(120);
  }

  @Test
  void numbered_totalAsAText_isANumber() {
    script.on("DescribeVpcs", asked -> Map.of("TotalCount", "2", "Vpcs", vpcs(0, 2)));

    assertThat(read()).hasSize(2);
    assertThat(reads.made).hasSize(1);
  }

  @Test
  void numbered_listThatNeverStaysTheSame_isUnreadable() {
    AtomicInteger total = new AtomicInteger(100);
    script.on(
        "DescribeVpcs",
        asked -> Map.of("TotalCount", total.incrementAndGet(), "Vpcs", vpcs(0, 50)));

    assertThatThrownBy(this::read)
        .isInstanceOfSatisfying(
            CloudCallException.class, e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE))
        .hasMessageContaining("a list that does not change while it is read");
  }

  @Test
  void tokened_sameTokenTwice_endsAndIsUnreadable() {
    script.on(
        "ListVpcPeerConnections", asked -> Map.of("VpcPeerConnects", List.of(), "NextToken", "t"));

    assertThatThrownBy(() -> reads.list(Lists.peerings(HANGZHOU, Lists.By.everything())))
        .hasMessageContaining("same token");
  }

  @Test
  void ids_none_isRefusedSinceItWouldListEverything() {
    assertThatThrownBy(() -> Lists.By.ids("VpcId", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Lists.By.ids("VpcId", Collections.nCopies(21, "vpc-1")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void routes_listOfATable_holdsThoseToBlocksAlone() {
    script.on(
        "DescribeRouteEntryList",
        asked ->
            Map.of(
                "RouteEntrys",
                Map.of(
                    "RouteEntry",
                    List.of(
                        Map.of("DestinationCidrBlock", "pl-1"),
                        Map.of("DestinationCidrBlock", "10.0.0.0/8", "Type", "Custom")))));
    RouteTable table =
        new RouteTable("vtb-1", HANGZHOU, "vpc-1", "", true, "Available", List.of(), Tags.none());

    assertThat(reads.list(Lists.routes(table, Lists.By.of("NextHopType", "VpcPeer")))).hasSize(1);
    assertThat(script.asked.get(0).query())
        .containsEntry("NextHopType", "VpcPeer")
        .containsEntry("MaxResult", "100");
  }

  /** Nothing is taken for absent of which the answer itself says that it is there. */
  @Test
  void tokened_emptyButCounted_isUnreadable() {
    script.on("ListVpcEndpoints", asked -> Map.of("TotalCount", 12, "Endpoints", List.of()));

    assertThatThrownBy(() -> reads.list(EndpointLists.endpoints(HANGZHOU, Lists.By.everything())))
        .isInstanceOf(CloudCallException.class)
        .hasMessageContaining("counts 12");
  }

  @Test
  void tokened_emptyAndNotCounted_isEmpty() {
    script.on("ListVpcEndpoints", asked -> Map.of("TotalCount", 0, "Endpoints", List.of()));

    assertThat(reads.list(EndpointLists.endpoints(HANGZHOU, Lists.By.everything()))).isEmpty();
  }
}
