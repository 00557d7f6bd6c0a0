package dev.tieline.qingcloud.internal;

/** What facts of QingCloud are filed under, besides the keys that every cloud has. */
final class QingCloudKeys {
  private QingCloudKeys() {}

  /**
   * Is at a border router: a vxnet, or an access point.
   *
   * @param border the border's id
   */
  record AtBorder(String border) {}

  /**
   * Is a rule of a route table, or goes by it.
   *
   * @param table the table's id
   */
  record InTable(String table) {}

  /**
   * Is in a vxnet.
   *
   * @param vxnet the vxnet's id
   */
  record InVxnet(String vxnet) {}
}
