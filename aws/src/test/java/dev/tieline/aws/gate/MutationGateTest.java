package dev.tieline.aws.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract notices when a mechanism is missing: for each mechanism, the project is loaded anew
 * with that one switched off, and a case must fail which the project as it is passes. Which case it
 * is stands in {@code mutants.md}, for the documentation; a run writes what it found to {@code
 * target/mutants.md}.
 */
class MutationGateTest {
  private static final Path TABLE =
      Path.of("src", "test", "resources", "dev", "tieline", "aws", "gate", "mutants.md");
  private static final Path FOUND = Path.of("target", "mutants.md");

  private final Map<Mutant, Kill> kills = new EnumMap<>(Mutant.class);

  @TestFactory
  Stream<DynamicTest> gate() {
    Stream<DynamicTest> mutants =
        Arrays.stream(Mutant.values()).map(m -> dynamicTest(m + " is noticed", () -> kill(m)));
    return Stream.concat(
        mutants,
        Stream.of(
            dynamicTest("nothing is noticed where nothing is switched off", this::asItIs),
            dynamicTest("the table says which case notices", this::table)));
  }

  private void kill(Mutant mutant) {
    Trials trials = new Trials(mutant.changed());
    Optional<Kill> kill = mutant.trials().stream().flatMap(t -> trials.run(t).stream()).findFirst();
    assertThat(kill).as("%s is switched off; failures of %s", mutant, mutant.trials()).isPresent();
    // a broken class would fail in any case
    assertThat(kill.orElseThrow().wrong()).doesNotContain("java.lang.");
    kills.put(mutant, kill.orElseThrow());
    System.out.println(mutant + ": " + kill.orElseThrow().family());
  }

  private void asItIs() {
    Trials trials = new Trials(Map.of());
    assertThat(kills.values()).isNotEmpty();
    assertThat(kills.values().stream().distinct())
        .allSatisfy(kill -> assertThat(trials.run(kill)).as(kill.script()).isEmpty());
  }

  private void table() throws IOException {
    String found =
        "| Mechanism | Switched off in | Noticed by |\n|---|---|---|\n"
            + kills.entrySet().stream()
                .map(e -> row(e.getKey(), e.getValue()))
                .collect(Collectors.joining());
    Files.createDirectories(FOUND.getParent());
    Files.writeString(FOUND, found);
    assertThat(found).as("%s, which %s holds", TABLE, FOUND).isEqualTo(Files.readString(TABLE));
  }

  private static String row(Mutant mutant, Kill kill) {
    return "| " + mutant.mechanism() + " | `" + mutant.place() + "` | " + kill.family() + " |\n";
  }
}
