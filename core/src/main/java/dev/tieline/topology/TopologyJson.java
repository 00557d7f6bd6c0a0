package dev.tieline.topology;

final class TopologyJson {
  private TopologyJson() {}

  static Topology read(String json) {
    throw new IllegalArgumentException(json);
  }

  static String write(Topology t) {
    return t.toString();
  }
}
