package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.aws.AwsCredentials;
import dev.tieline.aws.AwsPeering;
import dev.tieline.aws.AwsProvider;
import dev.tieline.aws.AwsVpc;
import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.provider.Caller;
import dev.tieline.provider.Claims;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Quota;
import dev.tieline.provider.Trouble;
import dev.tieline.snapshot.PeeringConnection;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.snapshot.Snapshot;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Survey;
import dev.tieline.spi.SurveyRequest;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.FakeAws;
import dev.tieline.topology.Topology;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A managed VPC in Tokyo and an existing one in Singapore of 172.31.0.0/16 with two subnets, one of
 * which has a route table of its own, and a security group that admits SSH from anywhere.
 */
class AwsSurveyTest {
  private static final String ACCOUNT = "111122223333";
  private static final String TOKYO = "ap-northeast-1";
  private static final String SINGAPORE = "ap-southeast-1";
  private static final Owner OWNER = new Owner("acme", "tokyo-singapore");
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private Instant now = NOON;
  private FakeAws aws;
  private Console singapore;
  private String vpc;
  private String subnetA;
  private String subnetB;
  private String table;
  private String group;
  private AwsProvider provider;
  private DirectReads reads;

  @BeforeEach
  void start() {
    aws =
        FakeAws.builder()
            .account(ACCOUNT)
            .account("444455556666")
            .regions(TOKYO, SINGAPORE, "eu-west-1")
            .time((InstantSource) () -> now)
            .build();
    singapore = aws.console(ACCOUNT, SINGAPORE);
    vpc = singapore.createVpc("172.31.0.0/16");
    now = now.plusSeconds(60);
    subnetA = singapore.createSubnet(vpc, "172.31.0.0/20", SINGAPORE + "a");
    subnetB = singapore.createSubnet(vpc, "172.31.16.0/20", SINGAPORE + "b");
    table = singapore.createRouteTable(vpc);
    singapore.associate(table, subnetB);
    group = singapore.createSecurityGroup(vpc, "bastion");
    singapore.authorizeIngress(group, "tcp", 22, 22, "0.0.0.0/0");
    now = now.plusSeconds(60);
    provider = provider(ACCOUNT, true);
    reads = new DirectReads(provider);
    aws.resetCalls();
  }

  @AfterEach
  void stop() {
    provider.close();
    aws.close();
  }

  private AwsProvider provider(String declared, boolean quotas) {
    FakeAws.Keys keys = aws.keys(ACCOUNT);
    return AwsProvider.builder()
        .account("main", AwsCredentials.of(keys.accessKeyId(), keys.secretAccessKey()), declared)
        .regions(TOKYO, SINGAPORE)
        .httpClient(new InProcessHttp(aws))
        .quotas(quotas)
        .build();
  }

  private Topology topology() {
    return Topology.named("tokyo-singapore")
        .network("tokyo", AwsVpc.managed("main", TOKYO, "10.20.0.0/16"))
        .network("singapore", AwsVpc.existing("main", SINGAPORE, vpc))
        .peer("tokyo", "singapore", p -> p.allow(Traffic.tcp(22)))
        .build();
  }

  private static Scope scope(String region) {
    return new Scope("aws", "main", region);
  }

  private Survey survey(@Nullable Topology topology, boolean hosts) {
    Survey survey = provider.survey(new SurveyRequest(OWNER, topology, hosts));
    survey.start(reads);
    reads.drain();
    return survey;
  }

  private Facts facts(@Nullable Topology topology) {
    return survey(topology, false).facts();
  }

  private Snapshot picture(@Nullable Topology topology, boolean hosts) {
    Survey survey = survey(topology, hosts);
    survey.facts();
    SnapshotEditor editor = new SnapshotEditor();
    survey.picture(editor);
    return editor.build(now);
  }

  @Test
  void start_cold_readsSevenListsEachRegionIdentityAndQuotasOnce() {
    facts(topology());
    // no VPC of Tokyo but the default groups' absence: five lists of an empty region, no rules
    assertThat(reads.made).hasSizeLessThanOrEqualTo(20);
    assertThat(reads.made).filteredOn(c -> c.startsWith("GetCallerIdentity")).hasSize(1);
    assertThat(reads.made).filteredOn(c -> c.startsWith("ListServiceQuotas")).hasSize(2);
    assertThat(reads.made)
        .filteredOn(c -> c.endsWith(SINGAPORE))
        .containsExactlyInAnyOrder(
            "ListServiceQuotas main/ap-southeast-1",
            "DescribeVpcs main/ap-southeast-1",
            "DescribeSubnets main/ap-southeast-1",
            "DescribeRouteTables main/ap-southeast-1",
            "DescribeNetworkAcls main/ap-southeast-1",
            "DescribeSecurityGroups main/ap-southeast-1",
            "DescribeSecurityGroupRules main/ap-southeast-1",
            "DescribeVpcPeeringConnections main/ap-southeast-1");
  }

