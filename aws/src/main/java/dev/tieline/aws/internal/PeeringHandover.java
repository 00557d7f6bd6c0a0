package dev.tieline.aws.internal;

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
            refs.show(wish.pcx()), false, wish.accepter(), wish.requester(), wish.terms(), refs);
    Words title =
        new Words("Accept VPC peering connection " + part.pcx(), "接受 VPC 对等连接 " + part.pcx());
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
                + ", blocks "
                + codes(part.ownBlocks())
                + ".",
            "仅当请求显示的值与以下完全一致时才接受：请求方账号 "
                + code(part.ownAccount())
                + "，请求方 VPC "
                + code(part.ownVpc())
                + "，地域 "
                + code(part.ownRegion())
                + "，网段 "
                + codes(part.ownBlocks())
                + "。"));
    sections.add(
        section(
            "In the console",
            "控制台操作",
            steps(
                "Open the VPC console in region " + code(part.region()) + ".",
                "Under Peering connections, choose " + code(part.pcx()) + ".",
                "Choose Actions, Accept request.",
                routes(part, true),
                rules(part, true),
                dns(part, true)),
            steps(
                "在地域 " + code(part.region()) + " 打开 VPC 控制台。",
                "在“对等连接”中选择 " + code(part.pcx()) + "。",
                "选择“操作”，“接受请求”。",
                routes(part, false),
                rules(part, false),
                dns(part, false))));
    sections.add(
        section(
            "With the AWS CLI",
            "使用 AWS CLI",
            "Save this as a file, export the variables that it names, and run it with "
                + code("sh")
                + ". It compares the request with the values above, and accepts no other.\n\n"
                + fence("sh", PeerScripts.accept(part)),
            "保存为文件，用 export 设置其中列出的变量，并用 "
                + code("sh")
                + " 运行。脚本先将请求与上述值比较，不一致则不接受。\n\n"
                + fence("sh", PeerScripts.accept(part))));
    sections.add(
        new Handover.Section(
            new Words("With Terraform", "使用 Terraform"),
            Words.same(fence("hcl", PeerCommands.terraform(part)))));
    sections.add(policy(part));
    return new Handover(party(wish.accepter()), title, sections);
  }

  /** Returns the document for the one who is to make the request. */
  static Handover request(PcxWish wish, Refs refs) {
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
            "Please ask for a private connection between your VPC and ours. We accept a request"
                + " that comes from exactly the account, region, VPC and blocks below; an"
                + " unanswered one expires after 7 days.\n\n"
                + values(part, "", "Your side", "Our side", "account", "VPC", "blocks"),
            "请发起双方 VPC 之间的私有连接请求。我们只接受账号、地域、VPC 与网段均与下表一致的请求；"
                + "未处理的请求将在 7 天后过期。\n\n"
                + values(part, "", "您的一侧", "我们的一侧", "账号", "VPC", "网段")));
    sections.add(
        section(
            "In the console",
            "控制台操作",
            steps(
                "Open the VPC console in region " + code(part.region()) + ".",
                "Under Peering connections, choose Create peering connection.",
                "Requester: "
                    + code(part.vpc())
                    + "; accepter: another account, "
                    + code(part.ownAccount())
                    + ", region "
                    + code(part.ownRegion())
                    + ", VPC "
                    + code(part.ownVpc())
                    + ".",
                "When we have accepted: " + routes(part, true),
                rules(part, true),
                dns(part, true)),
            steps(
                "在地域 " + code(part.region()) + " 打开 VPC 控制台。",
                "在“对等连接”中选择“创建对等连接”。",
                "请求方："
                    + code(part.vpc())
                    + "；接受方：其他账号 "
                    + code(part.ownAccount())
                    + "，地域 "
                    + code(part.ownRegion())
                    + "，VPC "
                    + code(part.ownVpc())
                    + "。",
                "我们接受之后：" + routes(part, false),
                rules(part, false),
                dns(part, false))));
    sections.add(
        section(
            "With the AWS CLI: the request",
            "使用 AWS CLI：发起请求",
            "Save this as a file and run it with "
                + code("sh")
                + "; it prints the id of the connection.\n\n"
                + fence("sh", PeerScripts.ask(part)),
            "保存为文件并用 " + code("sh") + " 运行，它会输出连接的 ID。\n\n" + fence("sh", PeerScripts.ask(part))));
    sections.add(
        section(
            "With the AWS CLI: when we have accepted",
            "使用 AWS CLI：我们接受之后",
            "Save this as a second file, export the variables that it names, and run it with "
                + code("sh")
                + ".\n\n"
                + fence("sh", PeerScripts.goOn(part)),
            "保存为第二个文件，用 export 设置其中列出的变量，并用 "
                + code("sh")
                + " 运行。\n\n"
                + fence("sh", PeerScripts.goOn(part))));
    sections.add(
        section(
            "With Terraform",
            "使用 Terraform",
            "Apply it once for the request. When we have accepted, make a second apply with "
                + code("-var accepted=true")
                + ": AWS refuses routes and DNS options before.\n\n"
                + fence("hcl", PeerCommands.terraform(part)),
            "先执行一次 apply 以发起请求。我们接受之后，再以 "
                + code("-var accepted=true")
                + " 执行第二次 apply：在此之前 AWS 会拒绝路由和 DNS 设置。\n\n"
                + fence("hcl", PeerCommands.terraform(part))));
    sections.add(policy(part));
    return new Handover(party(wish.requester()), title, sections);
  }

  private static Handover.Section policy(PeerPart part) {
    String policy = fence("json", PeerCommands.policy(part));
    return section(
        "The least policy that this needs",
        "所需的最小权限策略",
        "Whoever does it needs no more than this IAM policy.\n\n" + policy,
        "执行者只需以下 IAM 策略。\n\n" + policy);
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
      out.append("- ").append(connection).append(": ").append(code(part.pcx())).append('\n');
    }
    out.append("- ").append(yours).append(": ").append(account).append(' ');
    out.append(code(part.account())).append(", ").append(code(part.region())).append(", ");
    out.append(vpc).append(' ').append(code(part.vpc())).append(", ");
    out.append(blocks).append(' ').append(codes(part.blocks())).append('\n');
    out.append("- ").append(ours).append(": ").append(account).append(' ');
    out.append(code(part.ownAccount())).append(", ").append(code(part.ownRegion())).append(", ");
    out.append(vpc).append(' ').append(code(part.ownVpc())).append(", ");
    out.append(blocks).append(' ').append(codes(part.ownBlocks())).append('\n');
    return out.toString();
  }

  private static String codes(List<Cidr> blocks) {
    return blocks.stream()
        .map(Cidr::toString)
        .map(PeeringHandover::code)
        .collect(Collectors.joining(", "));
  }

  private static String routes(PeerPart part, boolean english) {
    return english
        ? "In every route table of your subnets, add a route to "
            + codes(part.destinations())
            + " with the peering connection as its target."
        : "在您的子网所用的每个路由表中添加目标为 " + codes(part.destinations()) + "、下一跳为该对等连接的路由。";
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

  private static String dns(PeerPart part, boolean english) {
    if (!part.dns()) {
      return "";
    }
    return english
        ? "Under DNS of the connection, allow resolution from the other side."
        : "在该连接的 DNS 设置中，允许对端解析。";
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
