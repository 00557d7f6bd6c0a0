package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.testkit.internal.Times;
import dev.tieline.testkit.internal.World;
import java.time.Instant;
import java.util.List;

/** Jobs: what becomes of them was settled when they began. */
final class Jobs {
  private Jobs() {}

  static void register(Actions actions) {
    actions.reads(
        "DescribeJobs",
        "jobs",
        "jobs.N status.N job_action verbose:int offset:int limit:int",
        Jobs::describe);
  }

  /** Says how the next job of an action ends. */
  static World next(World world, String account, String action, Job.End end) {
    return world.put("setting/job/" + account + "/" + action, end);
  }

  /** Returns how the job that begins now ends. */
  static Job.End end(Iaas call) {
    String path = "job/" + call.account + "/" + call.action;
    return call.takeSetting(path) instanceof Job.End end ? end : Job.End.GOOD;
  }

  private static void describe(Iaas call) {
    String action = call.text("job_action");
    List<Job> jobs =
        Listing.of(call, Kind.JOB, "jobs")
            .status(job -> job.status(call.now))
            .where(job -> action.isEmpty() || job.action().equals(action))
            .found();
    Listing.write(
        call,
        "job_set",
        jobs,
        (json, job) -> {
          Instant now = call.now;
          json.put("job_id", job.id())
              .put("job_action", job.action())
              .put("create_time", Times.iso(job.made()))
              .put("resource_ids", String.join(" ", job.resources()))
              .put("owner", job.account())
              .put("error_codes", now.isBefore(job.done()) ? "" : job.end().errors())
              .put("status", job.status(now))
              .put("status_time", Times.iso(since(job, now)));
        });
  }

  private static Instant since(Job job, Instant now) {
    return now.isBefore(job.begun())
        ? job.made()
        : now.isBefore(job.done()) ? job.begun() : job.done();
  }
}