  @Test
  void start_warm_readsAtMostSevenListsEachRegion() {
    aws.console(ACCOUNT, TOKYO).createVpc("10.9.0.0/16");
    facts(topology());
    reads.made.clear();
    facts(topology());
    assertThat(reads.made).hasSize(14);
  }

  private Topology withSubnet() {
    return Topology.named("tokyo-singapore")
        .network(
            "tokyo",
            AwsVpc.managed("main", TOKYO, "10.20.0.0/16").subnet("a", "10.20.1.0/24", TOKYO + "a"))
        .network("singapore", AwsVpc.existing("main", SINGAPORE, vpc))
        .build();
  }

  @Test
  void start_subnetToMake_readsTheZonesOfItsRegionOnceForAProvider() {
    assertThat(facts(withSubnet()).find(Zone.class, new Keys.In(scope(TOKYO))))
        .extracting(Zone::name)
        .contains(TOKYO + "a", TOKYO + "d");
    facts(withSubnet());
    assertThat(reads.made)
        .filteredOn(c -> c.startsWith("DescribeAvailabilityZones"))
        .containsExactly("DescribeAvailabilityZones main/" + TOKYO);
  }

  @Test
  void start_zonesDenied_goesOnAndDoesNotAskAgain() {
    aws.permissions().deny(ACCOUNT, "ec2:DescribeAvailabilityZones");
    assertThat(facts(withSubnet()).all(Zone.class)).isEmpty();
    reads.made.clear();
    Facts facts = facts(withSubnet());
    assertThat(facts.one(Vpc.class, vpc)).isPresent();
    assertThat(reads.made).noneMatch(c -> c.startsWith("DescribeAvailabilityZones"));
  }

  @Test
  void start_credentialsThatBecomeAnotherAccounts_areNoticed() {
    provider.close();
    provider =
        AwsProvider.builder()
            .account("main", AwsCredentials.defaultChain())
            .regions(TOKYO, SINGAPORE)
            .httpClient(new InProcessHttp(aws))
            .build();
    reads = new DirectReads(provider);
    try {
      signIn(ACCOUNT);
      assertThat(facts(topology()).one(Caller.class, "main").orElseThrow().accountId())
          .isEqualTo(ACCOUNT);
      facts(topology());
      assertThat(reads.made).filteredOn(c -> c.startsWith("GetCallerIdentity")).hasSize(1);
      signIn("444455556666");
      aws.quota("444455556666", TOKYO, Quotas.PEERINGS_PER_VPC, 3);
      Facts changed = facts(topology());
      assertThat(changed.one(Caller.class, "main").orElseThrow().accountId())
          .isEqualTo("444455556666");
      assertThat(changed.one(Quota.class, new Keys.Quotas(scope(TOKYO), Quotas.PEERINGS_PER_VPC)))
          .contains(new Quota(scope(TOKYO), Quotas.PEERINGS_PER_VPC, 3, true));
      facts(topology());
      assertThat(reads.made).filteredOn(c -> c.startsWith("GetCallerIdentity")).hasSize(2);
    } finally {
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
    }
  }

  /** Makes the default chain find the keys of an account. */
  private void signIn(String account) {
    System.setProperty("aws.accessKeyId", aws.keys(account).accessKeyId());
    System.setProperty("aws.secretAccessKey", aws.keys(account).secretAccessKey());
  }

  @Test
  void start_everyCall_isOneOnTheWire() {
    facts(topology());
    assertThat(aws.calls()).hasSameSizeAs(reads.made);
  }

  @Test
  void start_moreRoutesRulesAndPeerings_makesNoMoreCalls() {
    facts(topology());
    int few = reads.made.size();
    aws.quota(ACCOUNT, SINGAPORE, Quotas.VPCS_PER_REGION, 100);
    for (int i = 0; i < 40; i++) {
      singapore.authorizeIngress(group, "tcp", 1000 + i, 1000 + i, "10.0.0.0/8");
      String peer = singapore.createVpc("10." + (100 + i) + ".0.0/16");
      String pcx = singapore.createPeering(vpc, ACCOUNT, SINGAPORE, peer);
      now = now.plusSeconds(5);
      singapore.acceptPeering(pcx);
      now = now.plusSeconds(5);
      singapore.createRoute(table, "10." + (100 + i) + ".0.0/16", pcx);
    }
    reads.made.clear();
    Facts facts = facts(topology());
    assertThat(facts.find(Route.class, new Keys.InVpc(vpc))).hasSize(42);
    assertThat(reads.made.size()).isLessThanOrEqualTo(few);
  }

