package dev.tieline.qingcloud.internal;

import java.util.List;

/**
 * An object that jobs change.
 *
 * @param <O> its type
 */
interface Progressing<O extends Progressing<O>> {
  /** How far it is. */
  Progress progress();

  /** The same object, so far. */
  O at(Progress progress);

  /** The ids that a job which changes it is about: all of them. */
  List<String> jobsOf();
}
