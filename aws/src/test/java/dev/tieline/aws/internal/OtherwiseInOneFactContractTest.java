package dev.tieline.aws.internal;

import dev.tieline.testkit.Delays;
import dev.tieline.testkit.FakeAws;
import dev.tieline.testkit.Switches;
import dev.tieline.testkit.contract.Contract;
import dev.tieline.testkit.contract.Scenario;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Deaths, late effects and refusals where one fact that is not known for sure about AWS is
 * otherwise, for each such fact. But for late effects that is dear, and left to who runs all.
 */
class OtherwiseInOneFactContractTest extends AwsContractSuite {
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
    return Arrays.stream(Fact.values()).<Scenario>map(OtherwiseInOneFact::new).toList();
  }

  private enum Fact {
    HOST_BITS_NORMALISED(s -> s.hostBitsNormalised(!s.hostBitsNormalised())),
    EARLY_ROUTE_ACCEPTED(s -> s.earlyRouteAccepted(!s.earlyRouteAccepted())),
    SAME_PAIR_RETURNS_EXISTING(s -> s.samePairReturnsExisting(!s.samePairReturnsExisting())),
    PEERING_BLOCKS_VPC_DELETE(s -> s.peeringBlocksVpcDelete(!s.peeringBlocksVpcDelete())),
    ABSENT_REVOKE_SUCCEEDS(s -> s.absentRevokeSucceeds(!s.absentRevokeSucceeds())),
    THROTTLING(s -> s.throttling(!s.throttling())),
    PEERING_VISIBLE(s -> s) {
      @Override
      FakeAws.Builder in(FakeAws.Builder builder) {
        return builder.delays(Delays.ofDefaults().peeringVisible(Duration.ofMinutes(1)));
      }
    };

    private final UnaryOperator<Switches> flip;

    Fact(UnaryOperator<Switches> flip) {
      this.flip = flip;
    }

    FakeAws.Builder in(FakeAws.Builder builder) {
      return builder.switches(flip.apply(Switches.ofDefaults()));
    }
  }

  static final class OtherwiseInOneFact extends TwoAccountsContractTest.TwoAccounts {
    private final Fact fact;

    OtherwiseInOneFact(Fact fact) {
      this.fact = fact;
    }

    @Override
    public String name() {
      return "TwoAccounts-" + fact.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    FakeAws.Builder uncertain(FakeAws.Builder builder) {
      return fact.in(builder);
    }
  }
}