  @Test
  void start_declaredRegionWithoutNetworks_readsOnlyTags() {
    Topology alone =
        Topology.named("tokyo-singapore")
            .network("singapore", AwsVpc.existing("main", SINGAPORE, vpc))
            .build();
    facts(alone);
    assertThat(reads.made)
        .filteredOn(c -> c.endsWith(TOKYO) && !c.startsWith("GetCallerIdentity"))
        .containsExactly("DescribeTags main/" + TOKYO);
  }

  @Test
  void start_markedVpcInRegionThatLeftTheWish_isFound() {
    Console tokyo = aws.console(ACCOUNT, TOKYO);
    String left = tokyo.createVpc("10.20.0.0/16");
    tokyo.tag(left, Marks.key(OWNER), "network.tokyo");
    Topology alone =
        Topology.named("tokyo-singapore")
            .network("singapore", AwsVpc.existing("main", SINGAPORE, vpc))
            .build();
    assertThat(facts(alone).find(Vpc.class, new Keys.OwnedBy(OWNER)))
        .extracting(Vpc::id)
        .containsExactly(left);
  }

  @Test
  void start_destroyWithNothingOfOurs_readsOnlyTags() {
    facts(null);
    assertThat(reads.made)
        .containsExactlyInAnyOrder(
            "GetCallerIdentity main/" + TOKYO,
            "DescribeTags main/" + TOKYO,
            "DescribeTags main/" + SINGAPORE);
  }

  @Test
  void start_markOfAnotherTopology_isNotOurs() {
    singapore.tag(vpc, Marks.key(new Owner("acme", "other")), "network.x");
    facts(null);
    assertThat(reads.made).noneMatch(c -> c.startsWith("DescribeVpcs"));
  }

  @Test
  void start_claimAlone_isFound() {
    singapore.tag(table, Claims.key(OWNER, Cidr.parse("10.20.0.0/16")), "pcx-1");
    assertThat(facts(null).find(RouteTable.class, new Keys.ClaimedBy(OWNER)))
        .extracting(RouteTable::id)
        .containsExactly(table);
  }

  @Test
  void start_markedSideOfPeering_bringsTheOtherSide() {
    String tokyoVpc = aws.console(ACCOUNT, TOKYO).createVpc("10.20.0.0/16");
    String pcx = aws.console(ACCOUNT, TOKYO).createPeering(tokyoVpc, ACCOUNT, SINGAPORE, vpc);
    aws.console(ACCOUNT, TOKYO).tag(pcx, Marks.key(OWNER), "peering.tokyo-singapore");
    now = now.plusSeconds(60);
    Facts facts = facts(null);
    assertThat(facts.find(Subnet.class, new Keys.InVpc(vpc))).hasSize(2);
    assertThat(facts.one(Pcx.class, new Keys.Seen(scope(SINGAPORE), pcx))).isPresent();
    assertThat(facts.find(Pcx.class, Keys.Pair.of(vpc, tokyoVpc))).hasSize(2);
    assertThat(
            facts.find(Pcx.class, new Keys.Marked(OWNER, new Address("peering.tokyo-singapore"))))
        .extracting(Pcx::scope)
        .containsExactly(scope(TOKYO));
  }

  @Test
  void start_dnsOption_readsAttributesOfItsVpcsOnly() {
    Topology dns =
        Topology.named("tokyo-singapore")
            .network("tokyo", AwsVpc.managed("main", TOKYO, "10.20.0.0/16"))
            .network("singapore", AwsVpc.existing("main", SINGAPORE, vpc))
            .peer(
                "tokyo", "singapore", p -> p.allow(Traffic.tcp(22)).with(AwsPeering.DNS_BOTH_WAYS))
            .build();
    Facts facts = facts(dns);
    assertThat(facts.one(VpcAttributes.class, new Keys.InVpc(vpc)))
        .contains(new VpcAttributes(vpc, scope(SINGAPORE), true, false));
    assertThat(reads.made).filteredOn(c -> c.startsWith("DescribeVpcAttribute")).hasSize(2);
  }

