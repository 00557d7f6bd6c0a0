package dev.tieline.aws.internal;

import dev.tieline.testkit.contract.Contract;
import dev.tieline.testkit.contract.Scenario;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * The contract of one scenario behind an interface that every class loader shares: check and choice
 * of scripts to the first failure.
 */
public final class ContractCases
    implements BiFunction<String, Predicate<String>, Optional<Map.Entry<String, String>>> {
  private final Contract contract;

  public ContractCases(String scenario) {
    contract = new Contract(named(scenario), true);
  }

  private static Scenario named(String scenario) {
    return switch (scenario) {
      case "Adopted" -> new AdoptedContractTest.Adopted();
      case "Neighbours" -> new NeighboursContractTest.Neighbours();
      case "Shared" -> new SharedContractTest.Shared();
      case "TokyoSingapore" -> new TokyoSingaporeContractTest.TokyoSingapore();
      case "TwoAccounts" -> new TwoAccountsContractTest.TwoAccounts();
      default -> throw new IllegalArgumentException("scenario: " + scenario);
    };
  }

  @Override
  public Optional<Map.Entry<String, String>> apply(String check, Predicate<String> scripts) {
    return contract.firstFailure(check, scripts);
  }
}
