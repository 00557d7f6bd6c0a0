package dev.tieline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.AliyunClient.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A provider's database of port 3306 behind a network balancer's port 6001 in zone h of Hangzhou,
 * and another account's VPC 10.0.0.0/16 with a vSwitch in each of the zones h and i.
 */
class AliyunPrivateLinkTest {

  private final AliyunClouds clouds = new AliyunClouds();
  private final AliyunClient consumer = clouds.own();
  private final AliyunClient provider = clouds.other();
  private final AliyunConsole console = clouds.console();
  private final AliyunConsole theirs = clouds.otherConsole();

  private final String far = theirs.createVpc("10.0.0.0/16");
  private final String farVSwitch = theirs.createVSwitch(far, "10.0.1.0/24", "cn-hangzhou-h");
  private final Host database =
      theirs.runInstance(farVSwitch, theirs.createSecurityGroup(far, "db"));
  private final String balancer = theirs.createNetworkBalancer(far, farVSwitch);
  private final String service = theirs.createService(balancer, "cn-hangzhou-h", false);
  private final String serviceName = "com.aliyuncs.privatelink.cn-hangzhou." + service;

  private final String vpc = console.createVpc("10.0.0.0/16");
  private final String inH = console.createVSwitch(vpc, "10.0.1.0/24", "cn-hangzhou-h");
  private final String inI = console.createVSwitch(vpc, "10.0.2.0/24", "cn-hangzhou-i");
  private final String group = console.createSecurityGroup(vpc, "endpoint");
  private final Host client = console.runInstance(inI, console.createSecurityGroup(vpc, "clients"));

  private Answer create(String zone, String vswitch) {
    return consumer.call(
        "Privatelink",
        "CreateVpcEndpoint",
        "VpcId",
        vpc,
        "ServiceName",
        serviceName,
        "SecurityGroupId.1",
        group,
        "Zone.1.ZoneId",
        zone,
        "Zone.1.VSwitchId",
        vswitch);
  }

  private String created() {
    theirs.share(service, AliyunClouds.OWN);
    return create("cn-hangzhou-h", inH).text("/EndpointId");
  }

  private Answer endpoint(String id) {
    return consumer.call("Privatelink", "GetVpcEndpointAttribute", "EndpointId", id);
  }

  private Answer zones(String id) {
    return consumer.call("Privatelink", "ListVpcEndpointZones", "EndpointId", id);
  }

  private Answer let(String action, String endpoint) {
    return provider.call("Privatelink", action, "ServiceId", service, "EndpointId", endpoint);
  }

  private Answer serving(String action, String... more) {
    String[] all = new String[2 + more.length];
    all[0] = "ServiceId";
    all[1] = service;
    System.arraycopy(more, 0, all, 2, more.length);
    return provider.call("Privatelink", action, all);
  }

  @Test
  void search_beforeBeingListed_findsNothing() {
    String[] named = {"ServiceName", serviceName};
    assertThat(
            consumer
                .call("Privatelink", "ListVpcEndpointServicesByEndUser", named)
                .json()
                .path("Services"))
        .isEmpty();
    theirs.share(service, AliyunClouds.OWN);
    Answer found = consumer.call("Privatelink", "ListVpcEndpointServicesByEndUser", named);
    assertThat(found.text("/Services/0/ServiceId")).isEqualTo(service);
    assertThat(found.text("/Services/0/Zones/0")).isEqualTo("cn-hangzhou-h");
  }

  @Test
  void endpoint_forAServiceThatIsNotShared_isRefused() {
    assertThat(create("cn-hangzhou-h", inH).code()).isEqualTo("EndpointServiceNotAuthorized");
  }

  @Test
  void life_ofAnEndpoint_isActiveBeforeItHasAnInterface() {
    String id = created();
    assertThat(endpoint(id).text("/EndpointStatus")).isEqualTo("Creating");
    clouds.pass(Duration.ofSeconds(5));
    assertThat(endpoint(id).text("/EndpointStatus")).isEqualTo("Active");
    assertThat(endpoint(id).text("/ConnectionStatus")).isEqualTo("Disconnected");
    assertThat(zones(id).text("/Zones/0/EniIp")).isEmpty();
    assertThat(zones(id).text("/Zones/0/ZoneStatus")).isEqualTo("Creating");
    clouds.pass(Duration.ofSeconds(5));
    assertThat(zones(id).text("/Zones/0/EniIp")).startsWith("10.0.1.");
    assertThat(zones(id).text("/Zones/0/ZoneStatus")).isEqualTo("Wait");
  }

