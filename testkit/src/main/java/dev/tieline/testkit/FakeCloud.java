package dev.tieline.testkit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * What the fake clouds have in common: what a test needs that breaks things without knowing which
 * cloud it breaks. Safe for use by several threads.
 */
public interface FakeCloud extends AutoCloseable {

  /**
   * Serves one request in-process, exactly as over HTTP.
   *
   * @param ask the request
   * @return the answer
   * @throws java.io.UncheckedIOException when a fault resets the connection
   */
  Reply handle(Ask ask);

  /**
   * Returns a fake with the same state and a future of its own, without faults, listeners or logged
   * calls. Takes constant time.
   *
   * @param time the copy's time; must not begin before this fake's present
   * @return the copy
   */
  FakeCloud fork(InstantSource time);

  /**
   * Returns all that users can see, as canonical text.
   *
   * @return the text; equal texts mean equal clouds
   */
  String dump();

  /**
   * Returns the scripted faults.
   *
   * @return the same object on every call
   */
  Faults faults();

  /**
   * Returns who may do what.
   *
   * @return the same object on every call
   */
  Permissions permissions();

  /**
   * Adds a listener of the calls of clients.
   *
   * @param listener is told of every call from now on
   */
  void observe(CallListener listener);

  /**
   * Returns the accounts.
   *
   * @return their ids, in order
   */
  List<String> accounts();

  /**
   * Returns the regions.
   *
   * @return their names, in order
   */
  List<String> regions();

  /**
   * Lets a region answer nothing but errors, or work again.
   *
   * @param region the region
   * @param down whether it is down from now on
   */
  void regionDown(String region, boolean down);

  /**
   * Lets reads be behind the writes.
   *
   * @param lag by how much, of the cloud's time
   */
  void lag(Duration lag);

  /**
   * Lets lists be behind the writes, and behind the reads that name what they want by its id.
   *
   * @param lag by how much, of the cloud's time
   */
  void listLag(Duration lag);

  /**
   * Lets the tags that reads show be behind the writes, and behind the objects that bear them.
   *
   * @param lag by how much, of the cloud's time
   */
  void tagLag(Duration lag);

  /** Ends what serves it; its state can still be looked at. */
  @Override
  void close();
}
