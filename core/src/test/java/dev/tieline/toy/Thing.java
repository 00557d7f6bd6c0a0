package dev.tieline.toy;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Any object of the toy cloud, as the cloud shows it.
 *
 * @param kind what it is
 * @param id the cloud's id
 * @param region where it is
 * @param born when it was made, in nanoseconds of the cloud's time
 * @param marks whose it is: owner to address
 * @param has its values
 */
public record Thing(
    String kind,
    String id,
    String region,
    long born,
    SortedMap<String, String> marks,
    SortedMap<String, String> has) {
  /** Copies the maps. */
  public Thing {
    marks = Collections.unmodifiableSortedMap(new TreeMap<>(marks));
    has = Collections.unmodifiableSortedMap(new TreeMap<>(has));
  }

  /** Returns a value; empty text if there is none. */
  public String get(String key) {
    return has.getOrDefault(key, "");
  }

  /** Returns the cloud's word for its state; empty for things that have none. */
  public String state() {
    return get("state");
  }

  /** Returns whether it is gone, though the cloud still shows it. */
  public boolean isDead() {
    return state().equals("deleted") || state().equals("expired");
  }

  /** Returns it with a value. */
  public Thing with(String key, String value) {
    Map<String, String> next = new TreeMap<>(has);
    next.put(key, value);
    return new Thing(kind, id, region, born, marks, new TreeMap<>(next));
  }

  /** Returns it without a value. */
  public Thing without(String key) {
    TreeMap<String, String> next = new TreeMap<>(has);
    next.remove(key);
    return new Thing(kind, id, region, born, marks, next);
  }

  /** Returns it with a mark. */
  public Thing marked(String owner, String address) {
    TreeMap<String, String> next = new TreeMap<>(marks);
    next.put(owner, address);
    return new Thing(kind, id, region, born, next, has);
  }

  /** Returns it without the mark of an owner. */
  public Thing unmarked(String owner) {
    TreeMap<String, String> next = new TreeMap<>(marks);
    next.remove(owner);
    return new Thing(kind, id, region, born, next, has);
  }
}