  @Test
  void connection_letIn_isConnectedAfterAWhile() {
    String id = created();
    assertThat(let("EnableVpcEndpointConnection", id).code()).isEqualTo("EndpointOperationDenied");
    clouds.settle();
    assertThat(let("EnableVpcEndpointConnection", id).code()).isEmpty();
    assertThat(endpoint(id).text("/ConnectionStatus")).isEqualTo("Connecting");
    clouds.pass(Duration.ofSeconds(5));
    assertThat(endpoint(id).text("/ConnectionStatus")).isEqualTo("Connected");
    assertThat(zones(id).text("/Zones/0/ZoneStatus")).isEqualTo("Connected");
    assertThat(let("EnableVpcEndpointConnection", id).code())
        .isEqualTo("EndpointConnectionOperationDenied");
  }

  @Test
  void connection_ofAServiceThatAcceptsByItself_needsNobody() {
    serving("UpdateVpcEndpointServiceAttribute", "AutoAcceptEnabled", "true");
    clouds.settle();
    String id = created();
    assertThat(endpoint(id).text("/ConnectionStatus")).isEqualTo("Pending");
    clouds.pass(Duration.ofSeconds(10));
    assertThat(endpoint(id).text("/ConnectionStatus")).isEqualTo("Connected");
  }

  @Test
  void connection_cut_isDisconnectedAgain() {
    String id = created();
    clouds.settle();
    theirs.connect(service, id, true);
    clouds.settle();
    assertThat(let("DisableVpcEndpointConnection", id).code()).isEmpty();
    assertThat(endpoint(id).text("/ConnectionStatus")).isEqualTo("Disconnecting");
    clouds.settle();
    assertThat(endpoint(id).text("/ConnectionStatus")).isEqualTo("Disconnected");
    assertThat(zones(id).text("/Zones/0/ZoneStatus")).isEqualTo("Disconnected");
  }

  @Test
  void connections_ofOneProvider_areWorkedOnOneAfterAnother() {
    String id = created();
    String other = console.createVpc("10.9.0.0/16");
    String vswitch = console.createVSwitch(other, "10.9.1.0/24", "cn-hangzhou-h");
    String second =
        console.createEndpoint(
            other, service, vswitch, console.createSecurityGroup(other, "second"));
    clouds.settle();
    assertThat(let("EnableVpcEndpointConnection", id).code()).isEmpty();
    assertThat(let("EnableVpcEndpointConnection", second).code())
        .isEqualTo("ConcurrentCallNotSupported");
    clouds.settle();
    assertThat(let("EnableVpcEndpointConnection", second).code()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "cn-hangzhou-i, true, EndpointServiceNotSupportedZone",
    "cn-hangzhou-h, true, VSwitchNotFound",
    "cn-hangzhou-h, false, ''",
  })
  void endpoint_inAZone_needsTheServiceAndAVSwitchThere(
      String zone, boolean otherVSwitch, String code) {
    theirs.share(service, AliyunClouds.OWN);
    assertThat(create(zone, otherVSwitch ? inI : inH).code()).isEqualTo(code);
  }

  /** As some say of the cloud: an endpoint that is changed has a connection that waits again. */
  @Test
  void connection_ofAnEndpointThatIsChanged_isPendingIfTheSwitchSaysSo() {
    for (boolean pending : List.of(false, true)) {
      AliyunClouds world = new AliyunClouds(AliyunSwitch.CONNECTION_PENDING_WHILE_CHANGED, pending);
      AliyunConsole own = world.console();
      String there = own.createVpc("10.0.0.0/16");
      String vswitch = own.createVSwitch(there, "10.0.1.0/24", "cn-hangzhou-h");
      String offered = own.createService(own.createClassicBalancer(vswitch), "cn-hangzhou-h", true);
      String id =
          own.createEndpoint(there, offered, vswitch, own.createSecurityGroup(there, "first"));
      String second = own.createSecurityGroup(there, "second");
      world.settle();
      String[] group = {"EndpointId", id, "SecurityGroupId", second};
      assertThat(world.own().call("Privatelink", "AttachSecurityGroupToVpcEndpoint", group).code())
          .isEmpty();

      assertThat(
              world
                  .own()
                  .call("Privatelink", "ListVpcEndpoints", "EndpointId", id)
                  .text("/Endpoints/0/ConnectionStatus"))
          .isEqualTo(pending ? "Pending" : "Connected");
    }
  }

