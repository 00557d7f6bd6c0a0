package dev.tieline.aliyun.internal;

import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.aliyun.AliyunPeering;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.provider.Caller;
import dev.tieline.provider.Descriptions;
import dev.tieline.provider.Marks;
import dev.tieline.provider.OtherRule;
import dev.tieline.provider.Tags;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.Route.Origin;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.spi.Address;
import dev.tieline.spi.Call;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.FoundRefs;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Wish;
import dev.tieline.topology.PeeringBuilder;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What a peering comes to, and what is found of it, given facts: VPC vpc-a of 10.1.0.0/16 in
 * Hangzhou with the tables vtb-a (system) and vtb-c (custom), VPC vpc-b of 10.2.0.0/16 in Shanghai,
 * both of one account.
 */
class PeeringCompilerTest {
  private static final Owner OWNER = new Owner("acme", "emqx");
  private static final String ACCOUNT = "1000000000000001";
  private static final Scope HANGZHOU = new Scope(Realm.CLOUD, "main", "cn-hangzhou");
  private static final Scope SHANGHAI = new Scope(Realm.CLOUD, "main", "cn-shanghai");
  private static final Address LINK = new Address("peering.a-b");

  private final ScopeLook hangzhou = new ScopeLook(HANGZHOU);
  private final ScopeLook shanghai = new ScopeLook(SHANGHAI);
  private final List<Cdt> transfers =
      new ArrayList<>(List.of(new Cdt("main", false, true), new Cdt("main", true, true)));

  PeeringCompilerTest() {
    hangzhou.take(List.of(vpc("vpc-a", HANGZHOU, "10.1.0.0/16")));
    hangzhou.take(List.of(vSwitch("vsw-1", HANGZHOU, "vpc-a", "10.1.1.0/24", "vtb-a")));
    hangzhou.take(List.of(vSwitch("vsw-2", HANGZHOU, "vpc-a", "10.1.2.0/24", "vtb-c")));
    hangzhou.take(List.of(table("vtb-a", HANGZHOU, "vpc-a", true)));
    hangzhou.take(List.of(table("vtb-c", HANGZHOU, "vpc-a", false)));
    hangzhou.take(List.of(group("sg-a", HANGZHOU, "vpc-a", false)));
    shanghai.take(List.of(vpc("vpc-b", SHANGHAI, "10.2.0.0/16")));
    shanghai.take(List.of(vSwitch("vsw-3", SHANGHAI, "vpc-b", "10.2.1.0/24", "vtb-b")));
    shanghai.take(List.of(table("vtb-b", SHANGHAI, "vpc-b", true)));
    shanghai.take(List.of(group("sg-b", SHANGHAI, "vpc-b", false)));
  }

  private static Vpc vpc(String id, Scope scope, String block, String... six) {
    return new Vpc(
        id,
        scope,
        ACCOUNT,
        "",
        "Available",
        Cidr.parse(block),
        List.of(),
        List.of(six).stream().map(Cidr::parse).toList(),
        List.of(),
        Tags.none());
  }

  private static VSwitch vSwitch(String id, Scope scope, String vpc, String block, String table) {
    List<Cidr> blocks = List.of(Cidr.parse(block));
    String zone = scope.region() + "-h";
    return new VSwitch(id, scope, vpc, "", blocks, zone, "Available", table, "", 250, Tags.none());
  }

  private static RouteTable table(String id, Scope scope, String vpc, boolean system) {
    return new RouteTable(id, scope, vpc, "", system, "Available", List.of(), Tags.none());
  }

  private static SecurityGroup group(String id, Scope scope, String vpc, boolean managed) {
    return new SecurityGroup(id, scope, vpc, "app", "normal", managed, Tags.none());
  }

  private static Side side(String vpc, String region, String block) {
    return new Side(vpc, ACCOUNT, region, List.of(Cidr.parse(block)));
  }

  private static Pcc pcc(String id, String status, String managedBy, Tags tags) {
    return new Pcc(
        id,
        HANGZHOU,
        side("vpc-a", "cn-hangzhou", "10.1.0.0/16"),
        side("vpc-b", "cn-shanghai", "10.2.0.0/16"),
        status,
        "Normal",
        1024,
        "Gold",
        "",
        "",
        managedBy,
        null,
        tags);
  }

