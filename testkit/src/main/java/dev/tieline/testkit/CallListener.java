package dev.tieline.testkit;

import java.util.SortedMap;

/**
 * Watches the calls of clients. Called on the thread that serves the call and outside of the fake's
 * lock, so that a listener may use the fake itself; what it throws ends the call.
 */
public interface CallListener {

  /**
   * Is told of a call before it is looked at by the cloud.
   *
   * @param call the call, without status
   */
  default void before(Call call) {}

  /**
   * Is told of a call before it is looked at by the cloud, with what it asks for; by default passes
   * on to {@link #before(Call)}.
   *
   * @param call the call, without status
   * @param parameters the parameters by their names on the wire, sorted
   */
  default void before(Call call, SortedMap<String, String> parameters) {
    before(call);
  }

  /**
   * Is told of a call after its effect.
   *
   * @param call the call with its status
   */
  default void after(Call call) {}
}
