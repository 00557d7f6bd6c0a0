package dev.tieline.qingcloud.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The cloud's refusal of a call. Holds nothing secret. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  // "access denied: not the owner, no permission, or the present state forbids it"
  static final int DENIED = 1400;
  static final int BAD_VALUE = 1101;
  static final int EXPIRED = 1300;
  static final int NOT_FOUND = 2100;
  static final int QUOTA = 2500;

  private final int code;
  private final String said;
  private final transient Circumstances circumstances;

  /**
   * What else is known of a refused call.
   *
   * @param state the state of what the call would have changed, of a refusal that may be for it
   * @param reads whether the action reads
   * @param took how long it was from the time stamp to the answer
   * @param behind how far this machine's clock is behind the cloud's; null if that was not told
   * @param day how many calls were made of the account today, of a refusal that may be for it
   */
  record Circumstances(
      Standing state,
      boolean reads,
      Duration took,
      @Nullable Duration behind,
      DailyCalls.@Nullable Day day) {
    Circumstances of(Standing state) {
      return new Circumstances(state, reads, took, behind, day);
    }
  }

  /**
   * @param said the cloud's words, without what was signed and the signature
   */
  Refusal(int code, String said, Circumstances circumstances) {
    super(code + ": " + said);
    this.code = code;
    this.said = said;
    this.circumstances = circumstances;
  }

  /** The same refusal, once the state of what the call would have changed is known. */
  Refusal of(Standing state) {
    return new Refusal(code, said, circumstances.of(state));
  }

  int code() {
    return code;
  }

  String said() {
    return said;
  }

  Circumstances circumstances() {
    return circumstances;
  }
}
