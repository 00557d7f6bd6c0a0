package dev.tieline.aliyun.internal;

import static dev.tieline.aliyun.internal.PeeringWorld.ACCOUNT;
import static dev.tieline.aliyun.internal.PeeringWorld.CUSTOMER;
import static dev.tieline.aliyun.internal.PeeringWorld.HANGZHOU;
import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.aliyun.AliyunService;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.testkit.AliyunOpening;
import dev.tieline.testkit.AliyunQuota;
import dev.tieline.topology.ServiceBuilder;
import dev.tieline.topology.Topology;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What who offers a service gets to read when something is wrong: {@code bad-input-service.txt}.
 */
class ServiceBadInputTest {
  private static final BadInput TEXTS = new BadInput("service");
  private static final String ZONE = "cn-hangzhou-h";

  private final PeeringWorld world = new PeeringWorld(false);
  private final BadInput.Said said = new BadInput.Said(world.cloud);
  private PeeringWorld.Net db;
  private String balancer;

  @BeforeEach
  void prepare() {
    db = world.net(ACCOUNT, HANGZHOU, 16);
    balancer = db.console().createNetworkBalancer(db.vpc(), db.vSwitch());
    world.rest();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @AfterAll
  static void write() throws IOException {
    TEXTS.write(ServiceBadInputTest.class);
  }

  private Topology offered(AliyunService source, Consumer<ServiceBuilder> how) {
    return offered(source, AliyunVpc.existing("main", HANGZHOU, db.vpc()), how);
  }

  private static Topology offered(
      AliyunService source, AliyunVpc network, Consumer<ServiceBuilder> how) {
    return Topology.named("offer").network("db", network).service("pg", "db", source, how).build();
  }

  private Topology offered(Consumer<ServiceBuilder> how) {
    return offered(AliyunService.nlb(balancer, ZONE).listening(tcp(5432)), how);
  }

  private void held(TestInfo test, Topology wish) {
    TEXTS.held(test, world.cloud, world.tieline, wish);
  }

  private void refusedByTheCloud(TestInfo test, Topology wish) {
    TEXTS.refusedByTheCloud(test, world.cloud, world.tieline, wish);
  }

  private String endpointOf(String account, int second) {
    PeeringWorld.Net app = world.net(account, HANGZHOU, second);
    String services = db.console().call("Privatelink", "ListVpcEndpointServices", Map.of());
    String endpoint =
        app.console()
            .createEndpoint(
                app.vpc(), EndpointWorld.text(services, "ServiceId"), app.vSwitch(), app.group());
    world.rest();
    return endpoint;
  }

  // ---- what is wrong by itself ----

  @Test
  void balancer_ofNoForm(TestInfo test) {
    TEXTS.refused(
        test,
        world.cloud,
        () -> AliyunService.nlb("my-balancer", ZONE),
        () -> AliyunService.nlb(balancer),
        () -> AliyunService.nlb(balancer, "h"),
        () -> AliyunService.nlb(balancer, ZONE, ZONE),
        () -> AliyunService.nlb(balancer, ZONE).and("lb-bp1x", ZONE),
        () -> AliyunService.nlb(balancer, ZONE).bandwidth(0));
  }

  @Test
  void link_thatCanNeverBe(TestInfo test) {
    AliyunVpc foreign = AliyunVpc.foreign(CUSTOMER, HANGZHOU, "vpc-bp1x", "10.0.0.0/16");
    AliyunVpc unknown = AliyunVpc.existing("mian", HANGZHOU, db.vpc());
    AliyunService source = AliyunService.nlb(balancer, ZONE);
    AliyunService far = AliyunService.nlb(balancer, "cn-shanghai-f");
    TEXTS.refused(
        test,
        world.cloud,
        () -> world.tieline.plan(offered(source, foreign, s -> s.sharedWith(CUSTOMER))),
        () -> world.tieline.plan(offered(source, unknown, s -> s.sharedWith(CUSTOMER))),
        () -> world.tieline.plan(offered(far, s -> s.sharedWith(CUSTOMER))),
        () -> world.tieline.plan(offered(s -> s.sharedWith("*"))),
        () -> world.tieline.plan(offered(s -> s.sharedWith(CUSTOMER).acceptAll())),
        () -> world.tieline.plan(offered(s -> s.sharedWith(CUSTOMER).regions("nowhere"))),
        () -> world.tieline.plan(offered(s -> s.sharedWith(CUSTOMER).accept("vpce-1"))));
  }

  // ---- who may use it ----

  @Test
  void sharedWith_noAccount(TestInfo test) {
    held(test, offered(s -> s.sharedWith("acme@example.com")));
  }

  @Test
  void sharedWith_nobody(TestInfo test) {
    said.plan(world.tieline, offered(s -> {}));
    TEXTS.compare(test, said);
  }

  @Test
  void accept_endpointOfAnotherAccount(TestInfo test) {
    world.settle(offered(s -> s.sharedWith(CUSTOMER)));
    String endpoint = endpointOf(CUSTOMER, 18);

    held(test, offered(s -> s.sharedWith("1000000000000009").accept(endpoint)));
  }

  @Test
  void accept_endpointThatIsNotThere(TestInfo test) {
    said.apply(world.tieline, offered(s -> s.sharedWith(CUSTOMER).accept("ep-bp1none")));
    TEXTS.compare(test, said);
  }

  @Test
  void payer_otherThanItIs(TestInfo test) {
    world.settle(offered(s -> s.sharedWith(CUSTOMER)));

    held(
        test,
        offered(AliyunService.nlb(balancer, ZONE).paidByProvider(), s -> s.sharedWith(CUSTOMER)));
  }

  @Test
  void destroy_whileUsed(TestInfo test) {
    world.settle(offered(s -> s.sharedWith(CUSTOMER)));
    String endpoint = endpointOf(CUSTOMER, 18);
    world.settle(offered(s -> s.sharedWith(CUSTOMER).accept(endpoint)));

    said.destroy(world.tieline, "offer");
    TEXTS.compare(test, said);
  }

  // ---- balancers ----

  @Test
  void balancer_notThere(TestInfo test) {
    refusedByTheCloud(
        test, offered(AliyunService.nlb("nlb-none", ZONE), s -> s.sharedWith(CUSTOMER)));
  }

  @Test
  void balancer_inAnotherZone(TestInfo test) {
    refusedByTheCloud(
        test, offered(AliyunService.nlb(balancer, "cn-hangzhou-i"), s -> s.sharedWith(CUSTOMER)));
  }

  // ---- accounts ----

  @Test
  void product_notOpened(TestInfo test) {
    world.cloud.service(ACCOUNT, AliyunOpening.PRIVATELINK, false);

    held(test, offered(s -> s.sharedWith(CUSTOMER)));
  }

  @Test
  void account_inArrearsBefore(TestInfo test) {
    world.cloud.arrears(ACCOUNT, true);

    refusedByTheCloud(test, offered(s -> s.sharedWith(CUSTOMER)));
  }

  @Test
  void account_inArrearsAfterwards(TestInfo test) {
    world.settle(offered(s -> s.sharedWith(CUSTOMER)));
    world.cloud.arrears(ACCOUNT, true);

    held(test, offered(s -> s.sharedWith(CUSTOMER)));
  }

  @Test
  void quota_reached(TestInfo test) {
    world.cloud.quota(ACCOUNT, HANGZHOU, AliyunQuota.SERVICES_PER_REGION, 0);

    refusedByTheCloud(test, offered(s -> s.sharedWith(CUSTOMER)));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"ListVpcEndpointServices", "ListVpcEndpointConnections"})
  void read_denied(String action, TestInfo test) {
    world.settle(offered(s -> s.sharedWith(CUSTOMER)));
    world.cloud.faults().on(action).always().deny();

    held(test, offered(s -> s.sharedWith(CUSTOMER)));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"CreateVpcEndpointService", "AddUserToVpcEndpointService"})
  void write_denied(String action, TestInfo test) {
    world.cloud.faults().on(action).always().deny();
    Topology wish = offered(s -> s.sharedWith(CUSTOMER));

    assertThat(said.apply(world.tieline, wish).isReady()).isFalse();

    world.cloud.faults().clear();
    assertThat(world.tieline.apply(wish).isReady()).isTrue();
    TEXTS.compare(test, said);
  }
}
