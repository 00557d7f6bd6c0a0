package dev.tieline.aliyun.internal;

import dev.tieline.testkit.contract.Scenario;
import java.util.List;

/** From nothing, where all that is not known for sure about the cloud is otherwise. */
class OtherwiseMatrixOnePrivateLinkContractTest extends AliyunContractSuite {
  @Override
  protected Scenario scenario() {
    return new MatrixOnePrivateLinkContractTest.OtherwiseMatrixOnePrivateLink();
  }

  @Override
  protected List<String> checks() {
    return List.of("from-nothing");
  }
}
