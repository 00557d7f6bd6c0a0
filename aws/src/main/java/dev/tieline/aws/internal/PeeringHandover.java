package dev.tieline.aws.internal;

import static dev.tieline.provider.PeeringDocument.code;
import static dev.tieline.provider.PeeringDocument.codes;
import static dev.tieline.provider.PeeringDocument.fence;
import static dev.tieline.provider.PeeringDocument.inlets;
import static dev.tieline.provider.PeeringDocument.party;
import static dev.tieline.provider.PeeringDocument.section;
import static dev.tieline.provider.PeeringDocument.steps;

import dev.tieline.plan.Handover;
import dev.tieline.plan.Words;
import dev.tieline.provider.AcceptWish;
import dev.tieline.provider.PeeringDocument;
import dev.tieline.spi.Refs;
import java.util.ArrayList;
import java.util.List;

/** The documents that tell another party its part of a peering, in English and Chinese. */
final class PeeringHandover {
  private PeeringHandover() {}

  /** Returns the document for the one who is to accept our request. */
  static Handover acceptance(AcceptWish wish, Refs refs) {
    PeerPart part =
        PeerPart.of(
            refs.show(wish.connection()),
            false,
            wish.accepter(),
            wish.requester(),
            wish.terms(),
            refs);
    PeeringDocument document = part.document();
    List<Handover.Section> sections = new ArrayList<>(document.acceptance());
    sections.add(
        section(
            "In the console",
            "控制台操作",
            steps(
                "Open the VPC console in region " + code(part.region()) + ".",
                "Under Peering connections, choose " + code(part.pcx()) + ".",
                "Choose Actions, Accept request.",
                routes(part, true),
                inlets(part.inlets(), true),
                dns(part, true)),
            steps(
                "在地域 " + code(part.region()) + " 打开 VPC 控制台。",
                "在“对等连接”中选择 " + code(part.pcx()) + "。",
                "选择“操作”，“接受请求”。",
                routes(part, false),
                inlets(part.inlets(), false),
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
    return new Handover(party(wish.accepter()), document.acceptanceTitle(), sections);
  }

  /** Returns the document for the one who is to make the request. */
  static Handover request(PcxWish wish, Refs refs) {
    PeerPart part = PeerPart.of("", true, wish.requester(), wish.accepter(), wish.terms(), refs);
    PeeringDocument document = part.document();
    List<Handover.Section> sections = new ArrayList<>(List.of(document.request()));
    sections.add(
        section(
            "In the console",
            "控制台操作",
            steps(
                "Open the VPC console in region " + code(part.region()) + ".",
                "Under Peering connections, choose Create peering connection.",
                document.parties("another account,", true),
                "When we have accepted: " + routes(part, true),
                inlets(part.inlets(), true),
                dns(part, true)),
            steps(
                "在地域 " + code(part.region()) + " 打开 VPC 控制台。",
                "在“对等连接”中选择“创建对等连接”。",
                document.parties("其他账号", false),
                "我们接受之后：" + routes(part, false),
                inlets(part.inlets(), false),
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
    return new Handover(party(wish.requester()), document.requestTitle(), sections);
  }

  private static Handover.Section policy(PeerPart part) {
    String policy = fence("json", PeerCommands.policy(part));
    return section(
        "The least policy that this needs",
        "所需的最小权限策略",
        "Whoever does it needs no more than this IAM policy.\n\n" + policy,
        "执行者只需以下 IAM 策略。\n\n" + policy);
  }

  private static String routes(PeerPart part, boolean english) {
    return english
        ? "In every route table of your subnets, add a route to "
            + codes(part.destinations())
            + " with the peering connection as its target."
        : "在您的子网所用的每个路由表中添加目标为 " + codes(part.destinations()) + "、下一跳为该对等连接的路由。";
  }

  private static String dns(PeerPart part, boolean english) {
    if (!part.dns()) {
      return "";
    }
    return english
        ? "Under DNS of the connection, allow resolution from the other side."
        : "在该连接的 DNS 设置中，允许对端解析。";
  }
}
