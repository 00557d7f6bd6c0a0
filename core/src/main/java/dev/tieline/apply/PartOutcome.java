package dev.tieline.apply;

/** What came of one part of a wish, a network or a link; a closed family. */
public sealed interface PartOutcome permits Ready, Waiting, Failed, NotStarted {
  /**
   * Returns which part.
   *
   * @return such as {@code peering.tokyo-singapore}
   */
  String part();
}
