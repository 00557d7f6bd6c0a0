package dev.tieline.aliyun.internal;

import dev.tieline.testkit.DeterminismRules;
import java.util.Set;

/** The module, as the testkit holds it of the engine and of the fakes. */
class DeterminismTest extends DeterminismRules {
  DeterminismTest() {
    super("dev.tieline.aliyun");
  }

  @Override
  protected Set<String> clocks() {
    return Set.of("AliyunClients"); // for how long temporary keys are good
  }

  /** Asked by key alone. */
  @Override
  protected Set<String> hashing() {
    return Set.of("SdkRpc", "AliyunClients", "Known");
  }

  @Override
  protected Set<String> reviewed() {
    return Set.of(
        "dev.tieline.aliyun.AliyunProvider", // shows aliases in the order given
        "dev.tieline.aliyun.internal.AliyunClients", // sorts aliases for a message
        "dev.tieline.aliyun.internal.EndpointZones", // walks marks, which are sorted
        "dev.tieline.aliyun.internal.LinkNeeds", // walks the wish, and asks its sets
        "dev.tieline.aliyun.internal.Lists$By", // sorts what it walks
        "dev.tieline.aliyun.internal.Picture", // walks what keeps the order of the facts
        "dev.tieline.aliyun.internal.Quotas", // its map is sorted
        "dev.tieline.aliyun.internal.Request", // sorts what it walks
        "dev.tieline.aliyun.internal.Routes", // walks marks, which are sorted
        "dev.tieline.aliyun.internal.ServiceLists"); // compares sets
  }
}
