package dev.tieline.qingcloud.internal;

import static dev.tieline.text.Quote.markdownCode;

import dev.tieline.plan.Handover;
import dev.tieline.plan.HandoverBuilder;
import dev.tieline.plan.HandoverBuilder.Value;
import dev.tieline.plan.Words;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Scope;
import java.util.ArrayList;
import java.util.List;

/**
 * The documents for whoever orders access points to SD-WAN, and releases them ("SD-WAN", user
 * guide, read 2026-11).
 */
final class TrunkHandover {
  private TrunkHandover() {}

  /** Returns the document that asks for an access point at a border router. */
  static Handover creating(Scope scope, TrunkWish wish, Refs refs) {
    String border = refs.show(wish.border());
    String net = wish.wanNets().isEmpty() ? "" : wish.wanNets().get(0);
    List<Value> values =
        new ArrayList<>(
            List.of(
                new Value(new Words("Account (our name)", "账号（我方称呼）"), scope.account()),
                new Value(new Words("Zone", "区域"), scope.region()),
                new Value(new Words("Border router", "边界路由器"), border)));
    if (!net.isEmpty()) {
      values.add(new Value(new Words("Enterprise cloud network", "企业云网"), net));
    }
    return HandoverBuilder.to(
            PolicyHandover.PARTY,
            new Words(
                "Create an SD-WAN access point for " + markdownCode(border),
                "为 " + markdownCode(border) + " 创建 SD-WAN 网关接入点"))
        .section(
            new Words("What this is about", "说明"),
            new Words(
                "Networks of several zones are joined by SD-WAN. An access point costs by contract,"
                    + " and QingCloud has no documented call that makes one. Once it is active, we"
                    + " go on; we never change or delete it.",
                "多个区域的网络通过 SD-WAN 互联。接入点按合约计费，青云公开的 API 文档中没有创建接口。" + "接入点可用后我方将继续；我方不会修改或删除它。"))
        .values(values)
        .console(
            List.of(
                new Words(
                    "In the console of the account that we call "
                        + markdownCode(scope.account())
                        + ", open **SD-WAN > Enterprise cloud network** (企业云网)"
                        + (net.isEmpty()
                            ? ". Create a network if there is none; all zones of the hub are on"
                                + " one network."
                            : " " + markdownCode(net) + ", on which the hub's other zones are."),
                    "在账号（我方称为 "
                        + markdownCode(scope.account())
                        + "）的控制台中打开 **SD-WAN > 企业云网**"
                        + (net.isEmpty()
                            ? "；如无企业云网请先创建，各区域须在同一企业云网中。"
                            : " " + markdownCode(net) + "（其他区域已接入该网）。")),
                new Words(
                    "Choose **Create gateway access point** (网关接入点): zone "
                        + markdownCode(scope.region())
                        + ", border router "
                        + markdownCode(border)
                        + ", a bandwidth above zero, and how it is billed.",
                    "创建 **网关接入点**：区域 "
                        + markdownCode(scope.region())
                        + "，边界路由器 "
                        + markdownCode(border)
                        + "，带宽大于零，并选择计费方式。"),
                new Words("Wait until it is active.", "等待接入点变为可用状态。")))
        .build();
  }

  /** Returns the document that asks to release an access point whose border router is to go. */
  static Handover releasing(Owned<WanAccess> owned) {
    WanAccess access = owned.object();
    return HandoverBuilder.to(
            PolicyHandover.PARTY,
            new Words(
                "Release the SD-WAN access point " + markdownCode(access.id()),
                "释放 SD-WAN 接入点 " + markdownCode(access.id())))
        .section(
            new Words("What this is about", "说明"),
            new Words(
                "We remove border router "
                    + markdownCode(access.border())
                    + ", and an access point holds it. It may have a contract, so that we leave it"
                    + " alone. Release it, or give it another border router; once it no longer"
                    + " holds this one, we go on.",
                "我方将删除边界路由器 "
                    + markdownCode(access.border())
                    + "，但仍有接入点使用它。接入点可能有合约，我方不会删除。请释放该接入点或为其更换边界路由器，之后我方将继续。"))
        .values(
            List.of(
                new Value(new Words("Access point", "接入点"), access.id()),
                new Value(new Words("Zone", "区域"), owned.scope().region()),
                new Value(new Words("Border router", "边界路由器"), access.border()),
                new Value(new Words("Enterprise cloud network", "企业云网"), access.wanNet())))
        .console(
            List.of(
                new Words(
                    "In the console of the account that we call "
                        + markdownCode(owned.scope().account())
                        + ", open **SD-WAN** and there the access point "
                        + markdownCode(access.id())
                        + ".",
                    "在账号（我方称为 "
                        + markdownCode(owned.scope().account())
                        + "）的控制台中打开 **SD-WAN**，进入接入点 "
                        + markdownCode(access.id())
                        + "。"),
                new Words("Choose **Delete** (删除).", "点击 **删除**。")))
        .build();
  }
}
