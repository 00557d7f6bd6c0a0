package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Answer;
import java.util.Arrays;
import java.util.List;

/**
 * A change that the cloud is making.
 *
 * @param status the cloud's word
 * @param errors what went wrong, in the cloud's codes; empty if nothing did
 * @param resources the ids of what it changes
 */
record Job(String id, String status, String action, String errors, List<String> resources) {
  Job {
    resources = List.copyOf(resources);
  }

  /** One that was begun just now. */
  static Job begun(String id, String action) {
    return new Job(id, "pending", action, "", List.of());
  }

  static Job from(Answer row) {
    return new Job(
        row.text("job_id"),
        row.text("status"),
        row.text("job_action"),
        row.text("error_codes"),
        Arrays.stream(row.text("resource_ids").split("[ ,]+")).filter(i -> !i.isEmpty()).toList());
  }

  /** Whether it is on the way; a state that nobody knows is not. */
  boolean moving() {
    return status.equals("pending") || status.equals("working");
  }

  /** Whether it ended well. */
  boolean successful() {
    return status.equals("successful");
  }

  /** Why it has failed. */
  String why() {
    // "done with failure" is the status of a job that changed some of its objects (the cloud's SDK
    // for Go, read 2026-11)
    boolean known = status.equals("failed") || status.equals("done with failure");
    String what = known ? "the job failed" : "a state that this library does not know";
    return what + (errors.isEmpty() ? "" : ", error codes " + errors);
  }

  @Override
  public String toString() {
    return "job " + id + (action.isEmpty() ? "" : " (" + action + ")") + " " + status;
  }
}
