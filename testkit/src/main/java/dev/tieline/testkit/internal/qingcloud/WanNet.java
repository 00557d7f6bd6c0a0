package dev.tieline.testkit.internal.qingcloud;

/** A wide-area network of an account; it is of no zone. */
record WanNet(String account, String id, String name) implements Thing {
  @Override
  public String zone() {
    return "";
  }
}
