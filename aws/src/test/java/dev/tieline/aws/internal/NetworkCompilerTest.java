package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.aws.AwsPeering;
import dev.tieline.aws.AwsVpc;
import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.provider.BlockRef;
import dev.tieline.provider.Caller;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Quota;
import dev.tieline.provider.TableRef;
import dev.tieline.provider.Tags;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.Snapshot;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Wish;
import dev.tieline.topology.FreeBlock;
import dev.tieline.topology.PeeringBuilder;
import dev.tieline.topology.Topology;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of one wish, compiled on facts that are given as values. */
class NetworkCompilerTest {
  private static final Owner OWNER = new Owner("acme", "t");
  private static final Scope TOKYO = new Scope("aws", "main", "ap-northeast-1");
  private static final Scope SINGAPORE = new Scope("aws", "main", "ap-southeast-1");
  private final GivenFacts given = new GivenFacts(OWNER);
  private final Graph.Builder out = new Graph.Builder();

  private static Vpc vpc(String id, Scope scope, String... blocks) {
    return new Vpc(
        id,
        scope,
        "111122223333",
        "available",
        List.of(blocks).stream()
            .map(b -> new Block(Cidr.parse(b), "assoc-" + b, "associated"))
            .toList(),
        Tags.none());
  }

  private static Subnet subnet(String id, String vpc, String block) {
    return new Subnet(
        id,
        TOKYO,
        vpc,
        List.of(new Block(Cidr.parse(block), "", "associated")),
        "ap-northeast-1a",
        "apne1-az4",
        "available",
        Tags.none());
  }

  private static RouteTable table(String id, String vpc, Tags tags, Association... associations) {
    return new RouteTable(id, TOKYO, vpc, List.of(associations), List.of(), tags);
  }

  private static Association main() {
    return new Association("rtbassoc-main", null, true, "associated");
  }

  private static Association of(String subnet) {
    return new Association("rtbassoc-" + subnet, subnet, false, "associated");
  }

  private static AwsVpc.Managed managed(String block) {
    return AwsVpc.managed("main", "ap-northeast-1", block);
  }

  private Map<String, Compiled> compile(Topology.Builder topology) {
    return NetworkCompiler.compile(OWNER, topology.build(), given.builder.build(), out);
  }

  private List<Finding> findings() {
    return out.build().findings();
  }

  @Test
  void compile_existingVpc_tellsBlocksAndTablesThatServe() {
    given
        .vpcs(List.of(vpc("vpc-1", TOKYO, "172.31.0.0/16", "10.9.0.0/16")))
        .subnets(List.of(subnet("subnet-a", "vpc-1", "172.31.1.0/24")))
        .tables(
            List.of(
                table("rtb-main", "vpc-1", Tags.none(), main()),
                table("rtb-own", "vpc-1", new Tags(Map.of("Name", "own")), of("subnet-a")),
                table("rtb-idle", "vpc-1", Tags.none())));

    Compiled c =
        compile(Topology.named("t").network("n", AwsVpc.existing("main", TOKYO.region(), "vpc-1")))
            .get("n");

    assertThat(c.blocks())
        .extracting(BlockRef::label)
        .containsExactly("172.31.0.0/16", "10.9.0.0/16");
    assertThat(c.tables()).extracting(TableRef::label).containsExactly("rtb-own");
    assertThat(c.tables().get(0).isCalled("own")).isTrue();
    assertThat(c.idleTables()).extracting(TableRef::label).containsExactly("rtb-idle", "rtb-main");
    assertThat(c.accountId()).isEqualTo("111122223333");
    assertThat(c.broken()).isNull();
    assertThat(out.build().networks()).containsOnlyKeys("n");
  }

  @Test
  void compile_subnetWithoutOwnTable_isServedByTheMainTable() {
    given
        .vpcs(List.of(vpc("vpc-1", TOKYO, "172.31.0.0/16")))
        .subnets(
            List.of(
                subnet("subnet-a", "vpc-1", "172.31.1.0/24"),
                subnet("subnet-b", "vpc-1", "172.31.2.0/24")))
        .tables(
            List.of(
                table("rtb-main", "vpc-1", Tags.none(), main()),
                table("rtb-own", "vpc-1", Tags.none(), of("subnet-a"))));

    Compiled c =
        compile(Topology.named("t").network("n", AwsVpc.existing("main", TOKYO.region(), "vpc-1")))
            .get("n");

    assertThat(c.tables()).extracting(TableRef::label).containsExactly("rtb-main", "rtb-own");
  }

