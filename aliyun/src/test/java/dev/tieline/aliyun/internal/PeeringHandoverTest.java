package dev.tieline.aliyun.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.plan.Handover;
import dev.tieline.provider.AcceptWish;
import dev.tieline.provider.BlockRef;
import dev.tieline.provider.End;
import dev.tieline.provider.Terms;
import dev.tieline.spi.Facts;
import dev.tieline.spi.FoundRefs;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import dev.tieline.topology.Flow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our VPC in Singapore has blocks of both families, the customer's in Hangzhou only IPv4. */
class PeeringHandoverTest {
  private static final Refs REFS =
      new FoundRefs(new Owner("acme", "shop"), new Facts.Builder().build());
  private static final End OURS =
      new End(
          "ours",
          "1000000000000001",
          "ap-southeast-1",
          Ref.known("vpc-t4n1"),
          List.of(
              BlockRef.known(Cidr.parse("10.20.0.0/16")),
              BlockRef.known(Cidr.parse("2408:1::/56"))),
          false);
  private static final End THEIRS =
      new End(
          "theirs",
          "1000000000000002",
          "cn-hangzhou",
          Ref.known("vpc-bp1x"),
          List.of(BlockRef.known(Cidr.parse("172.31.0.0/16"))),
          true);
  private static final Terms TERMS =
      new Terms(
          "link",
          List.of(
              new Flow("ours", "theirs", Traffic.tcp(8000, 8100)),
              new Flow("ours", "theirs", Traffic.icmp()),
              new Flow("theirs", "ours", Traffic.tcp(443))));

  private static Handover acceptance(String pcc) {
    return PeeringHandover.acceptance(
        new AcceptWish(Ref.known(pcc), OURS, THEIRS, false, TERMS), REFS);
  }

  private static Handover request() {
    return PeeringHandover.request(
        new PccWish(THEIRS, OURS, OptionalInt.empty(), Optional.empty(), "link", TERMS), REFS);
  }

  private static Handover of(String form) {
    return form.equals("request") ? request() : acceptance("pcc-1");
  }

