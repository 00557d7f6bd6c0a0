package dev.tieline.qingcloud.internal;

import dev.tieline.plan.Handover;
import dev.tieline.plan.HandoverBuilder;
import dev.tieline.plan.HandoverBuilder.Value;
import dev.tieline.plan.Words;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Refs;
import dev.tieline.text.Quote;
import java.util.List;

/**
 * The words for adding a backend by its address, which the cloud offers in its console alone
 * ("Cross-region networking and load balancing", user guide of load balancers, read 2026-11).
 */
final class BackendHandover {
  private BackendHandover() {}

  static Handover of(Owner owner, Node<BackendWish, Balancer.Backend> node, Refs refs) {
    BackendWish wish = node.wish();
    String balancer = refs.show(wish.balancer());
    String listener = refs.show(wish.listener());
    String name = Names.of(owner, node.address());
    String zone = node.scope().region();
    String target = Quote.markdownCode(wish.target());
    return HandoverBuilder.to(
            PolicyHandover.PARTY,
            new Words(
                "Add backend " + target + " to the load balancer by hand",
                "在控制台为负载均衡器添加后端 " + target))
        .section(
            new Words("What this is for", "用途"),
            new Words(
                "The API of QingCloud adds instances alone; a backend that is an address, such as"
                    + " one in another region, is added in the console. Everything else is done"
                    + " already, or will be: the next apply sees the backend and applies the"
                    + " changes of the balancer.",
                "青云 API 只能添加云服务器作为后端；以 IP 地址作为后端（例如位于另一区域）只能在控制台添加。"
                    + "其余步骤由程序完成：下一次执行 apply 时会检测到该后端，并应用负载均衡器的修改。"))
        .values(
            List.of(
                new Value(new Words("Zone", "区域"), zone),
                new Value(new Words("Load balancer", "负载均衡器"), balancer),
                new Value(new Words("Listener", "监听器"), listener + " (" + wish.front() + ")"),
                new Value(new Words("Network type", "网络类型"), "IP"),
                new Value(new Words("Address", "IP 地址"), wish.target()),
                new Value(new Words("Port", "端口"), Integer.toString(wish.port())),
                new Value(new Words("Weight", "权重"), Integer.toString(wish.weight())),
                new Value(new Words("Name", "名称"), name)))
        .console(
            List.of(
                new Words(
                    "Open the console in zone " + Quote.markdownCode(zone) + ".",
                    "打开控制台，切换到区域 " + Quote.markdownCode(zone) + "。"),
                new Words(
                    "Go to Networks, Load balancers, and open "
                        + Quote.markdownCode(balancer)
                        + ".",
                    "进入“网络 > 负载均衡器”，打开 " + Quote.markdownCode(balancer) + "。"),
                new Words(
                    "At listener " + Quote.markdownCode(listener) + ", choose Add backend.",
                    "在监听器 " + Quote.markdownCode(listener) + " 处点击“添加后端”。"),
                new Words(
                    "Choose the network type IP, and enter address, port and weight from the"
                        + " table above, and exactly the name there: by it the backend is"
                        + " recognised, and removed when it is no longer wished.",
                    "网络类型选择“IP”，填写上表中的 IP 地址、端口和权重；名称必须与上表完全一致：" + "程序据此识别该后端，并在不再需要时将其移除。"),
                new Words(
                    "Submit. Applying the changes (应用修改) may be left to the next apply.",
                    "提交。“应用修改”可以留给下一次 apply 执行。")))
        .build();
  }
}
