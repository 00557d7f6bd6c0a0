package dev.tieline.aliyun.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.aliyun.AliyunCredentials;
import dev.tieline.aliyun.AliyunProvider;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.net.Traffic;
import dev.tieline.provider.Caller;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Trouble;
import dev.tieline.reach.Probe;
import dev.tieline.reach.Question;
import dev.tieline.reach.Reachability;
import dev.tieline.reach.Verdict;
import dev.tieline.snapshot.PeeringConnection;
import dev.tieline.snapshot.Snapshot;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Call;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Survey;
import dev.tieline.spi.SurveyRequest;
import dev.tieline.testkit.AliyunConsole;
import dev.tieline.testkit.AliyunOpening;
import dev.tieline.testkit.FakeAliyun;
import dev.tieline.testkit.Host;
import dev.tieline.topology.Topology;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A VPC of 10.20.0.0/16 in Hangzhou and one of 172.31.0.0/16 in Shanghai, each with a host, peered
 * and routed by hand both ways; the groups admit TCP 22 from the other side.
 */
class AliyunOnFakeTest {
  private static final String ACCOUNT = "1000000000000001";
  private static final String PARTNER = "1000000000000002";
  private static final String HANGZHOU = "cn-hangzhou";
  private static final String SHANGHAI = "cn-shanghai";
  private static final Owner OWNER = new Owner("acme", "hz-sh");

  private Instant now = Instant.parse("2026-11-01T12:00:00Z");
  private FakeAliyun aliyun;
  private AliyunConsole hangzhou;
  private AliyunConsole shanghai;
  private String vpcA;
  private String vpcB;
  private String vSwitchA;
  private String vSwitchB;
  private String groupB;
  private String peering;
  private Host a;
  private Host b;
  private AliyunProvider provider;

  @BeforeEach
  void start() {
    aliyun =
        FakeAliyun.builder()
            .account(ACCOUNT)
            .account(PARTNER)
            .regions(HANGZHOU, SHANGHAI, "cn-beijing")
            .time((InstantSource) () -> now)
            .build();
    hangzhou = aliyun.console(ACCOUNT, HANGZHOU);
    shanghai = aliyun.console(ACCOUNT, SHANGHAI);
    vpcA = hangzhou.createVpc("10.20.0.0/16");
    vpcB = shanghai.createVpc("172.31.0.0/16");
    pass();
    vSwitchA = hangzhou.createVSwitch(vpcA, "10.20.1.0/24", "cn-hangzhou-h");
    vSwitchB = shanghai.createVSwitch(vpcB, "172.31.1.0/24", "cn-shanghai-f");
    peering = hangzhou.createPeering(vpcA, ACCOUNT, SHANGHAI, vpcB);
    pass();
    hangzhou.createRoute(hangzhou.systemTable(vpcA), "172.31.0.0/16", "VpcPeer", peering);
    shanghai.createRoute(shanghai.systemTable(vpcB), "10.20.0.0/16", "VpcPeer", peering);
    String groupA = hangzhou.createSecurityGroup(vpcA, "app");
    groupB = shanghai.createSecurityGroup(vpcB, "app");
    hangzhou.rule(groupA, "accept", "TCP", "22/22", "172.31.0.0/16", 1);
    shanghai.rule(groupB, "accept", "TCP", "20/30", "10.20.0.0/16", 10);
    a = hangzhou.runInstance(vSwitchA, groupA);
    b = shanghai.runInstance(vSwitchB, groupB);
    pass();
    provider = provider(keys(ACCOUNT));
  }

  @AfterEach
  void stop() {
    provider.close();
    aliyun.close();
  }

  private void pass() {
    now = now.plus(Duration.ofMinutes(5));
  }

  private AliyunCredentials keys(String account) {
    FakeAliyun.Keys keys = aliyun.keys(account);
    return AliyunCredentials.of(keys.accessKeyId(), keys.accessKeySecret());
  }

  private AliyunProvider.Builder builder(AliyunCredentials credentials) {
    return AliyunProvider.builder()
        .account("main", credentials, ACCOUNT)
        .regions(HANGZHOU, SHANGHAI, "cn-beijing");
  }

