package dev.tieline.toy;

import dev.tieline.error.Category;

/** What the toy cloud answers instead of a value. */
public final class ToyError extends RuntimeException {
  private static final long serialVersionUID = 1L;
  final Category category;
  final boolean tokenSpent;

  ToyError(Category category, String message) {
    this(category, message, false);
  }

  ToyError(Category category, String message, boolean tokenSpent) {
    super(message);
    this.category = category;
    this.tokenSpent = tokenSpent;
  }
}
