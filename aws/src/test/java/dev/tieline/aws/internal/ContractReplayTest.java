package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.contract.Contract;
import dev.tieline.testkit.contract.Scenario;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A failure's script must do the same again, call by call and to the nanosecond. */
class ContractReplayTest {
  @TestFactory
  Stream<DynamicTest> replay_ofAnyScript_doesTheSameAgain() {
    Scenario scenario = new TwoAccountsContractTest.TwoAccounts();
    Contract one = new Contract(scenario, false);
    Contract other = new Contract(scenario, false);
    return Contract.checks().stream()
        .flatMap(check -> some(one.scripts(check), check).map(script -> List.of(check, script)))
        .map(
            run ->
                DynamicTest.dynamicTest(
                    String.join(": ", run), () -> isSame(one, other, run.get(0), run.get(1))));
  }

  /** Races and lives have threads and dice, so that more of them are tried than of the others. */
  private static Stream<String> some(List<String> scripts, String check) {
    Stream<String> most =
        scripts.stream().filter(s -> s.contains("beside another") || check.equals("lifecycle"));
    return Stream.concat(most.limit(4), Stream.of(scripts.get(0))).distinct();
  }

  private static void isSame(Contract one, Contract other, String check, String script) {
    Contract.Replay first = one.replay(check, script);
    Contract.Replay second = other.replay(check, script);
    assertThat(first.wrong()).isEmpty();
    assertThat(first.trace()).isNotEmpty();
    assertThat(second.trace()).isEqualTo(first.trace());
    assertThat(second.hash()).isEqualTo(first.hash());
  }
}
