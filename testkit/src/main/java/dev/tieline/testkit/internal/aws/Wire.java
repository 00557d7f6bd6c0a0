package dev.tieline.testkit.internal.aws;

import dev.tieline.testkit.Reply;
import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.internal.CloudError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** How answers and refusals of one service look on the wire. */
enum Wire {
  /** EC2's own query protocol. */
  EC2("http://ec2.amazonaws.com/doc/2016-11-15/"),
  /** The query protocol of STS and IAM. */
  STS("https://sts.amazonaws.com/doc/2011-06-15/"),
  IAM("https://iam.amazonaws.com/doc/2010-05-08/"),
  /** JSON 1.1, of Service Quotas. */
  JSON("");

  private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  private final String namespace;

  Wire(String namespace) {
    this.namespace = namespace;
  }

  static Wire of(String service) {
    return switch (service) {
      case "ec2" -> EC2;
      case "sts" -> STS;
      case "servicequotas" -> JSON;
      default -> IAM;
    };
  }

  XmlElement root(String action, String requestId) {
    XmlElement root = new XmlElement(action + (this == JSON ? "" : "Response"));
    return this == EC2 ? root.add("requestId", requestId) : root;
  }

  Reply answer(XmlElement root, String requestId) {
    if (this == JSON) {
      return reply(200, root.text("json").orElse("{}"), requestId);
    }
    if (this != EC2) {
      root.nest("ResponseMetadata", data -> data.add("RequestId", requestId));
    }
    return reply(200, DECLARATION + root.render(namespace), requestId);
  }

  Reply refusal(CloudError error, String requestId) {
    return switch (this) {
      case EC2 ->
          reply(
              error.status(),
              DECLARATION
                  + new XmlElement("Response")
                      .nest(
                          "Errors",
                          errors ->
                              errors.nest(
                                  "Error",
                                  e -> e.add("Code", error.code()).add("Message", error.message())))
                      .add("RequestID", requestId)
                      .render(""),
              requestId);
      case STS, IAM ->
          reply(
              error.status(),
              new XmlElement("ErrorResponse")
                  .nest(
                      "Error",
                      e ->
                          e.add("Type", error.status() < 500 ? "Sender" : "Receiver")
                              .add("Code", error.code())
                              .add("Message", error.message()))
                  .add("RequestId", requestId)
                  .render(namespace),
              requestId);
      case JSON ->
          reply(
              error.status(),
              ServiceQuotas.json()
                  .createObjectNode()
                  .put("__type", error.code())
                  .put("message", error.message())
                  .toString(),
              requestId);
    };
  }

  private Reply reply(int status, String body, String requestId) {
    String type = this == JSON ? "application/x-amz-json-1.1" : "text/xml;charset=UTF-8";
    return new Reply(
        status,
        Map.of("Content-Type", List.of(type), "x-amzn-RequestId", List.of(requestId)),
        body.getBytes(StandardCharsets.UTF_8));
  }
}
