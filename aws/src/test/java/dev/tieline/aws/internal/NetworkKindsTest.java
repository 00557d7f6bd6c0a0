package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Cidr;
import dev.tieline.plan.Action;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Address;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the kinds of networks find, compare and make of states, on facts given as values. */
class NetworkKindsTest {
  private static final Owner OWNER = new Owner("acme", "t");
  private static final Scope SCOPE = new Scope("aws", "main", "ap-northeast-1");
  private static final Refs REFS = KnownRefs.REFS;
  private static final String MARK = "tieline/acme/t";
  private final Graph.Builder graph = new Graph.Builder();
  private final GivenFacts given = new GivenFacts(OWNER);

  private Node<VpcWish, Vpc> vpcNode() {
    return graph.add(
        AwsKinds.VPCS,
        new Address("network.n"),
        SCOPE,
        new VpcWish(Cidr.parse("10.0.0.0/16"), false, null, "111122223333", "t-n"));
  }

  private Node<SubnetWish, Subnet> subnetNode(String block) {
    return graph.add(
        AwsKinds.SUBNETS,
        new Address("network.n/subnet.a"),
        SCOPE,
        new SubnetWish(
            Ref.known("vpc-1"),
            Cidr.parse(block),
            null,
            "ap-northeast-1a",
            Ref.known("rtb-main"),
            "acl-1",
            "t-n-a"));
  }

  private Node<AssociationWish, SubnetAssociation> associationNode(Holder holder) {
    return graph.add(
        AwsKinds.ASSOCIATIONS,
        new Address("network.n/association.a"),
        SCOPE,
        new AssociationWish(Ref.known("subnet-1"), Ref.known("rtb-1"), holder));
  }

  private Node<VpcAttributeWish, VpcAttribute> attributeNode(Holder holder) {
    return graph.add(
        AwsKinds.VPC_ATTRIBUTES,
        new Address("network.n/attribute.enableDnsHostnames"),
        SCOPE,
        new VpcAttributeWish(Ref.known("vpc-1"), VpcAttribute.Name.DNS_HOSTNAMES, holder));
  }

  private static Vpc vpc(String id, String state, Tags tags) {
    return new Vpc(
        id,
        SCOPE,
        "111122223333",
        state,
        List.of(new Block(Cidr.parse("10.0.0.0/16"), "assoc-1", "associated")),
        tags);
  }

  private static Vpc marked(String id) {
    return vpc(id, "available", new Tags(Map.of(MARK, "network.n")));
  }

  private static Subnet subnet(String id, String block, String zone, Tags tags) {
    return new Subnet(
        id,
        SCOPE,
        "vpc-1",
        List.of(new Block(Cidr.parse(block), "", "associated")),
        zone,
        zone.equals("ap-northeast-1a") ? "apne1-az4" : "apne1-az1",
        "available",
        tags);
  }

  private static Tags mark(String address) {
    return new Tags(Map.of(MARK, address));
  }

  private static RouteTable table(String id, String subnet) {
    return new RouteTable(
        id,
        SCOPE,
        "vpc-1",
        List.of(new Association("assoc-1", subnet, false, "associated")),
        List.of(),
        Tags.none());
  }

  private Facts facts() {
    return given.builder.build();
  }

  // ---- VPCs ----

  @Test
  void findVpc_noMark_isNone() {
    given.vpcs(List.of(vpc("vpc-1", "available", Tags.none())));

    assertThat(AwsKinds.VPCS.find(OWNER, vpcNode(), REFS, facts())).isEqualTo(new Find.None<>());
  }

  @Test
  void findVpc_markOfAnotherNamespace_isNone() {
    given.vpcs(List.of(vpc("vpc-1", "available", new Tags(Map.of("tieline/evil/t", "network.n")))));

    assertThat(AwsKinds.VPCS.find(OWNER, vpcNode(), REFS, facts())).isEqualTo(new Find.None<>());
  }

