package dev.tieline.aliyun.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Cidr;
import dev.tieline.net.CidrSet;
import dev.tieline.net.Ip;
import dev.tieline.net.Protocol;
import dev.tieline.net.Traffic;
import dev.tieline.provider.Tags;
import dev.tieline.snapshot.Rule;
import dev.tieline.snapshot.RulePeer;
import dev.tieline.spi.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** One group and its rules, some of which drop. */
class EffectiveTest {
  private static final Scope SCOPE = new Scope("aliyun", "main", "cn-hangzhou");

  private static final Function<String, Optional<CidrSet>> HOME =
      group ->
          group.equals("sg-1")
              ? Optional.of(CidrSet.of(Cidr.parse("172.16.0.0/16")))
              : Optional.empty();

  private static SecurityGroup group(String type) {
    return new SecurityGroup("sg-1", SCOPE, "vpc-1", "g", type, false, Tags.none());
  }

  private static GroupRule rule(
      String id, boolean accept, int priority, Traffic traffic, RulePeer peer) {
    return new GroupRule(id, SCOPE, "sg-1", true, traffic, peer, accept, priority, "");
  }

  private static GroupRule rule(
      String id, boolean accept, int priority, Traffic traffic, String block) {
    return rule(id, accept, priority, traffic, new RulePeer.Block(Cidr.parse(block)));
  }

  private static List<Rule> ingress(List<GroupRule> rules) {
    return Effective.of(group("enterprise"), false, rules, List.of(), HOME);
  }

  @Test
  void of_enterpriseGroupWithoutRules_letsNothingThrough() {
    assertThat(Effective.of(group("enterprise"), true, List.of(), List.of(), HOME)).isEmpty();
  }

  @Test
  void of_basicGroupWithoutRules_letsAllOutAndItsMembersIn() {
    assertThat(Effective.of(group("normal"), true, List.of(), List.of(), HOME))
        .containsExactlyInAnyOrder(
            new Rule(Effective.OUT, false, Traffic.all(), new RulePeer.Block(Cidr.ofAny4())),
            new Rule(Effective.OUT, false, Traffic.all(), new RulePeer.Block(Cidr.ofAny6())),
            new Rule(Effective.WITHIN, true, Traffic.all(), new RulePeer.Members("sg-1")));
  }

  @Test
  void of_basicGroupThatIsolatesItsMembers_letsThemOutAlone() {
    assertThat(Effective.of(group("normal"), false, List.of(), List.of(), HOME))
        .allMatch(r -> !r.ingress());
  }

  @Test
  void of_dropOfSmallerPriorityNumber_takesPortsAndBlocksAway() {
    List<Rule> rules =
        ingress(
            List.of(
                rule("sgr-a", true, 10, Traffic.tcp(20, 30), "10.0.0.0/23"),
                rule("sgr-d", false, 1, Traffic.tcp(25, 40), "10.0.1.0/24")));

    assertThat(rules)
        .containsExactlyInAnyOrder(
            new Rule(
                "sgr-a", true, Traffic.tcp(20, 24), new RulePeer.Block(Cidr.parse("10.0.0.0/23"))),
            new Rule(
                "sgr-a", true, Traffic.tcp(25, 30), new RulePeer.Block(Cidr.parse("10.0.0.0/24"))));
  }

  @Test
  void of_dropOfTheSamePriority_wins() {
    assertThat(
            ingress(
                List.of(
                    rule("sgr-a", true, 1, Traffic.tcp(22), "10.0.0.0/8"),
                    rule("sgr-d", false, 1, Traffic.all(), "0.0.0.0/0"))))
        .isEmpty();
  }

  @Test
  void of_dropOfGreaterPriorityNumber_changesNothing() {
    assertThat(
            ingress(
                List.of(
                    rule("sgr-a", true, 1, Traffic.tcp(22), "10.0.0.0/8"),
                    rule("sgr-d", false, 2, Traffic.all(), "0.0.0.0/0"))))
        .hasSize(1);
  }

  @Test
  void of_dropOfGroupAgainstBlock_isUnresolved() {
    assertThat(
            ingress(
                List.of(
                    rule("sgr-a", true, 1, Traffic.tcp(22), "10.0.0.0/8"),
                    rule("sgr-d", false, 1, Traffic.tcp(22), new RulePeer.Members("sg-9")))))
        .singleElement()
        .satisfies(
            r ->
                assertThat(r.peer())
                    .isEqualTo(new RulePeer.Unresolved("10.0.0.0/8, but for what sgr-d drops")));
  }

