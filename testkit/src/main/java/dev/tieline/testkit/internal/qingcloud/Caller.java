package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.testkit.internal.CloudFunction;

/** Who asks, and in which zone; empty where the request names none. */
public record Caller(String account, String zone) implements CloudFunction.Asker {
  @Override
  public String region() {
    return zone;
  }
}
