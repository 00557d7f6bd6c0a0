package dev.tieline.qingcloud.internal;

import static dev.tieline.provider.ErrorTexts.advised;
import static dev.tieline.provider.ErrorTexts.clean;
import static dev.tieline.provider.ErrorTexts.isTransport;
import static dev.tieline.provider.ErrorTexts.lost;
import static dev.tieline.provider.ErrorTexts.words;

import dev.tieline.error.CallSite;
import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.OutcomeUnknownException;
import dev.tieline.error.TielineException;
import dev.tieline.provider.Unreadable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * The one table of QingCloud's return codes ("Error codes", API documentation of border routers,
 * and what its SDKs and Terraform provider repeat, read 2026-11). The codes come with a status of
 * 200; any other status is of the way to the cloud.
 */
public final class QingCloudErrors {
  private static final String OFF_TIME = "; the clock of this machine and the cloud's differ";

  /** "time_stamp older than 60 s": so long a call may be on its way. */
  static final Duration STAMP_LIFE = Duration.ofSeconds(60);

  /** Below this, clocks are right enough for a stamp to be taken. */
  private static final Duration SAME_TIME = Duration.ofSeconds(30);

  /**
   * A range of codes.
   *
   * @param fell whether the cloud may have begun to work on the call
   * @param advice what to do; empty where the category says it
   */
  private record Family(int from, int to, Category category, boolean fell, String advice) {}

  private static final List<Family> FAMILIES =
      List.of(
          of(1100, 1101, Category.INVALID, ""),
          of(
              1200,
              1200,
              Category.DENIED,
              "; check the access key and its secret, that it is active, and that it is of this"
                  + " cloud"),
          of(1400, 1400, Category.DENIED, ""),
          of(1500, 1662, Category.DENIED, "; look at the account in the console"),
          of(2000, 2000, Category.DENIED, "; sign in anew"),
          of(2100, 2100, Category.NOT_FOUND, ""),
          of(2110, 2110, Category.ALREADY_EXISTS, ""),
          // a lease, which bills an object, is made some seconds after the object, and until then
          // the object can not be deleted; that it passes by itself is an assumption
          of(2200, 2200, Category.CONFLICT, "; the cloud could not begin to bill it"),
          of(2300, 2300, Category.CONFLICT, "; the cloud has not begun to bill it yet"),
          of(2400, 2400, Category.DENIED, "; the balance of the account is too low: top it up"),
          of(2500, 2500, Category.QUOTA, ""),
          of(3300, 3300, Category.INVALID, "; this cloud does not have that"),
          of(4000, 4005, Category.DENIED, "; the licence of this private cloud does not allow it"),
          new Family(5000, 5000, Category.UNAVAILABLE, true, ""),
          // "busy, or the request has timed out": by then a write may have been taken
          new Family(
              5100,
              5100,
              Category.THROTTLED,
              true,
              "; QingCloud is busy, or is called too often: try again later"),
          of(
              5200,
              5200,
              Category.QUOTA,
              "; the zone has no capacity left: choose another zone, or ask the cloud"),
          of(5300, 5300, Category.UNAVAILABLE, "; the cloud is being updated: try again later"),
          of(5400, 5400, Category.CONFLICT, "; something else depends on it"),
          of(5500, 5600, Category.INVALID, ""),
          of(8000, 8004, Category.INVALID, "; this private cloud is set up otherwise"));

  private QingCloudErrors() {}

  private static Family of(int from, int to, Category category, String advice) {
    return new Family(from, to, category, false, advice);
  }

  /**
   * The category of a code where nothing else is known of the call; UNKNOWN for one that the table
   * does not hold. That a time stamp has expired is no family: it depends on the clocks.
   */
  static Category category(int code) {
    Family family = family(code);
    return code == Refusal.EXPIRED
        ? Category.DENIED
        : family == null ? Category.UNKNOWN : family.category();
  }

  private static @Nullable Family family(int code) {
    return FAMILIES.stream()
        .filter(f -> f.from() <= code && code <= f.to())
        .findFirst()
        .orElse(null);
  }

  /** Whether an explanation says that a clock is wrong. */
  static boolean isAboutTime(String explained) {
    return explained.contains(OFF_TIME);
  }

