package dev.tieline.aliyun.internal;

import static dev.tieline.provider.PeeringDocument.code;
import static dev.tieline.provider.PeeringDocument.codes;
import static dev.tieline.provider.PeeringDocument.fence;
import static dev.tieline.provider.PeeringDocument.inlets;
import static dev.tieline.provider.PeeringDocument.party;
import static dev.tieline.provider.PeeringDocument.section;
import static dev.tieline.provider.PeeringDocument.steps;

import dev.tieline.plan.Handover;
import dev.tieline.plan.HandoverBuilder;
import dev.tieline.plan.HandoverBuilder.Value;
import dev.tieline.plan.ShellCommand;
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
                transfer(part, true),
                "Open the VPC console in region " + code(part.region()) + ".",
                "Under VPC Peering Connection, find " + code(part.pcc()) + " and choose Accept.",
                "When its status is Activated: " + routes(part, true),
                inlets(part.inlets(), true)),
            steps(
                transfer(part, false),
                "在地域 " + code(part.region()) + " 打开专有网络管理控制台。",
                "在“VPC 对等连接”中找到 " + code(part.pcc()) + "，选择“接受”。",
                "状态变为“已激活”后：" + routes(part, false),
                inlets(part.inlets(), false))));
    sections.addAll(machines(part));
    return new Handover(party(wish.accepter()), document.acceptanceTitle(), sections);
  }

  /** Returns the document for the one who is to make the request. */
  static Handover request(PccWish wish, Refs refs) {
    PeerPart part =
        PeerPart.of("", true, wish.requester(), wish.accepter(), wish.terms(), refs)
            .asking(wish.bandwidth(), wish.linkType());
    PeeringDocument document = part.document();
    List<Handover.Section> sections = new ArrayList<>(List.of(document.request()));
    sections.add(
        section(
            "In the console",
            "控制台操作",
            steps(
                transfer(part, true),
                "Open the VPC console in region " + code(part.region()) + ".",
                "Under VPC Peering Connection, choose Create VPC Peering Connection.",
                document.parties("cross-account,", true),
                terms(part, true),
                "When we have accepted: " + routes(part, true),
                inlets(part.inlets(), true)),
            steps(
                transfer(part, false),
                "在地域 " + code(part.region()) + " 打开专有网络管理控制台。",
                "在“VPC 对等连接”中选择“创建对等连接”。",
                document.parties("跨账号", false),
                terms(part, false),
                "我们接受之后：" + routes(part, false),
                inlets(part.inlets(), false))));
    sections.addAll(machines(part));
    return new Handover(party(wish.requester()), document.requestTitle(), sections);
  }

  /** Returns the document for the one whose route entries keep a connection from being deleted. */
  static Handover removal(String connection, Side side) {
    String pcc = PeerPart.checked(PeerPart.PCC, connection, "PEERING_CONNECTION_ID");
    String vpc = PeerPart.checked(PeerPart.VPC, side.vpc(), "YOUR_VPC_ID");
    String region = PeerPart.checked(PeerPart.REGION, side.region(), "YOUR_REGION");
    String account = PeerPart.checked(PeerPart.ACCOUNT, side.accountId(), "YOUR_ACCOUNT_ID");
    ShellCommand list =
        ShellCommand.of("aliyun", "vpc", "DescribeRouteEntryList")
            .option("--RegionId", region)
            .option("--RouteTableId", "ROUTE_TABLE_ID")
            .option("--NextHopId", pcc)
            .option("--NextHopType", "VpcPeer");
    ShellCommand delete =
        ShellCommand.of("aliyun", "vpc", "DeleteRouteEntry")
            .option("--RegionId", region)
            .option("--RouteEntryId", "ROUTE_ENTRY_ID");
    return HandoverBuilder.to(
            "account " + account + ", the owner of VPC " + vpc,
            new Words("Delete your route entries that lead into " + pcc, "删除指向 " + pcc + " 的路由条目"))
        .section(
            new Words("What this is about", "说明"),
            new Words(
                "We remove this peering connection, and the cloud does not delete it as long as a"
                    + " route entry of your VPC leads into it. Only you can see and delete those."
                    + " Once they have gone, we go on.",
                "我方将删除该对等连接。只要您的 VPC 中仍有路由条目指向它，云平台就不会删除，而只有您能查看和删除这些条目。" + "删除后我方将继续。"))
        .values(
            List.of(
                new Value(new Words("Peering connection", "对等连接"), pcc),
                new Value(new Words("Your account", "您的账号"), account),
                new Value(new Words("Your region", "您的地域"), region),
                new Value(new Words("Your VPC", "您的 VPC"), vpc)))
        .console(
            List.of(
                new Words(
                    "Open the VPC console in region " + code(region) + ", under Route Tables.",
                    "在地域 " + code(region) + " 打开专有网络管理控制台的“路由表”。"),
                new Words(
                    "In every route table of "
                        + code(vpc)
                        + ", delete the custom entries whose next hop is "
                        + code(pcc)
                        + ", and no others.",
                    "在 " + code(vpc) + " 的每个路由表中，仅删除下一跳为 " + code(pcc) + " 的自定义路由条目。")))
        .commands(List.of(list, delete))
        .build();
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

  /** What is asked for across regions; nothing where it may be as it comes. */
  private static String terms(PeerPart part, boolean english) {
    List<String> terms = new ArrayList<>();
    part.bandwidth()
        .ifPresent(
            b -> terms.add((english ? "a bandwidth of " : "带宽 ") + code(b + "") + " Mbit/s"));
    part.linkType().ifPresent(t -> terms.add((english ? "link type " : "链路类型 ") + code(t)));
    return terms.isEmpty()
        ? ""
        : english
            ? "Give it " + String.join(" and ", terms) + "."
            : "设置" + String.join("，", terms) + "。";
  }

  private static String routes(PeerPart part, boolean english) {
    return english
        ? "in every route table of your vSwitches, add a custom entry for "
            + codes(part.ownBlocks())
            + " with VPC peering connection as its next hop type and this connection as its next hop, one after the other."
        : "在您的交换机所用的每个路由表中逐条添加目标网段为 " + codes(part.ownBlocks()) + "、下一跳类型为 VPC 对等连接、下一跳为该连接的自定义路由。";
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
}
