package dev.tieline.aliyun.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.check.Finding;
import dev.tieline.net.Cidr;
import dev.tieline.provider.Caller;
import dev.tieline.provider.Claims;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Tags;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.Route.Origin;
import dev.tieline.spi.Address;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.FoundRefs;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Unread;
import dev.tieline.topology.FreeBlock;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the kinds of networks find, compare and make of states, and what compiling a network finds,
 * on facts given as values: a network {@code n} of 10.0.0.0/16.
 */
class NetworkKindsTest {
  private static final Owner OWNER = new Owner("acme", "t");
  private static final Owner OTHER = new Owner("acme", "other");
  private static final Scope SCOPE = new Scope(Realm.CLOUD, "main", "cn-hangzhou");
  private static final Address NETWORK = new Address("network.n");

  private final Graph.Builder graph = new Graph.Builder();
  private final ScopeLook look = new ScopeLook(SCOPE);

  private Facts facts() {
    Filing filing = new Filing(Set.of("vpc-1", "vpc-2"));
    filing.look(look);
    filing.caller(new Caller("main", "1000000000000001", "arn"));
    filing.quotas(Quotas.assumed(SCOPE));
    filing.zones(List.of(new Zone(SCOPE, "cn-hangzhou-h")));
    return filing.facts();
  }

  private static Tags marked(String address) {
    return Marks.fresh(OWNER, new Address(address));
  }

  private static Vpc vpc(String id, String block, Tags tags) {
    return new Vpc(
        id,
        SCOPE,
        "1000000000000001",
        "",
        "Available",
        Cidr.parse(block),
        List.of(),
        List.of(),
        List.of(),
        tags);
  }

  private static VSwitch vSwitch(String id, String block, String table, Tags tags) {
    return new VSwitch(
        id,
        SCOPE,
        "vpc-1",
        "",
        List.of(Cidr.parse(block)),
        "cn-hangzhou-h",
        "Available",
        table,
        "",
        250,
        tags);
  }

  private static RouteTable table(String id, boolean system, List<String> vSwitches, Tags tags) {
    return new RouteTable(id, SCOPE, "vpc-1", "", system, "Available", vSwitches, tags);
  }

  private Node<VpcWish, Vpc> vpcNode(String... userBlocks) {
    return graph.add(
        AliyunKinds.VPCS,
        NETWORK,
        SCOPE,
        new VpcWish(
            Cidr.parse("10.0.0.0/16"),
            List.of(userBlocks).stream().map(Cidr::parse).toList(),
            null,
            "1000000000000001",
            "n"));
  }

  private Node<VSwitchWish, VSwitch> vSwitchNode(String block) {
    return graph.add(
        AliyunKinds.V_SWITCHES,
        NETWORK.child("vswitch.a"),
        SCOPE,
        new VSwitchWish(
            Ref.known("vpc-1"), Cidr.parse(block), "cn-hangzhou-h", Ref.known("vtb-1"), "n-a"));
  }

  private Node<TableBindingWish, TableBinding> bindingNode(boolean ours) {
    return graph.add(
        AliyunKinds.TABLE_BINDINGS,
        NETWORK.child("binding.a"),
        SCOPE,
        new TableBindingWish(Ref.known("vpc-1"), Ref.known("vsw-1"), Ref.known("vtb-own"), ours));
  }

  private <W extends dev.tieline.spi.Wish, O> Find<O> find(Node<W, O> node) {
    Facts facts = facts();
    return node.kind().find(OWNER, node, new FoundRefs(OWNER, facts), facts);
  }

  private <W extends dev.tieline.spi.Wish, O> Diff compare(Node<W, O> node, O object) {
    return node.kind().compare(OWNER, node, object, new FoundRefs(OWNER, facts()));
  }

  @Test
  void vpc_doubled_keepsTheOneInUseAndGivesTheOtherUp() {
    look.take(
        List.of(
            vpc("vpc-1", "10.0.0.0/16", marked("network.n")),
            vpc("vpc-0", "10.0.0.0/16", marked("network.n")),
            vSwitch("vsw-1", "10.0.1.0/24", "", Tags.none())));

    assertThat(find(vpcNode()))
        .satisfies(
            found -> {
              Find.Ours<?> ours = (Find.Ours<?>) found;
              assertThat(((Vpc) ours.object()).id()).isEqualTo("vpc-1");
              assertThat(ours.surplus()).hasSize(1);
            });
  }

