package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tieline.aws.AwsPeering;
import dev.tieline.aws.AwsVpc;
import dev.tieline.check.Codes;
import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.provider.BlockRef;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Quota;
import dev.tieline.provider.TableRef;
import dev.tieline.provider.Tags;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.Route.Origin;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import dev.tieline.topology.PeeringBuilder;
import dev.tieline.topology.Topology;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Peerings compiled on networks that are given as values: Tokyo, whose VPC is vpc-a with blocks of
 * both families, a table that serves a subnet and an idle one; and Singapore, whose VPC is vpc-b
 * with two IPv4 blocks and IPv6, with two tables.
 */
class PeeringCompilerTest {
  private static final Owner OWNER = new Owner("acme", "pair");
  private static final Scope TOKYO = new Scope("aws", "main", "ap-northeast-1");
  private static final Scope SINGAPORE = new Scope("aws", "main", "ap-southeast-1");
  private static final String ACCOUNT = "111122223333";
  private final Facts.Builder facts = new Facts.Builder();

  private static TableRef table(String id, String name) {
    return new TableRef(id, Ref.known(id), name);
  }

  private static List<BlockRef> blocks(String... blocks) {
    return List.of(blocks).stream().map(b -> BlockRef.known(Cidr.parse(b))).toList();
  }

  private static Compiled tokyo(@Nullable String broken) {
    return new Compiled(
        "tokyo",
        Compiled.Form.EXISTING,
        TOKYO,
        TOKYO.region(),
        ACCOUNT,
        Ref.known("vpc-a"),
        blocks("10.20.0.0/16", "2001:db8:a::/56"),
        List.of(table("rtb-a1", "app")),
        List.of(table("rtb-a2", "idle")),
        null,
        Boolean.FALSE,
        List.of(),
        broken);
  }

  private static Compiled singapore(String region) {
    return new Compiled(
        "singapore",
        Compiled.Form.MANAGED,
        new Scope("aws", "main", region),
        region,
        ACCOUNT,
        Ref.known("vpc-b"),
        blocks("172.31.0.0/16", "100.64.0.0/20", "2001:db8:b::/56"),
        List.of(table("singapore.main", ""), table("rtb-b2", "")),
        List.of(),
        Ref.known("sg-ours"),
        Boolean.TRUE,
        List.of(),
        null);
  }

  private Graph compile(Consumer<PeeringBuilder> how) {
    return compile(tokyo(null), singapore(SINGAPORE.region()), how);
  }

  private Graph compile(Compiled a, Compiled b, Consumer<PeeringBuilder> how) {
    Topology topology =
        Topology.named("pair")
            .network("tokyo", AwsVpc.existing("main", TOKYO.region(), "vpc-a"))
            .network("singapore", AwsVpc.managed("main", SINGAPORE.region(), "172.31.0.0/16"))
            .peer("tokyo", "singapore", how)
            .build();
    Map<String, Compiled> networks = new LinkedHashMap<>();
    networks.put("tokyo", a);
    networks.put("singapore", b);
    Graph.Builder out = new Graph.Builder();
    PeeringCompiler.compile(OWNER, topology, facts.build(), networks, out);
    return out.build();
  }

  private static String rendered(Graph graph) {
    StringBuilder out = new StringBuilder();
    for (Node<?, ?> node : graph.nodes()) {
      out.append(node.address()).append("  ").append(node.scope()).append("\n  ");
      out.append(node.wish()).append("\n  after ");
      String needs = node.needs().stream().map(Node::toString).collect(Collectors.joining(", "));
      out.append(needs.isEmpty() ? "nothing" : needs);
      out.append('\n');
    }
    graph.openings().forEach(o -> out.append(o).append('\n'));
    graph.members().forEach(m -> out.append(m).append('\n'));
    graph.findings().forEach(f -> out.append(f.severity() + " " + f.code() + "\n"));
    return out.toString();
  }

  private static Finding only(Graph graph, String code) {
    List<Finding> found = graph.findings().stream().filter(f -> f.code().equals(code)).toList();
    assertThat(found).as("%s in %s", code, graph.findings()).hasSize(1);
    return found.get(0);
  }

  private static List<String> addresses(Graph graph) {
    return graph.nodes().stream().map(n -> n.address().path()).toList();
  }

  private void group(String id, String vpc, String name) {
    SecurityGroup group =
        new SecurityGroup(id, vpc.equals("vpc-a") ? TOKYO : SINGAPORE, vpc, name, Tags.none());
    facts.add(SecurityGroup.class, group, id, new Keys.InVpc(vpc), new Keys.GroupNamed(vpc, name));
  }

  private void quota(Scope scope, String code, int value) {
    Quota quota = new Quota(scope, code, value, true);
    facts.add(Quota.class, quota, new Keys.Quotas(scope, code));
  }

