package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.plan.Handover;
import dev.tieline.spi.Facts;
import dev.tieline.spi.FoundRefs;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import dev.tieline.topology.Flow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our VPC has blocks of both families, the customer's in China only IPv4; names resolve across. */
class PeeringHandoverTest {
  private static final Refs REFS =
      new FoundRefs(new Owner("acme", "shop"), new Facts.Builder().build());
  private static final End OURS =
      new End(
          "ours",
          "111122223333",
          "cn-north-1",
          Ref.known("vpc-0a"),
          List.of(
              BlockRef.known(Cidr.parse("10.20.0.0/16")),
              BlockRef.known(Cidr.parse("2001:db8:0:100::/56"))),
          false);
  private static final End THEIRS =
      new End(
          "theirs",
          "444455556666",
          "cn-northwest-1",
          Ref.known("vpc-0b"),
          List.of(BlockRef.known(Cidr.parse("172.31.0.0/16"))),
          true);
  private static final Terms TERMS =
      new Terms(
          "link",
          List.of(
              new Flow("ours", "theirs", Traffic.tcp(8000, 8100)),
              new Flow("ours", "theirs", Traffic.icmp()),
              new Flow("theirs", "ours", Traffic.tcp(443))),
          true);

  private static Handover acceptance(String pcx) {
    return PeeringHandover.acceptance(
        new AcceptWish(Ref.known(pcx), OURS, THEIRS, false, TERMS), REFS);
  }

  private static Handover request() {
    return PeeringHandover.request(new PcxWish(THEIRS, OURS, TERMS), REFS);
  }

  private static String block(Handover handover, String language) {
    Matcher matcher =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(handover.markdown(Locale.ENGLISH));
    assertThat(matcher.find()).as("a block of %s", language).isTrue();
    return matcher.group(1);
  }

  private static Handover of(String form) {
    return form.equals("request") ? request() : acceptance("pcx-0c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"request", "acceptance"})
  void shell_anyForm_isValid(String form) throws IOException, InterruptedException {
    Process shell = new ProcessBuilder("sh", "-n").redirectErrorStream(true).start();
    shell.getOutputStream().write(block(of(form), "sh").getBytes(StandardCharsets.UTF_8));
    shell.getOutputStream().close();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(said).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"request", "acceptance"})
  void policy_anyForm_isJsonOfTheirPartition(String form) throws IOException {
    JsonNode policy = new ObjectMapper().readTree(block(of(form), "json"));
    assertThat(policy.path("Version").asText()).isEqualTo("2012-10-17");
    JsonNode first = policy.path("Statement").path(0);
    assertThat(first.path("Action").path(0).asText())
        .isEqualTo(
            form.equals("request")
                ? "ec2:CreateVpcPeeringConnection"
                : "ec2:AcceptVpcPeeringConnection");
    assertThat(first.path("Resource").path(0).asText())
        .isEqualTo("arn:aws-cn:ec2:cn-northwest-1:444455556666:vpc/vpc-0b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"request", "acceptance"})
  void terraform_anyForm_hasBalancedBraces(String form) {
    String hcl = block(of(form), "hcl").replaceAll("\"[^\"]*\"", "");
    int depth = 0;
    for (char c : hcl.toCharArray()) {
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      assertThat(depth).isNotNegative();
    }
    assertThat(depth).isZero();
  }

  @Test
  void acceptance_always_namesExactValues() {
    String text = acceptance("pcx-0c").markdown(Locale.ENGLISH);
    assertThat(text)
        .contains("`pcx-0c`", "`111122223333`", "`vpc-0a`", "`10.20.0.0/16`")
        .contains("FromPort=8000,ToPort=8100", "IpProtocol=icmp,FromPort=-1,ToPort=-1")
        .contains("--accepter-peering-connection-options");
  }

  @Test
  void acceptance_networkWithoutIpv6_getsNoIpv6() {
    assertThat(acceptance("pcx-0c").markdown(Locale.ENGLISH)).doesNotContain("2001:db8");
  }

  @Test
  void acceptance_flowTowardsUs_asksThemForNoRule() {
    assertThat(acceptance("pcx-0c").markdown(Locale.ENGLISH)).doesNotContain("443,");
  }

  @Test
  void acceptance_inChinese_isChinese() {
    assertThat(acceptance("pcx-0c").markdown(Locale.CHINA))
        .startsWith("# 接受 VPC 对等连接 pcx-0c")
        .contains("控制台操作", "`10.20.0.0/16`")
        .doesNotContain("Accept only");
  }

  @Test
  void acceptance_idOfAnotherForm_isAWordToReplace() {
    String text = acceptance("pcx-1'; rm -rf ~ #").markdown(Locale.ENGLISH);
    assertThat(text).contains("PEERING_CONNECTION_ID").doesNotContain("rm -rf");
  }

  @Test
  void request_always_asksForTheirVpcAndOurs() {
    assertThat(block(request(), "sh"))
        .contains("--vpc-id 'vpc-0b'", "--peer-vpc-id 'vpc-0a'", "--peer-owner-id '111122223333'")
        .contains("--requester-peering-connection-options");
  }
}
