package dev.tieline.qingcloud.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.provider.Unreadable;
import dev.tieline.spi.Query;
import dev.tieline.spi.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Lists of Beijing 3 that a script answers, some of them with the examples of the cloud's pages.
 */
class ListsTest {
  private static final Scope PEK3 = Sites.PEK3;
  private static final Path PAGES =
      Path.of(System.getProperty("tieline.reference", "../../shared/reference/data"), "qingcloud");

  private static Map<String, Object> vxnets(int from, int to, int total) {
    return Map.of(
        "vxnet_set",
        IntStream.range(from, to).mapToObj(i -> Map.of("vxnet_id", "vxnet-" + i)).toList(),
        "total_count",
        total);
  }

  private static Script paged(int total) {
    return new Script()
        .onAny(
            "DescribeVxnets",
            asked -> {
              int from = Integer.parseInt(asked.get("offset"));
              int size = Integer.parseInt(asked.get("limit"));
              return Script.ok("DescribeVxnets", vxnets(from, Math.min(from + size, total), total));
            });
  }

  private static <T> List<T> read(Script script, Query<T> query) throws Exception {
    return new Sites(script).read(query);
  }

  // ---- pages ----

  @Test
  void list_ofSeveralPages_isReadByHundreds() throws Exception {
    Script script = paged(250);

    assertThat(read(script, Lists.vxnets(PEK3)))
        .extracting(Vxnet::id)
        .doesNotHaveDuplicates()
        .hasSize(250);
    assertThat(script.asked)
        .extracting(a -> a.get("offset") + "+" + a.get("limit"))
        .containsExactly("0+100", "100+100", "200+100");
  }

  @Test
  void list_thatChangesWhileItIsRead_beginsAnew() throws Exception {
    Script script =
        new Script()
            .on("DescribeVxnets", vxnets(0, 100, 150))
            .on("DescribeVxnets", vxnets(101, 150, 149)) // the one between was skipped
            .on("DescribeVxnets", vxnets(1, 101, 149))
            .on("DescribeVxnets", vxnets(101, 150, 149));

    assertThat(read(script, Lists.vxnets(PEK3))).extracting(Vxnet::id).contains("vxnet-100");
  }

  @Test
  void list_whoseCountIsTooHigh_isReadAllTheSame() throws Exception {
    // the example of DescribeVxnets counts two and shows one
    assertThat(read(new Script().on("DescribeVxnets", vxnets(0, 1, 2)), Lists.vxnets(PEK3)))
        .hasSize(1);
  }

  @Test
  void list_deletedAndCeasedRows_areLeftOut() throws Exception {
    Script script =
        new Script()
            .on(
                "DescribeRouters",
                Map.of(
                    "router_set",
                    List.of(
                        Map.of("router_id", "rtr-1", "status", "active"),
                        Map.of("router_id", "rtr-2", "status", "deleted"),
                        Map.of("router_id", "rtr-3", "status", "ceased")),
                    "total_count",
                    3));

    assertThat(read(script, Lists.routers(PEK3))).extracting(Router::id).containsExactly("rtr-1");
  }

  @Test
  void byIds_manyIds_areAskedForByHundreds() throws Exception {
    Script script = new Script().on("DescribeRouters", Map.of("router_set", List.of()));
    List<String> ids = IntStream.range(0, 150).mapToObj(i -> "rtr-" + i).toList();

    read(script, Lists.routers(PEK3, ids));

    assertThat(script.asked).hasSize(2);
    assertThat(script.asked.get(0)).containsKey("routers.100").doesNotContainKey("routers.101");
    assertThat(script.asked.get(1)).containsKey("routers.50").doesNotContainKey("routers.51");
  }

  @Test
  void byIds_none_isRefused() {
    assertThatThrownBy(() -> Lists.routers(PEK3, List.of()))
        .hasMessage("routers: none (expected: at least one id)");
  }

  private static Map<String, Object> rules(int from, int to, int total) {
    return Map.of(
        "routing_table_rule_set",
        IntStream.range(from, to)
            .mapToObj(i -> Map.of("rtable_rule_id", "r-" + i, "network", "10.0." + i + ".0/24"))
            .toList(),
        "total_count",
        total);
  }

  @Test
  void unpaged_allShown_isOneCallWithoutPages() throws Exception {
    Script script = new Script().on("DescribeRoutes", rules(0, 3, 3));

    assertThat(read(script, Lists.rules(PEK3, "rt-1"))).hasSize(3);
    assertThat(script.asked.get(0)).doesNotContainKeys("offset", "limit");
  }

  @Test
  void unpaged_someShown_asksForTheRest() throws Exception {
    Script script =
        new Script().on("DescribeRoutes", rules(0, 20, 25)).on("DescribeRoutes", rules(20, 25, 25));

    assertThat(read(script, Lists.rules(PEK3, "rt-1"))).hasSize(25);
    assertThat(script.asked.get(1)).containsEntry("offset", "20").containsEntry("limit", "100");
  }

