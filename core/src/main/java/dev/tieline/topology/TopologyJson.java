package dev.tieline.topology;

final class TopologyJson {
  private TopologyJson() {}

  static Topology read(String json) {
    if (json.isEmpty()) {
      throw new IllegalArgumentException(json);
    }
    return Topology.named(json).build();
  }

  static String write(Topology t) {
    return t.toString();
  }
}
