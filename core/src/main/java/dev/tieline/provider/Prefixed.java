package dev.tieline.provider;

import dev.tieline.spi.Owner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tags whose keys are a word for what they say, an owner, and what they speak of. */
final class Prefixed {
  private Prefixed() {}

  /** Returns the values of the tags whose keys begin so, by the rest of their keys. */
  static Map<String, String> of(String prefix, Tags tags) {
    Map<String, String> found = new LinkedHashMap<>();
    tags.values()
        .forEach(
            (key, value) -> {
              if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), value);
              }
            });
    return found;
  }

  /** Returns what a key speaks of, after the word and the owner's two names. */
  static Optional<String> rest(String word, String key) {
    String[] parts = key.startsWith(word) ? key.split("/", 4) : new String[0];
    return parts.length < 4 ? Optional.empty() : Optional.of(parts[3]);
  }

  static List<Owner> owners(String word, Tags tags) {
    return tags.values().keySet().stream()
        .filter(key -> key.startsWith(word))
        .flatMap(key -> owner(key.substring(word.length())).stream())
        .distinct()
        .toList();
  }

  private static Optional<Owner> owner(String text) {
    String[] parts = text.split("/", 3);
    return parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()
        ? Optional.empty()
        : Optional.of(new Owner(parts[0], parts[1]));
  }
}
