package dev.tieline.testkit.internal.aliyun;

import java.time.Instant;

/** An object of the cloud: whose it is, and in which region. */
interface Thing {
  String id();

  String account();

  String region();

  /** Tells whether nobody sees it any more, after a deletion that took its time. */
  default boolean isGone(Config config, Instant now) {
    return false;
  }
}
