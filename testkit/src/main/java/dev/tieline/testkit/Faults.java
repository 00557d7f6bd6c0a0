package dev.tieline.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Scripted faults of a fake cloud. A fault names an action ({@code *} for all), optionally an
 * account and region, and the call number from which it strikes, counted from the moment it was
 * added; by default it strikes the next matching call once. The first fault that strikes wins.
 * Thread-safe.
 *
 * <pre>{@code
 * aws.faults().on("CreateRoute").nth(2).loseAnswer();
 * aws.faults().on("DescribeVpcs").region("eu-west-1").serverError().times(3);
 * }</pre>
 */
public final class Faults {

  /** What a fault does to a call. */
  enum Kind {
    THROTTLE,
    SERVER_ERROR,
    FAIL_AFTER,
    RESET_BEFORE,
    LOSE_ANSWER,
    LATE_EFFECT,
    STALE,
    DENY,
    HTML,
    TRUNCATED,
    HIDE
  }

  /** A fault as it strikes one call. */
  record Strike(Kind kind, Duration duration, int status, Predicate<String> hidden) {
    Strike(Kind kind, Duration duration, int status) {
      this(kind, duration, status, id -> false);
    }
  }

  private final List<Fault> faults = new ArrayList<>();

  Faults() {}

  /**
   * Begins a fault; it strikes once one of its kinds has been chosen.
   *
   * @param action the action's name as on the wire, {@code *} for all
   * @return the fault, to be completed
   */
  public Fault on(String action) {
    return new Fault(this, Objects.requireNonNull(action, "action"));
  }

  /** Takes all faults away. */
  public synchronized void clear() {
    faults.clear();
  }

  synchronized @Nullable Strike next(Call call) {
    Strike struck = null;
    for (Fault fault : faults) {
      if (fault.matches(call)) {
        Strike strike = fault.count(); // every fault counts, also when an earlier one strikes
        struck = struck == null ? strike : struck;
      }
    }
    return struck;
  }

  private synchronized void add(Fault fault) {
    faults.add(fault);
  }

  /** One fault while it is described. */
  public static final class Fault {

    private final Faults owner;
    private final String action;
    private String account = "";
    private String region = "";
    private boolean readsOnly;
    private long first = 1;
    private long times = 1;
    private long seen;
    private @Nullable Strike strike;

    private Fault(Faults owner, String action) {
      this.owner = owner;
      this.action = action;
    }

    /**
     * Restricts the fault to calls that only read.
     *
     * @return this fault
     */
    public Fault reads() {
      synchronized (owner) {
        readsOnly = true;
      }
      return this;
    }

    /**
     * Restricts the fault to the calls of one account.
     *
     * @param id the account's id
     * @return this fault
     */
    public Fault account(String id) {
      synchronized (owner) {
        account = id;
      }
      return this;
    }

    /**
     * Restricts the fault to the calls in one region.
     *
     * @param name the region's name
     * @return this fault
     */
    public Fault region(String name) {
      synchronized (owner) {
        region = name;
      }
      return this;
    }

    /**
     * Lets the fault strike from the given matching call on.
     *
     * @param call the number of the call, from 1
     * @return this fault
     * @throws IllegalArgumentException when {@code call} is below 1
     */
    public Fault nth(long call) {
      if (call < 1) {
        throw new IllegalArgumentException("nth: " + call + " (expected: 1 or more)");
      }
      synchronized (owner) {
        first = call;
      }
      return this;
    }

    /**
     * Lets the fault strike this many calls in a row.
     *
     * @param calls how many calls, 1 or more
     * @return this fault
     * @throws IllegalArgumentException when {@code calls} is below 1
     */
    public Fault times(long calls) {
      if (calls < 1) {
        throw new IllegalArgumentException("times: " + calls + " (expected: 1 or more)");
      }
      synchronized (owner) {
        times = calls;
      }
      return this;
    }

    /**
     * Lets the fault strike every matching call from its first on.
     *
     * @return this fault
     */
    public Fault always() {
      return times(Long.MAX_VALUE);
    }

