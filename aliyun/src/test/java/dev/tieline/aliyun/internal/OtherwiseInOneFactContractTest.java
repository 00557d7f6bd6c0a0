package dev.tieline.aliyun.internal;

import dev.tieline.testkit.AliyunSwitch;
import dev.tieline.testkit.FakeAliyun;
import dev.tieline.testkit.contract.Contract;
import dev.tieline.testkit.contract.Scenario;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Deaths, late effects and refusals where one fact that is not known for sure about the cloud is
 * otherwise, for each such fact. But for late effects that is dear, and left to who runs all.
 */
class OtherwiseInOneFactContractTest extends AliyunContractSuite {
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

  /** One for each fact. */
  static List<Scenario> all() {
    return Arrays.stream(AliyunSwitch.values()).<Scenario>map(OtherwiseInOneFact::new).toList();
  }

  static final class OtherwiseInOneFact
      extends EmqxAliyunTwoAccountsContractTest.EmqxAliyunTwoAccounts {
    private final AliyunSwitch fact;

    OtherwiseInOneFact(AliyunSwitch fact) {
      this.fact = fact;
    }

    @Override
    public String name() {
      return "EmqxAliyunTwoAccounts-" + fact.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    FakeAliyun.Builder uncertain(FakeAliyun.Builder builder) {
      return builder.set(fact, !fact.byDefault());
    }
  }
}
