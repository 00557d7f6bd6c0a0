package dev.tieline.aliyun.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tieline.aliyun.AliyunCredentials;
import dev.tieline.aliyun.AliyunProvider;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.provider.Descriptions;
import dev.tieline.provider.Elsewhere;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Trouble;
import dev.tieline.snapshot.NextHop;
import dev.tieline.snapshot.PeeringConnection;
import dev.tieline.snapshot.Rule;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.snapshot.Snapshot;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Survey;
import dev.tieline.spi.SurveyRequest;
import dev.tieline.topology.Topology;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A VPC of 10.20.0.0/16 in Hangzhou and one of 172.31.0.0/16 in Shanghai, each with a vSwitch, a
 * system table and a basic group that admits SSH; a peering connection of somebody else joins them.
 */
class AliyunSurveyTest {
  private static final String HANGZHOU = "cn-hangzhou";
  private static final String SHANGHAI = "cn-shanghai";
  private static final Owner OWNER = new Owner("acme", "hz-sh");

  private final ScriptedCloud cloud = new ScriptedCloud();
  private AliyunProvider provider;
  private DirectReads reads;

  @BeforeEach
  void start() {
    for (String region : new String[] {HANGZHOU, SHANGHAI}) {
      String at = region.equals(HANGZHOU) ? "hz" : "sh";
      String block = region.equals(HANGZHOU) ? "10.20.0.0/16" : "172.31.0.0/16";
      String other = region.equals(HANGZHOU) ? "172.31.0.0/16" : "10.20.0.0/16";
      String inside = region.equals(HANGZHOU) ? "10.20.1.0/24" : "172.31.1.0/24";
      cloud.vpc(region, "vpc-" + at, block);
      cloud.vSwitch(region, "vpc-" + at, "vsw-" + at, inside, "vtb-" + at);
      cloud.table(region, "vpc-" + at, "vtb-" + at, "System");
      cloud.entry("vtb-" + at, inside, "System", "local", "");
      cloud.entry("vtb-" + at, "100.64.0.0/10", "System", "service", "");
      cloud.entry("vtb-" + at, other, "Custom", "VpcPeer", "pcc-1");
      cloud.group(region, "vpc-" + at, "sg-" + at);
      cloud.rule("sg-" + at, "ingress", "TCP", "22/22", "0.0.0.0/0");
    }
    cloud.peering("pcc-1", HANGZHOU, "vpc-hz", SHANGHAI, "vpc-sh");
    provider = provider("1234567890123456");
    reads = new DirectReads(provider);
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  private AliyunProvider provider(String declared) {
    return AliyunProvider.builder()
        .account("main", AliyunCredentials.of("AKID", "secret"), declared)
        .regions(HANGZHOU, SHANGHAI, "cn-beijing")
        .transport(cloud.script)
        .build();
  }

  private static Topology topology() {
    return Topology.named("hz-sh")
        .network("hz", AliyunVpc.existing("main", HANGZHOU, "vpc-hz"))
        .network("sh", AliyunVpc.existing("main", SHANGHAI, "vpc-sh"))
        .peer("hz", "sh", p -> p.allow(Traffic.tcp(22)))
        .build();
  }

  private static Scope scope(String region) {
    return new Scope("aliyun", "main", region);
  }

  private Survey survey(@Nullable Topology topology, boolean hosts) {
    Survey survey = provider.survey(new SurveyRequest(OWNER, topology, hosts));
    survey.start(reads);
    reads.drain();
    return survey;
  }

  private Facts facts() {
    return survey(topology(), false).facts();
  }

  private Snapshot picture(boolean hosts) {
    Survey survey = survey(topology(), hosts);
    survey.facts();
    SnapshotEditor editor = new SnapshotEditor();
    survey.picture(editor);
    return editor.build(Instant.EPOCH);
  }

  private static <T> T by(List<T> all, Function<T, String> id, String wanted) {
    return all.stream().filter(o -> id.apply(o).equals(wanted)).findFirst().orElseThrow();
  }

  private Rule ruleOf(Snapshot snapshot, String group, String id) {
    return by(snapshot.groups(), dev.tieline.snapshot.SecurityGroup::id, group).rules().stream()
        .filter(r -> r.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void survey_twoNetworks_asksOnceForEachListTableAndGroup() {
    facts();

    assertThat(reads.made)
        .containsExactlyInAnyOrder(
            "GetCallerIdentity main/cn-hangzhou",
            "GetCdtServiceStatus main/cn-hangzhou",
            "DescribeVpcs main/cn-hangzhou",
            "DescribeVSwitches main/cn-hangzhou",
            "DescribeRouteTableList main/cn-hangzhou",
            "DescribeNetworkAcls main/cn-hangzhou",
            "DescribeSecurityGroups main/cn-hangzhou",
            "ListVpcPeerConnections main/cn-hangzhou",
            "DescribeRouteEntryList main/cn-hangzhou",
            "DescribeSecurityGroupAttribute main/cn-hangzhou",
            "DescribeVpcs main/cn-shanghai",
            "DescribeVSwitches main/cn-shanghai",
            "DescribeRouteTableList main/cn-shanghai",
            "DescribeNetworkAcls main/cn-shanghai",
            "DescribeSecurityGroups main/cn-shanghai",
            "ListVpcPeerConnections main/cn-shanghai",
            "DescribeRouteEntryList main/cn-shanghai",
            "DescribeSecurityGroupAttribute main/cn-shanghai",
            "DescribeVpcs main/cn-beijing",
            "DescribeVSwitches main/cn-beijing",
            "DescribeRouteTableList main/cn-beijing",
            "DescribeSecurityGroups main/cn-beijing",
            "ListVpcPeerConnections main/cn-beijing");
  }

  @Test
  void survey_again_asksNeitherWhoNorWhetherCdtIsOpen() {
    facts();
    reads.made.clear();

    facts();

    assertThat(reads.made)
        .noneMatch(c -> c.startsWith("GetCallerIdentity") || c.startsWith("GetCdt"));
  }

  @Test
  void survey_moreRoutesRulesAndPeerings_asksNoMore() {
    facts();
    int before = reads.made.size();
    for (int i = 0; i < 60; i++) {
      cloud.entry("vtb-hz", "192.168." + i + ".0/24", "Custom", "VpcPeer", "pcc-1");
      cloud.rule("sg-hz", "ingress", "TCP", "443/443", "192.168." + i + ".0/24");
      cloud.peering("pcc-x" + i, HANGZHOU, "vpc-hz", "cn-beijing", "vpc-b" + i);
    }
    provider.close();
    provider = provider("1234567890123456");
    reads = new DirectReads(provider);

    Facts facts = facts();

    assertThat(reads.made).hasSize(before);
    assertThat(facts.find(Route.class, new Keys.InVpc("vpc-hz"))).hasSize(63);
  }

  @Test
  void survey_everyRequest_isAsTheOfficialMetadataHaveIt() throws IOException {
    Optional<Official> official = Official.find();
    assumeTrue(official.isPresent(), "the official metadata are not at hand");
    survey(
        Topology.named("hz-sh")
            .network(
                "hz",
                AliyunVpc.existing("main", HANGZHOU, "vpc-gone")
                    .vSwitch("x", "10.20.9.0/24", "cn-hangzhou-h"))
            .network("sh", AliyunVpc.existing("main", SHANGHAI, "vpc-sh"))
            .build(),
        true);

    List<String> faults = new ArrayList<>();
    for (Script.Asked asked : cloud.script.asked) {
      faults.addAll(official.get().faults(product(asked), asked));
    }
    assertThat(cloud.script.asked).hasSizeGreaterThan(15);
    assertThat(faults).isEmpty();
  }

  private static Product product(Script.Asked asked) {
    return Product.named(asked.host().split("[.-]")[0]).orElseThrow();
  }

  @Test
  void facts_vpc_holdsAllItsBlocks() {
    Map<String, Object> vpc = cloud.vpcs.get(0);
    vpc.put("SecondaryCidrBlocks", Map.of("SecondaryCidrBlock", List.of("10.30.0.0/16")));
    vpc.put("UserCidrs", Map.of("UserCidr", List.of("30.0.0.0/8")));
    vpc.put(
        "Ipv6CidrBlocks",
        Map.of("Ipv6CidrBlock", List.of(Map.of("Ipv6CidrBlock", "2408:4001:ab:cd00::/56"))));

    Vpc found = facts().one(Vpc.class, "vpc-hz").orElseThrow();

    assertThat(found.cidrs())
        .extracting(Cidr::toString)
        .containsExactly("10.20.0.0/16", "10.30.0.0/16", "2408:4001:ab:cd00::/56");
    assertThat(found.user()).containsExactly(Cidr.parse("30.0.0.0/8"));
    assertThat(found.accountId()).isEqualTo("1234567890123456");
  }

  @Test
  void facts_sameObjectsTwice_areEqual() {
    assertThat(facts().all(Vpc.class)).isEqualTo(facts().all(Vpc.class));
    assertThat(facts().all(Pcc.class)).isEqualTo(facts().all(Pcc.class));
    assertThat(facts().all(Route.class)).isEqualTo(facts().all(Route.class));
    assertThat(facts().all(GroupRule.class)).isEqualTo(facts().all(GroupRule.class));
  }

  @Test
  void facts_peering_isSeenFromBothSides() {
    Facts facts = facts();

    assertThat(facts.one(Pcc.class, new Keys.Seen(scope(HANGZHOU), "pcc-1"))).isPresent();
    assertThat(facts.one(Pcc.class, new Keys.Seen(scope(SHANGHAI), "pcc-1"))).isPresent();
    assertThat(facts.find(Pcc.class, Keys.Pair.of("vpc-sh", "vpc-hz"))).hasSize(2);
  }

  @Test
  void facts_marksInTagsAndDescriptions_areFiled() {
    Address route = new Address("peering.hz-sh/route.x");
    cloud.peerings.get(0).put("Tags", List.of(Map.of("Key", "tieline/acme/hz-sh", "Value", "p.x")));
    cloud.entries.get("vtb-hz").get(2).put("Description", Descriptions.fresh(OWNER, route));

    Facts facts = facts();

    assertThat(facts.find(Pcc.class, new Keys.OwnedBy(OWNER))).hasSize(2);
    assertThat(facts.find(Route.class, new Keys.Marked(OWNER, route)))
        .extracting(Route::destination)
        .containsExactly(Cidr.parse("172.31.0.0/16"));
  }

  @Test
  void facts_markInAnotherScope_isFound() {
    cloud
        .vpc("cn-beijing", "vpc-bj", "10.99.0.0/16")
        .put("Tags", ScriptedCloud.tags("tieline/acme/hz-sh", "network.old"));
    cloud.table("cn-beijing", "vpc-bj", "vtb-bj", "System");
    cloud.entry("vtb-bj", "10.99.1.0/24", "System", "local", "");

    Facts facts = facts();

    assertThat(facts.find(Vpc.class, new Keys.Marked(OWNER, new Address("network.old"))))
        .hasSize(1);
    assertThat(facts.find(Route.class, new Keys.InVpc("vpc-bj"))).hasSize(1);
  }

  @Test
  void facts_groupOfOursInAnotherScope_isFoundByItsTag() {
    cloud.vpc("cn-beijing", "vpc-bj", "10.99.0.0/16");
    cloud
        .group("cn-beijing", "vpc-bj", "sg-bj")
        .put("Tags", ScriptedCloud.ecsTags("tieline/acme/hz-sh", "network.old/group"));

    assertThat(facts().find(SecurityGroup.class, new Keys.OwnedBy(OWNER))).hasSize(1);
  }

  @Test
  void facts_farSideWithoutMark_isReadBecauseThePeeringEndsThere() {
    cloud
        .peering("pcc-2", HANGZHOU, "vpc-hz", "cn-beijing", "vpc-bj")
        .put("Tags", List.of(Map.of("Key", "tieline/acme/hz-sh", "Value", "peering.old")));
    cloud.vpc("cn-beijing", "vpc-bj", "10.99.0.0/16");

    facts();

    assertThat(reads.made).contains("DescribeNetworkAcls main/cn-beijing");
  }

  @Test
  void facts_vpcThatIsElsewhere_isFoundThere() {
    cloud.vpcs.get(1).put("Region", "cn-beijing");

    assertThat(facts().find(Elsewhere.class, "vpc-sh"))
        .containsExactly(new Elsewhere("vpc-sh", scope("cn-beijing")));
  }

  @Test
  void facts_longLists_areReadToTheirEnd() {
    for (int i = 0; i < 120; i++) {
      cloud.vpc(HANGZHOU, "vpc-n" + i, "10.0.0.0/16");
    }

    assertThat(facts().find(Vpc.class, new Keys.In(scope(HANGZHOU)))).hasSize(121);
  }

  @Test
  void facts_listThatShrinksWhileItIsRead_isReadAnew() {
    for (int i = 0; i < 60; i++) {
      cloud.vpc(HANGZHOU, "vpc-n" + i, "10.0.0.0/16");
    }
    // the first is removed between the pages: what was 51st is 50th then, on the page before
    boolean[] removed = {false};
    cloud.beforeVpcs =
        page -> {
          if (page == 2 && !removed[0]) {
            removed[0] = true;
            cloud.vpcs.removeIf(v -> v.get("VpcId").equals("vpc-n0"));
          }
        };

    List<Vpc> found = reads.list(Lists.vpcs(scope(HANGZHOU), Lists.By.everything()));

    assertThat(found).extracting(Vpc::id).contains("vpc-n48", "vpc-n49", "vpc-n50", "vpc-n59");
    assertThat(removed[0]).isTrue();
  }

  @Test
  void facts_deniedList_isUnreadableAndTheRestIsThere() {
    cloud.script.refusing("DescribeSecurityGroups", "Forbidden.RAM");

    Facts facts = facts();

    assertThat(facts.unreadable(scope(HANGZHOU), SecurityGroup.class)).isPresent();
    assertThat(facts.unreadable(scope(HANGZHOU), GroupRule.class)).isPresent();
    assertThat(facts.unreadable(scope(HANGZHOU), Vpc.class)).isEmpty();
    assertThat(facts.find(Route.class, new Keys.InVpc("vpc-hz"))).isNotEmpty();
  }

  @Test
  void facts_listWithoutItsItems_isUnreadableAndNotEmpty() {
    cloud.script.on("DescribeVpcs", asked -> Map.of("TotalCount", 3));

    assertThat(facts().unreadable(scope(HANGZHOU), Vpc.class)).isPresent();
  }

  @Test
  void facts_listOfAnotherShape_isUnreadableAndNotEmpty() {
    cloud.script.on(
        "ListVpcPeerConnections", asked -> Map.of("VpcPeerConnects", Map.of("x", List.of())));

    assertThat(facts().unreadable(scope(HANGZHOU), Pcc.class))
        .hasValueSatisfying(words -> assertThat(words).contains("$.VpcPeerConnects is object"));
  }

  @Test
  void facts_tableThatIsGoneMeanwhile_isNoFailure() {
    cloud.script.refusing("DescribeRouteEntryList", "InvalidRouteTableId.NotFound");

    assertThat(facts().unreadable(scope(HANGZHOU), Route.class)).isEmpty();
  }

  @Test
  void facts_cdtNotOpened_saysSoAndAsksAgain() {
    cloud.cdt = false;

    assertThat(facts().find(Cdt.class, "main")).containsExactly(new Cdt("main", false, false));
    reads.made.clear();
    facts();
    assertThat(reads.made).contains("GetCdtServiceStatus main/cn-hangzhou");
  }

  @Test
  void facts_cdtUnreadable_saysWhy() {
    cloud.script.refusing("GetCdtServiceStatus", "NoPermission");

    Facts facts = facts();

    assertThat(facts.find(Cdt.class, "main")).isEmpty();
    assertThat(facts.unreadable(scope(HANGZHOU), Cdt.class)).isPresent();
  }

  @Test
  void facts_accountThatIsNotTheDeclaredOne_areUnreadable() {
    cloud.account = "9999999999999999";

    Facts facts = facts();

    assertThat(facts.one(Trouble.class, "main").orElseThrow().code()).isEqualTo("WRONG_ACCOUNT");
    assertThat(facts.unreadable(scope(HANGZHOU), Vpc.class)).isPresent();
    assertThat(facts.all(Vpc.class)).isEmpty();
  }

  @Test
  void facts_wrongSecret_tellsThatNobodyKnowsWhoItIs() {
    cloud.script.refusing("GetCallerIdentity", "SignatureDoesNotMatch");

    assertThat(facts().one(Trouble.class, "main").orElseThrow().code())
        .isEqualTo("ACCOUNT_UNKNOWN");
  }

  @Test
  void facts_clockOff_tellsThatItIsTheClock() {
    cloud.script.refusing("GetCallerIdentity", "InvalidTimeStamp.Expired");

    assertThat(facts().one(Trouble.class, "main").orElseThrow().code()).isEqualTo("CLOCK_SKEW");
  }

  @Test
  void picture_networks_areCompleteWithTablesAndPeering() {
    Snapshot snapshot = picture(false);

    assertThat(by(snapshot.vpcs(), dev.tieline.snapshot.Vpc::id, "vpc-hz").complete()).isTrue();
    assertThat(by(snapshot.subnets(), dev.tieline.snapshot.Subnet::id, "vsw-hz").routeTable())
        .isEqualTo("vtb-hz");
    assertThat(by(snapshot.routeTables(), dev.tieline.snapshot.RouteTable::id, "vtb-hz").main())
        .isTrue();
    assertThat(by(snapshot.routeTables(), dev.tieline.snapshot.RouteTable::id, "vtb-hz").routes())
        .extracting(dev.tieline.snapshot.Route::nextHop)
        .containsExactlyInAnyOrder(
            new NextHop.Local(),
            new NextHop.Gateway("the cloud's own services"),
            new NextHop.Peering("pcc-1"));
    assertThat(by(snapshot.peerings(), PeeringConnection::id, "pcc-1").state())
        .isEqualTo(PeeringConnection.State.ACTIVE);
  }

  @Test
  void picture_routeThatIsNotAvailable_isUnresolved() {
    cloud.entries.get("vtb-hz").get(2).put("Status", "Pending");

    assertThat(
            by(picture(false).routeTables(), dev.tieline.snapshot.RouteTable::id, "vtb-hz")
                .unresolved())
        .containsExactly("172.31.0.0/16 -> pcc-1 Pending");
  }

  @Test
  void picture_routeToAPrefixList_isUnresolved() {
    cloud.entry("vtb-hz", "pl-1", "Custom", "VpcPeer", "pcc-1");

    assertThat(
            by(picture(false).routeTables(), dev.tieline.snapshot.RouteTable::id, "vtb-hz")
                .unresolved())
        .containsExactly("pl-1 -> pcc-1 Available");
  }

  @Test
  void picture_lockedPeering_carriesNothing() {
    cloud.peerings.get(0).put("BizStatus", "FinancialLocked");

    assertThat(by(picture(false).peerings(), PeeringConnection::id, "pcc-1").state())
        .isEqualTo(PeeringConnection.State.PENDING);
  }

  @Test
  void picture_expiredPeering_isDead() {
    cloud.peerings.get(0).put("Status", "Expired");
    cloud.peerings.get(0).put("GmtExpired", "2026-11-01T09:02Z");

    assertThat(by(picture(false).peerings(), PeeringConnection::id, "pcc-1").state())
        .isEqualTo(PeeringConnection.State.DEAD);
    assertThat(facts().all(Pcc.class).get(0).expiresAt()).isEqualTo("2026-11-01T09:02:00Z");
  }

  @Test
  void picture_basicGroup_letsAllOutAndSshIn() {
    Snapshot snapshot = picture(false);

    assertThat(ruleOf(snapshot, "sg-hz", "sgr-sg-hz-0"))
        .isEqualTo(
            new Rule("sgr-sg-hz-0", true, Traffic.tcp(22), new RulePeer.Block(Cidr.ofAny4())));
    assertThat(ruleOf(snapshot, "sg-hz", Effective.OUT).traffic()).isEqualTo(Traffic.all());
    assertThat(ruleOf(snapshot, "sg-hz", Effective.WITHIN).peer())
        .isEqualTo(new RulePeer.Members("sg-hz"));
  }

  @Test
  void picture_networkAcl_countsInTheOrderOfTheList() {
    cloud.vSwitches.get(0).put("NetworkAclId", "nacl-1");
    cloud.acls.add(
        new java.util.LinkedHashMap<>(
            Map.of(
                "Region",
                HANGZHOU,
                "NetworkAclId",
                "nacl-1",
                "VpcId",
                "vpc-hz",
                "Status",
                "Available",
                "IngressAclEntries",
                Map.of(
                    "IngressAclEntry",
                    List.of(
                        aclEntry("drop", "tcp", "22/22", "SourceCidrIp", "10.0.0.0/8"),
                        aclEntry("accept", "all", "-1/-1", "SourceCidrIp", "0.0.0.0/0"))),
                "EgressAclEntries",
                Map.of(
                    "EgressAclEntry",
                    List.of(
                        aclEntry("accept", "all", "-1/-1", "DestinationCidrIp", "0.0.0.0/0"))))));

    Snapshot snapshot = picture(false);

    assertThat(by(snapshot.subnets(), dev.tieline.snapshot.Subnet::id, "vsw-hz").acl())
        .isEqualTo("nacl-1");
    assertThat(by(snapshot.acls(), dev.tieline.snapshot.NetworkAcl::id, "nacl-1").entries())
        .extracting(e -> e.number() + " " + e.ingress() + " " + e.allow() + " " + e.cidr())
        .containsExactly(
            "1 true false 10.0.0.0/8", "2 true true 0.0.0.0/0", "1 false true 0.0.0.0/0");
  }

  private static Map<String, Object> aclEntry(
      String policy, String protocol, String port, String end, String block) {
    return Map.of("Policy", policy, "Protocol", protocol, "Port", port, end, block);
  }

  @Test
  void picture_hosts_haveTheirAddressesAndGroups() {
    cloud.interfaces.add(
        Map.of(
            "NetworkInterfaceId",
            "eni-1",
            "InstanceId",
            "i-1",
            "Type",
            "Primary",
            "VpcId",
            "vpc-hz",
            "VSwitchId",
            "vsw-hz",
            "PrivateIpSets",
            Map.of("PrivateIpSet", List.of(Map.of("PrivateIpAddress", "10.20.1.7"))),
            "SecurityGroupIds",
            Map.of("SecurityGroupId", List.of("sg-hz"))));

    dev.tieline.snapshot.Host host =
        by(picture(true).hosts(), dev.tieline.snapshot.Host::id, "i-1");

    assertThat(host.addresses()).extracting(Object::toString).containsExactly("10.20.1.7");
    assertThat(host.groups()).containsExactly("sg-hz");
  }

  @Test
  void picture_unreadableList_makesTheVpcIncomplete() {
    cloud.script.refusing("DescribeNetworkAcls", "ServiceUnavailable");

    Snapshot snapshot = picture(false);

    assertThat(by(snapshot.vpcs(), dev.tieline.snapshot.Vpc::id, "vpc-hz").complete()).isFalse();
    assertThat(snapshot.unreadable()).extracting(u -> u.what()).contains("network ACLs");
  }
}