  @Test
  void of_dropOfABlockOutsideOfTheVpc_leavesItsMembersAlone() {
    assertThat(within("10.0.0.0/8")).containsExactly(new RulePeer.Members("sg-1"));
  }

  @Test
  void of_dropOfABlockAroundTheVpc_dropsItsMembers() {
    assertThat(within("172.16.0.0/12")).isEmpty();
  }

  @Test
  void of_dropOfPartOfTheVpc_leavesItsMembersUnresolved() {
    assertThat(within("172.16.1.0/24"))
        .containsExactly(new RulePeer.Unresolved("sg-1, but for what sgr-d drops"));
  }

  /** Whom the default for members lets in where a block is dropped. */
  private static List<RulePeer> within(String dropped) {
    return Effective.of(
            group("normal"),
            true,
            List.of(rule("sgr-d", false, 100, Traffic.all(), dropped)),
            List.of(),
            HOME)
        .stream()
        .filter(r -> r.id().equals(Effective.WITHIN))
        .map(Rule::peer)
        .toList();
  }

  @Test
  void of_dropOfAnotherGroupOfTheSameInterface_counts() {
    assertThat(
            Effective.of(
                group("enterprise"),
                false,
                List.of(rule("sgr-a", true, 5, Traffic.tcp(22), "10.0.0.0/8")),
                List.of(rule("sgr-d", false, 1, Traffic.tcp(22), "0.0.0.0/0")),
                HOME))
        .isEmpty();
  }

  /** What the cloud's own words say, packet by packet: sorted by priority, drops first. */
  private static boolean oracle(List<GroupRule> rules, Protocol protocol, int port, Ip from) {
    Optional<GroupRule> decides =
        rules.stream()
            .filter(r -> matches(r.traffic(), protocol, port))
            .filter(r -> ((RulePeer.Block) r.peer()).cidr().contains(from))
            .min(
                Comparator.comparingInt(GroupRule::priority)
                    .thenComparing(GroupRule::accept)); // false, which drops, comes first
    return decides.filter(GroupRule::accept).isPresent();
  }

  private static boolean matches(Traffic traffic, Protocol protocol, int port) {
    return traffic.protocol() == Protocol.ALL
        || (traffic.protocol() == protocol
            && (!protocol.hasPorts() || (traffic.fromPort() <= port && port <= traffic.toPort())));
  }

  @Property(tries = 500)
  void of_anyRules_letThroughWhatTheCloudDoes(
      @ForAll("rules") List<GroupRule> rules,
      @ForAll("protocols") Protocol protocol,
      @ForAll("ports") int port,
      @ForAll("addresses") Ip from) {
    boolean through =
        ingress(rules).stream()
            .anyMatch(
                r ->
                    matches(r.traffic(), protocol, port)
                        && ((RulePeer.Block) r.peer()).cidr().contains(from));

    assertThat(through).isEqualTo(oracle(rules, protocol, port, from));
  }

  @Provide
  Arbitrary<Protocol> protocols() {
    return Arbitraries.of(Protocol.TCP, Protocol.UDP, Protocol.ICMP);
  }

  @Provide
  Arbitrary<Integer> ports() {
    return Arbitraries.of(0, 1, 9, 10, 11, 20, 65534, 65535);
  }

  @Provide
  Arbitrary<Ip> addresses() {
    return Arbitraries.of("10.0.0.0", "10.0.0.255", "10.0.1.0", "10.0.1.200", "192.168.0.1")
        .map(Ip::parse);
  }

  @Provide
  Arbitrary<List<GroupRule>> rules() {
    Arbitrary<Traffic> traffic =
        Arbitraries.of(
            Traffic.all(),
            Traffic.icmp(),
            Traffic.tcp(10),
            Traffic.tcp(9, 11),
            Traffic.tcp(0, 65535),
            Traffic.tcp(11, 65535),
            Traffic.udp(10, 20));
    Arbitrary<String> blocks =
        Arbitraries.of("0.0.0.0/0", "10.0.0.0/23", "10.0.0.0/24", "10.0.1.128/25", "10.0.1.0/32");
    return Combinators.combine(
            Arbitraries.of(true, false), Arbitraries.integers().between(1, 4), traffic, blocks)
        .as((accept, priority, t, block) -> rule("sgr", accept, priority, t, block))
        .list()
        .ofMaxSize(6)
        .map(
            list -> {
              List<GroupRule> named = new ArrayList<>();
              for (GroupRule r : list) {
                named.add(
                    rule("sgr-" + named.size(), r.accept(), r.priority(), r.traffic(), r.peer()));
              }
              return named;
            });
  }
}