  private void route(String table, String destination) {
    Cidr cidr = Cidr.parse(destination);
    Route route =
        new Route(
            TOKYO,
            "vpc-a",
            table,
            cidr,
            "igw-1",
            new NextHop.Gateway("igw-1"),
            false,
            Origin.STATIC);
    facts.add(Route.class, route, route.id(), new Keys.RouteAt(table, cidr), new Keys.Via("igw-1"));
  }

  @Test
  void compile_twoFamilies_isAsCommitted() throws IOException {
    group("sg-a", "vpc-a", "app");
    Graph graph =
        compile(
            p ->
                p.allow(Traffic.tcp(22))
                    .allowFrom("tokyo", Traffic.icmp())
                    .groups("tokyo", "app")
                    .with(AwsPeering.DNS_BOTH_WAYS));
    try (InputStream committed = getClass().getResourceAsStream("peering-graph.txt")) {
      assertThat(rendered(graph))
          .isEqualTo(
              new String(
                  Objects.requireNonNull(committed, "committed").readAllBytes(),
                  StandardCharsets.UTF_8));
    }
  }

  @Test
  void compile_eitherOrderOfNetworks_asksFromTheSameSide() {
    Graph one = compile(tokyo(null), singapore(SINGAPORE.region()), p -> p.named("x"));
    Topology topology =
        Topology.named("pair")
            .network("tokyo", AwsVpc.existing("main", TOKYO.region(), "vpc-a"))
            .network("singapore", AwsVpc.managed("main", SINGAPORE.region(), "172.31.0.0/16"))
            .peer("singapore", "tokyo", p -> p.named("x"))
            .build();
    Graph.Builder out = new Graph.Builder();
    PeeringCompiler.compile(
        OWNER,
        topology,
        new Facts.Builder().build(),
        Map.of("tokyo", tokyo(null), "singapore", singapore(SINGAPORE.region())),
        out);
    assertThat(out.build().nodes().get(0).wish()).hasToString(one.nodes().get(0).wish().toString());
  }

  @Test
  void compile_chosenIdleTable_getsTheRoutesAlone() {
    Graph graph = compile(p -> p.routeTables("tokyo", "idle"));
    assertThat(addresses(graph))
        .filteredOn(a -> a.contains("/route.rtb-a"))
        .hasSize(3)
        .allMatch(a -> a.contains("rtb-a2"));
  }

  @Test
  void compile_unknownTable_listsCandidates() {
    Finding finding =
        only(compile(p -> p.routeTables("tokyo", "web")), AwsFindings.ROUTE_TABLE_NOT_FOUND);
    assertThat(finding.what()).contains("web", "rtb-a1 (app)", "rtb-a2 (idle)");
  }

  @Test
  void compile_groupOfTheOtherVpc_saysWhereItIs() {
    group("sg-b", "vpc-b", "far");
    Finding finding =
        only(
            compile(p -> p.allow(Traffic.tcp(22)).groups("tokyo", "sg-b")),
            AwsFindings.GROUP_NOT_FOUND);
    assertThat(finding.what()).contains("sg-b is in vpc-b");
  }

  @Test
  void compile_noGroupChosenForExisting_warns() {
    assertThat(only(compile(p -> p.allow(Traffic.tcp(22))), Codes.GROUP_NOT_CHOSEN).severity())
        .isEqualTo(Severity.WARNING);
  }

  @Test
  void compile_noFlowTowardsExisting_doesNotAskForGroups() {
    Graph graph = compile(p -> p.allowFrom("tokyo", Traffic.tcp(22)));
    assertThat(graph.findings()).isEmpty();
  }

  @Test
  void compile_groupThatLetsAllOut_getsNoEgressRule() {
    group("sg-a", "vpc-a", "app");
    GroupRule out =
        new GroupRule(
            "sgr-1",
            TOKYO,
            "sg-a",
            false,
            Traffic.all(),
            new RulePeer.Block(Cidr.ofAny4()),
            "",
            Tags.none());
    facts.add(GroupRule.class, out, "sgr-1", new Keys.InGroup("sg-a"));
    Graph graph = compile(p -> p.allowFrom("tokyo", Traffic.tcp(22)).groups("tokyo", "sg-a"));
    assertThat(addresses(graph))
        .filteredOn(a -> a.contains(".out."))
        .containsExactly("peering.tokyo-singapore/rule.sg-a.out.tcp-22.2001:db8:b::-56");
  }

  @Test
  void compile_dnsWithAttributesOff_warns() {
    Finding finding =
        only(compile(p -> p.with(AwsPeering.dnsOf("tokyo"))), AwsFindings.DNS_ATTRIBUTES_OFF);
    assertThat(finding.what()).contains("tokyo");
  }

