package dev.tieline.testkit.internal.aws;

import dev.tieline.testkit.XmlElement;

/** Egress-only internet gateways, the way out for IPv6. */
final class EgressGateways {

  private EgressGateways() {}

  static void register(Actions actions) {
    actions.reads("DescribeEgressOnlyInternetGateways", EgressGateways::describe);
    actions.writes("CreateEgressOnlyInternetGateway", EgressGateways::create);
    actions.writes("DeleteEgressOnlyInternetGateway", EgressGateways::delete);
  }

  private static void describe(Ec2Call call) {
    Listing.of(
            call,
            Kind.EGRESS_GATEWAY,
            "EgressOnlyInternetGatewayId",
            call.all(Kind.EGRESS_GATEWAY),
            EgressGateway::id)
        .write(
            "egressOnlyInternetGatewaySet", 5, 255, (item, gateway) -> write(call, item, gateway));
  }

  private static void create(Ec2Call call) {
    ClientToken token = ClientToken.of(call);
    EgressGateway gateway = token.made(Kind.EGRESS_GATEWAY);
    if (gateway == null) {
      gateway = make(call);
      token.makes(gateway.id());
    }
    EgressGateway shown = gateway;
    call.out
        .add("clientToken", token.text())
        .nest("egressOnlyInternetGateway", item -> write(call, item, shown));
  }

  private static EgressGateway make(Ec2Call call) {
    Vpc vpc = call.require(Kind.VPC, call.query.require("VpcId"));
    boolean taken =
        call.all(Kind.EGRESS_GATEWAY).stream().anyMatch(g -> g.vpcId().equals(vpc.id()));
    if (taken) {
      throw AwsError.of(
          "EgressOnlyInternetGatewayLimitExceeded",
          "The maximum number of egress-only internet gateways of " + vpc.id() + " is 1");
    }
    EgressGateway gateway = new EgressGateway(call.newId(Kind.EGRESS_GATEWAY), vpc.id());
    call.put(Kind.EGRESS_GATEWAY, gateway.id(), gateway);
    Tags.specified(call, Kind.EGRESS_GATEWAY, gateway.id());
    return gateway;
  }

  private static void delete(Ec2Call call) {
    EgressGateway gateway =
        call.require(Kind.EGRESS_GATEWAY, call.query.require("EgressOnlyInternetGatewayId"));
    call.remove(Kind.EGRESS_GATEWAY, gateway.id());
    call.out.add("returnCode", true);
  }

  private static void write(Ec2Call call, XmlElement item, EgressGateway gateway) {
    item.add("egressOnlyInternetGatewayId", gateway.id())
        .nest(
            "attachmentSet",
            set ->
                set.nest(
                    "item",
                    attachment ->
                        attachment.add("state", "attached").add("vpcId", gateway.vpcId())));
    Tags.write(call, item, gateway.id());
  }
}
