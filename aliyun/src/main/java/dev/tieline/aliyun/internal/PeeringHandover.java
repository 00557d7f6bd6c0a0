package dev.tieline.aliyun.internal;

import dev.tieline.net.Cidr;
import dev.tieline.plan.Handover;
import dev.tieline.plan.Words;
import dev.tieline.provider.End;
import dev.tieline.spi.Refs;
import dev.tieline.text.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The documents that tell another party its part of a peering, in English and Chinese. */
final class PeeringHandover {
  private PeeringHandover() {}

  /** Returns who an end without credentials is, in words. */
  static String party(End end) {
    return "account " + end.accountId();
  }

  /** Returns the document for the one who is to accept our request. */
  static Handover acceptance(AcceptWish wish, Refs refs) {
    PeerPart part =
        PeerPart.of(
            refs.show(wish.pcc()), false, wish.accepter(), wish.requester(), wish.terms(), refs);
    Words title =
        new Words("Accept VPC peering connection " + part.pcc(), "接受 VPC 对等连接 " + part.pcc());
    List<Handover.Section> sections = new ArrayList<>();
    sections.add(
        section(
            "What this is about",
            "说明",
            "We have asked for a private connection between our VPC and yours. It carries traffic"
                + " when you have accepted it and both sides have routes. An unanswered request"
                + " expires after 7 days.\n\n"
                + values(part, "Connection", "Your side", "Our side", "account", "VPC", "blocks"),
            "我们已请求在双方 VPC 之间建立私有连接。您接受请求且双方配置路由后，连接即可使用。"
                + "未处理的请求将在 7 天后过期。\n\n"
                + values(part, "连接", "您的一侧", "我们的一侧", "账号", "VPC", "网段")));
    sections.add(
        section(
            "Before you accept",
            "接受之前",
            "Accept only if the request shows exactly these values: requester account "
                + code(part.ownAccount())
                + ", requester VPC "
                + code(part.ownVpc())
                + ", region "
                + code(part.ownRegion())
                + ".",
            "仅当请求显示的值与以下完全一致时才接受：请求方账号 "
                + code(part.ownAccount())
                + "，请求方 VPC "
                + code(part.ownVpc())
                + "，地域 "
                + code(part.ownRegion())
                + "。"));
    sections.add(
        section(
            "In the console",
            "控制台操作",
            steps(
                transfer(part, true),
                "Open the VPC console in region " + code(part.region()) + ".",
                "Under VPC Peering Connection, find " + code(part.pcc()) + " and choose Accept.",
                "When its status is Activated: " + routes(part, true),
                rules(part, true)),
            steps(
                transfer(part, false),
                "在地域 " + code(part.region()) + " 打开专有网络管理控制台。",
                "在“VPC 对等连接”中找到 " + code(part.pcc()) + "，选择“接受”。",
                "状态变为“已激活”后：" + routes(part, false),
                rules(part, false))));
    sections.addAll(machines(part));
    return new Handover(party(wish.accepter()), title, sections);
  }

  /** Returns the document for the one who is to make the request. */
  static Handover request(PccWish wish, Refs refs) {
    PeerPart part = PeerPart.of("", true, wish.requester(), wish.accepter(), wish.terms(), refs);
    Words title =
        new Words(
            "Request a VPC peering connection with " + part.ownVpc(),
            "请求与 " + part.ownVpc() + " 建立 VPC 对等连接");
    List<Handover.Section> sections = new ArrayList<>();
    sections.add(
        section(
            "What this is about",
            "说明",
            "Please ask for a private connection between your VPC and ours. We accept a request that"
                + " comes from exactly the account, region, VPC and blocks below; an unanswered one"
                + " expires after 7 days.\n\n"
                + values(part, "", "Your side", "Our side", "account", "VPC", "blocks"),
            "请发起双方 VPC 之间的私有连接请求。我们只接受账号、地域、VPC 与网段均与下表一致的请求；"
                + "未处理的请求将在 7 天后过期。\n\n"
                + values(part, "", "您的一侧", "我们的一侧", "账号", "VPC", "网段")));
    sections.add(
        section(
            "In the console",
            "控制台操作",
            steps(
                transfer(part, true),
                "Open the VPC console in region " + code(part.region()) + ".",
                "Under VPC Peering Connection, choose Create VPC Peering Connection.",
                "Requester: "
                    + code(part.vpc())
                    + "; accepter: cross-account, "
                    + code(part.ownAccount())
                    + ", region "
                    + code(part.ownRegion())
                    + ", VPC "
                    + code(part.ownVpc())
                    + ".",
                "When we have accepted: " + routes(part, true),
                rules(part, true)),
            steps(
                transfer(part, false),
                "在地域 " + code(part.region()) + " 打开专有网络管理控制台。",
                "在“VPC 对等连接”中选择“创建对等连接”。",
                "请求方："
                    + code(part.vpc())
                    + "；接受方：跨账号 "
                    + code(part.ownAccount())
                    + "，地域 "
                    + code(part.ownRegion())
                    + "，VPC "
                    + code(part.ownVpc())
                    + "。",
                "我们接受之后：" + routes(part, false),
                rules(part, false))));
    sections.addAll(machines(part));
    return new Handover(party(wish.requester()), title, sections);
  }

