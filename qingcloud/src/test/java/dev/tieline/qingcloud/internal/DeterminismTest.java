package dev.tieline.qingcloud.internal;

import dev.tieline.testkit.DeterminismRules;
import java.util.Set;

/** The module, as the testkit holds it of the engine and of the fakes. */
class DeterminismTest extends DeterminismRules {
  DeterminismTest() {
    super("dev.tieline.qingcloud");
  }

  @Override
  protected Set<String> clocks() {
    return Set.of("QingCloudProvider"); // whose requests are stamped with the time
  }

  /** Asked by key alone. */
  @Override
  protected Set<String> hashing() {
    return Set.of("Known", "QingCloudClients");
  }

  @Override
  protected Set<String> reviewed() {
    return Set.of(
        "dev.tieline.qingcloud.QingCloudProvider", // shows aliases in the order given
        "dev.tieline.qingcloud.internal.Jobs", // walks what keeps the order of the writes
        "dev.tieline.qingcloud.internal.Progress", // sorts states for a message
        "dev.tieline.qingcloud.internal.QingCloudClients"); // sorts aliases for a message
  }
}
