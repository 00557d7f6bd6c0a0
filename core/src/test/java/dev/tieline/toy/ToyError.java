package dev.tieline.toy;

import dev.tieline.error.Category;

/** What the toy cloud answers instead of a value. */
public final class ToyError extends RuntimeException {
  private static final long serialVersionUID = 1L;
  final Category category;
  final boolean tokenSpent;
  final boolean prerequisite;

  ToyError(Category category, String message) {
    this(category, message, false);
  }

  ToyError(Category category, String message, boolean tokenSpent) {
    this(category, message, tokenSpent, false);
  }

  private ToyError(Category category, String message, boolean tokenSpent, boolean prerequisite) {
    super(message);
    this.category = category;
    this.tokenSpent = tokenSpent;
    this.prerequisite = prerequisite;
  }

  /** A refusal that no permission mends. */
  static ToyError prerequisite(String message) {
    return new ToyError(Category.DENIED, message, false, true);
  }
}
