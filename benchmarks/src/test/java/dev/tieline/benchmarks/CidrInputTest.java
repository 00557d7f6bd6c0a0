package dev.tieline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Cidr;
import dev.tieline.net.CidrIndex;
import dev.tieline.net.CidrPool;
import dev.tieline.net.CidrSet;
import dev.tieline.net.Ip;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What candidates work on is what the page says of it. */
class CidrInputTest {

  @Test
  void dense_networks_haveACoverOfManyBlocks() {
    CidrInput input = CidrInput.dense(1_000_000, 10);
    List<Cidr> cidrs = input.cidrs();
    assertThat(cidrs).doesNotHaveDuplicates();
    assertThat(CidrSet.copyOf(cidrs).cidrs()).hasSizeGreaterThan(100_000);
    for (int length = 27; length <= 30; length++) {
      int of = length;
      assertThat(cidrs.stream().filter(c -> c.prefixLength() == of)).hasSize(250_000);
    }
    assertThat(CidrSet.of(Cidr.parse("10.0.0.0/7")).contains(CidrSet.copyOf(cidrs))).isTrue();
  }

  @Test
  void full_space_hasOneFree16() {
    CidrPool pool =
        CidrPool.within(Cidr.ofAny4()).minus(CidrInput.full(100_000, 1, 0xf0f0).cidrs());
    assertThat(pool.firstFree(16)).contains(Cidr.parse("240.240.0.0/16"));
    assertThat(pool.nthFree(16, 1)).isEmpty();
  }

  @Test
  void ips_ofNetworks_areInThemAndEndInAnything() {
    CidrInput input = CidrInput.of(2_000, 3);
    assertInside(input.cidrs(), input.ips());
    assertInside(input.cidrs6(), input.ips6());
    assertInside(input.longer6().cidrs6(), input.longer6().ips6());
    assertThat(input.longer6().cidrs6()).anyMatch(c -> c.prefixLength() == 76);
  }

  private static void assertInside(List<Cidr> cidrs, List<Ip> ips) {
    CidrIndex<Cidr> index = CidrIndex.from(cidrs, c -> c);
    assertThat(IntStream.range(0, cidrs.size()))
        .allMatch(
            i -> cidrs.get(i).contains(ips.get(i)) && index.longestMatch(ips.get(i)).isPresent());
    assertThat(ips.stream().map(ip -> ip.toString().charAt(ip.toString().length() - 1)).distinct())
        .hasSizeGreaterThan(8);
  }

  @Test
  void values_ofTheRivals_areTheSameAddresses() {
    CidrInput input = CidrInput.of(500, 5);
    CidrInput longer = input.longer6();
    for (int i = 0; i < input.size(); i++) {
      assertThat(input.singleIpAddresses()[i].toString()).isEqualTo(input.ips().get(i).toString());
      assertThat(input.singleIpAddresses6()[i].toString())
          .isEqualTo(input.ips6().get(i).toString());
      assertThat(longer.singleIpAddresses6()[i].toString())
          .isEqualTo(longer.ips6().get(i).toString());
      assertThat(longer.ipAddresses6()[i].toString()).isEqualTo(longer.cidrs6().get(i).toString());
    }
  }
}