  @Test
  void compile_wishedSubnetInExistingVpc_isServedByTheMainTable() {
    given
        .vpcs(List.of(vpc("vpc-1", TOKYO, "172.31.0.0/16")))
        .tables(List.of(table("rtb-main", "vpc-1", Tags.none(), main())));

    Compiled c =
        compile(
                Topology.named("t")
                    .network(
                        "n",
                        AwsVpc.existing("main", TOKYO.region(), "vpc-1")
                            .subnet("a", "172.31.1.0/24", "ap-northeast-1a")))
            .get("n");

    assertThat(c.tables()).extracting(TableRef::label).containsExactly("rtb-main");
  }

  @Test
  void compile_managed_labelsTablesAlikeBeforeAndAfterTheyAreMade() {
    Topology.Builder topology =
        Topology.named("t")
            .network(
                "n",
                managed("10.20.0.0/16")
                    .subnet("a", "10.20.1.0/24", "ap-northeast-1a")
                    .subnet("b", "10.20.2.0/24", "ap-northeast-1c")
                    .routeTable("private", "b"));
    Compiled before = compile(topology).get("n");
    GivenFacts made = new GivenFacts(OWNER);
    Vpc plain = vpc("vpc-1", TOKYO, "10.20.0.0/16");
    Tags mark = new Tags(Map.of("tieline/acme/t", "network.n"));
    made.vpcs(
            List.of(
                new Vpc(plain.id(), TOKYO, plain.accountId(), plain.state(), plain.blocks(), mark)))
        .tables(
            List.of(
                table("rtb-main", "vpc-1", Tags.none(), main()),
                table(
                    "rtb-9",
                    "vpc-1",
                    new Tags(Map.of("tieline/acme/t", "network.n/table.private")))));
    Compiled after =
        NetworkCompiler.compile(OWNER, topology.build(), made.builder.build(), new Graph.Builder())
            .get("n");

    assertThat(before.tables()).extracting(TableRef::label).containsExactly("n.main", "n.private");
    assertThat(after.tables()).isEqualTo(before.tables());
    assertThat(after.idleTables()).isEmpty();
  }

