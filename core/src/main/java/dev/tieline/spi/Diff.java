package dev.tieline.spi;

import java.util.List;

/** How an object differs from the wish; a closed family. */
public sealed interface Diff {
  /**
   * It is as wished, but must be written once more before anything relies on it, since a lost call
   * may still remove what was written before. A process that has just written it need not.
   *
   * @param why the reason
   */
  record Anew(String why) implements Diff {}

  /** Not at all. */
  record Same() implements Diff {}

  /**
   * In what one update call can change.
   *
   * @param fields each difference in words, such as {@code target pcx-1 instead of pcx-2}
   */
  record Differs(List<String> fields) implements Diff {
    /** Copies the fields. */
    public Differs {
      fields = List.copyOf(fields);
    }
  }

  /**
   * In what can not be changed, but the object may be deleted and made anew.
   *
   * @param why the difference in words
   */
  record Unusable(String why) implements Diff {}

  /**
   * In what can not be changed, on an object that is never replaced by itself, since others live in
   * it: a finding.
   *
   * @param why the difference in words
   * @param remedy what to do
   */
  record Immutable(String why, String remedy) implements Diff {}
}
