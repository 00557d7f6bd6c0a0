package dev.tieline.spi;

import dev.tieline.snapshot.SnapshotEditor;

/** One look at a cloud. Used once, on one thread. */
public interface Survey {
  /**
   * Asks for the first reads; their answers may ask for more.
   *
   * @param reads takes the reads
   */
  void start(Reads reads);

  /**
   * Returns what was found; asked once, after the last answer.
   *
   * @return the facts
   */
  Facts facts();

  /**
   * Puts what was found into a snapshot; asked after {@link #facts()}.
   *
   * @param to the snapshot
   */
  void picture(SnapshotEditor to);
}
