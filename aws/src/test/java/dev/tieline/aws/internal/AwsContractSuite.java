package dev.tieline.aws.internal;

import dev.tieline.testkit.contract.ContractSuite;
import java.util.Collection;

/** A scenario on AWS; a script that names none of them fails in each. */
abstract class AwsContractSuite extends ContractSuite {
  @Override
  protected Collection<String> names() {
    return AwsContract.names();
  }
}
