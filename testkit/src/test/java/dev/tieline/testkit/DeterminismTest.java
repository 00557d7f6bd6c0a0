package dev.tieline.testkit;

import java.util.Set;

/** The engine, the fakes and the contract. */
class DeterminismTest extends DeterminismRules {
  DeterminismTest() {
    super(
        "dev.tieline.testkit",
        "dev.tieline.apply",
        "dev.tieline.check",
        "dev.tieline.net",
        "dev.tieline.plan",
        "dev.tieline.provider",
        "dev.tieline.reach",
        "dev.tieline.retry",
        "dev.tieline.snapshot",
        "dev.tieline.spi",
        "dev.tieline.text",
        "dev.tieline.time",
        "dev.tieline.topology");
  }

  /** The fakes' clocks are the system's by default; a contract says how long it took. */
  @Override
  protected Set<String> clocks() {
    return Set.of(
        "FakeAws$Builder",
        "FakeAliyun$Builder",
        "FakeQingCloud$Builder",
        "ManualClock",
        "Contract",
        "SystemTime");
  }

  @Override
  protected Set<String> hashing() {
    return Set.of("KnownCallers", "SigningKeys", "Rounds");
  }

  @Override
  protected Set<String> reviewed() {
    return Set.of(
        "dev.tieline.apply.Holds", // walks what keeps the order of the plan
        "dev.tieline.apply.OutcomeBuilder", // asks by key
        "dev.tieline.apply.Planner", // walks what is sorted or keeps the order of the graph
        "dev.tieline.apply.RunLog", // asks by key
        "dev.tieline.apply.Verifier", // walks what keeps the order of the wish
        "dev.tieline.check.MeshCheck", // walks what is sorted
        "dev.tieline.check.Scene", // walks what keeps the order of the wish
        "dev.tieline.provider.End", // compares sets, and sorts what it names
        "dev.tieline.provider.Marks", // walks tags, which are sorted
        "dev.tieline.provider.PrimaryBlocks", // walks what keeps the order of the wish
        "dev.tieline.testkit.Ask", // of two spellings there is one at most
        "dev.tieline.testkit.contract.Wishes", // its sets are only asked
        "dev.tieline.testkit.internal.Evidence", // walks maps of the fake, which are sorted
        "dev.tieline.testkit.internal.Json", // walks members in their order, and sorts lines
        "dev.tieline.testkit.internal.aliyun.AliyunEvidence", // walks marks, which are sorted
        "dev.tieline.testkit.internal.aliyun.Effect", // walks parameters, which are sorted
        "dev.tieline.testkit.internal.aws.AwsCloud", // members go into a sorted map
        "dev.tieline.testkit.internal.aws.Dump", // the lines are sorted
        "dev.tieline.testkit.internal.aws.Launches", // attributes go into a sorted map
        "dev.tieline.testkit.internal.aws.ServiceQuotas", // sorts what it walks
        "dev.tieline.testkit.internal.qingcloud.Asking", // walks parameters, which are sorted
        "dev.tieline.text.JsonWriter", // sorts what has no order, by the classes that it names
        "dev.tieline.topology.TopologyJson"); // asks by key, and sorts names for a message
  }
}