  private static String block(Handover handover, String language) {
    Matcher matcher =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(handover.markdown(Locale.ENGLISH));
    assertThat(matcher.find()).as("a block of %s", language).isTrue();
    return matcher.group(1);
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
  void policy_anyForm_isJsonOfTheirAccount(String form) throws IOException {
    JsonNode policy = new ObjectMapper().readTree(block(of(form), "json"));
    assertThat(policy.path("Version").asText()).isEqualTo("1");
    assertThat(policy.path("Statement").path(0).path("Action").path(0).asText())
        .isEqualTo(
            form.equals("request") ? "vpc:CreateVpcPeerConnection" : "vpc:AcceptVpcPeerConnection");
    assertThat(policy.toString()).contains("acs:vpc:cn-hangzhou:1000000000000002:routetable/*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"request", "acceptance"})
  void terraform_anyForm_hasBalancedBracesAndItsVariables(String form) {
    String hcl = block(of(form), "hcl");
    int depth = 0;
    for (char c : hcl.replaceAll("\"[^\"]*\"", "").toCharArray()) {
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      assertThat(depth).isNotNegative();
    }
    assertThat(depth).isZero();
    assertThat(hcl).contains("variable \"route_table_ids\"", "variable \"security_group_id\"");
  }

  @Test
  void acceptance_always_namesExactValues() {
    assertThat(acceptance("pcc-1").markdown(Locale.ENGLISH))
        .contains("`pcc-1`", "`1000000000000001`", "`vpc-t4n1`", "`10.20.0.0/16`")
        .contains("--Permissions.1.PortRange '8000/8100'", "--Permissions.1.PortRange '-1/-1'")
        .contains("Cloud Data Transfer", "across the border");
  }

  @Test
  void acceptance_networkWithoutIpv6_getsNoIpv6() {
    assertThat(acceptance("pcc-1").markdown(Locale.ENGLISH)).doesNotContain("2408:1");
  }

  @Test
  void acceptance_flowTowardsUs_asksThemForNoRule() {
    assertThat(acceptance("pcc-1").markdown(Locale.ENGLISH)).doesNotContain("443/443");
  }

  @Test
  void acceptance_inChinese_isChinese() {
    assertThat(acceptance("pcc-1").markdown(Locale.CHINA))
        .startsWith("# 接受 VPC 对等连接 pcc-1")
        .contains("控制台操作", "`10.20.0.0/16`", "云数据传输")
        .doesNotContain("Accept only");
  }

  @Test
  void acceptance_idOfAnotherForm_isAWordToReplace() {
    assertThat(acceptance("pcc-1'; rm -rf ~ #").markdown(Locale.ENGLISH))
        .contains("PEERING_CONNECTION_ID")
        .doesNotContain("rm -rf");
  }

  @Test
  void request_always_asksForTheirVpcAndOurs() {
    assertThat(block(request(), "sh"))
        .contains("--VpcId 'vpc-bp1x'", "--AcceptingVpcId 'vpc-t4n1'")
        .contains("--AcceptingAliUid '1000000000000001'");
  }

  /** What the wish says of the connection is what the other side has to ask for. */
  @Test
  void request_acrossRegions_asksForBandwidthAndLinkType() {
    Handover request =
        PeeringHandover.request(
            new PccWish(THEIRS, OURS, OptionalInt.of(100), Optional.of("Platinum"), "link", TERMS),
            REFS);

    assertThat(block(request, "sh")).contains("--Bandwidth '100'", "--LinkType 'Platinum'");
    assertThat(block(request, "hcl").replaceAll(" +", " "))
        .contains("bandwidth = \"100\"", "link_type = \"Platinum\"");
    assertThat(request.markdown(Locale.ENGLISH))
        .contains("bandwidth of `100` Mbit/s and link type");
    assertThat(request.markdown(Locale.CHINA)).contains("带宽 `100` Mbit/s，链路类型 `Platinum`");
    assertThat(request().markdown(Locale.ENGLISH)).doesNotContain("Bandwidth", "link_type");
  }

  /** Runs a script with an aliyun that notes its calls; a shell that it ends says nothing more. */
  private static String run(String settings, String script) throws Exception {
    String all =
        """
        LOOKS=0
        sleep() { :; }
        aliyun() {
          echo "$2" >> "$NOTES"
          if [ "$2" = GetVpcPeerConnectionAttribute ]; then
            if [ "$(grep -c "$2" "$NOTES")" -gt 2 ]; then
              echo '{"Status":"Activated"}'
            else
              echo '{"Status":"Updating"}'
            fi
          fi
        }
        %s
        %s
        cat "$NOTES"
        echo survived
        """
            .formatted(settings, script);
    Path notes = Files.createTempFile("tieline", ".txt");
    try {
      ProcessBuilder bash = new ProcessBuilder("bash", "-c", all).redirectErrorStream(true);
      bash.environment().put("NOTES", notes.toString());
      Process process = bash.start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return out;
    } finally {
      Files.delete(notes);
    }
  }

  @Test
  void shell_withoutTheIdOfTheAnswer_goesNoFurther() throws Exception {
    String out = run("ROUTE_TABLE_IDS=vtb-1; SECURITY_GROUP_ID=sg-1", block(request(), "sh"));

    assertThat(out)
        .contains("CreateVpcPeerConnection", "set it to the InstanceId", "survived")
        .doesNotContain("CreateRouteEntry", "AuthorizeSecurityGroup");
  }

  @Test
  void shell_withoutRouteTables_acceptsNothing() throws Exception {
    assertThat(run("SECURITY_GROUP_ID=sg-1", block(acceptance("pcc-1"), "sh")))
        .contains("route tables of your vSwitches", "survived")
        .doesNotContain("AcceptVpcPeerConnection");
  }

  @Test
  void shell_accepted_writesNoEntryBeforeItIsActivated() throws Exception {
    String out =
        run("ROUTE_TABLE_IDS=vtb-1; SECURITY_GROUP_ID=sg-1", block(acceptance("pcc-1"), "sh"));

    assertThat(out.lines().filter(l -> l.matches("[A-Za-z]+")).distinct())
        .containsSubsequence(
            "AcceptVpcPeerConnection",
            "GetVpcPeerConnectionAttribute",
            "CreateRouteEntry",
            "AuthorizeSecurityGroup",
            "survived");
    assertThat(out.lines().filter("GetVpcPeerConnectionAttribute"::equals)).hasSize(3);
  }
}
