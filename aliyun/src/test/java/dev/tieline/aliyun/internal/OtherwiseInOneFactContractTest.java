package dev.tieline.aliyun.internal;

import dev.tieline.testkit.AliyunSwitch;
import dev.tieline.testkit.FakeAliyun;
import dev.tieline.testkit.contract.Contract;
import dev.tieline.testkit.contract.Scenario;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Deaths, late effects and refusals where one fact that is not known for sure about the cloud is
 * otherwise, for each such fact, in a scenario that meets it. But for late effects that is dear,
 * and left to who runs all.
 */
class OtherwiseInOneFactContractTest extends AliyunContractSuite {
  /** The facts that no scenario meets: none has such a route. */
  private static final Set<AliyunSwitch> NEVER_MET =
      Set.of(AliyunSwitch.IPV6_ON_CUSTOM_TABLE, AliyunSwitch.SERVICE_RANGE_ROUTED);

  @Override
  protected Scenario scenario() {
    return scenarios().get(0);
  }

  @Override
  protected List<Scenario> scenarios() {
    return all();
  }

  @Override
  protected List<String> checks() {
    return Boolean.getBoolean("tieline.contract.all")
        ? Contract.checks().stream().filter(List.of("crash", "late", "refusal")::contains).toList()
        : List.of("late");
  }

  /** One for each fact that a scenario meets. */
  static List<Scenario> all() {
    return Arrays.stream(AliyunSwitch.values())
        .filter(fact -> !NEVER_MET.contains(fact))
        .map(OtherwiseInOneFactContractTest::where)
        .toList();
  }

  /** The scenario that meets a fact, where that is otherwise. */
  private static Scenario where(AliyunSwitch fact) {
    return switch (fact) {
      case SAME_USER_REFUSED ->
          new AliyunServiceOfferContractTest.AliyunServiceOffer() {
            @Override
            public String name() {
              return called("AliyunServiceOffer", fact);
            }

            @Override
            FakeAliyun.Builder uncertain(FakeAliyun.Builder builder) {
              return flipped(builder, fact);
            }
          };
      case ENDPOINT_NEEDS_GROUP,
          ENDPOINT_DELETED_WITH_ZONES,
          SECOND_ENDPOINT_ALLOWED,
          SAME_ZONE_NAME_ALLOWED ->
          new MatrixOnePrivateLinkContractTest.MatrixOnePrivateLink() {
            @Override
            public String name() {
              return called("MatrixOnePrivateLink", fact);
            }

            @Override
            FakeAliyun.Builder uncertain(FakeAliyun.Builder builder) {
              return flipped(builder, fact);
            }
          };
      case CONNECTION_PENDING_WHILE_CHANGED ->
          new MatrixOneHostsContractTest.MatrixOneHosts() {
            @Override
            public String name() {
              return called("MatrixOneHosts", fact);
            }

            @Override
            FakeAliyun.Builder uncertain(FakeAliyun.Builder builder) {
              return flipped(builder, fact);
            }
          };
      default ->
          new EmqxAliyunTwoAccountsContractTest.EmqxAliyunTwoAccounts() {
            @Override
            public String name() {
              return called("EmqxAliyunTwoAccounts", fact);
            }

            @Override
            FakeAliyun.Builder uncertain(FakeAliyun.Builder builder) {
              return flipped(builder, fact);
            }
          };
    };
  }

  private static String called(String scenario, AliyunSwitch fact) {
    return scenario + "-" + fact.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static FakeAliyun.Builder flipped(FakeAliyun.Builder builder, AliyunSwitch fact) {
    return builder.set(fact, !fact.byDefault());
  }
}
