package dev.tieline.reach;

import static java.util.Objects.requireNonNull;

/**
 * A setting that stops the packet or its answer.
 *
 * @param verdict how it stops them
 * @param id the cloud's id of the object that has the setting
 * @param found what was found there, in words
 * @param change what to change, in words
 */
public record Block(Verdict verdict, String id, String found, String change) {
  /** Checks that nothing is missing. */
  public Block {
    requireNonNull(verdict, "verdict");
    requireNonNull(id, "id");
    requireNonNull(found, "found");
    requireNonNull(change, "change");
  }

  @Override
  public String toString() {
    return verdict + ": " + found + "; " + change;
  }
}
