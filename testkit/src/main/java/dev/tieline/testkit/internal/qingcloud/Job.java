package dev.tieline.testkit.internal.qingcloud;

import java.time.Instant;
import java.util.List;

/** What the cloud does after it answered. */
record Job(
    String account,
    String zone,
    String id,
    String action,
    List<String> resources,
    Instant made,
    Instant begun,
    Instant done,
    End end)
    implements Thing {

  /** How a job ends, and the codes of what went wrong. */
  record End(String status, String errors) {
    static final End GOOD = new End("successful", "");
  }

  Job {
    resources = List.copyOf(resources);
  }

  String status(Instant now) {
    return now.isBefore(done) ? now.isBefore(begun) ? "pending" : "working" : end.status();
  }

  /** Tells whether it does its work on an object; one that fails in part leaves the last out. */
  boolean reaches(String resource) {
    return switch (end.status()) {
      case "successful" -> true;
      case "failed" -> false;
      default -> resources.indexOf(resource) < resources.size() - 1;
    };
  }
}
