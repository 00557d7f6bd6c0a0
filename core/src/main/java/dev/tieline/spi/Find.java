package dev.tieline.spi;

import dev.tieline.check.Codes;
import java.util.List;

/**
 * What the facts hold for a wished object; a closed family.
 *
 * @param <O> what is observed
 */
public sealed interface Find<O> {
  /**
   * Nothing.
   *
   * @param <O> what would be observed
   */
  record None<O>() implements Find<O> {}

  /**
   * An object of ours: it bears our mark and has the shape that the address demands.
   *
   * @param object the object in use, else the oldest, else the one with the smallest id
   * @param surplus unused objects of ours of the same address, to be deleted
   * @param <O> what is observed
   */
  record Ours<O>(O object, List<O> surplus) implements Find<O> {
    /** Copies the surplus. */
    public Ours {
      surplus = List.copyOf(surplus);
    }

    /**
     * An object of ours without surplus.
     *
     * @param object the object
     */
    public Ours(O object) {
      this(object, List.of());
    }
  }

  /**
   * A fitting object that is not ours: it is used, not changed, not deleted.
   *
   * @param object the object
   * @param <O> what is observed
   */
  record Foreign<O>(O object) implements Find<O> {}

  /**
   * Something that is not ours, does not fit, and stands where ours should: a finding.
   *
   * @param code the finding's code
   * @param what what it is, with the values
   * @param remedy what to do
   * @param <O> what would be observed
   */
  record InTheWay<O>(String code, String what, String remedy) implements Find<O> {
    /**
     * Something for which the kind has no code of its own.
     *
     * @param what what it is, with the values
     * @param remedy what to do
     */
    public InTheWay(String what, String remedy) {
      this(Codes.IN_THE_WAY, what, remedy);
    }
  }

  /**
   * It can not be told: the facts could not be read. Nothing is created or deleted.
   *
   * @param why the cloud's words
   * @param <O> what would be observed
   */
  record Unreadable<O>(String why) implements Find<O> {}
}