  @Test
  void endpoint_withoutGroup_isRefusedOrNeverGetsOne() {
    theirs.share(service, AliyunClouds.OWN);
    String[] bare = {"VpcId", vpc, "ServiceId", service};
    assertThat(consumer.call("Privatelink", "CreateVpcEndpoint", bare).code())
        .isEqualTo("EndpointMustContainSecurityGroup");
    AliyunClouds lenient = new AliyunClouds(AliyunSwitch.ENDPOINT_NEEDS_GROUP, false);
    AliyunConsole own = lenient.console();
    String there = own.createVpc("10.0.0.0/16");
    String vswitch = own.createVSwitch(there, "10.0.1.0/24", "cn-hangzhou-h");
    String offered = own.createService(own.createClassicBalancer(vswitch), "cn-hangzhou-h", true);
    String id =
        lenient
            .own()
            .call("Privatelink", "CreateVpcEndpoint", "VpcId", there, "ServiceId", offered)
            .text("/EndpointId");
    lenient.settle();
    assertThat(
            lenient
                .own()
                .call(
                    "Privatelink",
                    "AttachSecurityGroupToVpcEndpoint",
                    "EndpointId",
                    id,
                    "SecurityGroupId",
                    own.createSecurityGroup(there, "late"))
                .code())
        .isEqualTo("AddSecurityGroupNotSupportWhenHaveNoSg");
  }

  @Test
  void endpoint_secondOfAVpcForAService_isRefused() {
    created();
    assertThat(create("cn-hangzhou-h", inH).code()).isEqualTo("EndpointDuplicated");
  }

  @Test
  void endpoint_deleted_goesZoneByZone() {
    String before = clouds.aliyun.dump();
    String id = created();
    String[] named = {"EndpointId", id};
    assertThat(consumer.call("Privatelink", "DeleteVpcEndpoint", named).code())
        .isEqualTo("EndpointOperationDenied");
    clouds.settle();
    assertThat(consumer.call("Privatelink", "DeleteVpcEndpoint", named).code())
        .isEqualTo("EndpointOperationDenied");
    String[] zone = {"EndpointId", id, "ZoneId", "cn-hangzhou-h"};
    assertThat(consumer.call("Privatelink", "RemoveZoneFromVpcEndpoint", zone).code()).isEmpty();
    assertThat(zones(id).text("/Zones/0/ZoneStatus")).isEqualTo("Deleting");
    assertThat(consumer.call("Privatelink", "RemoveZoneFromVpcEndpoint", zone).code())
        .isEqualTo("EndpointLocked");
    clouds.settle();
    assertThat(zones(id).json().path("Zones")).isEmpty();
    assertThat(consumer.call("Privatelink", "RemoveZoneFromVpcEndpoint", zone).code())
        .isEqualTo("EndpointZoneNotFound");
    assertThat(consumer.call("Privatelink", "DeleteVpcEndpoint", named).code()).isEmpty();
    clouds.settle();
    assertThat(endpoint(id).code()).isEqualTo("EndpointNotFound");
    serving("RemoveUserFromVpcEndpointService", "UserId", AliyunClouds.OWN);
    assertThat(clouds.aliyun.dump()).isEqualTo(before);
  }

  @Test
  void group_ofAnInterfaceThatJustWent_isStillInUse() {
    String id = created();
    clouds.settle();
    consumer.call(
        "Privatelink", "RemoveZoneFromVpcEndpoint", "EndpointId", id, "ZoneId", "cn-hangzhou-h");
    assertThat(consumer.call("Ecs", "DeleteSecurityGroup", "SecurityGroupId", group).code())
        .isEqualTo("DependencyViolation");
    clouds.settle();
    assertThat(consumer.call("Ecs", "DeleteSecurityGroup", "SecurityGroupId", group).code())
        .isEmpty();
  }

  @Test
  void service_withEndpoints_cannotBeDeleted() {
    String id = created();
    clouds.settle();
    assertThat(serving("DeleteVpcEndpointService").code())
        .isEqualTo("DeleteFailedDueToEndpointExist");
    theirs.connect(service, id, true);
    clouds.settle();
    assertThat(serving("DeleteVpcEndpointService").code())
        .isEqualTo("EndpointServiceConnectionDependence");
    assertThat(
            serving(
                    "DetachResourceFromVpcEndpointService",
                    "ResourceId",
                    balancer,
                    "ZoneId",
                    "cn-hangzhou-h")
                .code())
        .isEqualTo("EndpointServiceConnectionDependence");
  }

