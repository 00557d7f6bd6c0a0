package dev.tieline.aliyun.internal;

import dev.tieline.testkit.contract.ContractSuite;
import java.util.Collection;

/** A scenario in Alibaba Cloud; a script that names none of them fails in each. */
abstract class AliyunContractSuite extends ContractSuite {
  @Override
  protected Collection<String> names() {
    return AliyunContract.names();
  }
}
