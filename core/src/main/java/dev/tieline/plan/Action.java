package dev.tieline.plan;

/** What a step does; a closed set, each with a one-character mark. */
public enum Action {
  /** Makes an object that is not there. */
  CREATE('+'),
  /** Accepts what the other side has asked for. */
  ACCEPT('&'),
  /** Changes an object in place. */
  UPDATE('~'),
  /** Deletes an object and makes another in its place, in this order. */
  REPLACE('%'),
  /** Deletes an object, or takes our mark off one that others use. */
  DELETE('-'),
  /** Waits for a move of somebody else. */
  WAIT('?'),
  /** Asks a person for what the cloud has no call for. */
  MANUAL('!'),
  /** Uses an object that is not ours, without changing it. */
  ADOPT('='),
  /** Waits for what comes into being with an object of ours, and needs no call of its own. */
  COME(':'),
  /** Leaves an object of ours as it is. */
  NO_OP(' ');

  private final char mark;

  Action(char mark) {
    this.mark = mark;
  }

  /**
   * Returns the mark that stands for this action in a rendered plan.
   *
   * @return one character
   */
  public char mark() {
    return mark;
  }

  /** Whether nobody need do anything for it. */
  boolean isIdle() {
    return this == ADOPT || this == COME || this == NO_OP;
  }

  /**
   * Returns whether a step of this action makes a call that changes something.
   *
   * @return true for create, accept, update, replace and delete
   */
  public boolean mutates() {
    return switch (this) {
      case CREATE, ACCEPT, UPDATE, REPLACE, DELETE -> true;
      case WAIT, MANUAL, ADOPT, COME, NO_OP -> false;
    };
  }
}
