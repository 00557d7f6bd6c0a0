package dev.tieline.aws.internal;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  /** Prints what it is told to do, and answers what is looked at. */
  private static final String AWS =
      """
      #!/bin/sh
      case "$*" in
        *Status.Code*) echo "$STATUS" ;;
        *describe*) echo "$REQUEST" ;;
        *) echo "$2 $*" >&2 ;;
      esac
      """;

  @TempDir Path folder;

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

  /** All scripts of a document, in order. */
  private static List<String> scripts(Handover handover, Locale locale) {
    return Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL)
        .matcher(handover.markdown(locale))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private record Ran(int status, String said) {}

  private static Ran run(ProcessBuilder command, String input)
      throws IOException, InterruptedException {
    Process process = command.redirectErrorStream(true).start();
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), said);
  }

  /** Runs a script with an aws that prints its words, and answers as told. */
  private Ran play(String script, String request, String status)
      throws IOException, InterruptedException {
    Path aws = Files.writeString(folder.resolve("aws"), AWS);
    assertThat(aws.toFile().setExecutable(true)).isTrue();
    ProcessBuilder sh = new ProcessBuilder("sh", "-s");
    sh.environment().put("PATH", folder + ":" + System.getenv("PATH"));
    sh.environment().put("REQUEST", request);
    sh.environment().put("STATUS", status);
    sh.environment().put("PCX", "pcx-0c");
    sh.environment().put("ROUTE_TABLE_IDS", "rtb-1 rtb-2");
    sh.environment().put("SECURITY_GROUP_ID", "sg-1");
    return run(sh, script);
  }

  @ParameterizedTest
  @CsvSource({"request, sh", "request, bash", "acceptance, sh", "acceptance, bash"})
  void scripts_anyForm_areValid(String form, String shell)
      throws IOException, InterruptedException {
    for (Locale locale : List.of(Locale.ENGLISH, Locale.CHINA)) {
      List<String> scripts = scripts(of(form), locale);
      assertThat(scripts).hasSize(form.equals("request") ? 2 : 1);
      for (String script : scripts) {
        assertThat(run(new ProcessBuilder(shell, "-n"), script)).isEqualTo(new Ran(0, ""));
      }
    }
  }

  @Test
  void accept_requestAsAnnounced_acceptsAndRoutesEachTable()
      throws IOException, InterruptedException {
    String script = scripts(acceptance("pcx-0c"), Locale.ENGLISH).get(0);
    Ran ran = play(script, "111122223333 cn-north-1 vpc-0a 10.20.0.0/16 vpc-0b", "active");
    assertThat(ran.status()).as(ran.said()).isZero();
    assertThat(ran.said().lines().map(line -> line.substring(0, line.indexOf(' '))))
        .containsExactly(
            "accept-vpc-peering-connection",
            "create-route",
            "create-route",
            "authorize-security-group-ingress",
            "authorize-security-group-ingress",
            "modify-vpc-peering-connection-options");
    assertThat(ran.said()).contains("--route-table-id rtb-1 ", "--route-table-id rtb-2 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "999900001111 cn-north-1 vpc-0a 10.20.0.0/16 vpc-0b",
        "111122223333 us-east-1 vpc-0a 10.20.0.0/16 vpc-0b",
        "111122223333 cn-north-1 vpc-0f 10.20.0.0/16 vpc-0b",
        "111122223333 cn-north-1 vpc-0a 10.0.0.0/8 vpc-0b",
        "111122223333 cn-north-1 vpc-0a 10.20.0.0/16 vpc-0d",
        ""
      })
  void accept_requestOfAnother_acceptsNothing(String request)
      throws IOException, InterruptedException {
    Ran ran = play(scripts(acceptance("pcx-0c"), Locale.ENGLISH).get(0), request, "active");
    assertThat(ran.status()).isOne();
    assertThat(ran.said()).startsWith("not accepted: ").doesNotContain("accept-vpc");
  }

  @Test
  void goOn_notAcceptedYet_routesNothing() throws IOException, InterruptedException {
    Ran ran = play(scripts(request(), Locale.ENGLISH).get(1), "", "pending-acceptance");
    assertThat(ran).isEqualTo(new Ran(1, "pcx-0c is not active: it has not been accepted yet\n"));
  }

  @Test
  void goOn_accepted_routesEachTable() throws IOException, InterruptedException {
    Ran ran = play(scripts(request(), Locale.ENGLISH).get(1), "", "active");
    assertThat(ran.status()).as(ran.said()).isZero();
    assertThat(ran.said())
        .contains("--route-table-id rtb-1 ", "--route-table-id rtb-2 ")
        .doesNotContain("create-vpc-peering-connection");
  }

  @Test
  void terraform_request_leavesWhatNeedsAcceptanceToTheSecondApply() {
    assertThat(request().markdown(Locale.ENGLISH)).contains("second apply");
    String hcl = block(request(), "hcl");
    for (String resource : hcl.split("\nresource ")) {
      if (resource.contains("aws_route\"") || resource.contains("_options\"")) {
        assertThat(resource).contains("var.accepted ?");
      }
    }
    assertThat(hcl).contains("default = false", "\"aws_route\"", "connection_options\"");
  }

  @Test
  void terraform_acceptance_acceptsNoOtherRequest() {
    assertThat(block(acceptance("pcx-0c"), "hcl"))
        .contains("precondition")
        .contains(".owner_id == \"111122223333\"", ".region == \"cn-north-1\"")
        .contains(".vpc_id == \"vpc-0a\"", "toset([\"10.20.0.0/16\"])");
  }

  @ParameterizedTest
  @CsvSource({"request, en", "request, zh", "acceptance, en", "acceptance, zh"})
  void values_anyForm_areOfBothSides(String form, String language) {
    String text = of(form).markdown(Locale.forLanguageTag(language));
    assertThat(text.substring(0, text.indexOf("```")))
        .contains("`444455556666`", "`vpc-0b`", "`172.31.0.0/16`")
        .contains("`111122223333`", "`vpc-0a`", "`10.20.0.0/16`", "`2001:db8:0:100::/56`");
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
    assertThat(block(acceptance("pcx-0c"), "sh")).doesNotContain("2001:db8");
    assertThat(block(acceptance("pcx-0c"), "hcl")).doesNotContain("2001:db8");
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
        .contains("--vpc-id 'vpc-0b'", "--peer-vpc-id 'vpc-0a'", "--peer-owner-id '111122223333'");
    assertThat(scripts(request(), Locale.ENGLISH).get(1))
        .contains("--requester-peering-connection-options");
  }
}