  private AliyunProvider provider(AliyunCredentials credentials) {
    return builder(credentials).transport(new InProcessAliyun(aliyun)).build();
  }

  private Topology topology() {
    return Topology.named("hz-sh")
        .network("hz", AliyunVpc.existing("main", HANGZHOU, vpcA))
        .network("sh", AliyunVpc.existing("main", SHANGHAI, vpcB))
        .peer("hz", "sh", p -> p.allow(Traffic.tcp(22)))
        .build();
  }

  private Survey survey() {
    Survey survey = provider.survey(new SurveyRequest(OWNER, topology(), true));
    DirectReads reads = new DirectReads(provider);
    survey.start(reads);
    reads.drain();
    return survey;
  }

  private Facts facts() {
    return survey().facts();
  }

  private Snapshot picture() {
    Survey survey = survey();
    survey.facts();
    SnapshotEditor editor = new SnapshotEditor();
    survey.picture(editor);
    return editor.build(now);
  }

  private static Scope scope(String region) {
    return new Scope("aliyun", "main", region);
  }

  /** The model's verdict on a connection, which the fake's own packets must agree with. */
  private boolean connects(Host from, Host to, int port) {
    Verdict verdict =
        Reachability.of(picture())
            .trace(
                Question.between(
                    Probe.host(from.instanceId()), Probe.host(to.instanceId()), Traffic.tcp(port)))
            .verdict();
    boolean arrives = aliyun.walk().connect(from, to.privateIp(), port).delivered();
    assertThat(verdict).isNotEqualTo(Verdict.UNKNOWN);
    assertThat(verdict == Verdict.REACHABLE)
        .as("%s, and the packet %s", verdict, arrives ? "arrives" : "does not arrive")
        .isEqualTo(arrives);
    return arrives;
  }

  @Test
  void picture_ofRealShapes_isCompleteWithNothingUnread() {
    Snapshot snapshot = picture();

    assertThat(snapshot.unreadable()).isEmpty();
    assertThat(snapshot.vpcs()).hasSize(2).allMatch(dev.tieline.snapshot.Vpc::complete);
    assertThat(snapshot.subnets()).hasSize(2);
    assertThat(snapshot.hosts()).hasSize(2);
    assertThat(snapshot.peerings())
        .singleElement()
        .isEqualTo(
            new PeeringConnection(
                peering, vpcA, vpcB, PeeringConnection.State.ACTIVE, "Activated"));
  }

  @Test
  void verdict_openPort_isReachableBothWays() {
    assertThat(connects(a, b, 22)).isTrue();
    assertThat(connects(b, a, 22)).isTrue();
  }

  @Test
  void verdict_closedPort_isNot() {
    assertThat(connects(a, b, 3306)).isFalse();
    assertThat(connects(b, a, 23)).isFalse();
  }

  @Test
  void verdict_dropBeforeTheAccept_isNot() {
    shanghai.rule(groupB, "drop", "TCP", "22/25", "10.20.1.0/24", 9);

    assertThat(connects(a, b, 22)).isFalse();
    assertThat(connects(a, b, 21)).isTrue();
  }

  @Test
  void verdict_dropAfterTheAccept_changesNothing() {
    shanghai.rule(groupB, "drop", "ALL", "-1/-1", "0.0.0.0/0", 11);

    assertThat(connects(a, b, 22)).isTrue();
  }

  @Test
  void verdict_dropAlikeTheAccept_isNot() {
    shanghai.rule(groupB, "drop", "ALL", "-1/-1", "0.0.0.0/0", 10);

    assertThat(connects(a, b, 22)).isFalse();
  }

  @Test
  void verdict_networkAclInTheWay_isNot() {
    shanghai.guard(vSwitchB, "tcp", "22/22", "10.20.0.0/16");
    pass();

    assertThat(connects(a, b, 22)).isFalse();
    assertThat(connects(a, b, 21)).isTrue();
  }

