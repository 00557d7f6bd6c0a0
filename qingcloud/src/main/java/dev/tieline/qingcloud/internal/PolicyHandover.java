package dev.tieline.qingcloud.internal;

import static dev.tieline.text.Quote.markdownCode;

import dev.tieline.plan.Handover;
import dev.tieline.plan.HandoverBuilder;
import dev.tieline.plan.HandoverBuilder.Value;
import dev.tieline.plan.Words;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Refs;
import java.util.ArrayList;
import java.util.List;

/**
 * The documents for whoever writes intranet routing policies down in the console, and strikes them
 * out again ("Intranet routing policy", user guide of VPC, read 2026-11).
 */
final class PolicyHandover {
  static final String PARTY = "whoever works in the QingCloud console";

  private PolicyHandover() {}

  /** Returns the document that asks for policies. */
  static Handover adding(List<PolicyWish.Missing> missing, Refs refs) {
    List<Value> values = new ArrayList<>();
    List<Words> steps = new ArrayList<>();
    String open = "";
    for (PolicyWish.Missing one : missing) {
      String router = refs.show(one.router());
      String border = refs.show(one.lead().border());
      String destination = one.lead().destination().toString();
      values.add(
          new Value(
              new Words("Policy of " + router, router + " 的策略"),
              destination + " -> " + border + ", " + one.name()));
      String vpc = one.account() + "/" + one.zone() + " " + router;
      if (!vpc.equals(open)) {
        if (!open.isEmpty()) {
          steps.add(apply());
        }
        open = vpc;
        steps.add(vpc(one.account(), one.zone(), router));
      }
      steps.add(
          new Words(
              "Choose **Add rule** (添加规则): name "
                  + markdownCode(one.name())
                  + ", destination network "
                  + markdownCode(destination)
                  + ", next hop the border router "
                  + markdownCode(border)
                  + ". Submit.",
              "点击 **添加规则**：名称 "
                  + markdownCode(one.name())
                  + "，目标网络 "
                  + markdownCode(destination)
                  + "，下一跳为边界路由器 "
                  + markdownCode(border)
                  + "，提交。"));
    }
    steps.add(apply());
    return HandoverBuilder.to(PARTY, new Words("Add intranet routing policies", "添加内网路由策略"))
        .section(
            new Words("What this is about", "说明"),
            new Words(
                "VPCs learn by these policies that other networks are reached by a border router."
                    + " QingCloud has them in its console and not in its documented API. Give each"
                    + " exactly the name below: by it we know that it is ours. Once they are there,"
                    + " we go on.",
                "VPC 通过这些策略得知其他网络经由边界路由器到达。青云仅在控制台提供该功能，公开的 API 文档中没有。"
                    + "请务必使用下列名称：我方据此识别。完成后我方将继续。"))
        .values(values)
        .console(steps)
        .build();
  }

  /** Returns the document that asks to strike a policy out. */
  static Handover removing(Owned<RouterStatic> owned) {
    RouterStatic entry = owned.object();
    String account = owned.scope().account();
    String zone = owned.scope().region();
    String destination = Policy.of(entry).map(p -> p.destination().toString()).orElseGet(entry::id);
    String name = markdownCode(entry.name());
    return HandoverBuilder.to(PARTY, new Words("Remove an intranet routing policy", "删除内网路由策略"))
        .section(
            new Words("What this is about", "说明"),
            new Words(
                "We remove a border router that this policy leads to. QingCloud has policies in its"
                    + " console and not in its documented API, so that somebody has to remove it"
                    + " there: this one alone, since others may still be in use. Once it is gone, we"
                    + " go on.",
                "我方将删除该策略指向的边界路由器。青云仅在控制台提供路由策略，公开的 API 文档中没有，因此需人工删除。"
                    + "请仅删除这一条，其他策略可能仍在使用。完成后我方将继续。"))
        .values(
            List.of(
                new Value(new Words("Name", "名称"), entry.name()),
                new Value(new Words("Id", "ID"), entry.id()),
                new Value(new Words("Destination network", "目标网络"), destination)))
        .console(
            List.of(
                vpc(account, zone, entry.router()),
                new Words(
                    "Select the policy named " + name + ", and choose **Delete** (删除).",
                    "选中名称为 " + name + " 的策略，点击 **删除**。"),
                apply()))
        .build();
  }

  private static Words vpc(String account, String zone, String router) {
    return new Words(
        "In the console of the account that we call "
            + markdownCode(account)
            + ", zone "
            + markdownCode(zone)
            + ", open the VPC "
            + markdownCode(router)
            + " and there **Management > Intranet routing policy** (管理配置 > 内网路由策略).",
        "在账号（我方称为 "
            + markdownCode(account)
            + "）的控制台中，选择区域 "
            + markdownCode(zone)
            + "，打开 VPC "
            + markdownCode(router)
            + "，进入 **管理配置 > 内网路由策略**。");
  }

  private static Words apply() {
    return new Words("Choose **Apply changes** (应用修改) of that VPC.", "点击该 VPC 的 **应用修改**。");
  }
}