  @Test
  void service_withoutEndpoints_goesAfterItsResources() {
    assertThat(serving("DeleteVpcEndpointService").code())
        .isEqualTo("EndpointServiceDependenceViolation");
    serving(
        "DetachResourceFromVpcEndpointService", "ResourceId", balancer, "ZoneId", "cn-hangzhou-h");
    assertThat(serving("DeleteVpcEndpointService").code()).isEqualTo("EndpointServiceLocked");
    clouds.settle();
    assertThat(serving("DeleteVpcEndpointService").code()).isEmpty();
    clouds.settle();
    assertThat(serving("GetVpcEndpointServiceAttribute").code())
        .isEqualTo("EndpointServiceNotFound");
  }

  @Test
  void user_addedTwice_isRefusedTheSecondTime() {
    String[] user = {"UserId", AliyunClouds.OWN};
    assertThat(serving("AddUserToVpcEndpointService", user).code()).isEmpty();
    assertThat(serving("AddUserToVpcEndpointService", user).code())
        .isEqualTo("EndpointServiceUserExist");
    assertThat(serving("ListVpcEndpointServiceUsers").json().at("/Users/0/UserId").longValue())
        .isEqualTo(1000000000000001L);
  }

  @Test
  void service_ofAnotherRegion_isUsedWhereItAllows() {
    theirs.share(service, AliyunClouds.OWN);
    AliyunConsole there = clouds.aliyun.console(AliyunClouds.OWN, AliyunClouds.BEIJING);
    String remote = there.createVpc("10.4.0.0/16");
    String vswitch = there.createVSwitch(remote, "10.4.1.0/24", "cn-beijing-f");
    AliyunClient beijing = AliyunClient.of(clouds.aliyun, AliyunClouds.OWN, AliyunClouds.BEIJING);
    String[] create = {
      "VpcId",
      remote,
      "ServiceId",
      service,
      "ServiceRegionId",
      "cn-hangzhou",
      "SecurityGroupId.1",
      there.createSecurityGroup(remote, "g"),
      "Zone.1.ZoneId",
      "cn-beijing-f",
      "Zone.1.VSwitchId",
      vswitch
    };
    assertThat(beijing.call("Privatelink", "CreateVpcEndpoint", create).code())
        .isEqualTo("UnsupportedRegion");
    serving("UpdateVpcEndpointServiceAttribute", "AddSupportedRegionSet.1", "cn-beijing");
    clouds.settle();
    assertThat(beijing.call("Privatelink", "CreateVpcEndpoint", create).code()).isEmpty();
  }

  private String connected() {
    theirs.forward(balancer, 6001, database, 3306);
    String id = created();
    clouds.settle();
    theirs.connect(service, id, true);
    clouds.settle();
    return id;
  }

  private WalkResult walk(String to) {
    return clouds.aliyun.walk().connect(client.eniId(), to, 6001);
  }

  @Test
  void walk_throughTheEndpoint_reachesTheBackend() {
    String id = connected();
    String ip = zones(id).text("/Zones/0/EniIp");
    assertThat(walk(ip).stoppedAt()).startsWith(group + " ingress");
    console.rule(group, "accept", "TCP", "6001/6001", "10.0.0.0/16", 1);
    WalkResult result = walk(ip);
    assertThat(result.delivered()).as(result.stoppedAt()).isTrue();
    assertThat(result.hops()).contains(id + " -> " + service, database.instanceId() + ":3306");
    assertThat(clouds.aliyun.walk().connect(client.eniId(), ip, 6002).delivered()).isFalse();
  }

  @Test
  void walk_beforeTheProviderLetsIn_stops() {
    String id = created();
    console.rule(group, "accept", "TCP", "1/65535", "10.0.0.0/16", 1);
    clouds.settle();
    assertThat(walk(zones(id).text("/Zones/0/EniIp")).stoppedAt())
        .isEqualTo(id + ": the connection is Wait in cn-hangzhou-h");
  }

  @Test
  void walk_byTheEndpointsName_needsNoPrivateZone() {
    String id = connected();
    console.rule(group, "accept", "TCP", "6001/6001", "10.0.0.0/16", 1);
    assertThat(walk(endpoint(id).text("/EndpointDomain")).delivered()).isTrue();
    assertThat(walk(zones(id).text("/Zones/0/ZoneDomain")).delivered()).isTrue();
  }

  @Test
  void walk_byTheServicesName_needsAPrivateZone() {
    String id = connected();
    console.rule(group, "accept", "TCP", "6001/6001", "10.0.0.0/16", 1);
    assertThat(walk(serviceName).stoppedAt()).startsWith("no address of " + serviceName);
    console.createZone(serviceName, vpc, "@", zones(id).text("/Zones/0/EniIp"));
    assertThat(walk(serviceName).delivered()).isTrue();
  }
}
