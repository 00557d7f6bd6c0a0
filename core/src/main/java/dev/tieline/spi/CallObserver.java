package dev.tieline.spi;

import org.jspecify.annotations.Nullable;

/**
 * Sees each attempt of each call, for tests: an {@link Error} that it throws ends the run on the
 * spot, as if the process had died there. An exception counts as thrown by the cloud's client.
 */
public interface CallObserver {
  /**
   * Sees an attempt before it is made.
   *
   * @param call the call
   */
  default void before(Call<?> call) {}

  /**
   * Sees an attempt after its answer.
   *
   * @param call the call
   * @param thrown what the cloud's client threw; null if there was an answer
   */
  default void after(Call<?> call, @Nullable Throwable thrown) {}
}