  @Test
  void findVpc_doubles_keepsTheOneInUse() {
    given
        .vpcs(List.of(marked("vpc-1"), marked("vpc-2"), marked("vpc-3")))
        .subnets(
            List.of(
                new Subnet(
                    "subnet-1", SCOPE, "vpc-2", List.of(), "a", "a", "available", Tags.none())));

    assertThat(AwsKinds.VPCS.find(OWNER, vpcNode(), REFS, facts()))
        .isEqualTo(new Find.Ours<>(marked("vpc-2"), List.of(marked("vpc-1"), marked("vpc-3"))));
  }

  @Test
  void findVpc_unusedDoubles_keepsTheSmallestId() {
    given.vpcs(List.of(marked("vpc-2"), marked("vpc-1")));

    assertThat(AwsKinds.VPCS.find(OWNER, vpcNode(), REFS, facts()))
        .isEqualTo(new Find.Ours<>(marked("vpc-1"), List.of(marked("vpc-2"))));
  }

  @Test
  void findVpc_doublesAndSubnetsUnreadable_removesNone() {
    given.vpcs(List.of(marked("vpc-2"), marked("vpc-1")));
    given.builder.unreadable(SCOPE, Subnet.class, "denied");

    assertThat(AwsKinds.VPCS.find(OWNER, vpcNode(), REFS, facts()))
        .isEqualTo(new Find.Ours<>(marked("vpc-1")));
  }

  @Test
  void findVpc_unreadable_tellsTheCloudsWords() {
    given.builder.unreadable(SCOPE, Vpc.class, "denied");

    assertThat(AwsKinds.VPCS.find(OWNER, vpcNode(), REFS, facts()))
        .isEqualTo(new Find.Unreadable<>("denied"));
  }

  @Test
  void compareVpc_otherBlock_canNotBeChanged() {
    Vpc other =
        new Vpc(
            "vpc-1",
            SCOPE,
            "111122223333",
            "available",
            List.of(new Block(Cidr.parse("10.9.0.0/16"), "assoc-1", "associated")),
            mark("network.n"));

    assertThat(AwsKinds.VPCS.compare(OWNER, vpcNode(), other, REFS))
        .isInstanceOfSatisfying(
            Diff.Immutable.class, d -> assertThat(d.why()).contains("10.9.0.0/16", "10.0.0.0/16"));
  }

  @ParameterizedTest
  @CsvSource({"available,Target", "pending,Transitional", "melting,Failed"})
  void readinessOfVpc_eachState_isKnown(String state, String meaning) {
    assertThat(AwsKinds.VPCS.readiness(vpcNode(), vpc("vpc-1", state, Tags.none())))
        .extracting(r -> r.getClass().getSimpleName())
        .isEqualTo(meaning);
  }

  @Test
  void leavingVpc_markTakenOff_isDone() {
    assertThat(AwsKinds.VPCS.leaving(OWNER, vpc("vpc-1", "available", Tags.none())))
        .isEqualTo(new Readiness.Target());
    assertThat(AwsKinds.VPCS.leaving(OWNER, marked("vpc-1")))
        .isInstanceOf(Readiness.Transitional.class);
  }

  @Test
  void ownedVpcs_markWithAddressOfAnotherKind_isNotOurs() {
    given.vpcs(List.of(vpc("vpc-1", "available", mark("network.n/subnet.a"))));

    assertThat(AwsKinds.VPCS.owned(OWNER, facts())).isEmpty();
  }

  @Test
  void deleteVpc_markOfAnotherTopologyToo_takesOnlyOursOff() {
    Vpc shared = vpc("vpc-1", "available", mark("network.n").with("tieline/acme/u", "network.m"));

    assertThat(
            AwsKinds.VPCS
                .delete(OWNER, new Owned<>(new Address("network.n"), SCOPE, shared))
                .orElseThrow()
                .operation())
        .isEqualTo("DeleteTags");
  }

  // ---- subnets ----