  private static Route route(String table, String block, NextHop hop, String target, String mark) {
    return new Route(
        HANGZHOU,
        "vpc-a",
        table,
        "rte-" + block,
        Cidr.parse(block),
        target,
        hop,
        false,
        Origin.STATIC,
        "Available",
        "",
        mark);
  }

  private Facts facts() {
    Filing filing = new Filing(Set.of("vpc-a", "vpc-b"));
    filing.caller(new Caller("main", ACCOUNT, "acs:ram::" + ACCOUNT + ":root"));
    filing.look(hangzhou);
    filing.look(shanghai);
    filing.quotas(Quotas.assumed(HANGZHOU));
    filing.quotas(Quotas.assumed(SHANGHAI));
    transfers.forEach(filing::cdt);
    return filing.facts();
  }

  private static Topology.Builder networks() {
    return Topology.named("emqx")
        .network("a", AliyunVpc.existing("main", "cn-hangzhou", "vpc-a"))
        .network("b", AliyunVpc.existing("main", "cn-shanghai", "vpc-b"));
  }

  private static Topology link(Consumer<PeeringBuilder> more) {
    return networks()
        .peer(
            "a",
            "b",
            p -> {
              p.allow(tcp(1883)).groups("a", "sg-a").groups("b", "sg-b");
              more.accept(p);
            })
        .build();
  }

  private static Topology link() {
    return link(p -> {});
  }

  private Graph compile(Topology topology) {
    return compile(topology, facts());
  }

  private static Graph compile(Topology topology, Facts facts) {
    Graph.Builder out = new Graph.Builder();
    AliyunCompiler.compile(OWNER, topology, facts, out);
    return out.build();
  }

  private Finding found(Topology topology, String code) {
    List<Finding> all = compile(topology).findings();
    assertThat(all).extracting(Finding::code).contains(code);
    return all.stream().filter(f -> f.code().equals(code)).findFirst().orElseThrow();
  }

  private static List<String> addresses(Graph graph) {
    return graph.nodes().stream().map(n -> n.address().path()).toList();
  }

  /** What the kind of an address finds. */
  private Find<?> find(Topology topology, String address) {
    Facts facts = facts();
    Graph graph = compile(topology, facts);
    Node<?, ?> node =
        graph.nodes().stream()
            .filter(n -> n.address().path().equals(address))
            .findFirst()
            .orElseThrow();
    return find(node, facts);
  }

  private static <W extends Wish, O> Find<O> find(Node<W, O> node, Facts facts) {
    return node.kind().find(OWNER, node, new FoundRefs(OWNER, facts), facts);
  }

  @Test
  void compile_twoVpcs_routesEveryServingTableAndOpensBothGroups() {
    Graph graph = compile(link());

    assertThat(graph.findings()).isEmpty();
    assertThat(addresses(graph))
        .containsExactly(
            "peering.a-b",
            "network.a",
            "network.b",
            "peering.a-b/route.vtb-a.10.2.0.0-16",
            "peering.a-b/route.vtb-c.10.2.0.0-16",
            "peering.a-b/route.vtb-b.10.1.0.0-16",
            "peering.a-b/rule.sg-b.in.tcp-1883.10.1.0.0-16",
            "peering.a-b/rule.sg-a.in.tcp-1883.10.2.0.0-16");
  }

  @Test
  void compile_severalLinksOfANetwork_markItOnce() {
    hangzhou.take(List.of(vpc("vpc-c", HANGZHOU, "10.3.0.0/16")));
    Topology topology =
        networks()
            .network("c", AliyunVpc.existing("main", "cn-hangzhou", "vpc-c"))
            .peer("a", "b", p -> {})
            .peer("a", "c", p -> {})
            .build();

    assertThat(addresses(compile(topology))).containsOnlyOnce("network.a", "network.c");
  }

  @Test
  void compile_tableThatServesNothing_isLeftAlone() {
    hangzhou.take(List.of(table("vtb-idle", HANGZHOU, "vpc-a", false)));

    assertThat(addresses(compile(link()))).noneMatch(a -> a.contains("vtb-idle"));
  }

  @Test
  void compile_chosenTable_aloneGetsTheRoutes() {
    assertThat(addresses(compile(link(p -> p.routeTables("a", "system")))))
        .contains("peering.a-b/route.vtb-a.10.2.0.0-16")
        .noneMatch(a -> a.contains("vtb-c"));
  }

  @Test
  void compile_unknownTable_namesThoseThatAreThere() {
    Finding finding = found(link(p -> p.routeTables("a", "vtb-x")), "ROUTE_TABLE_NOT_FOUND");

    assertThat(finding.what()).contains("vtb-a", "vtb-c");
  }

