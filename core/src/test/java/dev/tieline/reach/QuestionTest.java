package dev.tieline.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.net.Ip;
import dev.tieline.net.Traffic;
import org.junit.jupiter.api.Test;

class QuestionTest {
  private static final Probe A = Probe.host("i-1");
  private static final Probe B = Probe.host("i-2");

  @Test
  void between_noAddressGiven_asksOverIpv4() {
    assertThat(Question.between(A, B, Traffic.icmp()))
        .hasToString("icmp from i-1 to i-2 over IPv4");
  }

  @Test
  void between_ipv6AddressGiven_asksOverIpv6() {
    Probe at = Probe.at(Ip.parse("2001:db8::1")).withGroups("sg-1", "sg-2");

    assertThat(Question.between(A, at, Traffic.tcp(1)))
        .hasToString("tcp/1 from i-1 to 2001:db8::1 in sg-1, sg-2 over IPv6");
  }

  @Test
  void between_portRange_isRefused() {
    assertThatThrownBy(() -> Question.between(A, B, Traffic.tcp(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("traffic: tcp/1-2 (expected: tcp or udp to a single port, or icmp)");
  }

  @Test
  void between_allTraffic_isRefused() {
    assertThatThrownBy(() -> Question.between(A, B, Traffic.all()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void between_addressesOfTwoFamilies_isRefused() {
    Probe four = Probe.at(Ip.parse("10.0.0.1"));
    Probe six = Probe.in("subnet-1").withIp(Ip.parse("2001:db8::1"));

    assertThatThrownBy(() -> Question.between(four, six, Traffic.icmp()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("probe: subnet-1 at 2001:db8::1 (expected: an address of IPv4)");
  }

  @Test
  void overIpv6_ipv4AddressGiven_isRefused() {
    Question question = Question.between(A, Probe.at(Ip.parse("10.0.0.1")), Traffic.icmp());

    assertThatThrownBy(question::overIpv6).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void between_oneHostTwice_isRefused() {
    assertThatThrownBy(() -> Question.between(A, Probe.host("i-1"), Traffic.icmp()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("to: i-1 (expected: another host than from)");
  }
}