  /** Explains what a client threw. */
  public static TielineException explain(CallSite site, boolean mutating, Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof TielineException known) {
        return known;
      }
      if (t instanceof Unsigned unsigned) {
        return unsigned(site, unsigned);
      }
      if (t instanceof Refusal refusal) {
        return refused(site, mutating, refusal);
      }
      if (t instanceof Unreadable unreadable) {
        return lost(site, mutating, words(unreadable), unreadable.status(), thrown);
      }
      if (isBeforeSending(t)) {
        return unreachable(site, t, "");
      }
      if (t instanceof HttpTimeoutException) {
        return lost(site, mutating, "no answer in time: " + words(t), 0, thrown);
      }
      if (t instanceof InterruptedException) {
        return lost(site, mutating, "interrupted before the answer", 0, thrown);
      }
    }
    if (!mutating && !isTransport(thrown)) {
      return new CloudCallException(
          site, Category.UNKNOWN, "", words(thrown), 0, "", false, thrown);
    }
    // resets, and whatever else may have come after the call was sent
    return lost(site, mutating, "answer lost: " + words(thrown), 0, thrown);
  }

  /** What keeps a call from being signed: it was never sent, whatever it would have done. */
  private static TielineException unsigned(CallSite site, Unsigned unsigned) {
    return unsigned.getCause() instanceof IOException io
        ? unreachable(site, io, words(unsigned) + ": ")
        : new CloudCallException(
            site,
            Category.DENIED,
            "",
            "no credentials: "
                + words(unsigned)
                + "; give the account keys, or the instance a role",
            0,
            "",
            false,
            null);
  }

  private static TielineException unreachable(CallSite site, Throwable why, String what) {
    return new CloudCallException(
        site,
        Category.UNAVAILABLE,
        "",
        what
            + "endpoint can not be reached: "
            + words(why)
            + "; check the network and the endpoint override",
        0,
        "",
        false,
        why);
  }

  private static TielineException refused(CallSite site, boolean mutating, Refusal refusal) {
    Refusal.Circumstances known = refusal.circumstances();
    Family family = family(refusal.code());
    String said = clean(refusal.said());
    if (family != null && family.fell() && mutating) {
      return new OutcomeUnknownException(
          site, "the cloud fell over the call, " + refusal.code() + ": " + said, refusal);
    }
    return switch (refusal.code()) {
      case Refusal.EXPIRED -> expired(site, refusal, said, known);
      case Refusal.DENIED -> denied(site, refusal, said, known);
      case Refusal.QUOTA -> quota(site, refusal, said, known);
      default ->
          told(
              site,
              category(refusal.code()),
              refusal,
              advised(said, family == null ? "" : family.advice()));
    };
  }

  /**
   * A time stamp that was right when it was made, and late when it was read, is worth another try,
   * which makes a new one; a wrong clock is not.
   */
  private static TielineException expired(
      CallSite site, Refusal refusal, String said, Refusal.Circumstances known) {
    Duration behind = known.behind();
    boolean late = known.took().compareTo(STAMP_LIFE.minus(SAME_TIME)) > 0;
    if (late && (behind == null || behind.abs().compareTo(SAME_TIME) < 0)) {
      return told(
          site,
          Category.UNAVAILABLE,
          refusal,
          advised(said, "; the call was " + known.took().toSeconds() + " s on its way"));
    }
    String by =
        behind == null
            ? ""
            : ": this one is "
                + behind.abs().toSeconds()
                + " s "
                + (behind.isNegative() ? "ahead" : "behind");
    return told(
        site,
        Category.DENIED,
        refusal,
        advised(said, OFF_TIME + by + "; set this machine's clock (NTP)"));
  }

  /** One code for a missing permission and for a state that does not allow the call just now. */
  private static TielineException denied(
      CallSite site, Refusal refusal, String said, Refusal.Circumstances known) {
    if (known.state() instanceof Standing.Moving moving) {
      return told(
          site, Category.CONFLICT, refusal, said + "; " + moving.what() + ", so it may pass");
    }
    String state =
        known.state() instanceof Standing.Settled settled ? "; " + settled.what() + ", so" : ";";
    return told(
        site,
        Category.DENIED,
        refusal,
        said
            + state
            + " look whether this is of the account, and give the key's user the permission for"
            + " it");
  }

  private static TielineException quota(
      CallSite site, Refusal refusal, String said, Refusal.Circumstances known) {
    String calls =
        "the number of calls that the account may make in a day is used up"
            + (known.day() == null ? "" : "; " + known.day());
    return told(
        site,
        Category.QUOTA,
        refusal,
        said
            + (known.reads() // these make nothing that a quota could be for
                ? "; " + calls
                : "; either a quota is reached: ask for a higher one, or remove what nobody needs;"
                    + " or "
                    + calls));
  }

  private static CloudCallException told(
      CallSite site, Category category, Refusal refusal, String words) {
    return new CloudCallException(
        site, category, Integer.toString(refusal.code()), words, 200, "", false, refusal);
  }

  private static boolean isBeforeSending(Throwable t) {
    return t instanceof ConnectException
        || t instanceof HttpConnectTimeoutException
        || t instanceof UnknownHostException
        || t instanceof UnresolvedAddressException
        || t instanceof NoRouteToHostException
        || t instanceof SSLHandshakeException
        || t instanceof SSLPeerUnverifiedException;
  }
}