  @Test
  void start_manyGroups_readsRulesOfThoseConcernedAndMarkedOnes() {
    String other = singapore.createVpc("10.50.0.0/16");
    String marked = singapore.createSecurityGroup(other, "other");
    for (int i = 0; i < 210; i++) {
      singapore.createSecurityGroup(other, "group-" + i);
    }
    String rule = singapore.authorizeIngress(marked, "tcp", 80, 80, "10.20.0.0/16");
    singapore.tag(rule, Marks.key(OWNER), "peering.x/rule.y");
    Facts facts = facts(topology());
    assertThat(facts.find(GroupRule.class, new Keys.OwnedBy(OWNER)))
        .extracting(GroupRule::id)
        .containsExactly(rule);
    assertThat(facts.find(GroupRule.class, new Keys.InGroup(group))).isNotEmpty();
    assertThat(reads.made)
        .filteredOn(c -> c.startsWith("DescribeSecurityGroupRules main/" + SINGAPORE))
        .hasSize(2);
  }

  @Test
  void facts_rule_isFiledByWhatItSays() {
    Facts facts = facts(topology());
    assertThat(
            facts.one(
                GroupRule.class,
                new RuleAt(group, true, Traffic.tcp(22), new RulePeer.Block(Cidr.ofAny4()))))
        .isPresent();
  }

  @Test
  void facts_oneListDenied_isUnreadableAndTheRestIsThere() {
    aws.permissions().deny(ACCOUNT, "ec2:DescribeSubnets");
    Facts facts = facts(topology());
    assertThat(facts.unreadable(scope(SINGAPORE), Subnet.class))
        .hasValueSatisfying(w -> assertThat(w).contains("UnauthorizedOperation"));
    assertThat(facts.unreadable(scope(SINGAPORE), RouteTable.class)).isEmpty();
    assertThat(facts.find(RouteTable.class, new Keys.InVpc(vpc))).hasSize(2);
  }

  @Test
  void facts_regionDown_isUnreadableThereAlone() {
    aws.regionDown(TOKYO, true);
    Facts facts = facts(topology());
    assertThat(facts.unreadable(scope(TOKYO), Vpc.class)).isPresent();
    assertThat(facts.unreadable(scope(SINGAPORE), Vpc.class)).isEmpty();
    assertThat(facts.one(Vpc.class, vpc)).isPresent();
  }

  @Test
  void facts_htmlInsteadOfXml_isUnreadableAndNotEmpty() {
    aws.faults().on("DescribeVpcs").region(SINGAPORE).always().html(200);
    Facts facts = facts(topology());
    assertThat(facts.unreadable(scope(SINGAPORE), Vpc.class))
        .hasValueSatisfying(w -> assertThat(w).contains("answer is not").contains("<"));
  }

  @Test
  void facts_truncatedAnswer_isUnreadable() {
    aws.faults().on("DescribeRouteTables").region(SINGAPORE).always().truncated();
    Facts facts = facts(topology());
    assertThat(facts.unreadable(scope(SINGAPORE), Route.class)).isPresent();
  }

  @Test
  void facts_anotherAccountThanDeclared_isUnreadableWithBothIds() {
    provider.close();
    provider = provider("999999999999", true);
    reads = new DirectReads(provider);
    Facts facts = facts(topology());
    assertThat(facts.unreadable(scope(SINGAPORE), Vpc.class))
        .hasValueSatisfying(w -> assertThat(w).contains(ACCOUNT).contains("999999999999"));
    assertThat(facts.all(Vpc.class)).isEmpty();
  }

  @Test
  void compile_anotherAccountThanDeclared_isAnErrorForEachNetwork() {
    provider.close();
    provider = provider("999999999999", true);
    reads = new DirectReads(provider);
    Graph.Builder out = new Graph.Builder();
    AccountFindings.add(topology(), facts(topology()), out);
    assertThat(out.build().findings())
        .filteredOn(f -> f.code().equals("WRONG_ACCOUNT"))
        .extracting(f -> f.subject())
        .containsExactly("network.tokyo", "network.singapore");
  }

  @Test
  void facts_regionNotEnabled_isToldByAnotherOneWhoCalls() {
    reads.disabledRegion = TOKYO;

    Facts facts = facts(topology());

    assertThat(facts.all(Trouble.class)).isEmpty();
    assertThat(facts.all(Caller.class))
        .singleElement()
        .extracting(Caller::accountId)
        .isEqualTo(ACCOUNT);
    assertThat(reads.made)
        .contains("GetCallerIdentity main/" + TOKYO, "GetCallerIdentity main/" + SINGAPORE);
  }

