package dev.tieline.qingcloud.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tieline.Tieline;
import dev.tieline.check.Finding;
import dev.tieline.error.CallSite;
import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.plan.Plan;
import dev.tieline.provider.KnownCallers;
import dev.tieline.qingcloud.QingCloudCredentials;
import dev.tieline.qingcloud.QingCloudProvider;
import dev.tieline.qingcloud.QingCloudVpc;
import dev.tieline.spi.Query;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Scope;
import dev.tieline.testkit.FakeQingCloud;
import dev.tieline.topology.Topology;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The client against the fake QingCloud, over a socket: account usr-1gIBrASt with Beijing 3 and
 * Guangdong 2. The cloud's time moves only when a test says so.
 */
class QingCloudOnFakeTest {
  private static final String USER = "usr-1gIBrASt";
  private static final Scope PEK3 = Sites.PEK3;

  private Instant now = Instant.parse("2026-11-22T04:00:00Z");
  private FakeQingCloud cloud;
  private Sites sites;

  @BeforeEach
  void start() {
    open(FakeQingCloud.builder());
  }

  private void open(FakeQingCloud.Builder builder) {
    if (cloud != null) {
      cloud.close();
    }
    cloud =
        builder.account(USER).zones("pek3", "gd2").time((InstantSource) () -> now).seed(7).build();
    sites = sites(Clock.systemUTC(), cloud.keys(USER).secretAccessKey());
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  private Sites sites(Clock clock, String secret) {
    return new Sites(
        new QingCloudClients(
            new Transport(endpoint(), null, Duration.ofSeconds(5), Duration.ofSeconds(20), clock),
            Map.of("main", new CredentialForm.Fixed(cloud.keys(USER).accessKeyId(), secret)),
            new KnownCallers(alias -> {})));
  }

  private URI endpoint() {
    return cloud.serve().resolve("/iaas/");
  }

  private void pass(long seconds) {
    now = now.plusSeconds(seconds);
  }

  private CloudCallException refused(Throwable thrown) {
    return (CloudCallException)
        QingCloudErrors.explain(new CallSite("qingcloud", "main", "pek3", "x"), true, thrown);
  }

  private String write(Request request, String answer, String... known) throws Exception {
    return sites.make(
        Writes.of(
            PEK3,
            request,
            a -> {
              List<String> texts = a.textOrTexts(answer);
              return texts.isEmpty() ? "" : texts.get(0);
            },
            known));
  }

  private String router(String name, String block) throws Exception {
    String id =
        write(
            Request.of(Api.CREATE_ROUTERS)
                .with("router_name", name)
                .with("vpc_network", block)
                .with("router_type", 1)
                .with("count", 1),
            "routers");
    pass(60);
    assertThat(state(Lists.routers(PEK3, List.of(id)), "active")).isEqualTo(new Readiness.Target());
    return id;
  }

  private String vxnet(String router, String name, String block) throws Exception {
    String id =
        write(
            Request.of(Api.CREATE_VXNETS)
                .with("vxnet_name", name)
                .with("vxnet_type", 1)
                .with("count", 1),
            "vxnets");
    VpcForm.VxnetForm form = new VpcForm.VxnetForm(name, Cidr.parse(block), null);
    write(
        Request.of(Api.JOIN_ROUTER)
            .with("vxnet", id)
            .with("router", router)
            .with("ip_network", block)
            .with("features", 1)
            .with("manager_ip", form.gateway().toString())
            .with("dyn_ip_start", form.dynStart().toString())
            .with("dyn_ip_end", form.dynEnd().toString()),
        "vxnet_id");
    pass(60);
    assertThat(state(Lists.routerVxnets(PEK3, router), "")).isEqualTo(new Readiness.Target());
    return id;
  }

  private String border() throws Exception {
    String id =
        write(
            Request.of(Api.CREATE_VPC_BORDERS).with("border_type", 1).with("border_name", "边界 1"),
            "vpc_borders");
    pass(60);
    assertThat(state(Lists.borders(PEK3, List.of(id)), "active")).isEqualTo(new Readiness.Target());
    return id;
  }

  private <O extends Progressing<O>> Readiness state(Query<O> list, String target)
      throws Exception {
    List<O> found = sites.read(Jobs.before(PEK3, list, List.of()));
    return found.get(found.size() - 1).progress().readiness(Set.of(target));
  }

  // ---- the guide's first part, call by call ----

  @Test
  void border_joinsVxnetsOfTwoVpcs() throws Exception {
    String vpc1 = router("vpc1", "172.16.0.0/16");
    String vpc2 = router("vpc2", "172.17.0.0/16");
    String vxnet1 = vxnet(vpc1, "vxnet1", "172.16.1.0/24");
    String vxnet2 = vxnet(vpc2, "vxnet2", "172.17.1.0/24");
    String border = border();
    for (String[] end :
        new String[][] {{vpc1, vxnet1, "172.16.1.254"}, {vpc2, vxnet2, "172.17.1.254"}}) {
      write(
          Request.of(Api.JOIN_BORDER)
              .with("border", border)
              .each("vxnets", List.of(end[1]))
              .eachOf(
                  "border_private_ips",
                  List.of(Map.of("vxnet_id", end[1], "border_private_ip", end[2]))),
          "border_id",
          end[0]);
      pass(60);
    }

    List<BorderVxnet> joined =
        sites.read(Jobs.before(PEK3, Lists.borderVxnets(PEK3, border), List.of()));
    assertThat(joined)
        .extracting(BorderVxnet::vxnet, BorderVxnet::router, BorderVxnet::address)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(vxnet1, vpc1, Ip.parse("172.16.1.254")),
            org.assertj.core.groups.Tuple.tuple(vxnet2, vpc2, Ip.parse("172.17.1.254")));
    assertThat(joined)
        .allMatch(j -> j.progress().readiness(Set.of("")) instanceof Readiness.Target);
    assertThat(joined).allMatch(j -> Zones.isIn(j.borderZone(), "pek3", List.of()));
    assertThat(sites.read(Lists.routerVxnets(PEK3, vpc1)).get(0).gives(Ip.parse("172.16.1.254")))
        .isFalse();
    assertThat(sites.read(Lists.bordersNamed(PEK3, "边界 1")))
        .extracting(Border::id)
        .containsExactly(border);
  }

