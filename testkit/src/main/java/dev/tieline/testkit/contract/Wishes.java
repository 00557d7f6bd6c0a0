package dev.tieline.testkit.contract;

import static java.util.Objects.requireNonNull;

import dev.tieline.topology.Topology;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is wished in a scenario.
 *
 * @param wish the wish
 * @param edits other wishes of the same name that may take its place, by what is edited, such as
 *     {@code renamed}; in an order that never changes
 */
public record Wishes(Topology wish, Map<String, Topology> edits) {

  /**
   * Copies the edits.
   *
   * @throws IllegalArgumentException if an edit is of another name than the wish
   */
  public Wishes {
    requireNonNull(wish, "wish");
    edits = Collections.unmodifiableMap(new LinkedHashMap<>(edits));
    for (Map.Entry<String, Topology> edit : edits.entrySet()) {
      if (!edit.getValue().name().equals(wish.name())) {
        throw new IllegalArgumentException(
            "edit "
                + edit.getKey()
                + ": topology "
                + edit.getValue().name()
                + " (expected: "
                + wish.name()
                + ")");
      }
    }
  }

  /**
   * Returns the wish that is called so.
   *
   * @param name {@code wish}, or the name of an edit
   * @return the wish
   */
  Topology named(String name) {
    return name.equals("wish") ? wish : requireNonNull(edits.get(name), name);
  }
}