  @Test
  void compile_unknownGroup_namesThoseThatAreThere() {
    Topology topology =
        networks().peer("a", "b", p -> p.allow(tcp(22)).groups("a", "sg-x")).build();

    assertThat(found(topology, "GROUP_NOT_FOUND").what()).contains("sg-a (app)");
  }

  @Test
  void compile_groupOfAProduct_isNotChanged() {
    hangzhou.take(List.of(group("sg-a", HANGZHOU, "vpc-a", true)));

    assertThat(found(link(), "GROUP_SERVICE_MANAGED").severity()).isEqualTo(Severity.ERROR);
    assertThat(addresses(compile(link()))).noneMatch(a -> a.contains("rule.sg-a"));
  }

  @Test
  void compile_vpcElsewhere_isSaid() {
    Topology topology =
        Topology.named("emqx")
            .network("a", AliyunVpc.existing("main", "cn-shanghai", "vpc-a"))
            .network("b", AliyunVpc.existing("main", "cn-shanghai", "vpc-b"))
            .peer("a", "b", p -> {})
            .build();

    assertThat(found(topology, "VPC_NOT_FOUND").remedy()).contains("main/cn-hangzhou");
    assertThat(found(topology, "NETWORK_NOT_READY").part()).isEqualTo("peering.a-b");
    assertThat(compile(topology).nodes()).isEmpty();
  }

  @Test
  void compile_twoLinksOfOnePair_areOneTooMany() {
    Topology topology =
        networks().peer("a", "b", p -> p.named("x")).peer("a", "b", p -> p.named("y")).build();

    assertThat(found(topology, "PAIR_TWICE").part()).isEqualTo("peering.y");
  }

  /** The cloud works on one connection of a VPC at a time, at whichever end of it that is. */
  @Test
  void delete_connection_takesTheTurnsOfBothItsEnds() {
    Pcc pcc = pcc("pcc-1", "Activated", "", Marks.fresh(OWNER, LINK));

    Call<?> delete =
        AliyunKinds.PEERING_CONNECTIONS
            .delete(OWNER, new Owned<>(LINK, HANGZHOU, pcc))
            .orElseThrow();

    assertThat(delete.turns())
        .extracting(Call.Turn::name)
        .contains(PeeringConnections.turn("vpc-a"), PeeringConnections.turn("vpc-b"));
    assertThat(delete.turns())
        .extracting(t -> t.scope().region())
        .contains("cn-hangzhou", "cn-shanghai");
  }

  @Test
  void compile_blockOfIpv6WhereThisSideHasNone_isSaidAndNotRouted() {
    shanghai.take(List.of(vpc("vpc-b", SHANGHAI, "10.2.0.0/16", "2408:2::/56")));

    Finding finding = found(link(), "IPV6_NOT_ROUTED");

    assertThat(finding.severity()).isEqualTo(Severity.INFO);
    assertThat(finding.what()).contains("network a has no IPv6 block", "2408:2::/56");
    assertThat(addresses(compile(link()))).noneMatch(a -> a.contains("2408:"));
  }

  @Test
  void compile_blocksOfIpv6_areRoutedInTheSystemTableAlone() {
    hangzhou.take(List.of(vpc("vpc-a", HANGZHOU, "10.1.0.0/16", "2408:1::/56")));
    shanghai.take(List.of(vpc("vpc-b", SHANGHAI, "10.2.0.0/16", "2408:2::/56")));

    assertThat(found(link(), "IPV6_NOT_ROUTED").what()).contains("vtb-c");
    assertThat(addresses(compile(link())))
        .contains("peering.a-b/route.vtb-a.2408:2::-56")
        .doesNotContain("peering.a-b/route.vtb-c.2408:2::-56");
  }

  @Test
  void compile_routerInterfaceToThePeer_isNamed() {
    hangzhou.take(
        List.of(
            route(
                "vtb-a",
                "10.2.0.0/17",
                new NextHop.Unmodelled("RouterInterface ri-1"),
                "ri-1",
                "")));

    assertThat(found(link(), "ROUTER_INTERFACE").what()).contains("ri-1");
  }

  @Test
  void compile_connectionOfAProduct_isUsedAndSaid() {
    hangzhou.take(List.of(pcc("pcc-1", "Activated", "SWAS", Tags.none())));

    assertThat(found(link(), "SERVICE_MANAGED").what()).contains("SWAS");
    assertThat(find(link(), "peering.a-b")).isInstanceOf(Find.Foreign.class);
  }