  @Test
  void policyOfTheConsole_isSeenByWhatItHolds() throws Exception {
    String vpc = router("vpc1", "172.16.0.0/16");
    String border = border();
    cloud.console(USER, "pek3").addIntranetPolicy(vpc, "there", "172.17.1.0/24", border);

    assertThat(sites.read(Lists.routerStatics(PEK3, vpc)))
        .singleElement()
        .matches(s -> s.holds("172.17.1.0/24") && s.holds(border));
    assertThat(sites.read(Lists.routers(PEK3, List.of(vpc))).get(0).applied()).isFalse();

    write(Request.of(Api.UPDATE_ROUTERS).each("routers", List.of(vpc)), "job_id");
    pass(60);

    assertThat(state(Lists.routers(PEK3, List.of(vpc)), "active"))
        .isEqualTo(new Readiness.Target());
    assertThat(sites.read(Lists.routers(PEK3, List.of(vpc))).get(0).applied()).isTrue();
  }

  // ---- jobs ----

  @Test
  void job_isSeenOnItsWayAndAtItsEnd() throws Exception {
    String vpc =
        write(
            Request.of(Api.CREATE_ROUTERS)
                .with("router_name", "vpc1")
                .with("vpc_network", "172.16.0.0/16"),
            "routers");

    assertThat(state(Lists.routers(PEK3, List.of(vpc)), "active"))
        .isInstanceOfSatisfying(
            Readiness.Transitional.class, t -> assertThat(t.state()).contains("job j-"));
    pass(60);
    assertThat(state(Lists.routers(PEK3, List.of(vpc)), "active"))
        .isEqualTo(new Readiness.Target());
  }