  private static List<Handover.Section> machines(PeerPart part) {
    return List.of(
        new Handover.Section(
            new Words("With the aliyun CLI", "使用阿里云 CLI"),
            Words.same(fence("sh", PeerCommands.shell(part)))),
        new Handover.Section(
            new Words("With Terraform", "使用 Terraform"),
            Words.same(fence("hcl", PeerCommands.terraform(part)))),
        section(
            "The least policy that this needs",
            "所需的最小权限策略",
            "Whoever does it needs no more than this RAM policy.\n\n"
                + fence("json", PeerCommands.policy(part)),
            "执行者只需以下 RAM 策略。\n\n" + fence("json", PeerCommands.policy(part))));
  }

  private static String values(
      PeerPart part,
      String connection,
      String yours,
      String ours,
      String account,
      String vpc,
      String blocks) {
    StringBuilder out = new StringBuilder();
    if (!connection.isEmpty()) {
      out.append("- ").append(connection).append(": ").append(code(part.pcc())).append('\n');
    }
    out.append("- ").append(yours).append(": ").append(account).append(' ');
    out.append(code(part.account())).append(", ").append(code(part.region())).append(", ");
    out.append(vpc).append(' ').append(code(part.vpc())).append('\n');
    out.append("- ").append(ours).append(": ").append(account).append(' ');
    out.append(code(part.ownAccount())).append(", ").append(code(part.ownRegion())).append(", ");
    out.append(vpc).append(' ').append(code(part.ownVpc())).append(", ");
    out.append(blocks).append(' ').append(blocks(part)).append('\n');
    return out.toString();
  }

  private static String blocks(PeerPart part) {
    return part.ownBlocks().stream()
        .map(Cidr::toString)
        .map(PeeringHandover::code)
        .collect(Collectors.joining(", "));
  }

  private static String routes(PeerPart part, boolean english) {
    return english
        ? "in every route table of your vSwitches, add a custom entry for "
            + blocks(part)
            + " with VPC peering connection as its next hop type and this connection as its next hop, one after the other."
        : "在您的交换机所用的每个路由表中逐条添加目标网段为 " + blocks(part) + "、下一跳类型为 VPC 对等连接、下一跳为该连接的自定义路由。";
  }

  private static String rules(PeerPart part, boolean english) {
    String list =
        part.inlets().stream()
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

  /** What both accounts need for any peering; the cloud tells each about itself alone. */
  private static String transfer(PeerPart part, boolean english) {
    if (english) {
      return "See to it that your account has opened Cloud Data Transfer (CDT)"
          + (part.crossBorder() ? ", also for traffic across the border of the mainland" : "")
          + "; traffic is billed by it.";
    }
    return "确认您的账号已开通云数据传输（CDT）" + (part.crossBorder() ? "及其跨境服务" : "") + "，流量由其计费。";
  }

  private static String steps(String... steps) {
    StringBuilder out = new StringBuilder();
    int n = 0;
    for (String step : steps) {
      if (!step.isEmpty()) {
        out.append(++n).append(". ").append(step).append('\n');
      }
    }
    return out.toString();
  }

  private static String code(String value) {
    return Quote.markdownCode(value);
  }

  private static String fence(String language, String text) {
    return "```" + language + "\n" + text.strip() + "\n```\n";
  }

  private static Handover.Section section(
      String heading, String chineseHeading, String body, String chineseBody) {
    return new Handover.Section(new Words(heading, chineseHeading), new Words(body, chineseBody));
  }
}