  @Test
  void facts_quotasDenied_areTheDocumentedDefaultsAndAskedOnce() {
    aws.permissions().deny(ACCOUNT, "servicequotas:ListServiceQuotas");
    Facts facts = facts(topology());
    assertThat(facts.one(Quota.class, new Keys.Quotas(scope(TOKYO), Quotas.PEERINGS_PER_VPC)))
        .contains(new Quota(scope(TOKYO), Quotas.PEERINGS_PER_VPC, 50, false));
    assertThat(facts.unreadable(scope(TOKYO), Quota.class)).isPresent();
    reads.made.clear();
    facts(topology());
    assertThat(reads.made).noneMatch(c -> c.startsWith("ListServiceQuotas"));
  }

  @Test
  void facts_quotaOfTheAccount_isRead() {
    aws.quota(ACCOUNT, TOKYO, Quotas.PEERINGS_PER_VPC, 3);
    assertThat(
            facts(topology())
                .one(Quota.class, new Keys.Quotas(scope(TOKYO), Quotas.PEERINGS_PER_VPC)))
        .contains(new Quota(scope(TOKYO), Quotas.PEERINGS_PER_VPC, 3, true));
  }

  @Test
  void picture_subnets_haveTheTableInEffect() {
    Snapshot snapshot = picture(topology(), false);
    assertThat(snapshot.subnets())
        .filteredOn(s -> s.vpc().equals(vpc))
        .extracting(s -> s.id() + " " + s.routeTable())
        .containsExactlyInAnyOrder(
            subnetA + " " + singapore.mainRouteTable(vpc), subnetB + " " + table);
    assertThat(snapshot.subnets()).allMatch(s -> !s.acl().isEmpty() && !s.zoneId().isEmpty());
  }

  @Test
  void picture_readCompletely_saysSo() {
    Snapshot snapshot = picture(topology(), false);
    assertThat(snapshot.vpcs()).hasSize(1);
    assertThat(snapshot.vpcs().get(0).complete()).isTrue();
    assertThat(snapshot.vpcs().get(0).place().account()).isEqualTo(ACCOUNT);
    assertThat(snapshot.unreadable()).isEmpty();
  }

  @Test
  void picture_groupsUnreadable_isNotComplete() {
    aws.permissions().deny(ACCOUNT, "ec2:DescribeSecurityGroupRules");
    Snapshot snapshot = picture(topology(), false);
    assertThat(snapshot.vpcs().get(0).complete()).isFalse();
    assertThat(snapshot.unreadable()).anyMatch(u -> u.what().equals("security group rules"));
  }

  @Test
  void picture_foreignNetwork_isKnownFromOutsideOnly() {
    Topology foreign =
        Topology.named("tokyo-singapore")
            .network("singapore", AwsVpc.existing("main", SINGAPORE, vpc))
            .network(
                "partner", AwsVpc.foreign("444455556666", "eu-west-1", "vpc-0f00", "10.8.0.0/16"))
            .build();
    Snapshot snapshot = picture(foreign, false);
    assertThat(snapshot.vpcs())
        .filteredOn(v -> v.id().equals("vpc-0f00"))
        .singleElement()
        .satisfies(
            v -> {
              assertThat(v.complete()).isFalse();
              assertThat(v.cidrs()).containsExactly(Cidr.parse("10.8.0.0/16"));
              assertThat(v.name()).isEqualTo("partner");
            });
  }

  @Test
  void picture_hostsAsked_holdsInstancesWithAddressesAndGroups() {
    var host = singapore.runInstance(subnetA, group);
    Snapshot snapshot = picture(topology(), true);
    assertThat(snapshot.hosts())
        .singleElement()
        .satisfies(
            h -> {
              assertThat(h.id()).isEqualTo(host.instanceId());
              assertThat(h.addresses())
                  .extracting(Object::toString)
                  .containsExactly(host.privateIp());
              assertThat(h.groups()).containsExactly(group);
              assertThat(h.subnet()).isEqualTo(subnetA);
            });
  }

  @Test
  void picture_pendingPeering_isNotActive() {
    String peer = singapore.createVpc("10.77.0.0/16");
    String pcx = singapore.createPeering(vpc, ACCOUNT, SINGAPORE, peer);
    now = now.plusSeconds(60);
    assertThat(picture(topology(), false).peerings())
        .containsExactly(
            new PeeringConnection(
                pcx, vpc, peer, PeeringConnection.State.PENDING, "pending-acceptance"));
  }
}