  @Test
  void job_doneWithFailure_isAFailureWithItsErrors() throws Exception {
    String vpc = router("vpc1", "172.16.0.0/16");
    cloud.nextJob(USER, "UpdateRouters", FakeQingCloud.JobEnd.DONE_WITH_FAILURE, "5000");
    write(Request.of(Api.UPDATE_ROUTERS).each("routers", List.of(vpc)), "job_id");
    pass(60);

    assertThat(state(Lists.routers(PEK3, List.of(vpc)), "active"))
        .isInstanceOfSatisfying(
            Readiness.Failed.class,
            f -> {
              assertThat(f.state()).contains("done with failure");
              assertThat(f.why()).contains("error codes 5000");
            });
  }

  // ---- refusals ----

  @Test
  void write_whileTheVpcIsChanging_isAConflict() throws Exception {
    String vpc = router("vpc1", "172.16.0.0/16");
    write(Request.of(Api.UPDATE_ROUTERS).each("routers", List.of(vpc)), "job_id");

    Throwable thrown =
        catchThrowable(
            () -> write(Request.of(Api.UPDATE_ROUTERS).each("routers", List.of(vpc)), "job_id"));

    assertThat(refused(thrown).code()).isEqualTo("1400");
    assertThat(refused(thrown).category()).isEqualTo(Category.CONFLICT);
    pass(60);
    assertThat(write(Request.of(Api.UPDATE_ROUTERS).each("routers", List.of(vpc)), "job_id"))
        .startsWith("j-");
  }

  @Test
  void write_withoutPermission_isDeniedAndNoConflict() throws Exception {
    String vpc = router("vpc1", "172.16.0.0/16");
    cloud.permissions().deny(USER, "iaas:UpdateRouters");

    Throwable thrown =
        catchThrowable(
            () -> write(Request.of(Api.UPDATE_ROUTERS).each("routers", List.of(vpc)), "job_id"));

    assertThat(refused(thrown).code()).isEqualTo("1400");
    assertThat(refused(thrown).category()).isEqualTo(Category.DENIED);
  }

  @Test
  void delete_beforeTheLease_isAConflictThatPasses() throws Exception {
    String vpc =
        write(
            Request.of(Api.CREATE_ROUTERS)
                .with("router_name", "vpc1")
                .with("vpc_network", "172.16.0.0/16"),
            "routers");
    pass(15);
    Request delete = Request.of(Api.DELETE_ROUTERS).each("routers", List.of(vpc));

    Throwable thrown = catchThrowable(() -> write(delete, "job_id"));

    assertThat(refused(thrown).code()).isEqualTo("2300");
    assertThat(refused(thrown).category()).isEqualTo(Category.CONFLICT);
    pass(60);
    write(delete, "job_id");
    pass(60);
    assertThat(sites.read(Lists.routers(PEK3))).isEmpty(); // the row is still shown, as deleted
  }

  @Test
  void read_ofWhatIsNotThere_isNotFound() {
    Throwable thrown =
        catchThrowable(() -> sites.read(Lists.routers(PEK3, List.of("rtr-00000000"))));

    assertThat(refused(thrown).category()).isEqualTo(Category.NOT_FOUND);
  }

  @Test
  void wrongSecret_isDenied() {
    Throwable thrown =
        catchThrowable(() -> sites(Clock.systemUTC(), "another").read(Lists.routers(PEK3)));

    assertThat(refused(thrown).code()).isEqualTo("1200");
    assertThat(refused(thrown).category()).isEqualTo(Category.DENIED);
  }