  @Test
  void compile_brokenNetwork_isAnErrorAgainstTheLinkAndMakesNothing() {
    Graph graph = compile(tokyo("VPC vpc-a is not there"), singapore(SINGAPORE.region()), p -> {});
    assertThat(graph.nodes()).isEmpty();
    Finding finding = only(graph, AwsFindings.NETWORK_NOT_READY);
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.part()).isEqualTo("peering.tokyo-singapore");
  }

  @Test
  void compile_ruleThatNamesAGroupOfAnotherRegion_isAWarning() {
    group("sg-a", "vpc-a", "app");
    group("sg-b", "vpc-b", "db");
    GroupRule rule =
        new GroupRule(
            "sgr-1",
            TOKYO,
            "sg-a",
            true,
            Traffic.tcp(22),
            new RulePeer.Members("sg-b"),
            "",
            Tags.none());
    facts.add(GroupRule.class, rule, "sgr-1", new Keys.InGroup("sg-a"));
    Finding finding =
        only(
            compile(p -> p.allowFrom("singapore", Traffic.tcp(22)).groups("tokyo", "sg-a")),
            AwsFindings.GROUP_REFERENCE_ACROSS_REGIONS);
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.what()).contains("sgr-1", "sg-a", "singapore");
  }

  @Test
  void compile_unreadableRoutes_isAnErrorAgainstTheLinkAndMakesNothing() {
    facts.unreadable(TOKYO, Route.class, "denied");
    Graph graph = compile(p -> {});
    assertThat(graph.nodes()).isEmpty();
    assertThat(only(graph, Codes.UNREADABLE).what()).contains("denied");
  }

  @Test
  void compile_peeringQuota_saysTheNumbers() {
    quota(TOKYO, Quotas.PEERINGS_PER_VPC, 1);
    Side a = new Side("vpc-a", ACCOUNT, TOKYO.region(), List.of(), null);
    Side c = new Side("vpc-c", ACCOUNT, TOKYO.region(), List.of(), null);
    Pcx other = new Pcx("pcx-9", TOKYO, a, c, "active", "", null, Tags.none());
    facts.add(Pcx.class, other, "pcx-9", new Keys.InVpc("vpc-a"), new Keys.InVpc("vpc-c"));
    Finding finding = only(compile(p -> {}), AwsFindings.PEERING_QUOTA);
    assertThat(finding.what()).contains("vpc-a has 1 peering", "adds 1", "1 are allowed");
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void compile_routeQuotaReachedInOneFamily_countsThatFamilyAlone() {
    quota(TOKYO, Quotas.ROUTES_PER_TABLE, 3);
    IntStream.range(0, 2).forEach(i -> route("rtb-a1", "192.168." + i + ".0/24"));
    Finding finding = only(compile(p -> {}), AwsFindings.ROUTE_QUOTA);
    assertThat(finding.what()).contains("rtb-a1 has 2 routes of IPv4", "adds 2", "3 are allowed");
  }

  @Test
  void compile_routeQuotaNotReached_isNoFinding() {
    quota(TOKYO, Quotas.ROUTES_PER_TABLE, 3);
    route("rtb-a1", "192.168.0.0/24");
    assertThat(compile(p -> {}).findings()).isEmpty();
  }

  @Test
  void compile_ruleQuota_saysTheNumbers() {
    quota(SINGAPORE, Quotas.RULES_PER_GROUP, 1);
    Graph graph = compile(p -> p.allowFrom("tokyo", Traffic.tcp(22), Traffic.tcp(23)));
    assertThat(graph.findings())
        .extracting(Finding::code, Finding::what)
        .containsExactly(
            tuple(
                AwsFindings.RULE_QUOTA,
                "sg-ours has 0 ingress IPv4 rules, the topology adds 2, and 1 are allowed"),
            tuple(
                AwsFindings.RULE_QUOTA,
                "sg-ours has 0 ingress IPv6 rules, the topology adds 2, and 1 are allowed"));
  }

  @Test
  void compile_adoptedConnectionAndFullTable_isATagLimit() {
    Side a = new Side("vpc-a", ACCOUNT, TOKYO.region(), List.of(), null);
    Side b = new Side("vpc-b", ACCOUNT, SINGAPORE.region(), List.of(), null);
    Pcx pcx = new Pcx("pcx-9", TOKYO, b, a, "active", "", null, Tags.none());
    facts.add(Pcx.class, pcx, "pcx-9", Keys.Pair.of("vpc-a", "vpc-b"));
    Map<String, String> tags = new LinkedHashMap<>();
    IntStream.range(0, 49).forEach(i -> tags.put("key" + i, "value"));
    RouteTable full =
        new RouteTable("rtb-a1", TOKYO, "vpc-a", List.of(), List.of(), new Tags(tags));
    facts.add(RouteTable.class, full, "rtb-a1");
    Graph graph = compile(p -> {});
    assertThat(only(graph, AwsFindings.TAG_LIMIT).what()).contains("49 tags", "adds 3", "50");
    only(graph, AwsFindings.ADOPTED);
  }
}
