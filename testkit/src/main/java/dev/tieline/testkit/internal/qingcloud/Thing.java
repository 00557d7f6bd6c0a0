package dev.tieline.testkit.internal.qingcloud;

/** An object of the cloud: whose it is, and in which zone. */
interface Thing {
  String id();

  String account();

  String zone();

  /** The name that users gave it. */
  default String name() {
    return "";
  }
}