  @Test
  void verdict_vSwitchWithATableOfItsOwn_isNotServedByTheSystemTable() {
    String table = shanghai.createRouteTable(vpcB);
    pass();
    shanghai.associate(table, vSwitchB);
    pass();

    assertThat(connects(a, b, 22)).isFalse();

    shanghai.createRoute(table, "10.20.0.0/16", "VpcPeer", peering);
    pass();
    assertThat(connects(a, b, 22)).isTrue();
  }

  @Test
  void verdict_peeringWithoutItsRoutes_isNot() {
    shanghai.deletePeering(peering);
    pass();

    assertThat(connects(a, b, 22)).isFalse();
  }

  @Test
  void facts_overHttp_areTheSame() throws IOException {
    Facts inProcess = facts();
    provider.close();
    provider = builder(keys(ACCOUNT)).endpoint(aliyun.serve()).build();

    Facts overHttp = facts();

    for (Class<?> type : ScopeLook.TYPES) {
      assertThat(overHttp.<Object>all(cast(type))).isEqualTo(inProcess.<Object>all(cast(type)));
    }
  }

  @SuppressWarnings("unchecked") // only to compare lists of whatever type
  private static Class<Object> cast(Class<?> type) {
    return (Class<Object>) type;
  }

  @Test
  void facts_byARoleOfAnotherAccount_areRead() {
    String role = "acs:ram::" + ACCOUNT + ":role/tieline";
    aliyun.role(role, PARTNER, "ext-1");
    provider.close();
    provider = provider(AliyunCredentials.assumeRole(role, "ext-1", keys(PARTNER)));

    Facts facts = facts();

    assertThat(facts.one(Caller.class, "main").orElseThrow().accountId()).isEqualTo(ACCOUNT);
    assertThat(facts.one(Vpc.class, vpcA)).isPresent();
  }

  @Test
  void facts_byARoleWithAnotherExternalId_areUnreadable() {
    String role = "acs:ram::" + ACCOUNT + ":role/tieline";
    aliyun.role(role, PARTNER, "ext-1");
    provider.close();
    provider = provider(AliyunCredentials.assumeRole(role, "ext-2", keys(PARTNER)));

    Facts facts = facts();

    assertThat(facts.one(Trouble.class, "main").orElseThrow().code()).isEqualTo("ACCOUNT_UNKNOWN");
    assertThat(facts.all(Vpc.class)).isEmpty();
  }

  @Test
  void facts_wrongSecret_areUnreadable() {
    provider.close();
    provider = provider(AliyunCredentials.of(aliyun.keys(ACCOUNT).accessKeyId(), "not-the-secret"));

    assertThat(facts().one(Trouble.class, "main").orElseThrow().code())
        .isEqualTo("ACCOUNT_UNKNOWN");
  }

  @Test
  void facts_keysOfAnotherAccount_areUnreadable() {
    provider.close();
    provider = provider(keys(PARTNER));

    assertThat(facts().one(Trouble.class, "main").orElseThrow().code()).isEqualTo("WRONG_ACCOUNT");
  }

  @Test
  void facts_credentialsThatBecomeAnotherAccounts_areNoticed() {
    provider.close();
    provider =
        AliyunProvider.builder()
            .account("main", AliyunCredentials.defaultChain())
            .regions(HANGZHOU, SHANGHAI)
            .transport(new InProcessAliyun(aliyun))
            .build();
    try {
      signIn(ACCOUNT);
      assertThat(facts().one(Caller.class, "main").orElseThrow().accountId()).isEqualTo(ACCOUNT);
      signIn(PARTNER);
      assertThat(facts().one(Caller.class, "main").orElseThrow().accountId()).isEqualTo(PARTNER);
    } finally {
      System.clearProperty("alibabacloud.accessKeyId");
      System.clearProperty("alibabacloud.accessKeySecret");
    }
  }

  private void signIn(String account) {
    FakeAliyun.Keys keys = aliyun.keys(account);
    System.setProperty("alibabacloud.accessKeyId", keys.accessKeyId());
    System.setProperty("alibabacloud.accessKeySecret", keys.accessKeySecret());
  }

