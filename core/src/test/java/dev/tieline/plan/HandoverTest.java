package dev.tieline.plan;

import static dev.tieline.Approved.assertApproved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.text.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The owner of account 111122223333 is asked to accept a peering. */
class HandoverTest {
  private static final String HOSTILE = "a'b\"$(touch x)`id`${var.x}%{if true}|\\";

  private static Handover handover() {
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Effect", "Allow");
    statement.put("Action", List.of("ec2:AcceptVpcPeeringConnection"));
    statement.put("Resource", "*");
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("Version", "2012-10-17");
    policy.put("Statement", List.of(statement));
    return HandoverBuilder.to("111122223333", new Words("Accept the peering", "接受对等连接"))
        .section(new Words("Why", "原因"), new Words("Acme asks for it.", "Acme 请求建立连接。"))
        .values(List.of(new HandoverBuilder.Value(new Words("Connection", "连接"), "pcx-1|2")))
        .console(
            List.of(new Words("Open the console.", "打开控制台。"), new Words("Accept it.", "接受请求。")))
        .commands(
            List.of(
                ShellCommand.of("aws", "ec2", "accept-vpc-peering-connection")
                    .option("--region", "ap-southeast-1")
                    .option("--vpc-peering-connection-id", "pcx-1"),
                ShellCommand.of("echo", HOSTILE)))
        .terraform(
            List.of(
                HclBlock.of("resource", "aws_vpc_peering_connection_accepter", "peer")
                    .string("vpc_peering_connection_id", "pcx-1")
                    .flag("auto_accept", true),
                HclBlock.of("resource", "aws_route", "peer")
                    .reference("route_table_id", "aws_route_table.private.id")
                    .strings("blocks", List.of("10.20.0.0/16", HOSTILE))
                    .number("count", 2)))
        .policy(policy)
        .build();
  }

  @Test
  void markdown_english_isApproved() {
    assertApproved(getClass(), "handover-en.txt", handover().markdown(Locale.ENGLISH));
  }

  @Test
  void markdown_chinese_isApproved() {
    assertApproved(getClass(), "handover-zh.txt", handover().markdown(Locale.CHINA));
  }

  @Test
  void json_handover_isReadBackEqual() {
    assertThat(Json.read(Json.write(handover()), Handover.class, "handover")).isEqualTo(handover());
  }

  @Test
  void commands_hostileValue_staysOneWordOfTheShell() throws IOException, InterruptedException {
    ShellCommand command = ShellCommand.of("printf", "%s\\n").option("--", HOSTILE);
    Process shell =
        new ProcessBuilder("sh", "-c", command.toString()).redirectErrorStream(true).start();
    String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(shell.waitFor()).isZero();
    assertThat(printed.lines()).contains(HOSTILE);
  }

  @Test
  void commands_valueWithControlCharacter_isRefused() {
    ShellCommand command = ShellCommand.of("aws");

    assertThatThrownBy(() -> command.option("--id", "pcx-1\u001b[2K"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("U+001B");
  }

  @Test
  void policy_fenceInAValue_doesNotEndTheCode() {
    String markdown =
        HandoverBuilder.to("x", Words.same("t"))
            .policy(Map.of("Sid", "```\n# hi"))
            .build()
            .markdown(Locale.ENGLISH);

    assertThat(markdown).contains("````json\n").endsWith("\n````\n");
  }

  @Test
  void reference_notNamesJoinedByDots_isRefused() {
    HclBlock block = HclBlock.of("resource", "aws_route", "r");

    assertThatThrownBy(() -> block.reference("id", "aws_vpc.a.id} evil"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("hcl: aws_vpc.a.id} evil (expected: names joined by dots)");
  }

  @Test
  void option_added_leavesTheCommandAsItWas() {
    ShellCommand command = ShellCommand.of("aws");
    command.option("--region", "x");

    assertThat(command).hasToString("aws");
  }
}