  @Test
  void unpaged_sameShownAgain_isUnreadableAndNotShort() {
    Script script = new Script().on("DescribeRoutes", rules(0, 20, 45));

    assertThatThrownBy(() -> read(script, Lists.rules(PEK3, "rt-1")))
        .isInstanceOf(Unreadable.class)
        .hasMessageContaining("list of 45 shows 20 again and again");
  }

  // ---- the examples of the cloud's own pages ----

  private static Script page(String action) throws IOException {
    assumeThat(PAGES).isDirectory();
    JsonNode page = new ObjectMapper().readTree(PAGES.resolve(action + ".json").toFile());
    return new Script()
        .onAny(action, asked -> Script.text(200, page.path("example_response").toString()));
  }

  @Test
  void routers_example_isRead() throws Exception {
    assertThat(read(page("DescribeRouters"), Lists.routers(PEK3)))
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.id()).isEqualTo("rtr-8vwgl9kv");
              assertThat(r.name()).isEqualTo("测试");
              assertThat(r.network()).isEqualTo(Cidr.parse("192.168.0.0/16"));
              assertThat(r.progress()).isEqualTo(new Progress("active", "", null));
              assertThat(r.applied()).isTrue();
              assertThat(r.type()).isEqualTo(1);
              assertThat(r.group()).isEqualTo("sg-xmldyszl");
              assertThat(r.created()).hasToString("2019-12-11T01:16:41Z");
            });
  }

  @Test
  void vxnets_examples_areRead() throws Exception {
    assertThat(read(page("DescribeVxnets"), Lists.vxnets(PEK3)))
        .singleElement()
        .satisfies(
            v -> {
              assertThat(v.router()).isEqualTo("rtr-b0u6sdj6");
              assertThat(v.network()).isEqualTo(Cidr.parse("192.168.100.0/24"));
              assertThat(v.instances()).containsExactly("i-syx7qtud");
              assertThat(v.type()).isEqualTo(1);
            });
    assertThat(read(page("DescribeRouterVxnets"), Lists.routerVxnets(PEK3, "rtr-b0u6sdj6")))
        .singleElement()
        .satisfies(
            v -> {
              assertThat(v.vxnet()).isEqualTo("vxnet-ytuyg2q");
              assertThat(v.manager()).isEqualTo(Ip.parse("192.168.1.1"));
              assertThat(v.gives(Ip.parse("192.168.1.254"))).isTrue();
              assertThat(v.gives(Ip.parse("192.168.1.1"))).isFalse();
            });
  }

  @Test
  void borders_examples_areRead() throws Exception {
    assertThat(read(page("DescribeVpcBorders"), Lists.borders(PEK3)))
        .singleElement()
        .satisfies(
            b -> {
              assertThat(b.id()).isEqualTo("irt-oiyxqojg");
              assertThat(b.zone()).isEqualTo("pek3b");
              assertThat(b.router()).isEqualTo("rtr-e5m6sr20");
              assertThat(Border.READY).contains(b.progress().status());
            });
    assertThat(read(page("DescribeBorderVxnets"), Lists.borderVxnets(PEK3, "irt-2zevtm67")))
        .singleElement()
        .satisfies(
            b -> {
              assertThat(b.address()).isEqualTo(Ip.parse("192.168.0.254"));
              assertThat(b.router()).isEqualTo("rtr-e5m6sr20"); // of two routers, the VPC
              assertThat(b.vxnetZone()).isEqualTo("pek3");
              assertThat(b.borderZone()).isEqualTo("pek3b");
            });
  }

  @Test
  void tables_examples_areRead() throws Exception {
    assertThat(read(page("DescribeRouteTables"), Lists.tables(PEK3)))
        .singleElement()
        .satisfies(
            t -> {
              assertThat(t.id()).isEqualTo("rt-h5nqxml7");
              assertThat(t.name()).isEqualTo("Test");
              assertThat(t.serves()).isEqualTo(RouteTable.OF_BALANCERS);
            });
    assertThat(read(page("DescribeRoutes"), Lists.rules(PEK3, "rt-w7xy0bq0")))
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.destination()).isEqualTo(Cidr.parse("172.31.2.0/24"));
              assertThat(r.nextHop()).isEqualTo("172.30.0.5");
              assertThat(r.nextHopType()).isEqualTo(RouteTable.Rule.ADDRESS);
              assertThat(r.disabled()).isFalse();
            });
    assertThat(
            read(
                page("DescribeRoutingTableResources"),
                Lists.bindingsTo(PEK3, List.of("lb-wkkqhohe"))))
        .singleElement()
        .satisfies(
            b -> assertThat(b.table() + " " + b.resource()).isEqualTo("rt-w7xy0bq0 lb-wkkqhohe"));
  }

  @Test
  void routerStatics_example_isRead() throws Exception {
    List<RouterStatic> statics =
        read(page("DescribeRouterStatics"), Lists.routerStatics(PEK3, "rtr-9iy0lt3s"));

    assertThat(statics).extracting(RouterStatic::type).containsExactly(1, 2);
    assertThat(statics.get(0).holds("192.168.1.12")).isTrue();
    assertThat(statics.get(0).holds("192.168.1.1")).isFalse();
  }

  @Test
  void balancers_examples_areRead() throws Exception {
    assertThat(read(page("DescribeLoadBalancers"), Lists.balancers(PEK3)))
        .singleElement()
        .satisfies(
            b -> {
              assertThat(b.id()).isEqualTo("lb-mgfypyqc");
              assertThat(b.applied()).isFalse();
            });
    assertThat(read(page("DescribeLoadBalancerListeners"), Lists.listeners(PEK3, "lb-bnq972ht")))
        .singleElement()
        .satisfies(
            l -> assertThat(l.port() + l.protocol() + l.mode()).isEqualTo("80httproundrobin"));
    assertThat(read(page("DescribeLoadBalancerBackends"), Lists.backends(PEK3, "lb-1234abcd")))
        .extracting(Balancer.Backend::resource)
        .containsExactly("i-q9k5xmsl", "rtr-auehirx5");
  }

  @Test
  void addressesAndInstances_examples_areRead() throws Exception {
    assertThat(read(page("DescribeEips"), Lists.eips(PEK3)))
        .singleElement()
        .satisfies(
            e -> {
              assertThat(e.address()).isEqualTo(Ip.parse("192.168.7.69"));
              assertThat(e.resource()).isEqualTo("rtr-b0u6sdj6");
              assertThat(e.bandwidth()).isEqualTo(4);
            });
    assertThat(read(page("DescribeInstances"), Lists.instances(PEK3, List.of("i-ogbndull"))))
        .singleElement()
        .satisfies(
            i ->
                assertThat(i.nics())
                    .containsExactly(new Instance.Nic("vxnet-0", Ip.parse("10.50.13.54"))));
  }

  @Test
  void wanAccesses_example_isRead() throws Exception {
    assertThat(read(page("DescribeWanAccesss"), Lists.wanAccesses(PEK3)))
        .singleElement()
        .satisfies(
            w -> {
              assertThat(w.id()).isEqualTo("wacc-fub9b1eo");
              assertThat(w.type()).isEqualTo("cpe");
              assertThat(w.wanNet()).isEqualTo("wnet-ndyb12t8");
              assertThat(w.bandwidth()).isEqualTo(1);
              assertThat(w.expires()).hasToString("2020-04-24T08:26:17Z");
            });
  }

  @Test
  void jobs_example_isRead() throws Exception {
    Job job =
        Job.from(
            new Sites(page("DescribeJobs"))
                .rpc()
                .call(Request.of(Api.DESCRIBE_JOBS))
                .objects("job_set")
                .get(0));

    assertThat(job.successful()).isTrue();
    assertThat(job.resources()).containsExactly("eip-1234abcd");
  }

  @Test
  void groups_areRead() throws Exception {
    Script script =
        new Script()
            .on(
                "DescribeSecurityGroups",
                Map.of(
                    "security_group_set",
                    List.of(
                        Map.of(
                            "security_group_id",
                            "sg-1",
                            "security_group_name",
                            "web",
                            "is_applied",
                            0,
                            "is_default",
                            1))))
            .on(
                "DescribeSecurityGroupRules",
                Map.of(
                    "security_group_rule_set",
                    List.of(
                        Map.of(
                            "security_group_rule_id", "sgr-1",
                            "security_group_id", "sg-1",
                            "direction", 0,
                            "action", "accept",
                            "protocol", "tcp",
                            "priority", "1",
                            "val1", "80",
                            "val2", "90"),
                        Map.of(
                            "security_group_rule_id", "sgr-2",
                            "security_group_id", "sg-1",
                            "direction", "1",
                            "action", "drop",
                            "protocol", "icmp",
                            "val3", "10.0.0.0/8"))));

    assertThat(read(script, Lists.groups(PEK3)))
        .singleElement()
        .matches(g -> !g.applied() && g.isDefault());
    List<SecurityGroup.Rule> rules = new ArrayList<>(read(script, Lists.groupRules(PEK3, "sg-1")));
    assertThat(rules.get(0)).matches(r -> r.ingress() && r.accept() && r.to().equals("90"));
    assertThat(rules.get(1)).matches(r -> !r.ingress() && !r.accept() && r.priority() == -1);
  }

  @Test
  void zones_areReadAndTellWhatIsInWhich() throws Exception {
    Script script =
        new Script()
            .on(
                "DescribeZones",
                Map.of(
                    "zone_set",
                    List.of(
                        Map.of("zone_id", "pek3", "region_id", "pek3", "status", "active"),
                        Map.of("zone_id", "pek3b", "region_id", "pek3", "status", "active"),
                        Map.of("zone_id", "pek3a", "status", "active"))));
    List<Zone> known = read(script, Lists.zones(PEK3));

    assertThat(Zones.isIn("pek3b", "pek3", known)).isTrue();
    assertThat(Zones.isIn("pek3a", "pek3", known)).isFalse();
    assertThat(Zones.isIn("pek3c", "pek3", List.of())).isTrue();
    assertThat(Zones.isIn("pek3a", "pek3", List.of())).isFalse();
    assertThat(Zones.isIn("gd2b", "pek3", known)).isFalse();
    assertThat(Zones.isIn("", "pek3", known)).isTrue();
  }
}
