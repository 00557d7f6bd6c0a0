package dev.tieline.aws.internal;

import dev.tieline.spi.Scope;

/**
 * A tag of ours on an object, about something that can not be tagged.
 *
 * @param scope where the object is
 * @param resource the object's id
 * @param key the tag's key
 * @param value the tag's value
 */
record Note(Scope scope, String resource, String key, String value) {
  /** Returns what identifies it in its scope. */
  String id() {
    return id(resource, key);
  }

  static String id(String resource, String key) {
    return resource + " " + key;
  }
}
