package dev.tieline.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Placeholder. */
public final class Checks {
  private Checks() {}

  /**
   * Nothing.
   *
   * @param c what
   * @return nothing
   */
  public static List<Finding> run(Checked c) {
    Objects.requireNonNull(c);
    return new ArrayList<>();
  }
}
