package dev.tieline.qingcloud.internal;

import dev.tieline.testkit.contract.ContractSuite;
import java.util.Collection;

/** A scenario in QingCloud; a script that names none of them fails in each. */
abstract class QingCloudContractSuite extends ContractSuite {
  @Override
  protected Collection<String> names() {
    return QingCloudContract.names();
  }
}
