package dev.tieline.aliyun.internal;

import dev.tieline.provider.Answer;
import dev.tieline.provider.Unreadable;
import java.io.IOException;

/**
 * Makes calls for one account in one region, signed, each sent once. Safe for several threads;
 * blocks until the answer, at most for an attempt's time, whether the thread is interrupted or not.
 */
@FunctionalInterface
public interface Rpc {
  /**
   * Makes a call.
   *
   * @return the answer of a call that succeeded
   * @throws Refusal if the cloud refused, with whatever status
   * @throws Unreadable if what came back can not be read
   * @throws Unsigned if there are no credentials to sign with, so that nothing was sent
   * @throws IOException if there was no answer
   */
  Answer call(Request request) throws IOException;
}
