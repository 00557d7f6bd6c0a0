package dev.tieline.aliyun.internal;

import dev.tieline.plan.Handover;
import dev.tieline.plan.HandoverBuilder;
import dev.tieline.plan.HandoverBuilder.Value;
import dev.tieline.plan.ShellCommand;
import dev.tieline.plan.Words;
import dev.tieline.text.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The documents that tell the owners of endpoints what is to be done at their side of a service of
 * ours, in English and Chinese. What has not the form that the cloud gives it is a word to be
 * replaced.
 */
final class ServiceHandover {
  private static final Pattern ENDPOINT = Pattern.compile("ep-[0-9a-z]{1,40}");
  private static final Pattern SERVICE = Pattern.compile("epsrv-[0-9a-z]{1,40}");

  private ServiceHandover() {}

  /** Returns the document about an endpoint that is to be let in but does not ask. */
  static Handover request(String party, String endpoint, String service, String region) {
    String id = checked(ENDPOINT, endpoint, "ENDPOINT_ID");
    return HandoverBuilder.to(
            party,
            new Words(
                "Make endpoint " + id + " for our service, or tell its new id",
                "为我方服务创建终端节点 " + id + "，或告知新的终端节点 ID"))
        .section(
            new Words("What this is about", "说明"),
            new Words(
                "We are to let this endpoint in, but it does not ask for our service: it is not"
                    + " made yet, was deleted, or is for another service. A new endpoint has"
                    + " another id; then that id belongs into accept(...) of the wish, or "
                    + code(id)
                    + " out of it.",
                "我方将接受该终端节点，但其尚未请求连接：可能尚未创建、已被删除，或属于其他服务。新终端节点的 ID"
                    + " 不同，届时须将新 ID 填入 accept(...)，或从中移除 "
                    + code(id)
                    + "。"))
        .values(values(id, service, region))
        .console(
            List.of(
                new Words(
                    "Open the PrivateLink console, under Endpoints, and look for " + code(id) + ".",
                    "打开私网连接控制台的“终端节点”，查找 " + code(id) + "。"),
                new Words(
                    "If it is there, see that its service is the one above; if not, create one for"
                        + " that service, and send us its id.",
                    "若存在，请确认其服务与上表一致；若不存在，请为该服务创建终端节点，并将其 ID 发送给我方。")))
        .build();
  }

  /**
   * Returns the document about endpoints that keep a service from being deleted.
   *
   * @param where the region that they are in; empty if they may be in several
   */
  static Handover removal(List<String> users, String service, String region, String where) {
    List<ShellCommand> commands = new ArrayList<>();
    for (String user : users) {
      commands.add(
          ShellCommand.of("aliyun", "privatelink", "DeleteVpcEndpoint")
              .option("--RegionId", Regions.isRegion(where) ? where : "ENDPOINT_REGION")
              .option("--EndpointId", checked(ENDPOINT, user, "ENDPOINT_ID")));
    }
    String all = String.join(", ", users.stream().map(ServiceHandover::code).toList());
    return HandoverBuilder.to(
            "the owners of endpoints " + String.join(", ", users),
            new Words(
                "Delete your endpoints for service " + checked(SERVICE, service, "SERVICE_ID"),
                "删除连接到服务 " + checked(SERVICE, service, "SERVICE_ID") + " 的终端节点"))
        .section(
            new Words("What this is about", "说明"),
            new Words(
                "We remove this service, and the cloud does not delete it as long as it has"
                    + " endpoints. Only their owners can delete them. Once they have gone, we go"
                    + " on.",
                "我方将删除该服务。只要仍有终端节点，云平台就不会删除服务，而终端节点只能由其所有者删除。删除后我方将继续。"))
        .values(values(String.join(", ", users), service, region))
        .console(
            List.of(
                new Words(
                    "Open the PrivateLink console in the region of the endpoint, under Endpoints.",
                    "在终端节点所在地域打开私网连接控制台，进入“终端节点”。"),
                new Words(
                    "Take " + all + " out of its zones, then delete it.",
                    "先移除 " + all + " 的可用区，再将其删除。")))
        .commands(commands)
        .build();
  }

  private static List<Value> values(String endpoint, String service, String region) {
    return List.of(
        new Value(new Words("Endpoint", "终端节点"), endpoint),
        new Value(new Words("Endpoint service", "终端节点服务"), checked(SERVICE, service, "SERVICE_ID")),
        new Value(
            new Words("Region of the service", "服务所在地域"),
            Regions.isRegion(region) ? region : "SERVICE_REGION"));
  }

  private static String checked(Pattern form, String value, String otherwise) {
    return form.matcher(value).matches() ? value : otherwise;
  }

  private static String code(String value) {
    return Quote.markdownCode(value);
  }
}