  @Test
  void vpc_thatWeOnlyUse_isNotOurs() {
    Tags uses = new Tags(Map.of(Marks.key(OWNER), Marks.value(NETWORK, true)));
    look.take(List.of(vpc("vpc-1", "10.0.0.0/16", uses)));

    assertThat(find(vpcNode())).isInstanceOf(Find.None.class);
    assertThat(AliyunKinds.VPCS.owned(OWNER, facts())).isEmpty();
  }

  @Test
  void vpc_unread_isNeitherThereNorNot() {
    look.failed(Unread.because("denied"), Vpc.class);

    assertThat(find(vpcNode())).isInstanceOf(Find.Unreadable.class);
  }

  @Test
  void vpc_ofOtherUserBlocks_canNotBeChanged() {
    assertThat(compare(vpcNode("30.0.0.0/8"), vpc("vpc-1", "10.0.0.0/16", marked("network.n"))))
        .isInstanceOfSatisfying(
            Diff.Immutable.class, d -> assertThat(d.why()).contains("30.0.0.0/8"));
  }

  @Test
  void vpc_usedByAnotherTopology_isReleasedInsteadOfDeleted() {
    Vpc shared =
        vpc("vpc-1", "10.0.0.0/16", marked("network.n").with(Marks.key(OTHER), "network.m"));

    assertThat(AliyunKinds.VPCS.delete(OWNER, new Owned<>(NETWORK, SCOPE, shared)))
        .hasValueSatisfying(call -> assertThat(call.operation()).isEqualTo("UnTagResources"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Deleting", "Failed", "something new"})
  void vpc_inAStateThatLeadsNowhere_hasFailed(String status) {
    Vpc vpc =
        new Vpc(
            "vpc-1",
            SCOPE,
            "",
            "",
            status,
            Cidr.parse("10.0.0.0/16"),
            List.of(),
            List.of(),
            List.of(),
            Tags.none());

    assertThat(AliyunKinds.VPCS.readiness(vpcNode(), vpc)).isInstanceOf(Readiness.Failed.class);
  }

  @Test
  void block_withoutClaim_isNobodys() {
    Vpc vpc =
        new Vpc(
            "vpc-1",
            SCOPE,
            "",
            "",
            "Available",
            Cidr.parse("10.0.0.0/16"),
            List.of(Cidr.parse("10.1.0.0/16"), Cidr.parse("10.2.0.0/16")),
            List.of(),
            List.of(),
            marked("network.n").with(Claims.key(OWNER, Cidr.parse("10.1.0.0/16")), "x"));
    look.take(List.of(vpc));

    assertThat(AliyunKinds.VPC_BLOCKS.owned(OWNER, facts()))
        .extracting(o -> o.object().cidr().toString())
        .containsExactly("10.1.0.0/16");
  }

  @Test
  void claim_withoutItsBlock_isLoneEvidence() {
    Cidr block = Cidr.parse("10.1.0.0/16");
    look.take(
        List.of(
            vpc("vpc-1", "10.0.0.0/16", marked("network.n").with(Claims.key(OWNER, block), "x"))));
    Facts facts = facts();

    List<Owned<Label>> claims = AliyunKinds.BLOCK_CLAIMS.owned(OWNER, facts);

    assertThat(claims).hasSize(1);
    assertThat(claims.get(0).address()).isEqualTo(NETWORK.child("block-claim." + block));
    assertThat(AliyunKinds.BLOCK_CLAIMS.isLoneEvidence(claims.get(0).object(), facts)).isTrue();
  }

  @Test
  void vSwitch_ofOthersThatOverlaps_isInTheWay() {
    look.take(List.of(vSwitch("vsw-1", "10.0.1.0/25", "", Tags.none())));

    assertThat(find(vSwitchNode("10.0.1.0/24"))).isInstanceOf(Find.InTheWay.class);
  }

  @Test
  void vSwitch_ofOthersThatFits_isUsed() {
    look.take(List.of(vSwitch("vsw-1", "10.0.1.0/24", "", Tags.none())));

    assertThat(find(vSwitchNode("10.0.1.0/24"))).isInstanceOf(Find.Foreign.class);
  }

  @Test
  void vSwitch_ofOursWithAnotherBlock_goes() {
    VSwitch old = vSwitch("vsw-1", "10.0.1.0/24", "", marked("network.n/vswitch.a"));
    look.take(List.of(old));
    Node<VSwitchWish, VSwitch> node = vSwitchNode("10.0.1.0/25");

    assertThat(find(node)).isInstanceOf(Find.Ours.class);
    assertThat(compare(node, old)).isInstanceOf(Diff.Unusable.class);
  }

  @Test
  void vSwitch_whileItGoes_isNotGone() {
    VSwitch going =
        new VSwitch(
            "vsw-1",
            SCOPE,
            "vpc-1",
            "",
            List.of(Cidr.parse("10.0.1.0/24")),
            "cn-hangzhou-h",
            "Pending",
            "",
            "",
            0,
            Tags.none());

    assertThat(AliyunKinds.V_SWITCHES.leaving(OWNER, going))
        .isInstanceOf(Readiness.Transitional.class);
  }

  @Test
  void vSwitch_usesTheBlocksAroundIt() {
    assertThat(AliyunKinds.V_SWITCHES.uses(vSwitch("vsw-1", "10.0.1.0/24", "", Tags.none())))
        .contains("vpc-1", "vpc-1/10.0.0.0/16", "vpc-1/10.0.0.0/8");
  }

  @Test
  void binding_toAnotherTable_isGivenBackFirst() {
    look.take(List.of(table("vtb-old", false, List.of("vsw-1"), Tags.none())));

    assertThat(find(bindingNode(true)))
        .isInstanceOfSatisfying(
            Find.Ours.class,
            ours ->
                assertThat(compare(bindingNode2(), (TableBinding) ours.object()))
                    .isInstanceOf(Diff.Unusable.class));
  }

  private Node<TableBindingWish, TableBinding> bindingNode2() {
    return graph.add(
        AliyunKinds.TABLE_BINDINGS,
        NETWORK.child("binding.same"),
        SCOPE,
        new TableBindingWish(Ref.known("vpc-1"), Ref.known("vsw-1"), Ref.known("vtb-own"), true));
  }

  @Test
  void binding_ofAVSwitchOfOthers_isNeverChanged() {
    look.take(List.of(table("vtb-sys", true, List.of("vsw-1"), Tags.none())));

    assertThat(find(bindingNode(false))).isInstanceOf(Find.InTheWay.class);
  }

  @Test
  void group_thatNoReadHasShown_isNotReady() {
    Node<GroupWish, SecurityGroup> node =
        graph.add(
            AliyunKinds.SECURITY_GROUPS,
            NETWORK.child("group"),
            SCOPE,
            new GroupWish(Ref.known("vpc-1"), "n"));

    assertThat(
            AliyunKinds.SECURITY_GROUPS.readiness(
                node, new SecurityGroup("sg-1", SCOPE, "vpc-1", "n", "", false, Tags.none())))
        .isInstanceOf(Readiness.Transitional.class);
    assertThat(
            AliyunKinds.SECURITY_GROUPS.readiness(
                node, new SecurityGroup("sg-1", SCOPE, "vpc-1", "n", "normal", false, Tags.none())))
        .isInstanceOf(Readiness.Target.class);
  }

  @Test
  void systemTable_comesWithItsVpc() {
    look.take(List.of(table("vtb-sys", true, List.of(), Tags.none())));
    Node<SystemTableWish, RouteTable> node =
        graph.add(
            AliyunKinds.SYSTEM_TABLES,
            NETWORK.child("system-table"),
            SCOPE,
            new SystemTableWish(Ref.known("vpc-1")));

    assertThat(find(node)).isInstanceOf(Find.Foreign.class);
    assertThat(AliyunKinds.SYSTEM_TABLES.owned(OWNER, facts())).isEmpty();
  }

  private List<String> found(AliyunVpc network) {
    Graph.Builder out = new Graph.Builder();
    AliyunCompiler.compile(OWNER, Topology.named("t").network("n", network).build(), facts(), out);
    return out.build().findings().stream().map(Finding::code).toList();
  }

  private static AliyunVpc.Managed managed() {
    return AliyunVpc.managed("main", "cn-hangzhou", "10.0.0.0/16");
  }

  @Test
  void compile_twoVpcsInUseWithOneMark_areDoubled() {
    look.take(
        List.of(
            vpc("vpc-1", "10.0.0.0/16", marked("network.n")),
            vpc("vpc-2", "10.0.0.0/16", marked("network.n")),
            vSwitch("vsw-1", "10.0.1.0/24", "", Tags.none()),
            new VSwitch(
                "vsw-2",
                SCOPE,
                "vpc-2",
                "",
                List.of(Cidr.parse("10.0.1.0/24")),
                "cn-hangzhou-h",
                "Available",
                "",
                "",
                1,
                Tags.none())));

    assertThat(found(managed())).contains("DOUBLED");
  }

  @Test
  void compile_noBlockLeft_isSaid() {
    look.take(List.of(vpc("vpc-1", "10.0.0.0/8", Tags.none())));

    assertThat(
            found(AliyunVpc.managed("main", "cn-hangzhou", FreeBlock.of(16).within("10.0.0.0/8"))))
        .contains("NO_FREE_BLOCK");
  }

  @Test
  void compile_noBlockLeftForAVSwitch_isSaid() {
    assertThat(
            found(
                managed()
                    .vSwitch("a", "10.0.0.0/17", "cn-hangzhou-h")
                    .vSwitch("b", FreeBlock.of(16), "cn-hangzhou-h")))
        .contains("NO_FREE_BLOCK");
  }

  @Test
  void compile_freeBlock_avoidsDestinationsWithinIt() {
    look.take(
        List.of(
            vpc("vpc-1", "10.0.0.0/16", Tags.none()),
            table("vtb-1", true, List.of(), Tags.none()),
            new Route(
                SCOPE,
                "vpc-1",
                "vtb-1",
                "rte-1",
                Cidr.parse("10.0.0.128/25"),
                "pcc-1",
                new NextHop.Peering("pcc-1"),
                false,
                Origin.STATIC,
                "Available",
                "",
                "")));
    Topology topology =
        Topology.named("t")
            .network(
                "n",
                AliyunVpc.existing("main", "cn-hangzhou", "vpc-1")
                    .vSwitch("a", FreeBlock.of(24), "cn-hangzhou-h"))
            .build();

    AliyunCompiler.compile(OWNER, topology, facts(), graph);

    assertThat(graph.build().nodes())
        .singleElement()
        .satisfies(n -> assertThat(n.wish().toString()).contains("10.0.1.0/24"));
  }

  @Test
  void compile_moreThanTheQuotas_isSaid() {
    AliyunVpc.Managed many = managed();
    for (int i = 1; i <= 6; i++) {
      many = many.secondaryBlock("10." + i + ".0.0/16");
    }
    for (int i = 0; i < 10; i++) {
      many = many.routeTable("t" + i);
    }
    for (int i = 0; i < 151; i++) {
      many = many.vSwitch("s" + i, "10.0." + i + ".0/24", "cn-hangzhou-h");
    }

    assertThat(found(many)).contains("BLOCK_QUOTA", "TABLE_QUOTA", "V_SWITCH_QUOTA");
  }

  @Test
  void compile_withoutAnythingWrong_findsNothing() {
    assertThat(found(managed().vSwitch("a", "10.0.1.0/24", "cn-hangzhou-h"))).isEmpty();
  }

  @Test
  void compile_existingNetworkWithAVSwitchToMake_getsTheSystemTableServed() {
    look.take(
        List.of(
            vpc("vpc-1", "10.0.0.0/16", Tags.none()),
            table("vtb-1", true, List.of(), Tags.none())));
    Topology topology =
        Topology.named("t")
            .network(
                "n",
                AliyunVpc.existing("main", "cn-hangzhou", "vpc-1")
                    .vSwitch("a", "10.0.1.0/24", "cn-hangzhou-h"))
            .build();

    Compiled compiled =
        NetworkCompiler.compile(OWNER, topology, facts(), new Graph.Builder()).get("n");

    List<String> serving = new ArrayList<>();
    compiled.tables().forEach(t -> serving.add(t.label()));
    assertThat(serving).containsExactly("vtb-1");
  }
}
