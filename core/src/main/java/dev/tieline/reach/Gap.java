package dev.tieline.reach;

import static java.util.Objects.requireNonNull;

/**
 * A fact that matters for the question and was not read.
 *
 * @param id the id of the object that it is about
 * @param unknown what is not known and why, in words
 */
public record Gap(String id, String unknown) {
  /** Checks that nothing is missing. */
  public Gap {
    requireNonNull(id, "id");
    requireNonNull(unknown, "unknown");
  }

  @Override
  public String toString() {
    return unknown;
  }
}
