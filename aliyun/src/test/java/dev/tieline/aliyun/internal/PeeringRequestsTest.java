package dev.tieline.aliyun.internal;

import static dev.tieline.aliyun.internal.PeeringWorld.ACCOUNT;
import static dev.tieline.aliyun.internal.PeeringWorld.CUSTOMER;
import static dev.tieline.aliyun.internal.PeeringWorld.HANGZHOU;
import static dev.tieline.aliyun.internal.PeeringWorld.SHANGHAI;
import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tieline.aliyun.AliyunPeering;
import dev.tieline.aliyun.AliyunTransport;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.aliyun.internal.PeeringWorld.Net;
import dev.tieline.topology.Topology;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds every request that peerings and networks need against the cloud's own metadata. */
class PeeringRequestsTest {
  @BeforeAll
  static void requireMetadata() {
    assumeTrue(Official.find().isPresent(), "the official metadata are not at hand");
  }

  @Test
  void requests_ofAPeeringOfTwoAccountsAndRegions_areAsTheOfficialMetadataHaveThem()
      throws IOException {
    try (PeeringWorld world = new PeeringWorld(true)) {
      Net broker = world.net(ACCOUNT, HANGZHOU, 16);
      Net app = world.net(CUSTOMER, SHANGHAI, 17);
      world.settle(PeeringRunTest.link("customer", broker, app, AliyunPeering.bandwidth(100)));
      Topology wider =
          PeeringRunTest.link(
              "customer", broker, app, AliyunPeering.bandwidth(200), AliyunPeering.PLATINUM);
      world.settle(wider);
      world.tieline.verify(wider);
      world.destroy("emqx");

      assertThat(actionsThatAreRight(world))
          .contains(
              "GetCallerIdentity",
              "DescribeVpcs",
              "DescribeVSwitches",
              "DescribeRouteTableList",
              "DescribeRouteEntryList",
              "DescribeNetworkAcls",
              "DescribeNetworkInterfaces",
              "DescribeSecurityGroups",
              "DescribeSecurityGroupAttribute",
              "ListVpcPeerConnections",
              "CreateVpcPeerConnection",
              "AcceptVpcPeerConnection",
              "ModifyVpcPeerConnection",
              "DeleteVpcPeerConnection",
              "CreateRouteEntry",
              "DeleteRouteEntry",
              "AuthorizeSecurityGroup",
              "RevokeSecurityGroup",
              "TagResources",
              "UnTagResources");
    }
  }

  @Test
  void requests_ofAManagedNetwork_areAsTheOfficialMetadataHaveThem() throws IOException {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net app = world.net(ACCOUNT, HANGZHOU, 17);
      world.settle(linked(shop().routeTable("inner", "b"), app));
      world.settle(linked(shop(), app));
      world.destroy("shop");

      assertThat(actionsThatAreRight(world))
          .contains(
              "DescribeZones",
              "CreateVpc",
              "AssociateVpcCidrBlock",
              "CreateVSwitch",
              "CreateRouteTable",
              "AssociateRouteTable",
              "CreateSecurityGroup",
              "UnassociateRouteTable",
              "DeleteRouteTable",
              "DeleteSecurityGroup",
              "DeleteVSwitch",
              "UnassociateVpcCidrBlock",
              "DeleteVpc");
    }
  }

  private static AliyunVpc.Managed shop() {
    return AliyunVpc.managed("main", HANGZHOU, "10.20.0.0/16")
        .secondaryBlock("10.30.0.0/16")
        .vSwitch("a", "10.20.1.0/24", HANGZHOU + "-h")
        .vSwitch("b", "10.30.1.0/24", HANGZHOU + "-i");
  }

  private static Topology linked(AliyunVpc shop, Net app) {
    return Topology.named("shop")
        .network("shop", shop)
        .network("app", AliyunVpc.existing("main", HANGZHOU, app.vpc()))
        .peer("shop", "app", p -> p.allow(tcp(1883)).groups("app", app.group()))
        .build();
  }

  /** The actions of all that was sent, none of which has a fault. */
  private static Set<String> actionsThatAreRight(PeeringWorld world) throws IOException {
    Official official = Official.find().orElseThrow();
    List<String> faults = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    for (AliyunTransport.Request request : world.sent) {
      Script.Asked asked = Script.read(request);
      seen.add(asked.action());
      Product product = Product.named(asked.host().split("[.-]")[0]).orElseThrow();
      faults.addAll(official.faults(product, asked));
    }
    assertThat(faults).isEmpty();
    assertThat(Permissions.missing(world.sent)).isEmpty();
    return seen;
  }
}
