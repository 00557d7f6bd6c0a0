package dev.tieline.aliyun.internal;

import static dev.tieline.aliyun.internal.PeeringWorld.HANGZHOU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tieline.aliyun.AliyunDns;
import dev.tieline.aliyun.AliyunTransport;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.net.Traffic;
import dev.tieline.topology.Topology;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds every request that endpoints need against the cloud's own metadata. */
class EndpointRequestsTest {
  @Test
  void requests_ofEndpointsAndTheirNames_areAsTheOfficialMetadataHaveThem() throws IOException {
    Optional<Official> official = Official.find();
    assumeTrue(official.isPresent(), "the official metadata are not at hand");
    try (EndpointWorld world = new EndpointWorld(true)) {
      String chosen = world.console.createSecurityGroup(world.app.vpc(), "endpoints");
      AliyunVpc wider =
          AliyunVpc.existing("main", HANGZHOU, world.app.vpc())
              .vSwitch("link", "172.17.7.0/24", EndpointWorld.I);
      world.base.settle(
          world.use(
              "matrixone",
              world.target().zones(EndpointWorld.H).dns(AliyunDns.privateZone()),
              wider));
      world.base.settle(
          world.use("mo", world.target().dns(AliyunDns.privateZone("db.example.com")), wider));
      world.base.tieline.apply(world.use("mo", world.target().groups(chosen), wider));
      world.base.settle(world.use("mo", world.target().groups(chosen), wider));
      world.base.destroy("db");

      List<String> faults = new ArrayList<>();
      Set<String> seen = new TreeSet<>();
      for (AliyunTransport.Request request : world.base.sent) {
        Script.Asked asked = Script.read(request);
        seen.add(asked.action());
        faults.addAll(official.get().faults(product(asked), asked));
      }
      assertThat(faults).isEmpty();
      assertThat(Permissions.missing(world.base.sent)).isEmpty();
      assertThat(seen)
          .contains(
              "CheckProductOpen",
              "ListVpcEndpoints",
              "ListVpcEndpointServicesByEndUser",
              "ListVpcEndpointZones",
              "ListVpcEndpointSecurityGroups",
              "CreateVpcEndpoint",
              "AddZoneToVpcEndpoint",
              "RemoveZoneFromVpcEndpoint",
              "AttachSecurityGroupToVpcEndpoint",
              "DetachSecurityGroupFromVpcEndpoint",
              "DeleteVpcEndpoint",
              "DescribeUserServiceStatus",
              "DescribeZones",
              "DescribeZoneInfo",
              "DescribeZoneRecords",
              "AddZone",
              "UpdateZoneRemark",
              "AddZoneRecord",
              "DeleteZoneRecord",
              "BindZoneVpc",
              "DeleteZone");
    }
  }

  /** What goes out of an enterprise group to the endpoint is let out by a rule. */
  @Test
  void requests_ofAnEnterpriseGroup_areAsTheOfficialMetadataHaveThem() throws IOException {
    Optional<Official> official = Official.find();
    assumeTrue(official.isPresent(), "the reference data are not at hand");
    try (EndpointWorld world = new EndpointWorld(true)) {
      String enterprise =
          EndpointWorld.text(
              world.console.call(
                  "Ecs",
                  "CreateSecurityGroup",
                  Map.of("VpcId", world.app.vpc(), "SecurityGroupType", "enterprise")),
              "SecurityGroupId");
      world.base.settle(
          Topology.named("db")
              .network("app", world.vpc())
              .endpoint(
                  "matrixone",
                  "app",
                  world.target(),
                  e -> e.allow(Traffic.tcp(6001)).clients(enterprise))
              .build());
      world.base.destroy("db");

      List<String> faults = new ArrayList<>();
      Set<String> seen = new TreeSet<>();
      for (AliyunTransport.Request request : world.base.sent) {
        Script.Asked asked = Script.read(request);
        seen.add(asked.action());
        faults.addAll(official.get().faults(product(asked), asked));
      }
      assertThat(seen).contains("AuthorizeSecurityGroupEgress", "RevokeSecurityGroupEgress");
      assertThat(faults).isEmpty();
      assertThat(Permissions.missing(world.base.sent)).isEmpty();
    }
  }

  private static Product product(Script.Asked asked) {
    return Product.named(asked.host().split("[.-]")[0]).orElseThrow();
  }
}
