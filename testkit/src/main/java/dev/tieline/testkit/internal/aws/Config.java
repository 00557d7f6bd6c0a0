package dev.tieline.testkit.internal.aws;

import dev.tieline.testkit.Delays;
import dev.tieline.testkit.Switches;
import java.util.List;

/** What never changes in the life of a fake AWS. */
public record Config(
    List<String> accounts, List<String> regions, long seed, Delays delays, Switches switches) {

  public Config {
    accounts = List.copyOf(accounts);
    regions = List.copyOf(regions);
  }
}