  @Test
  void clockOff_isToldAsThat() {
    Clock slow = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-90));

    Throwable thrown =
        catchThrowable(
            () -> sites(slow, cloud.keys(USER).secretAccessKey()).read(Lists.routers(PEK3)));

    assertThat(refused(thrown).code()).isEqualTo("1300");
    assertThat(QingCloudErrors.isAboutTime(refused(thrown).getMessage())).isTrue();
  }

  @Test
  void dayIsUsedUp_isAQuotaWithTheNumberOfCalls() throws Exception {
    open(FakeQingCloud.builder().dailyCalls(3));
    for (int i = 0; i < 3; i++) {
      sites.read(Lists.routers(PEK3));
    }

    Throwable thrown = catchThrowable(() -> sites.read(Lists.routers(PEK3)));

    assertThat(refused(thrown).category()).isEqualTo(Category.QUOTA);
    assertThat(refused(thrown)).hasMessageContaining("4 of them were made here today");
  }

  @Test
  void balanceTooLow_isDeniedWithWhatToDo() {
    cloud.balanceTooLow(USER, true);

    Throwable thrown =
        catchThrowable(
            () -> write(Request.of(Api.CREATE_VPC_BORDERS).with("border_type", 1), "vpc_borders"));

    assertThat(refused(thrown).code()).isEqualTo("2400");
    assertThat(refused(thrown)).hasMessageContaining("top it up");
  }

  // ---- the balancer, whose deletes answer without a code ----

  @Test
  void balancer_withListenerTableAndRule_isRead() throws Exception {
    String vpc = router("vpc1", "172.16.0.0/16");
    String vxnet = vxnet(vpc, "vxnet1", "172.16.1.0/24");
    String instance = cloud.console(USER, "pek3").createInstance(vxnet, "172.16.1.2").instanceId();
    String eip = write(Request.of(Api.ALLOCATE_EIPS).with("bandwidth", 2).with("count", 1), "eips");
    String balancer =
        write(
            Request.of(Api.CREATE_LOAD_BALANCER)
                .each("eips", List.of(eip))
                .with("vxnet", vxnet)
                .with("loadbalancer_type", 0)
                .with("loadbalancer_name", "web"),
            "loadbalancer_id");
    pass(60);
    assertThat(state(Lists.balancers(PEK3, List.of(balancer)), "active"))
        .isEqualTo(new Readiness.Target());
    String listener =
        write(
            Request.of(Api.ADD_LOAD_BALANCER_LISTENERS)
                .with("loadbalancer", balancer)
                .eachOf(
                    "listeners",
                    List.of(
                        Map.of(
                            "listener_port", "80",
                            "listener_protocol", "http",
                            "backend_protocol", "http",
                            "tunnel_timeout", "3600"))),
            "loadbalancer_listeners");
    write(
        Request.of(Api.ADD_LOAD_BALANCER_BACKENDS)
            .with("loadbalancer_listener", listener)
            .eachOf(
                "backends", List.of(Map.of("resource_id", instance, "port", "80", "weight", "1"))),
        "loadbalancer_backends",
        balancer);
    assertThat(sites.read(Lists.balancers(PEK3, List.of(balancer))).get(0).applied()).isFalse();
    write(Request.of(Api.UPDATE_LOAD_BALANCERS).each("loadbalancers", List.of(balancer)), "job_id");
    pass(60);

    Balancer read = sites.read(Lists.balancers(PEK3, List.of(balancer))).get(0);
    assertThat(read.applied()).isTrue();
    assertThat(read.eips()).containsExactly(eip);
    assertThat(sites.read(Lists.listeners(PEK3, balancer)))
        .singleElement()
        .matches(l -> l.id().equals(listener) && l.port() == 80);
    assertThat(sites.read(Lists.backends(PEK3, balancer)))
        .singleElement()
        .matches(b -> b.resource().equals(instance));
    assertThat(sites.read(Lists.eips(PEK3, List.of(eip))).get(0).resource()).isEqualTo(balancer);

    String table =
        write(
            Request.of(Api.CREATE_ROUTE_TABLE)
                .with("routing_table_name", "web")
                .with("routing_table_type", 0)
                .with("rtable_rtype", RouteTable.OF_BALANCERS),
            "routing_table");
    write(
        Request.of(Api.ASSOCIATE_ROUTE_TABLE)
            .with("routing_table", table)
            .with("resource", balancer),
        "job_id");
    pass(60);
    write(
        Request.of(Api.ADD_ROUTES)
            .with("routing_table", table)
            .eachOf(
                "rules",
                List.of(
                    Map.of(
                        "routing_table_rule_name", "r",
                        "network", "172.17.1.0/24",
                        "nexthop", "172.16.1.254",
                        "nexthop_type", "3"))),
        "routing_table_rules");
    assertThat(sites.read(Lists.tables(PEK3, List.of(table))).get(0).applied()).isFalse();
    assertThat(sites.read(Lists.rules(PEK3, table)))
        .singleElement()
        .matches(r -> r.nextHop().equals("172.16.1.254") && r.nextHopType() == 3);
    assertThat(sites.read(Lists.bindingsTo(PEK3, List.of(balancer))))
        .extracting(RouteTable.Binding::table)
        .containsExactly(table);

    assertThat(
            write(
                Request.of(Api.DELETE_LOAD_BALANCER_LISTENERS)
                    .each("loadbalancer_listeners", List.of(listener)),
                "loadbalancer_listeners",
                balancer))
        .isEqualTo(listener);
  }

  @Test
  void accessPoint_ofTheConsole_isRead() throws Exception {
    String border = border();
    String net = cloud.console(USER, "pek3").createWanNet("wan");
    String access = cloud.console(USER, "pek3").createAccessPoint(net, border, 10);
    pass(60);

    assertThat(sites.read(Lists.wanAccesses(PEK3, List.of(access))))
        .singleElement()
        .satisfies(
            w -> {
              assertThat(w.type()).isEqualTo("vpc");
              assertThat(w.border()).isEqualTo(border);
              assertThat(w.wanNet()).isEqualTo(net);
              assertThat(w.bandwidth()).isEqualTo(10);
              assertThat(w.progress().status()).isEqualTo("active");
            });
  }

  @Test
  void zonesAndQuotas_areRead() throws Exception {
    assertThat(sites.read(Lists.zones(PEK3))).extracting(Zone::region).contains("pek3", "gd2");
    assertThat(sites.read(AccountLists.left(PEK3, List.of("router"))))
        .singleElement()
        .matches(q -> q.value() > 0 && q.read());
  }

  @Test
  void groups_areMadeAndRead() throws Exception {
    String group =
        write(
            Request.of(Api.CREATE_SECURITY_GROUP).with("security_group_name", "web"),
            "security_group_id");
    write(
        Request.of(Api.ADD_SECURITY_GROUP_RULES)
            .with("security_group", group)
            .eachOf(
                "rules",
                List.of(
                    Map.of(
                        "protocol", "tcp",
                        "priority", "1",
                        "action", "accept",
                        "direction", "0",
                        "val1", "80",
                        "val2", "",
                        "val3", ""))),
        "security_group_rules");

    assertThat(sites.read(Lists.groups(PEK3, List.of(group))).get(0).applied()).isFalse();
    assertThat(sites.read(Lists.groupRules(PEK3, group)))
        .singleElement()
        .matches(r -> r.ingress() && r.accept() && r.from().equals("80"));
  }

  // ---- the provider ----

  private Plan plan(String vpc) {
    FakeQingCloud.Keys keys = cloud.keys(USER);
    try (Tieline tieline =
        Tieline.builder()
            .namespace("acme")
            .provider(
                QingCloudProvider.builder()
                    .account(
                        "main", QingCloudCredentials.of(keys.accessKeyId(), keys.secretAccessKey()))
                    .zones("pek3")
                    .endpoint(endpoint())
                    .build())
            .build()) {
      return tieline.plan(
          Topology.named("t").network("vpc1", QingCloudVpc.existing("main", "pek3", vpc)).build());
    }
  }

  @Test
  void plan_vpcThatIsThere_isSeenWithItsVxnets() throws Exception {
    String vpc = router("vpc1", "172.16.0.0/16");
    vxnet(vpc, "vxnet1", "172.16.1.0/24");

    Plan plan = plan(vpc);

    assertThat(plan.findings()).isEmpty();
    assertThat(plan.projected().subnets())
        .extracting(s -> s.vpc() + " " + s.cidrs())
        .containsExactly(vpc + " [172.16.1.0/24]");
  }

  @Test
  void plan_vpcThatIsNotThere_isAFinding() {
    assertThat(plan("rtr-00000000").findings())
        .extracting(Finding::code)
        .containsExactly("VPC_NOT_FOUND");
  }
}