  @Test
  void compile_adoptedConnectionOfOtherBandwidth_isSaid() {
    hangzhou.take(List.of(pcc("pcc-1", "Activated", "", Tags.none())));

    Finding finding = found(link(p -> p.with(AliyunPeering.bandwidth(10))), "ADOPTED");

    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.what()).contains("bandwidth 10 Mbit/s instead of 1024");
  }

  @Test
  void find_markOnAConnectionOfOtherVpcs_isInTheWay() {
    Pcc other =
        new Pcc(
            "pcc-9",
            HANGZHOU,
            side("vpc-a", "cn-hangzhou", "10.1.0.0/16"),
            side("vpc-z", "cn-hangzhou", "10.9.0.0/16"),
            "Activated",
            "Normal",
            -1,
            "",
            "",
            "",
            "",
            null,
            Marks.fresh(OWNER, LINK));
    hangzhou.take(List.of(other));

    assertThat(find(link(), "peering.a-b"))
        .isInstanceOfSatisfying(
            Find.InTheWay.class, f -> assertThat(f.code()).isEqualTo("MARK_ON_OTHER_SHAPE"));
  }

  @Test
  void find_severalRequestsOfOthers_areInTheWay() {
    hangzhou.take(
        List.of(
            pcc("pcc-1", "Accepting", "", Tags.none()),
            pcc("pcc-2", "Accepting", "", Tags.none())));

    assertThat(find(link(), "peering.a-b"))
        .isInstanceOfSatisfying(
            Find.InTheWay.class, f -> assertThat(f.code()).isEqualTo("SEVERAL_REQUESTS"));
  }

  @Test
  void find_deletedConnection_isNone() {
    hangzhou.take(List.of(pcc("pcc-1", "Deleted", "", Marks.fresh(OWNER, LINK))));

    assertThat(find(link(), "peering.a-b")).isInstanceOf(Find.None.class);
  }

  @Test
  void find_aliveAndDeadOnesOfOurs_takesTheAliveOneAndLetsTheOtherGo() {
    Pcc alive = pcc("pcc-2", "Activated", "", Marks.fresh(OWNER, LINK));
    Pcc dead = pcc("pcc-1", "Expired", "", Marks.fresh(OWNER, LINK));
    hangzhou.take(List.of(dead, alive));

    assertThat(find(link(), "peering.a-b")).isEqualTo(new Find.Ours<>(alive, List.of(dead)));
  }

  @Test
  void find_routeWithOurMarkToElsewhere_isOursAndOneOfOthersIsInTheWay() {
    hangzhou.take(List.of(pcc("pcc-1", "Activated", "", Marks.fresh(OWNER, LINK))));
    String address = "peering.a-b/route.vtb-a.10.2.0.0-16";
    String mark = Descriptions.fresh(OWNER, new Address(address));
    NextHop old = new NextHop.Peering("pcc-0");

    hangzhou.take(List.of(route("vtb-a", "10.2.0.0/16", old, "pcc-0", mark)));
    assertThat(find(link(), address)).isInstanceOf(Find.Ours.class);

    hangzhou.take(List.of(route("vtb-a", "10.2.0.0/16", old, "pcc-0", "made by hand")));
    assertThat(find(link(), address)).isInstanceOf(Find.InTheWay.class);
  }

  @Test
  void find_equalRouteOfOthers_isAdopted() {
    hangzhou.take(List.of(pcc("pcc-1", "Activated", "", Marks.fresh(OWNER, LINK))));
    hangzhou.take(
        List.of(route("vtb-a", "10.2.0.0/16", new NextHop.Peering("pcc-1"), "pcc-1", "")));

    assertThat(find(link(), "peering.a-b/route.vtb-a.10.2.0.0-16"))
        .isInstanceOf(Find.Foreign.class);
  }

  @Test
  void find_equalRule_isAdoptedUnlessItGivesWayToOthers() {
    String address = "peering.a-b/rule.sg-a.in.tcp-1883.10.2.0.0-16";
    GroupRule rule = rule("sgr-1", 1);

    hangzhou.take(List.of(rule));
    assertThat(find(link(), address)).isEqualTo(new Find.Foreign<>(new PeerRule(rule)));

    hangzhou.rules.clear();
    hangzhou.take(List.of(rule("sgr-1", 50)));
    assertThat(find(link(), address)).isInstanceOf(Find.None.class);
  }

  private static GroupRule rule(String id, int priority) {
    return new GroupRule(
        id,
        HANGZHOU,
        "sg-a",
        true,
        tcp(1883),
        new RulePeer.Block(Cidr.parse("10.2.0.0/16")),
        true,
        priority,
        "");
  }

  @Test
  void compile_ruleThatDropsEverything_isNamed() {
    hangzhou.take(
        List.of(
            new GroupRule(
                "sgr-d",
                HANGZHOU,
                "sg-a",
                true,
                Traffic.all(),
                new RulePeer.Block(Cidr.ofAny4()),
                false,
                1,
                "")));

    assertThat(found(link(), "DROP_RULE").what()).contains("sgr-d");
  }

  @Test
  void compile_fullTableAndGroup_areNamed() {
    IntStream.range(0, 200)
        .forEach(
            i -> {
              String block = "11." + i + ".0.0/16";
              hangzhou.take(
                  List.of(route("vtb-a", block, new NextHop.Gateway("ngw-1"), "ngw-1", "")));
              hangzhou.take(List.of(new OtherRule("sgr-" + i, HANGZHOU, "sg-a", true, "GRE")));
            });

    assertThat(found(link(), "ROUTE_QUOTA").what()).contains("vtb-a has 200", "adds 1");
    assertThat(found(link(), "RULE_QUOTA").what()).contains("sg-a has 200", "adds 1");
  }

  @Test
  void compile_foreignBlocksThatDiffer_areSaid() {
    hangzhou.take(List.of(pcc("pcc-1", "Activated", "", Tags.none())));
    Topology topology =
        Topology.named("emqx")
            .network("a", AliyunVpc.existing("main", "cn-hangzhou", "vpc-a"))
            .network("b", AliyunVpc.foreign(ACCOUNT, "cn-shanghai", "vpc-b", "10.3.0.0/16"))
            .peer("a", "b", p -> {})
            .build();

    assertThat(found(topology, "FOREIGN_BLOCKS_DIFFER").what()).contains("10.2.0.0/16");
  }

  @Test
  void compile_acrossTheBorder_needsTheOtherPartOfDataTransfer() {
    transfers.set(1, new Cdt("main", true, false));
    Scope singapore = new Scope(Realm.CLOUD, "main", "ap-southeast-1");
    ScopeLook look = new ScopeLook(singapore);
    look.take(List.of(vpc("vpc-s", singapore, "10.5.0.0/16")));
    look.take(List.of(table("vtb-s", singapore, "vpc-s", true)));
    Filing filing = new Filing(Set.of("vpc-a", "vpc-s"));
    filing.caller(new Caller("main", ACCOUNT, "acs:ram::" + ACCOUNT + ":root"));
    filing.look(hangzhou);
    filing.look(look);
    transfers.forEach(filing::cdt);
    Topology topology =
        Topology.named("emqx")
            .network("a", AliyunVpc.existing("main", "cn-hangzhou", "vpc-a"))
            .network("s", AliyunVpc.existing("main", "ap-southeast-1", "vpc-s"))
            .peer("a", "s", p -> {})
            .build();

    assertThat(compile(topology, filing.facts()).findings())
        .filteredOn(f -> f.code().equals("CDT_NOT_OPENED"))
        .singleElement()
        .satisfies(f -> assertThat(f.what()).contains("across the border", ACCOUNT));
    assertThat(compile(link()).findings()).isEmpty();
  }

  @Test
  void readiness_everyState_isKnown() {
    Map<String, String> meanings =
        Map.of(
            "Creating", "Transitional",
            "Updating", "Transitional",
            "Activated", "Target",
            "Rejected", "Failed",
            "Expired", "Failed",
            "Deleting", "Failed",
            "Deleted", "Gone",
            "Unheard", "Failed");
    Graph graph = compile(link());
    @SuppressWarnings("unchecked") // the first node is the connection's
    Node<PccWish, Pcc> node = (Node<PccWish, Pcc>) graph.nodes().get(0);

    meanings.forEach(
        (state, meaning) ->
            assertThat(
                    AliyunKinds.PEERING_CONNECTIONS
                        .readiness(node, pcc("pcc-1", state, "", Tags.none()))
                        .getClass()
                        .getSimpleName())
                .as(state)
                .isEqualTo(meaning));
  }
}