  @Test
  void findSubnet_sameBlockWithOurMark_isOurs() {
    Subnet ours = subnet("subnet-1", "10.0.1.0/24", "ap-northeast-1a", mark("network.n/subnet.a"));
    given.subnets(List.of(ours));

    assertThat(AwsKinds.SUBNETS.find(OWNER, subnetNode("10.0.1.0/24"), REFS, facts()))
        .isEqualTo(new Find.Ours<>(ours));
  }

  @Test
  void findSubnet_sameBlockAndZoneUnmarked_isAdopted() {
    Subnet foreign = subnet("subnet-1", "10.0.1.0/24", "ap-northeast-1a", Tags.none());
    given.subnets(List.of(foreign));

    assertThat(AwsKinds.SUBNETS.find(OWNER, subnetNode("10.0.1.0/24"), REFS, facts()))
        .isEqualTo(new Find.Foreign<>(foreign));
  }

  @Test
  void compareSubnet_adopted_getsNoMark() {
    assertThat(
            AwsKinds.SUBNETS.compare(
                OWNER,
                subnetNode("10.0.1.0/24"),
                subnet("subnet-1", "10.0.1.0/24", "ap-northeast-1a", Tags.none()),
                REFS))
        .isEqualTo(new Diff.Same());
  }

  @Test
  void findSubnet_markOfAnotherNamespace_isForeign() {
    Subnet foreign =
        subnet(
            "subnet-1",
            "10.0.1.0/24",
            "ap-northeast-1a",
            new Tags(Map.of("tieline/other/t", "network.n/subnet.a")));
    given.subnets(List.of(foreign));

    assertThat(AwsKinds.SUBNETS.find(OWNER, subnetNode("10.0.1.0/24"), REFS, facts()))
        .isEqualTo(new Find.Foreign<>(foreign));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.1.0/24,ap-northeast-1c",
    "10.0.0.0/20,ap-northeast-1a",
    "10.0.1.128/25,ap-northeast-1a"
  })
  void findSubnet_foreignInItsPlace_isInTheWay(String block, String zone) {
    given.subnets(List.of(subnet("subnet-1", block, zone, Tags.none())));

    assertThat(AwsKinds.SUBNETS.find(OWNER, subnetNode("10.0.1.0/24"), REFS, facts()))
        .isInstanceOfSatisfying(
            Find.InTheWay.class, f -> assertThat(f.what()).contains("subnet-1", block));
  }

  @Test
  void findSubnet_ourBlockChangedToAnOverlappingOne_isReplaced() {
    Subnet old = subnet("subnet-1", "10.0.1.0/24", "ap-northeast-1a", mark("network.n/subnet.a"));
    given.subnets(List.of(old));
    Node<SubnetWish, Subnet> node = subnetNode("10.0.0.0/23");

    assertThat(AwsKinds.SUBNETS.find(OWNER, node, REFS, facts())).isEqualTo(new Find.Ours<>(old));
    assertThat(AwsKinds.SUBNETS.compare(OWNER, node, old, REFS)).isInstanceOf(Diff.Unusable.class);
  }

  @Test
  void findSubnet_ourBlockChangedToAnotherOne_isMadeBesides() {
    given.subnets(
        List.of(subnet("subnet-1", "10.0.1.0/24", "ap-northeast-1a", mark("network.n/subnet.a"))));

    assertThat(AwsKinds.SUBNETS.find(OWNER, subnetNode("10.0.7.0/24"), REFS, facts()))
        .isEqualTo(new Find.None<>());
  }

  @Test
  void compareSubnet_oursInAnotherZone_canNotBeChanged() {
    assertThat(
            AwsKinds.SUBNETS.compare(
                OWNER,
                subnetNode("10.0.1.0/24"),
                subnet("subnet-1", "10.0.1.0/24", "ap-northeast-1c", mark("network.n/subnet.a")),
                REFS))
        .isInstanceOf(Diff.Immutable.class);
  }

  @Test
  void compareSubnet_oldAddressInMark_isMarkedAnew() {
    assertThat(
            AwsKinds.SUBNETS.compare(
                OWNER,
                subnetNode("10.0.1.0/24"),
                subnet("subnet-1", "10.0.1.0/24", "ap-northeast-1a", mark("network.n/subnet.old")),
                REFS))
        .isInstanceOf(Diff.Differs.class);
  }

  @ParameterizedTest
  @CsvSource({
    "available,Target",
    "pending,Transitional",
    "unavailable,Failed",
    "failed,Failed",
    "failed-insufficient-capacity,Failed",
    "melting,Failed"
  })
  void readinessOfSubnet_eachState_isKnown(String state, String meaning) {
    Subnet subnet = new Subnet("subnet-1", SCOPE, "vpc-1", List.of(), "a", "b", state, Tags.none());

    assertThat(AwsKinds.SUBNETS.readiness(subnetNode("10.0.1.0/24"), subnet))
        .extracting(r -> r.getClass().getSimpleName())
        .isEqualTo(meaning);
  }

  // ---- blocks, tables ----

  @ParameterizedTest
  @CsvSource({
    "associated,Target",
    "associating,Transitional",
    "disassociating,Gone",
    "disassociated,Gone",
    "failing,Failed",
    "failed,Failed",
    "melting,Failed"
  })
  void readinessOfBlock_eachState_isKnown(String state, String meaning) {
    Node<VpcBlockWish, VpcBlock> node =
        graph.add(
            AwsKinds.VPC_BLOCKS,
            new Address("network.n/block.ipv6"),
            SCOPE,
            new VpcBlockWish(Ref.known("vpc-1"), null, true));

    assertThat(
            AwsKinds.VPC_BLOCKS.readiness(
                node, new VpcBlock(SCOPE, "vpc-1", "assoc-1", null, state, List.of())))
        .extracting(r -> r.getClass().getSimpleName())
        .isEqualTo(meaning);
    assertThat(AwsKinds.VPC_BLOCKS.verb(node.wish())).isEqualTo(Action.COME);
  }

  @Test
  void ownedBlocks_unclaimedOrPrimary_areNotOurs() {
    Tags tags =
        mark("network.n")
            .with("tieline-claim/acme/t/10.1.0.0/16", "block")
            .with("tieline-claim/acme/t/10.0.0.0/16", "block");
    given.vpcs(
        List.of(
            new Vpc(
                "vpc-1",
                SCOPE,
                "111122223333",
                "available",
                List.of(
                    new Block(Cidr.parse("10.0.0.0/16"), "a-0", "associated"),
                    new Block(Cidr.parse("10.1.0.0/16"), "a-1", "associated"),
                    new Block(Cidr.parse("10.2.0.0/16"), "a-2", "associated")),
                tags)));

    assertThat(AwsKinds.VPC_BLOCKS.owned(OWNER, facts()))
        .singleElement()
        .satisfies(
            o -> {
              assertThat(o.address().path()).isEqualTo("network.n/block.10.1.0.0-16");
              assertThat(AwsKinds.VPC_BLOCKS.uses(o.object()))
                  .containsExactly("vpc-1", "vpc-1 tieline-claim/acme/t/10.1.0.0/16");
            });
  }

  @Test
  void findRouteTable_markedInAnotherVpc_isNone() {
    given.tables(
        List.of(
            new RouteTable(
                "rtb-1", SCOPE, "vpc-2", List.of(), List.of(), mark("network.n/table.x"))));
    Node<RouteTableWish, RouteTable> node =
        graph.add(
            AwsKinds.ROUTE_TABLES,
            new Address("network.n/table.x"),
            SCOPE,
            new RouteTableWish(Ref.known("vpc-1"), "t-n-x"));

    assertThat(AwsKinds.ROUTE_TABLES.find(OWNER, node, REFS, facts())).isEqualTo(new Find.None<>());
  }

  @Test
  void usesOfSubnet_blockAroundIt_isAmongThem() {
    VpcBlock block =
        new VpcBlock(SCOPE, "vpc-1", "assoc-1", Cidr.parse("10.1.0.0/16"), "associated", List.of());
    Subnet inside = subnet("subnet-1", "10.1.9.0/24", "ap-northeast-1a", Tags.none());
    Subnet outside = subnet("subnet-2", "10.2.9.0/24", "ap-northeast-1a", Tags.none());

    assertThat(AwsKinds.SUBNETS.uses(inside)).contains("vpc-1", AwsKinds.VPC_BLOCKS.id(block));
    assertThat(AwsKinds.SUBNETS.uses(outside)).doesNotContain(AwsKinds.VPC_BLOCKS.id(block));
  }

  // ---- associations ----

  private Find<SubnetAssociation> findAssociation(Holder holder, Tags subnetTags, String table) {
    given
        .vpcs(List.of(vpc("vpc-1", "available", Tags.none())))
        .subnets(List.of(subnet("subnet-1", "10.0.1.0/24", "ap-northeast-1a", subnetTags)))
        .tables(table == null ? List.of() : List.of(table(table, "subnet-1")));
    return AwsKinds.ASSOCIATIONS.find(OWNER, associationNode(holder), REFS, facts());
  }

  @Test
  void findAssociation_ourSubnetWithAnotherTable_isChanged() {
    Find<SubnetAssociation> find =
        findAssociation(Holder.OURS, mark("network.n/subnet.a"), "rtb-2");

    assertThat(find).isInstanceOf(Find.Ours.class);
    assertThat(
            AwsKinds.ASSOCIATIONS.compare(
                OWNER, associationNode2(), ((Find.Ours<SubnetAssociation>) find).object(), REFS))
        .isInstanceOf(Diff.Differs.class);
  }

  private Node<AssociationWish, SubnetAssociation> associationNode2() {
    return new Graph.Builder()
        .add(
            AwsKinds.ASSOCIATIONS,
            new Address("network.n/association.a"),
            SCOPE,
            new AssociationWish(Ref.known("subnet-1"), Ref.known("rtb-1"), Holder.OURS));
  }

  @Test
  void findAssociation_foreignSubnetWithTheTable_isAdopted() {
    assertThat(findAssociation(Holder.FOREIGN, Tags.none(), "rtb-1"))
        .isInstanceOf(Find.Foreign.class);
  }

  @Test
  void findAssociation_foreignSubnetWithAnotherTable_isInTheWay() {
    assertThat(findAssociation(Holder.FOREIGN, Tags.none(), "rtb-2"))
        .isInstanceOfSatisfying(
            Find.InTheWay.class, f -> assertThat(f.remedy()).contains("CHANGE_FOREIGN_ATTRIBUTES"));
  }

  @Test
  void findAssociation_foreignSubnetOfMainTable_isInTheWay() {
    assertThat(findAssociation(Holder.FOREIGN, Tags.none(), null))
        .isInstanceOfSatisfying(
            Find.InTheWay.class, f -> assertThat(f.what()).contains("main table"));
  }

  @Test
  void findAssociation_consentAndOldValueKept_isOursWithTheOldValue() {
    Find<SubnetAssociation> find =
        findAssociation(
            Holder.CONSENTING,
            new Tags(Map.of("tieline-before/acme/t/route-table", "rtb-1/rtb-2")),
            "rtb-2");

    assertThat(find)
        .isInstanceOfSatisfying(
            Find.Ours.class,
            f -> {
              SubnetAssociation found = (SubnetAssociation) f.object();
              assertThat(found.before())
                  .isEqualTo(
                      new SubnetAssociation.Before(
                          "subnet-1 tieline-before/acme/t/route-table", null));
              assertThat(AwsKinds.ASSOCIATIONS.uses(found))
                  .contains("subnet-1", "rtb-2", "subnet-1 tieline-before/acme/t/route-table");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "associated,Target",
    "associating,Transitional",
    "disassociating,Gone",
    "disassociated,Gone",
    "failed,Failed",
    "melting,Failed"
  })
  void readinessOfAssociation_eachState_isKnown(String state, String meaning) {
    assertThat(
            AwsKinds.ASSOCIATIONS.readiness(
                associationNode(Holder.OURS),
                new SubnetAssociation(SCOPE, "assoc-1", "subnet-1", "rtb-1", state, null)))
        .extracting(r -> r.getClass().getSimpleName())
        .isEqualTo(meaning);
  }

  // ---- attributes and notes ----

  @ParameterizedTest
  @CsvSource({
    "OURS,false,Ours",
    "OURS,true,Ours",
    "CONSENTING,false,Ours",
    "CONSENTING,true,Foreign",
    "FOREIGN,true,Foreign",
    "FOREIGN,false,InTheWay"
  })
  void findAttribute_holderAndValue_decide(Holder holder, boolean on, String found) {
    given
        .vpcs(List.of(vpc("vpc-1", "available", Tags.none())))
        .attributes(List.of(new VpcAttributes("vpc-1", SCOPE, true, on)));

    assertThat(AwsKinds.VPC_ATTRIBUTES.find(OWNER, attributeNode(holder), REFS, facts()))
        .extracting(f -> f.getClass().getSimpleName())
        .isEqualTo(found);
  }

  @Test
  void findAttribute_notReadOfAForeignVpc_isUnreadable() {
    given.vpcs(List.of(vpc("vpc-1", "available", Tags.none())));

    assertThat(AwsKinds.VPC_ATTRIBUTES.find(OWNER, attributeNode(Holder.CONSENTING), REFS, facts()))
        .isInstanceOf(Find.Unreadable.class);
  }

  @Test
  void ownedNotes_whatTheySpeakOfUnreadable_stay() {
    given.vpcs(
        List.of(
            vpc(
                "vpc-1",
                "available",
                new Tags(Map.of("tieline-before/acme/t/enableDnsHostnames", "false/true")))));
    given.builder.unreadable(SCOPE, VpcAttributes.class, "denied");
    Facts facts = facts();

    assertThat(AwsKinds.ATTRIBUTE_BEFORES.owned(OWNER, facts)).isEmpty();
    assertThat(AwsKinds.VPC_ATTRIBUTES.owned(OWNER, facts)).isEmpty();
  }

  @Test
  void ownedAttributes_oldValueKept_areSwitchedOffBeforeTheNoteGoes() {
    given
        .vpcs(
            List.of(
                vpc(
                    "vpc-1",
                    "available",
                    new Tags(Map.of("tieline-before/acme/t/enableDnsHostnames", "false/true")))))
        .attributes(List.of(new VpcAttributes("vpc-1", SCOPE, true, true)));
    Facts facts = facts();

    String note =
        AwsKinds.ATTRIBUTE_BEFORES.id(
            AwsKinds.ATTRIBUTE_BEFORES.owned(OWNER, facts).get(0).object());
    assertThat(AwsKinds.VPC_ATTRIBUTES.owned(OWNER, facts))
        .singleElement()
        .satisfies(o -> assertThat(AwsKinds.VPC_ATTRIBUTES.uses(o.object())).contains(note));
  }

  // ---- groups ----

  @Test
  void findGroup_sameNameUnmarked_isUsedWithoutAMark() {
    SecurityGroup foreign = new SecurityGroup("sg-1", SCOPE, "vpc-1", "tieline-t-n", Tags.none());
    given.groups(List.of(foreign));
    Node<GroupWish, SecurityGroup> node =
        graph.add(
            AwsKinds.SECURITY_GROUPS,
            new Address("network.n/group"),
            SCOPE,
            new GroupWish(Ref.known("vpc-1"), "tieline-t-n", false));

    assertThat(AwsKinds.SECURITY_GROUPS.find(OWNER, node, REFS, facts()))
        .isEqualTo(new Find.Foreign<>(foreign));
    assertThat(AwsKinds.SECURITY_GROUPS.compare(OWNER, node, foreign, REFS))
        .isEqualTo(new Diff.Same());
  }
}
