package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Answer;
import dev.tieline.provider.Unreadable;
import java.io.IOException;

/**
 * Makes calls for one account in one zone, each stamped, signed and sent once. Safe for several
 * threads; blocks until the answer, at most for an attempt's time.
 */
@FunctionalInterface
interface Rpc {
  /**
   * Makes a call.
   *
   * @return the answer of a call that succeeded
   * @throws Refusal if the cloud refused
   * @throws Unreadable if what came back can not be read
   * @throws Unsigned if there is nothing to sign with, so that nothing was sent
   * @throws IOException if there was no answer
   * @throws InterruptedException if the thread was interrupted before the answer
   */
  Answer call(Request request) throws IOException, InterruptedException;
}