  @Test
  void facts_permissionThatIsMissing_isNamed() {
    aliyun.permissions().deny(ACCOUNT, "vpc:DescribeNetworkAcls");

    assertThat(facts().unreadable(scope(HANGZHOU), Acl.class))
        .hasValueSatisfying(words -> assertThat(words).contains("category=DENIED"));
  }

  @Test
  void facts_htmlInsteadOfJson_isUnreadable() {
    aliyun.faults().on("DescribeVpcs").html(502).always();

    assertThat(facts().unreadable(scope(HANGZHOU), Vpc.class))
        .hasValueSatisfying(words -> assertThat(words).contains("status=502", "not JSON"));
  }

  @Test
  void facts_answerCutOff_isUnreadable() {
    aliyun.faults().on("ListVpcPeerConnections").truncated().always();

    assertThat(facts().unreadable(scope(HANGZHOU), Pcc.class)).isPresent();
  }

  @Test
  void facts_clockThatIsOff_isTold() {
    aliyun.clockSkew(Duration.ofMinutes(20));

    assertThat(facts().one(Trouble.class, "main").orElseThrow().code()).isEqualTo("CLOCK_SKEW");
  }

  @Test
  void facts_regionThatIsDown_isUnreadableAndOthersAreNot() {
    aliyun.regionDown(SHANGHAI, true);

    Facts facts = facts();

    assertThat(facts.unreadable(scope(SHANGHAI), Vpc.class)).isPresent();
    assertThat(facts.unreadable(scope(HANGZHOU), Vpc.class)).isEmpty();
  }

  @Test
  void facts_cdtNotOpened_saysSo() {
    aliyun.service(ACCOUNT, AliyunOpening.CDT, false);

    assertThat(facts().find(Cdt.class, "main")).containsExactly(new Cdt("main", false, false));
  }

  @Test
  void facts_requestToAnotherAccount_waitsAndThenExpires() {
    String theirs = aliyun.console(PARTNER, HANGZHOU).createVpc("10.99.0.0/16");
    pass();
    String request = hangzhou.createPeering(vpcA, PARTNER, HANGZHOU, theirs);
    pass();

    Pcc waiting = facts().one(Pcc.class, new Keys.Seen(scope(HANGZHOU), request)).orElseThrow();
    assertThat(waiting.status()).isEqualTo("Accepting");
    assertThat(waiting.accepter().accountId()).isEqualTo(PARTNER);
    assertThat(waiting.expiresAt()).isAfter(now.plus(Duration.ofDays(6)));

    now = now.plus(Duration.ofDays(8));
    Pcc dead = facts().one(Pcc.class, new Keys.Seen(scope(HANGZHOU), request)).orElseThrow();
    assertThat(dead.status()).isEqualTo("Expired");
    assertThat(dead.dead()).isTrue();
  }

  @Test
  void rehearsal_ofVpcThatWouldBeMade_answersAndChangesNothing() throws Exception {
    rehearse(
        Request.of(Product.VPC, "CreateVpc")
            .with("RegionId", HANGZHOU)
            .with("CidrBlock", "10.77.0.0/16"));
  }

  @Test
  void rehearsal_ofPeeringThatWouldBeMade_answersAndChangesNothing() throws Exception {
    rehearse(
        Request.of(Product.VPC_PEER, "CreateVpcPeerConnection")
            .with("RegionId", HANGZHOU)
            .with("VpcId", vpcA)
            .with("AcceptingAliUid", ACCOUNT)
            .with("AcceptingRegionId", "cn-beijing")
            .with("AcceptingVpcId", beijing()));
  }

  private void rehearse(Request request) throws Exception {
    String before = aliyun.dump();
    var call =
        Call.write(scope(HANGZHOU), request.action(), c -> c.client(Rpc.class).call(request));

    Object answer =
        provider.rehearsal(call).orElseThrow().body().run(provider.clients(scope(HANGZHOU)));

    assertThat(answer).isEqualTo(Rehearsals.ALLOWED);
    assertThat(aliyun.dump()).isEqualTo(before);
  }

  private String beijing() {
    String vpc = aliyun.console(ACCOUNT, "cn-beijing").createVpc("10.88.0.0/16");
    pass();
    return vpc;
  }
}
