package dev.tieline.topology;

/** What the cloud of tests offers, and how its endpoints find it. */
record PaperService(String desk) implements ServiceSource, ServiceTarget {
  @Override
  public String cloud() {
    return "paper";
  }

  @Override
  public Object asData() {
    return this;
  }
}
