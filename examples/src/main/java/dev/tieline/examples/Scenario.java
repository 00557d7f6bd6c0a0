package dev.tieline.examples;

/** One guide as a program: a world, a wish, and what is expected of both. */
interface Scenario {
  /** What {@code examples/run} calls it. */
  String name();

  /** One line for the list. */
  String title();

  /** Plays it on a stage of its own; what it expects is counted in the performance. */
  void play(Performance performance);
}
