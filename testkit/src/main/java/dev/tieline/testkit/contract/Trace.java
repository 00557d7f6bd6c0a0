package dev.tieline.testkit.contract;

import dev.tieline.apply.RunEvent;
import dev.tieline.testkit.Call;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.SortedMap;

/**
 * What happened in a world, in order: each call with virtual time, process, account, region, action
 * and answer, and each decision of a process. Equal scripts give equal traces. Thread-safe.
 */
final class Trace {
  private static final Trace NONE = new Trace(false);

  private final boolean kept;
  private final StringBuilder lines = new StringBuilder();
  private final StringBuilder asked = new StringBuilder();

  private Trace(boolean kept) {
    this.kept = kept;
  }

  /** A trace that keeps nothing, for the many runs that nobody reads. */
  static Trace none() {
    return NONE;
  }

  static Trace kept() {
    return new Trace(true);
  }

  void call(String process, Call call) {
    if (kept) {
      String code = call.errorCode() == null ? "" : " " + call.errorCode();
      String where = call.account() + "/" + call.region();
      line(call.at(), process + " " + where + " " + call.action() + " -> " + call.status() + code);
    }
  }

  /** What a call says, before it is served: written out where it changes something. */
  void asks(String process, Call call, SortedMap<String, String> parameters) {
    if (kept) {
      synchronized (this) {
        asked.append(call.action()).append(parameters).append('\n');
      }
      if (call.mutating()) {
        line(call.at(), process + " asks " + call.action() + " " + parameters);
      }
    }
  }

  void event(Instant at, String process, RunEvent event) {
    if (kept) {
      line(at, process + " " + event);
    }
  }

  void note(Instant at, String what) {
    if (kept) {
      line(at, what);
    }
  }

  private synchronized void line(Instant at, String what) {
    lines.append(at).append(' ').append(what).append('\n');
  }

  /** The SHA-256 of the lines, and of what all calls say, in hexadecimal digits. */
  synchronized String hash() {
    try {
      byte[] text = (lines + "\n" + asked).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  @Override
  public synchronized String toString() {
    return lines.toString();
  }
}
