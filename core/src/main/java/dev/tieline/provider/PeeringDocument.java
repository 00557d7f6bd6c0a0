package dev.tieline.provider;

import dev.tieline.net.Cidr;
import dev.tieline.plan.Handover;
import dev.tieline.plan.Words;
import dev.tieline.text.Quote;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the documents that tell another party its part of a peering say on every cloud, in English
 * and Chinese. How it is done in a console or by commands, each provider adds in its own words.
 *
 * @param connection the id of the connection, or a word to be replaced
 * @param yours the other side
 * @param ours our side
 * @param statesBlocks whether the cloud shows with a request the blocks of both sides
 */
public record PeeringDocument(String connection, Place yours, Place ours, boolean statesBlocks) {
  /**
   * One side as exact values, or words to be replaced.
   *
   * @param account its account
   * @param region its region
   * @param vpc its VPC
   * @param blocks its blocks
   */
  public record Place(String account, String region, String vpc, List<Cidr> blocks) {
    /** Copies the blocks. */
    public Place {
      blocks = List.copyOf(blocks);
    }
  }

  /**
   * Returns who an end without credentials is, in words.
   *
   * @param end the end
   * @return such as {@code account 111122223333}
   */
  public static String party(End end) {
    return "account " + end.accountId();
  }

  /**
   * Returns the title for the one who is to accept our request.
   *
   * @return the title
   */
  public Words acceptanceTitle() {
    return new Words("Accept VPC peering connection " + connection, "接受 VPC 对等连接 " + connection);
  }

  /**
   * Returns the title for the one who is to make the request.
   *
   * @return the title
   */
  public Words requestTitle() {
    return new Words(
        "Request a VPC peering connection with " + ours.vpc(),
        "请求与 " + ours.vpc() + " 建立 VPC 对等连接");
  }

  /**
   * Returns what the one who is to accept has to know first: what it is about, and what the request
   * must show.
   *
   * @return two sections
   */
  public List<Handover.Section> acceptance() {
    return List.of(
        section(
            "What this is about",
            "说明",
            "We have asked for a private connection between our VPC and yours. It carries traffic"
                + " when you have accepted it and both sides have routes. An unanswered request"
                + " expires after 7 days.\n\n"
                + values("Connection", true),
            "我们已请求在双方 VPC 之间建立私有连接。您接受请求且双方配置路由后，连接即可使用。"
                + "未处理的请求将在 7 天后过期。\n\n"
                + values("连接", false)),
        section(
            "Before you accept",
            "接受之前",
            "Accept only if the request shows exactly these values: requester account "
                + code(ours.account())
                + ", requester VPC "
                + code(ours.vpc())
                + ", region "
                + code(ours.region())
                + (statesBlocks ? ", blocks " + codes(ours.blocks()) : "")
                + ".",
            "仅当请求显示的值与以下完全一致时才接受：请求方账号 "
                + code(ours.account())
                + "，请求方 VPC "
                + code(ours.vpc())
                + "，地域 "
                + code(ours.region())
                + (statesBlocks ? "，网段 " + codes(ours.blocks()) : "")
                + "。"));
  }

  /**
   * Returns what the one who is to make the request has to know first.
   *
   * @return the section
   */
  public Handover.Section request() {
    return section(
        "What this is about",
        "说明",
        "Please ask for a private connection between your VPC and ours. We accept a request"
            + " that comes from exactly the account, region, VPC and blocks below; an"
            + " unanswered one expires after 7 days.\n\n"
            + values("", true),
        "请发起双方 VPC 之间的私有连接请求。我们只接受账号、地域、VPC 与网段均与下表一致的请求；"
            + "未处理的请求将在 7 天后过期。\n\n"
            + values("", false));
  }

  private String values(String connectionWord, boolean english) {
    StringBuilder out = new StringBuilder();
    if (!connectionWord.isEmpty()) {
      out.append("- ").append(connectionWord).append(": ").append(code(connection)).append('\n');
    }
    out.append("- ").append(english ? "Your side" : "您的一侧").append(": ");
    out.append(place(yours, statesBlocks, english)).append('\n');
    out.append("- ").append(english ? "Our side" : "我们的一侧").append(": ");
    out.append(place(ours, true, english)).append('\n');
    return out.toString();
  }

  private static String place(Place place, boolean blocks, boolean english) {
    return (english ? "account " : "账号 ")
        + code(place.account())
        + ", "
        + code(place.region())
        + ", VPC "
        + code(place.vpc())
        + (blocks ? (english ? ", blocks " : ", 网段 ") + codes(place.blocks()) : "");
  }

  /**
   * Returns what the one who makes the request writes into a console's form.
   *
   * @param other the console's words for another account
   * @param english whether in English, else in Chinese
   * @return one sentence
   */
  public String parties(String other, boolean english) {
    return english
        ? "Requester: "
            + code(yours.vpc())
            + "; accepter: "
            + other
            + " "
            + code(ours.account())
            + ", region "
            + code(ours.region())
            + ", VPC "
            + code(ours.vpc())
            + "."
        : "请求方："
            + code(yours.vpc())
            + "；接受方："
            + other
            + " "
            + code(ours.account())
            + "，地域 "
            + code(ours.region())
            + "，VPC "
            + code(ours.vpc())
            + "。";
  }

  /**
   * Returns what the other side's security groups have to let in.
   *
   * @param inlets what there is to let in
   * @param english whether in English, else in Chinese
   * @return one sentence
   */
  public static String inlets(List<Inlet> inlets, boolean english) {
    String list =
        inlets.stream()
            .map(
                i ->
                    code(i.traffic().toString())
                        + (english ? " from " : " 来自 ")
                        + code(i.source().toString()))
            .collect(Collectors.joining(", "));
    if (list.isEmpty()) {
      return english ? "No security group has to let anything more in." : "安全组无需放行更多入站流量。";
    }
    return english
        ? "In the security group of your hosts, let in " + list + "."
        : "在您的主机的安全组中放行入站流量：" + list + "。";
  }

  /**
   * Returns a numbered list.
   *
   * @param steps the steps; empty ones are left out
   * @return Markdown
   */
  public static String steps(String... steps) {
    StringBuilder out = new StringBuilder();
    int n = 0;
    for (String step : steps) {
      if (!step.isEmpty()) {
        out.append(++n).append(". ").append(step).append('\n');
      }
    }
    return out.toString();
  }

  /**
   * Returns a value as it is to be copied.
   *
   * @param value the value
   * @return Markdown
   */
  public static String code(String value) {
    return Quote.markdownCode(value);
  }

  /**
   * Returns blocks as they are to be copied.
   *
   * @param blocks the blocks
   * @return Markdown, with commas between
   */
  public static String codes(List<Cidr> blocks) {
    return blocks.stream().map(b -> code(b.toString())).collect(Collectors.joining(", "));
  }

  /**
   * Returns a text as it is to be copied into a file.
   *
   * @param language what it is written in
   * @param text the text
   * @return Markdown
   */
  public static String fence(String language, String text) {
    return "```" + language + "\n" + text.strip() + "\n```\n";
  }

  /**
   * Returns a section in both languages.
   *
   * @param heading the heading in English
   * @param chineseHeading the heading in Chinese
   * @param body the text in English
   * @param chineseBody the text in Chinese
   * @return the section
   */
  public static Handover.Section section(
      String heading, String chineseHeading, String body, String chineseBody) {
    return new Handover.Section(new Words(heading, chineseHeading), new Words(body, chineseBody));
  }
}
