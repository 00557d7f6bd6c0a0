package dev.tieline.testkit.internal.aws;

import dev.tieline.testkit.Delays;
import dev.tieline.testkit.Switches;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What never changes in the life of a fake AWS.
 *
 * @param tokensKept how long a client token is remembered, null for ever
 */
public record Config(
    List<String> accounts,
    List<String> regions,
    long seed,
    Delays delays,
    Switches switches,
    @Nullable Duration tokensKept) {

  public Config {
    accounts = List.copyOf(accounts);
    regions = List.copyOf(regions);
  }
}