  @Test
  void compile_vpcMissing_namesIdRegionAndAccount() {
    Compiled c =
        compile(Topology.named("t").network("n", AwsVpc.existing("main", TOKYO.region(), "vpc-1")))
            .get("n");

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo("VPC_NOT_FOUND");
              assertThat(f.severity()).isEqualTo(Severity.ERROR);
              assertThat(f.what()).contains("vpc-1", "ap-northeast-1", "main");
            });
    assertThat(c.broken()).isNotNull();
    assertThat(out.build().nodes()).isEmpty();
    assertThat(out.build().networks()).isEmpty();
  }

  @Test
  void compile_vpcInAnotherRegion_saysWhere() {
    given.vpcs(List.of(vpc("vpc-1", SINGAPORE, "10.0.0.0/16")));

    compile(Topology.named("t").network("n", AwsVpc.existing("main", TOKYO.region(), "vpc-1")));

    assertThat(findings())
        .singleElement()
        .satisfies(f -> assertThat(f.remedy()).contains("main/ap-southeast-1"));
  }

  @Test
  void compile_vpcsUnreadable_isAFindingWithTheCloudsWords() {
    given.builder.unreadable(TOKYO, Vpc.class, "You are not authorized");

    Compiled c =
        compile(Topology.named("t").network("n", AwsVpc.existing("main", TOKYO.region(), "vpc-1")))
            .get("n");

    assertThat(findings()).extracting(Finding::code).containsExactly("UNREADABLE");
    assertThat(c.broken()).contains("You are not authorized");
  }

  @Test
  void compile_vpcsUnreadableAndBlockToChoose_choosesNone() {
    given.builder.unreadable(TOKYO, Vpc.class, "region is down");

    compile(
        Topology.named("t").network("n", AwsVpc.managed("main", TOKYO.region(), FreeBlock.of(16))));

    assertThat(findings()).extracting(Finding::code).containsExactly("UNREADABLE");
    assertThat(out.build().nodes()).isEmpty();
  }

  @Test
  void compile_freeBlocks_avoidTheRegionTheLinkedAndEachOther() {
    given.vpcs(List.of(vpc("vpc-1", TOKYO, "10.0.0.0/16"), vpc("vpc-2", SINGAPORE, "10.1.0.0/16")));
    AwsVpc free = AwsVpc.managed("main", TOKYO.region(), FreeBlock.of(16).within("10.0.0.0/8"));

    Map<String, Compiled> c =
        compile(
            Topology.named("t")
                .network("a", free)
                .network("b", free)
                .network("c", AwsVpc.existing("main", SINGAPORE.region(), "vpc-2"))
                .peer("a", "c", p -> p.allow(Traffic.tcp(22)))
                .peer("a", "b", p -> p.allow(Traffic.tcp(22))));

    assertThat(c.get("a").blocks()).extracting(BlockRef::label).containsExactly("10.2.0.0/16");
    assertThat(c.get("b").blocks()).extracting(BlockRef::label).containsExactly("10.1.0.0/16");
  }

  @Test
  void compile_freeBlockNextToAVendor_avoidsWhatItReserves() {
    AwsVpc free = AwsVpc.managed("main", TOKYO.region(), FreeBlock.of(16).within("10.0.0.0/8"));

    Map<String, Compiled> c =
        compile(
            Topology.named("t")
                .network("customer", free)
                .network("apart", free)
                .network("vendor", AwsVpc.managed("main", SINGAPORE.region(), "192.168.0.0/16"))
                .peer("customer", "vendor", p -> p.allow(Traffic.tcp(22)))
                .reserve("vendor", "EMQX Cloud", "10.0.0.0-10.2.0.255"));

    assertThat(c.get("customer").blocks())
        .extracting(BlockRef::label)
        .containsExactly("10.3.0.0/16");
    assertThat(c.get("apart").blocks()).extracting(BlockRef::label).containsExactly("10.0.0.0/16");
  }

  @Test
  void compile_noBlockLeft_isAFinding() {
    given.vpcs(List.of(vpc("vpc-1", TOKYO, "10.0.0.0/16")));

    Compiled c =
        compile(
                Topology.named("t")
                    .network(
                        "n",
                        AwsVpc.managed(
                            "main", TOKYO.region(), FreeBlock.of(16).within("10.0.0.0/16"))))
            .get("n");

    assertThat(findings()).extracting(Finding::code).containsExactly("NO_FREE_BLOCK");
    assertThat(c.broken()).isNotNull();
  }

  private void zones(String... names) {
    for (int i = 0; i < names.length; i++) {
      given.builder.add(
          Zone.class, new Zone(TOKYO, names[i], "apne1-az" + (i + 1)), new Keys.In(TOKYO));
    }
  }

  @Test
  void compile_zoneThatTheAccountHasNot_listsThoseThatThereAre() {
    zones("ap-northeast-1a", "ap-northeast-1c");
    compile(
        Topology.named("t")
            .network("n", managed("10.0.0.0/16").subnet("a", "10.0.1.0/24", "ap-northeast-1z")));
    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo(AwsFindings.ZONE_NOT_FOUND);
              assertThat(f.subject()).isEqualTo("network.n/subnet.a");
              assertThat(f.what())
                  .contains(
                      "ap-northeast-1z",
                      "ap-northeast-1a (apne1-az1), ap-northeast-1c (apne1-az2)");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"ap-northeast-1c", "apne1-az2"})
  void compile_zoneByNameOrId_isFound(String zone) {
    zones("ap-northeast-1a", "ap-northeast-1c");
    compile(
        Topology.named("t").network("n", managed("10.0.0.0/16").subnet("a", "10.0.1.0/24", zone)));
    assertThat(findings()).isEmpty();
  }

  @Test
  void compile_zonesUnread_saysNothing() {
    compile(
        Topology.named("t")
            .network("n", managed("10.0.0.0/16").subnet("a", "10.0.1.0/24", "ap-northeast-1z")));
    assertThat(findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/16", "10.0.0.0/28"})
  void compile_vpcBlockOfRightSize_isNone(String block) {
    compile(Topology.named("t").network("n", managed(block)));

    assertThat(findings()).isEmpty();
  }

  @Test
  void compile_secondaryOverlapsPrimary_isAFinding() {
    compile(Topology.named("t").network("n", managed("10.0.0.0/16").secondaryBlock("10.0.1.0/24")));

    assertThat(findings()).extracting(Finding::code).containsExactly("VPC_BLOCKS_OVERLAP");
  }

  @Test
  void compile_subnetOutside_isAFinding() {
    compile(
        Topology.named("t")
            .network("n", managed("10.0.0.0/16").subnet("a", "10.1.0.0/24", "ap-northeast-1a")));

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo("SUBNET_OUTSIDE_VPC");
              assertThat(f.subject()).isEqualTo("network.n/subnet.a");
            });
  }

  @Test
  void compile_subnetsOverlap_isAFinding() {
    compile(
        Topology.named("t")
            .network(
                "n",
                managed("10.0.0.0/16")
                    .subnet("a", "10.0.0.0/23", "ap-northeast-1a")
                    .subnet("b", "10.0.1.0/24", "ap-northeast-1a")));

    assertThat(findings()).extracting(Finding::code).containsExactly("SUBNET_OVERLAP");
  }

  @Test
  void compile_freeSubnetsFillTheVpc_oneTooManyIsAFinding() {
    compile(
        Topology.named("t")
            .network(
                "n",
                managed("10.0.0.0/27")
                    .subnet("a", FreeBlock.of(28), "ap-northeast-1a")
                    .subnet("b", FreeBlock.of(28), "ap-northeast-1a")
                    .subnet("c", FreeBlock.of(28), "ap-northeast-1a")));

    assertThat(findings())
        .singleElement()
        .satisfies(f -> assertThat(f.subject()).isEqualTo("network.n/subnet.c"));
  }

  @Test
  void compile_vpcQuotaReached_isAnErrorWhenTheCloudToldIt() {
    given
        .vpcs(List.of(vpc("vpc-1", TOKYO, "10.0.0.0/16")))
        .quota(new Quota(TOKYO, "L-F678F1CE", 2, true));

    compile(
        Topology.named("t")
            .network("a", managed("10.1.0.0/16"))
            .network("b", managed("10.2.0.0/16")));

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo("VPC_QUOTA");
              assertThat(f.severity()).isEqualTo(Severity.ERROR);
              assertThat(f.subject()).isEqualTo("network.b");
            });
  }

  @Test
  void compile_blockQuotaPassedByDefaultOnly_isAWarning() {
    given.quota(new Quota(TOKYO, "L-83CA0A9D", 1, false));

    compile(Topology.named("t").network("n", managed("10.0.0.0/16").secondaryBlock("10.1.0.0/16")));

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo("BLOCK_QUOTA");
              assertThat(f.severity()).isEqualTo(Severity.WARNING);
            });
  }

  @Test
  void compile_associationWithUnknownTable_listsTheTables() {
    given
        .vpcs(List.of(vpc("vpc-1", TOKYO, "172.31.0.0/16")))
        .subnets(List.of(subnet("subnet-a", "vpc-1", "172.31.1.0/24")))
        .tables(List.of(table("rtb-main", "vpc-1", new Tags(Map.of("Name", "all")), main())));

    compile(
        Topology.named("t")
            .network(
                "n",
                AwsVpc.existing("main", TOKYO.region(), "vpc-1").associate("subnet-a", "rtb-x")));

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.code()).isEqualTo("ROUTE_TABLE_NOT_FOUND");
              assertThat(f.remedy()).contains("rtb-main all");
            });
  }

  @Test
  void compile_associationOfUnknownSubnet_isAFinding() {
    given
        .vpcs(List.of(vpc("vpc-1", TOKYO, "172.31.0.0/16")))
        .tables(List.of(table("rtb-main", "vpc-1", Tags.none(), main())));

    compile(
        Topology.named("t")
            .network(
                "n",
                AwsVpc.existing("main", TOKYO.region(), "vpc-1")
                    .associate("subnet-x", "rtb-main")));

    assertThat(findings()).extracting(Finding::code).containsExactly("SUBNET_NOT_FOUND");
  }

  @Test
  void compile_twoMarkedVpcsInUse_isAFinding() {
    Tags mark = new Tags(Map.of("tieline/acme/t", "network.n"));
    Vpc a = vpc("vpc-1", TOKYO, "10.0.0.0/16");
    Vpc b = vpc("vpc-2", TOKYO, "10.0.0.0/16");
    given
        .vpcs(
            List.of(
                new Vpc(a.id(), TOKYO, a.accountId(), a.state(), a.blocks(), mark),
                new Vpc(b.id(), TOKYO, b.accountId(), b.state(), b.blocks(), mark)))
        .subnets(
            List.of(
                subnet("subnet-a", "vpc-1", "10.0.1.0/24"),
                subnet("subnet-b", "vpc-2", "10.0.1.0/24")));

    compile(Topology.named("t").network("n", managed("10.0.0.0/16")));

    assertThat(findings()).extracting(Finding::code).containsExactly("DOUBLED");
  }

  @Test
  void compile_linkWithNames_switchesThemOnInManagedNetworks() {
    Map<String, Compiled> c =
        compile(
            Topology.named("t")
                .network("a", managed("10.0.0.0/16"))
                .network("b", managed("10.1.0.0/16"))
                .peer("a", "b", p -> p.with(AwsPeering.DNS_BOTH_WAYS)));

    assertThat(c.get("a").dnsHostnames()).isTrue();
    assertThat(out.build().nodes())
        .extracting(n -> n.address().path())
        .contains("network.a/attribute.enableDnsHostnames")
        .doesNotContain("network.a/attribute.enableDnsSupport", "network.a/group");
  }

  @Test
  void compile_namesOffInExistingVpcWithoutConsent_areLeftOff() {
    given
        .vpcs(List.of(vpc("vpc-1", TOKYO, "172.31.0.0/16")))
        .attributes(List.of(new VpcAttributes("vpc-1", TOKYO, true, false)));

    Compiled c =
        compile(
                Topology.named("t")
                    .network("a", AwsVpc.existing("main", TOKYO.region(), "vpc-1"))
                    .network("b", managed("10.1.0.0/16"))
                    .peer("a", "b", p -> p.with(AwsPeering.DNS_BOTH_WAYS)))
            .get("a");

    assertThat(c.dnsHostnames()).isFalse();
    assertThat(c.before()).isEmpty();
  }

  @Test
  void compile_groupsChosenForANetwork_makesNoneOfOurs() {
    Map<String, Compiled> c =
        compile(
            Topology.named("t")
                .network("a", managed("10.0.0.0/16"))
                .network("b", managed("10.1.0.0/16"))
                .peer("a", "b", p -> p.allow(Traffic.tcp(22)).groups("a", "sg-1")));

    assertThat(c.get("a").group()).isNull();
    assertThat(c.get("b").group()).isNotNull();
  }

  @Test
  void compile_foreign_isKnownFromTheWishAlone() {
    Compiled c =
        compile(
                Topology.named("t")
                    .network(
                        "n", AwsVpc.foreign("444455556666", "eu-west-1", "vpc-0f", "10.8.0.0/16")))
            .get("n");

    assertThat(c.scope()).isNull();
    assertThat(c.accountId()).isEqualTo("444455556666");
    assertThat(c.blocks()).extracting(BlockRef::label).containsExactly("10.8.0.0/16");
    assertThat(out.build().nodes()).isEmpty();
  }

  @Test
  void project_managedNetworkNotThere_showsWhatComesWithIt() {
    compile(
        Topology.named("t")
            .network(
                "n",
                managed("10.0.0.0/16")
                    .secondaryBlock("10.1.0.0/16")
                    .subnet("a", "10.0.1.0/24", "ap-northeast-1a")
                    .subnet("b", "10.1.1.0/24", "apne1-az1")
                    .routeTable("own", "b")));

    Snapshot after = project(out.build());

    assertThat(after.vpcs()).singleElement().satisfies(v -> assertThat(v.cidrs()).hasSize(2));
    assertThat(after.acls()).singleElement().satisfies(a -> assertThat(a.entries()).hasSize(4));
    assertThat(after.groups()).extracting(g -> g.name()).containsExactly("default");
    assertThat(after.routeTables()).hasSize(2);
    assertThat(after.routeTables())
        .allSatisfy(
            t ->
                assertThat(t.routes())
                    .extracting(r -> r.destination().toString())
                    .containsExactly("10.0.0.0/16", "10.1.0.0/16"))
        .allSatisfy(
            t -> assertThat(t.routes()).allMatch(r -> r.nextHop() instanceof NextHop.Local));
    assertThat(after.subnets())
        .extracting(s -> s.routeTable())
        .containsExactly("(id of network.n/main-table)", "(id of network.n/table.own)");
    assertThat(after.subnets()).extracting(s -> s.acl()).containsOnly(after.acls().get(0).id());
  }

  @Test
  void wish_text_isTheSameWhetherOrNotTheObjectsAreThere() {
    Topology.Builder topology =
        Topology.named("t")
            .network(
                "n", managed("10.20.0.0/16").ipv6().subnet("a", "10.20.1.0/24", "ap-northeast-1a"));
    compile(topology);
    GivenFacts made = new GivenFacts(OWNER);
    Vpc plain = vpc("vpc-1", TOKYO, "10.20.0.0/16", "2001:db8::/56");
    made.vpcs(
        List.of(
            new Vpc(
                plain.id(),
                TOKYO,
                plain.accountId(),
                plain.state(),
                plain.blocks(),
                new Tags(Map.of("tieline/acme/t", "network.n")))));
    Facts facts = made.builder.build();

    assertThat(compile(topology, facts).nodes())
        .extracting(n -> n.address() + " " + n.wish())
        .isEqualTo(out.build().nodes().stream().map(n -> n.address() + " " + n.wish()).toList());
  }

  /** Two managed networks of which nothing is there; b has a table of its own for its subnet. */
  private List<Finding> linked(Consumer<PeeringBuilder> how, String... routed) {
    Topology topology =
        Topology.named("t")
            .network("a", managed("10.20.0.0/16"))
            .network(
                "b",
                managed("10.21.0.0/16")
                    .subnet("one", "10.21.1.0/24", "ap-northeast-1a")
                    .routeTable("own", "one"))
            .peer("a", "b", how)
            .build();
    given.builder.add(Caller.class, new Caller("main", "111122223333", "arn"), "main");
    Facts facts = given.builder.build();
    Map<String, Compiled> networks = NetworkCompiler.compile(OWNER, topology, facts, out);
    PeeringCompiler.compile(OWNER, topology, facts, networks, out);
    assertThat(out.build().nodes())
        .extracting(n -> n.address().path())
        .filteredOn(a -> a.startsWith("peering.a-b/route.b."))
        .containsExactlyInAnyOrder(routed);
    return findings();
  }

  @Test
  void compile_managedTablesChosenByTheirNames_getTheRoutes() {
    assertThat(
            linked(
                p -> p.routeTables("b", "own", "main"),
                "peering.a-b/route.b.own.10.20.0.0-16",
                "peering.a-b/route.b.main.10.20.0.0-16"))
        .isEmpty();
  }

  @Test
  void compile_managedTableThatTheWishDoesNotName_listsTheNamesToWrite() {
    Finding finding = linked(p -> p.routeTables("b", "web")).get(0);
    assertThat(finding.code()).isEqualTo(AwsFindings.ROUTE_TABLE_NOT_FOUND);
    assertThat(finding.what())
        .isEqualTo("network b has no route tables called web (there are: main, own)");
    assertThat(finding.remedy()).contains("leave routeTables out");
  }

  @Test
  void compile_groupOfAManagedNetwork_isToBeLeftOut() {
    Finding finding =
        linked(
                p -> p.allowFrom("a", Traffic.tcp(22)).groups("b", "web"),
                "peering.a-b/route.b.own.10.20.0.0-16")
            .get(0);
    assertThat(finding.code()).isEqualTo(AwsFindings.GROUP_NOT_FOUND);
    assertThat(finding.what()).endsWith("called web (there are none yet)");
    assertThat(finding.remedy()).startsWith("Leave groups(\"b\", ...) out");
  }

  private static Graph compile(Topology.Builder topology, Facts facts) {
    Graph.Builder again = new Graph.Builder();
    NetworkCompiler.compile(OWNER, topology.build(), facts, again);
    return again.build();
  }

  private static Snapshot project(Graph graph) {
    SnapshotEditor to = new SnapshotEditor();
    graph.nodes().forEach(n -> project(n, to));
    return to.build(Instant.EPOCH);
  }

  private static <W extends Wish, O> void project(Node<W, O> node, SnapshotEditor to) {
    node.kind().project(node, KnownRefs.REFS, to);
  }
}
