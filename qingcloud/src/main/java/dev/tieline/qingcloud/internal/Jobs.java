package dev.tieline.qingcloud.internal;

import dev.tieline.spi.Call;
import dev.tieline.spi.Clients;
import dev.tieline.spi.Page;
import dev.tieline.spi.Query;
import dev.tieline.spi.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that calls of this provider began in one scope, as they were last seen, found by what
 * they change. Nothing waits here: the shared polling reads an object, its jobs with it, by {@link
 * #before}. A process that ends forgets them, and the next one goes by the objects' own states.
 * Safe for several threads.
 */
final class Jobs {
  /** How many are asked for at once, which is the most that a page holds. */
  static final int MOST = 100;

  /** How long a new job may be missing in the list. */
  private static final Duration UNSEEN = Duration.ofMinutes(2);

  /** How long a failed one is told of: who looks later sees what the object has become. */
  private static final Duration TOLD = Duration.ofMinutes(10);

  private static final String OBJECTS = "objects:";

  private final Scope scope;
  private final Clock clock;
  private final Map<String, Noted> noted = new LinkedHashMap<>();

  private record Noted(Job job, Set<String> about, Instant since) {
    Noted as(Job now, Instant at) {
      return new Noted(now, about, at);
    }
  }

  Jobs(Scope scope, Clock clock) {
    this.scope = scope;
    this.clock = clock;
  }

  /**
   * Takes a job that a call began.
   *
   * @param about the ids of what it makes or changes
   */
  synchronized void begun(String id, String action, Collection<String> about) {
    Set<String> ids = Set.copyOf(about);
    // what it is about was repaired, or is changed again
    noted.values().removeIf(n -> !n.job().moving() && n.about().equals(ids));
    noted.put(id, new Noted(Job.begun(id, action), ids, clock.instant()));
  }

  /** The jobs that were still on the way when they were last seen, the first {@link #MOST}. */
  synchronized List<String> moving() {
    return noted.values().stream()
        .map(Noted::job)
        .filter(Job::moving)
        .map(Job::id)
        .limit(MOST)
        .toList();
  }

  /** Takes what the cloud says of jobs. */
  synchronized void saw(Collection<String> asked, List<Job> found) {
    Instant now = clock.instant();
    Map<String, Job> byId = new LinkedHashMap<>();
    found.forEach(job -> byId.put(job.id(), job));
    for (String id : asked) {
      Noted before = noted.get(id);
      Job job = byId.get(id);
      if (before == null) {
        continue;
      }
      if (job != null && job.successful()) {
        noted.remove(id); // what came of it, its objects tell
      } else if (job != null) {
        noted.put(id, before.as(job, job.moving() ? before.since() : now));
      } else if (before.since().plus(UNSEEN).isBefore(now)) {
        noted.remove(id); // it was forgotten by the cloud
      }
    }
  }

  /**
   * The newest job that is about these, unless it ended well; of those that are about more than
   * these, one that is on the way: what has failed to join a VPC is no failure of the VPC.
   */
  synchronized Optional<Job> about(Collection<String> ids) {
    Instant now = clock.instant();
    noted.values().removeIf(n -> !n.job().moving() && n.since().plus(TOLD).isBefore(now));
    Job newest = null;
    for (Noted one : noted.values()) {
      boolean more = one.about().size() > ids.size();
      if (one.about().containsAll(ids) && (!more || one.job().moving())) {
        newest = one.job();
      }
    }
    return Optional.ofNullable(newest);
  }

  /**
   * A list that is read after the jobs of its scope: all of them in one call, whatever they are
   * about. So an object that was read is one whose job has ended, or tells of it.
   *
   * @param unseen for each object that is asked for, one of which nothing is known but its ids: it
   *     stands for the object where the list does not show it and a job is about it, so that a job
   *     that failed to make something is told of. What a job does not explain stays away.
   */
  static <O extends Progressing<O>> Query<O> before(Scope scope, Query<O> objects, List<O> unseen) {
    Set<List<String>> shown = new LinkedHashSet<>();
    return next -> {
      if (next == null) {
        return Call.read(scope, Api.DESCRIBE_JOBS.action(), Jobs::ask);
      }
      String rest = next.substring(OBJECTS.length());
      Call<Page<O>> page = objects.page(rest.isEmpty() ? null : rest);
      return Call.read(
          scope,
          page.operation(),
          clients -> {
            Jobs jobs = clients.client(Jobs.class);
            Page<O> read;
            try {
              read = page.body().run(clients);
            } catch (Refusal refusal) {
              // some lists are refused for one id that is not there; with several, the reader asks
              // again for fewer
              List<O> told = jobs.explained(unseen);
              if (refusal.code() != Refusal.NOT_FOUND || unseen.size() != 1 || told.isEmpty()) {
                throw refusal;
              }
              return Page.only(told);
            }
            List<O> items = new ArrayList<>(read.items().stream().map(jobs::onto).toList());
            items.forEach(o -> shown.add(o.jobsOf()));
            if (read.next() == null) {
              items.addAll(
                  jobs.explained(
                      unseen.stream().filter(o -> !shown.contains(o.jobsOf())).toList()));
            }
            return new Page<>(items, read.next() == null ? null : OBJECTS + read.next());
          });
    };
  }

  /** Those that a job is about. */
  private <O extends Progressing<O>> List<O> explained(List<O> unseen) {
    return unseen.stream().map(this::onto).filter(o -> o.progress().job() != null).toList();
  }

  private static <O> Page<O> ask(Clients clients) throws Exception {
    Jobs jobs = clients.client(Jobs.class);
    List<String> ids = jobs.moving();
    if (!ids.isEmpty()) { // otherwise there is nothing to ask, and no call is made
      Rpc rpc = clients.client(Rpc.class);
      Request list = Request.of(Api.DESCRIBE_JOBS).with("limit", MOST);
      List<Job> found;
      try {
        found = found(rpc, list.each("jobs", ids));
      } catch (Refusal refusal) {
        if (refusal.code() != Refusal.NOT_FOUND) {
          throw refusal;
        }
        // one that the cloud has forgotten, and not the object that the reader asks for
        found = found(rpc, list);
      }
      jobs.saw(ids, found);
    }
    return new Page<>(List.of(), OBJECTS);
  }

  private static List<Job> found(Rpc rpc, Request request) throws Exception {
    return rpc.call(request).objects(Api.DESCRIBE_JOBS.rows()).stream().map(Job::from).toList();
  }

  private <O extends Progressing<O>> O onto(O object) {
    @Nullable Job job = about(object.jobsOf()).orElse(null);
    return job == null ? object : object.at(object.progress().with(job));
  }

  @Override
  public String toString() {
    return "Jobs[" + scope + ", " + moving().size() + " on the way]";
  }
}
