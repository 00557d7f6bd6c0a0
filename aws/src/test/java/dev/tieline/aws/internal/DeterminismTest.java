package dev.tieline.aws.internal;

import dev.tieline.testkit.DeterminismRules;
import java.util.Set;

/** The module, as the testkit holds it of the engine and of the fakes. */
class DeterminismTest extends DeterminismRules {
  DeterminismTest() {
    super("dev.tieline.aws");
  }

  @Override
  protected Set<String> clocks() {
    return Set.of();
  }

  /** Asked by key alone. */
  @Override
  protected Set<String> hashing() {
    return Set.of("AwsClients", "Known");
  }

  @Override
  protected Set<String> reviewed() {
    return Set.of(
        "dev.tieline.aws.internal.AwsClients", // closes each alone, and sorts names for a message
        "dev.tieline.aws.internal.Quotas", // its map is sorted
        "dev.tieline.aws.internal.Routes", // walks what keeps the order of the facts
        "dev.tieline.aws.internal.VpcBlocks"); // walks tags, which are sorted
  }
}