    /**
     * Refuses with the cloud's throttling error, without effect.
     *
     * @return this fault
     */
    public Fault throttle() {
      return strikes(Kind.THROTTLE, Duration.ZERO, 503);
    }

    /**
     * Fails with status 500 and an error of the cloud, without effect.
     *
     * @return this fault
     */
    public Fault serverError() {
      return strikes(Kind.SERVER_ERROR, Duration.ZERO, 500);
    }

    /**
     * Fails with an error of the cloud, but after the effect, as where what answers gave up waiting
     * for what works.
     *
     * @param status the HTTP status, such as 500 or 503
     * @return this fault
     * @throws IllegalArgumentException when {@code status} is none of a server's errors
     */
    public Fault failAfter(int status) {
      if (status < 500 || status > 599) {
        throw new IllegalArgumentException("status: " + status + " (expected: 500 to 599)");
      }
      return strikes(Kind.FAIL_AFTER, Duration.ZERO, status);
    }

    /**
     * Resets the connection before any effect.
     *
     * @return this fault
     */
    public Fault resetBefore() {
      return strikes(Kind.RESET_BEFORE, Duration.ZERO, 0);
    }

    /**
     * Resets the connection after the effect.
     *
     * @return this fault
     */
    public Fault loseAnswer() {
      return strikes(Kind.LOSE_ANSWER, Duration.ZERO, 0);
    }

    /**
     * Resets the connection at once; the effect comes later, whatever happens in between.
     *
     * @param after how much later, in the cloud's time
     * @return this fault
     */
    public Fault lateEffect(Duration after) {
      return strikes(Kind.LATE_EFFECT, after, 0);
    }

    /**
     * Answers a read from the past; calls that change something are not touched.
     *
     * @param age how far in the past, in the cloud's time
     * @return this fault
     */
    public Fault stale(Duration age) {
      return strikes(Kind.STALE, age, 0);
    }

    /**
     * Refuses with the cloud's error for a missing permission.
     *
     * @return this fault
     */
    public Fault deny() {
      return strikes(Kind.DENY, Duration.ZERO, 403);
    }

    /**
     * Answers 502 with a page of HTML, as a proxy does, without effect.
     *
     * @return this fault
     */
    public Fault html() {
      return html(502);
    }

    /**
     * Answers a page of HTML, as a proxy or captive portal does, without effect.
     *
     * @param status the HTTP status, such as 200 or 502
     * @return this fault
     */
    public Fault html(int status) {
      return strikes(Kind.HTML, Duration.ZERO, status);
    }

    /**
     * Answers only the first half of the true answer, after the effect.
     *
     * @return this fault
     */
    public Fault truncated() {
      return strikes(Kind.TRUNCATED, Duration.ZERO, 0);
    }

    /**
     * Answers lists without some objects and without a word of it, as where a permission is by
     * resource; reads that name ids and calls that change something are not touched.
     *
     * @param ids which ids are left out
     * @return this fault
     */
    public Fault hide(Predicate<String> ids) {
      Objects.requireNonNull(ids, "ids");
      return strikes(new Strike(Kind.HIDE, Duration.ZERO, 0, ids));
    }

    private Fault strikes(Kind kind, Duration duration, int status) {
      Objects.requireNonNull(duration, "duration");
      return strikes(new Strike(kind, duration, status));
    }

    private Fault strikes(Strike its) {
      synchronized (owner) {
        boolean isNew = strike == null;
        strike = its;
        if (isNew) {
          owner.add(this);
        }
      }
      return this;
    }

    private boolean matches(Call call) {
      return (action.equals("*") || action.equals(call.action()))
          && (account.isEmpty() || account.equals(call.account()))
          && (region.isEmpty() || region.equals(call.region()))
          && !(readsOnly && call.mutating());
    }

    private @Nullable Strike count() {
      seen++;
      return seen >= first && seen - first < times ? strike : null;
    }
  }
}
