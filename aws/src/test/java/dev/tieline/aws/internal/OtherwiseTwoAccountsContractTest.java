package dev.tieline.aws.internal;

import dev.tieline.testkit.contract.Scenario;
import java.util.List;

/** From nothing, where all that is not known for sure about AWS is otherwise. */
class OtherwiseTwoAccountsContractTest extends AwsContractSuite {
  @Override
  protected Scenario scenario() {
    return new TwoAccountsContractTest.OtherwiseTwoAccounts();
  }

  @Override
  protected List<String> checks() {
    return List.of("from-nothing");
  }
}
