package dev.tieline.testkit.internal.aws;

import dev.tieline.testkit.XmlElement;
import java.util.List;

/** Internet gateways. */
final class InternetGateways {

  private InternetGateways() {}

  static void register(Actions actions) {
    actions.reads("DescribeInternetGateways", InternetGateways::describe);
    actions.writes("CreateInternetGateway", InternetGateways::create);
    actions.writes("DeleteInternetGateway", InternetGateways::delete);
    actions.writes("AttachInternetGateway", InternetGateways::attach);
    actions.writes("DetachInternetGateway", InternetGateways::detach);
  }

  static String createAttached(Ec2Call call, String vpcId) {
    String id = call.newId(Kind.GATEWAY);
    call.put(Kind.GATEWAY, id, new InternetGateway(id, vpcId));
    return id;
  }

  private static void describe(Ec2Call call) {
    Listing.of(call, Kind.GATEWAY, "InternetGatewayId", call.all(Kind.GATEWAY), InternetGateway::id)
        .filter("internet-gateway-id", InternetGateway::id)
        .filter("owner-id", gateway -> call.account)
        .filter("attachment.vpc-id", InternetGateway::vpcId)
        .filter("attachment.state", gateway -> gateway.vpcId() == null ? null : "available")
        .write("internetGatewaySet", 5, 1000, (item, gateway) -> write(call, item, gateway));
  }

  private static void write(Ec2Call call, XmlElement item, InternetGateway gateway) {
    item.add("internetGatewayId", gateway.id())
        .add("ownerId", call.account)
        .items(
            "attachmentSet",
            gateway.vpcId() == null ? List.<String>of() : List.of(gateway.vpcId()),
            (entry, vpcId) -> entry.add("vpcId", vpcId).add("state", "available"));
    Tags.write(call, item, gateway.id());
  }

  private static void create(Ec2Call call) {
    InternetGateway gateway = new InternetGateway(call.newId(Kind.GATEWAY), null);
    call.put(Kind.GATEWAY, gateway.id(), gateway);
    Tags.specified(call, Kind.GATEWAY, gateway.id());
    call.out.nest("internetGateway", item -> write(call, item, gateway));
  }

  private static void delete(Ec2Call call) {
    InternetGateway gateway = call.require(Kind.GATEWAY, call.query.require("InternetGatewayId"));
    if (gateway.vpcId() != null) {
      throw AwsError.dependency("internetGateway", gateway.id());
    }
    call.remove(Kind.GATEWAY, gateway.id());
    call.out.add("return", true);
  }

  private static void attach(Ec2Call call) {
    InternetGateway gateway = call.require(Kind.GATEWAY, call.query.require("InternetGatewayId"));
    Vpc vpc = call.require(Kind.VPC, call.query.require("VpcId"));
    boolean taken = call.all(Kind.GATEWAY).stream().anyMatch(g -> vpc.id().equals(g.vpcId()));
    if (gateway.vpcId() != null) {
      throw AwsError.of(
          "Resource.AlreadyAssociated",
          "resource " + gateway.id() + " is already attached to network " + gateway.vpcId());
    }
    if (taken) {
      throw AwsError.of(
          "InvalidParameterValue",
          "Network " + vpc.id() + " already has an internet gateway attached");
    }
    call.put(Kind.GATEWAY, gateway.id(), new InternetGateway(gateway.id(), vpc.id()));
    call.out.add("return", true);
  }

  private static void detach(Ec2Call call) {
    InternetGateway gateway = call.require(Kind.GATEWAY, call.query.require("InternetGatewayId"));
    Vpc vpc = call.require(Kind.VPC, call.query.require("VpcId"));
    if (!vpc.id().equals(gateway.vpcId())) {
      throw AwsError.of(
          "Gateway.NotAttached",
          "resource " + gateway.id() + " is not attached to network " + vpc.id());
    }
    if (Addresses.areMapped(call, vpc.id())) {
      throw AwsError.of(
          "DependencyViolation",
          "Network "
              + vpc.id()
              + " has some mapped public address(es). Please unmap those public address(es) before"
              + " detaching the gateway.");
    }
    call.put(Kind.GATEWAY, gateway.id(), new InternetGateway(gateway.id(), null));
    call.out.add("return", true);
  }
}
