package dev.tieline.testkit.internal.aws;

/** What a route table serves: the VPC as its main table, a subnet, or a gateway; others empty. */
record TableAssociation(
    String id, String tableId, String vpcId, String subnetId, String gatewayId, boolean isMain) {

  TableAssociation moved(String newId, String newTable) {
    return new TableAssociation(newId, newTable, vpcId, subnetId, gatewayId, isMain);
  }
}
