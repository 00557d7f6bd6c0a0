package dev.tieline.aws.gate;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Runs cases of the contract on the project's classes, all of them as they are but those given. */
final class Trials {
  private static final String CASES = "dev.tieline.aws.internal.ContractCases";

  private final FreshLoader loader;
  private final Map<String, Contract> contracts = new HashMap<>();

  /** A scenario's contract: check and choice of scripts to the first failure. */
  private interface Contract
      extends BiFunction<String, Predicate<String>, Optional<Map.Entry<String, String>>> {}

  /**
   * @param changed the bytes of the classes that are not as they are, by name
   */
  Trials(Map<String, byte[]> changed) {
    loader = new FreshLoader(changed);
  }

  /** Runs the cases of a trial until one fails; empty if none does. */
  Optional<Kill> run(Trial trial) {
    return run(trial.scenario(), trial.check(), trial.scripts().asMatchPredicate());
  }

  /** Runs the very case that killed a mutant. */
  Optional<Kill> run(Kill kill) {
    return run(kill.scenario(), kill.check(), kill.script()::equals);
  }

  private Optional<Kill> run(String scenario, String check, Predicate<String> scripts) {
    return contracts
        .computeIfAbsent(scenario, this::open)
        .apply(check, scripts)
        .map(f -> new Kill(scenario, check, f.getKey(), f.getValue()));
  }

  @SuppressWarnings("unchecked") // the class says so, and only types of the JDK cross the loaders
  private Contract open(String scenario) {
    try {
      var cases =
          (BiFunction<String, Predicate<String>, Optional<Map.Entry<String, String>>>)
              loader.loadClass(CASES).getConstructor(String.class).newInstance(scenario);
      return cases::apply;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(CASES + " of " + scenario, e);
    }
  }
}
