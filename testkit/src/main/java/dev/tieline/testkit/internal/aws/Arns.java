package dev.tieline.testkit.internal.aws;

/** ARNs of EC2 objects. */
final class Arns {

  private Arns() {}

  static String of(Ec2Call call, String type, String id) {
    return of(call, call.account, type, id);
  }

  static String of(Ec2Call call, String owner, String type, String id) {
    String partition = call.region.startsWith("cn-") ? "aws-cn" : "aws";
    return "arn:" + partition + ":ec2:" + call.region + ":" + owner + ":" + type + "/" + id;
  }
}
