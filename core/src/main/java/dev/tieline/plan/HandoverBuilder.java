package dev.tieline.plan;

import static java.util.Objects.requireNonNull;

import dev.tieline.text.Json;
import dev.tieline.text.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes a {@link Handover}: each section in the form that its reader expects, and each value
 * quoted for the place where it stands, so that no name that somebody gave an object can become a
 * command. For cloud modules. Not thread-safe.
 *
 * <pre>{@code
 * HandoverBuilder.to("111122223333", new Words("Accept the peering", "接受对等连接"))
 *     .values(List.of(new HandoverBuilder.Value(new Words("Connection", "连接"), "pcx-1")))
 *     .console(List.of(new Words("Open the VPC console.", "打开 VPC 控制台。")))
 *     .commands(List.of(ShellCommand.of("aws", "ec2", "accept-vpc-peering-connection")
 *         .option("--vpc-peering-connection-id", "pcx-1")))
 *     .build();
 * }</pre>
 */
public final class HandoverBuilder {
  private static final Words NAME = new Words("Name", "名称");
  private static final Words VALUE = new Words("Value", "值");

  private final String party;
  private final Words title;
  private final List<Handover.Section> sections = new ArrayList<>();

  /**
   * One exact value.
   *
   * @param name what it is
   * @param value the value
   */
  public record Value(Words name, String value) {}

  private HandoverBuilder(String party, Words title) {
    this.party = requireNonNull(party, "party");
    this.title = requireNonNull(title, "title");
  }

  /**
   * Starts a document.
   *
   * @param party who is to act
   * @param title what is to be done, in Markdown
   * @return a new builder
   */
  public static HandoverBuilder to(String party, Words title) {
    return new HandoverBuilder(party, title);
  }

  /**
   * Adds a section of free text.
   *
   * @param heading its heading
   * @param body its text in Markdown; values in it are quoted by {@link Quote#markdownCode}
   * @return this builder
   */
  public HandoverBuilder section(Words heading, Words body) {
    sections.add(new Handover.Section(heading, body));
    return this;
  }

  /**
   * Adds a table of exact values, to be compared with what the cloud shows.
   *
   * @param values the values in order
   * @return this builder
   */
  public HandoverBuilder values(List<Value> values) {
    return section(
        new Words("Values", "参数"),
        new Words(table(values, Words::english), table(values, Words::chinese)));
  }

  private static String table(List<Value> values, Function<Words, String> language) {
    StringBuilder out =
        new StringBuilder(row(language.apply(NAME), language.apply(VALUE)) + "| --- | --- |\n");
    for (Value value : values) {
      // A bar would end the cell, even inside of code (GitHub Flavored Markdown, section 4.10).
      String code = Quote.markdownCode(value.value()).replace("|", "\\|");
      out.append(row(Quote.markdown(language.apply(value.name())), code));
    }
    return out.toString();
  }

  private static String row(String name, String value) {
    return "| " + name + " | " + value + " |\n";
  }

  /**
   * Adds the steps for somebody who uses the cloud's console.
   *
   * @param steps the steps in order, in Markdown
   * @return this builder
   */
  public HandoverBuilder console(List<Words> steps) {
    StringBuilder english = new StringBuilder();
    StringBuilder chinese = new StringBuilder();
    for (int i = 0; i < steps.size(); i++) {
      english.append(i + 1).append(". ").append(steps.get(i).english()).append('\n');
      chinese.append(i + 1).append(". ").append(steps.get(i).chinese()).append('\n');
    }
    return section(
        new Words("In the console", "在控制台操作"), new Words(english.toString(), chinese.toString()));
  }

  /**
   * Adds the commands for a shell.
   *
   * @param commands the commands in order
   * @return this builder
   */
  public HandoverBuilder commands(List<ShellCommand> commands) {
    StringBuilder lines = new StringBuilder();
    commands.forEach(command -> lines.append(command).append('\n'));
    return section(new Words("On the command line", "使用命令行"), fenced("sh", lines.toString()));
  }

  /**
   * Adds blocks for Terraform.
   *
   * @param blocks the blocks in order
   * @return this builder
   */
  public HandoverBuilder terraform(List<HclBlock> blocks) {
    List<String> texts = blocks.stream().map(HclBlock::toString).toList();
    return section(
        new Words("With Terraform", "使用 Terraform"), fenced("hcl", String.join("\n", texts)));
  }

  /**
   * Adds the least policy that allows what the document asks for.
   *
   * @param policy the policy as maps, lists and strings, in the order in which it is written
   * @return this builder
   */
  public HandoverBuilder policy(Map<String, ?> policy) {
    return section(
        new Words("Permissions that this needs", "所需权限"), fenced("json", Json.write(policy)));
  }

  private static Words fenced(String language, String text) {
    String fence = "```";
    while (text.contains(fence)) {
      fence += "`";
    }
    return Words.same(fence + language + "\n" + text.stripTrailing() + "\n" + fence);
  }

  /**
   * Returns the document.
   *
   * @return a new document
   */
  public Handover build() {
    return new Handover(party, title, sections);
  }
}
