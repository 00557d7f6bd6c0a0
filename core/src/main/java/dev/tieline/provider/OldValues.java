package dev.tieline.provider;

import dev.tieline.spi.Owner;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tags with the old values of attributes that are not ours, which an owner has to restore. */
public final class OldValues {
  private static final String BEFORE = "tieline-before/";

  private OldValues() {}

  /**
   * Returns what the keys of an owner's old values begin with.
   *
   * @param owner the owner
   * @return the beginning, up to the attribute
   */
  public static String prefix(Owner owner) {
    return BEFORE + owner + "/";
  }

  /**
   * Returns the key of an old value.
   *
   * @param owner the owner
   * @param attribute what had it
   * @return the key
   */
  public static String key(Owner owner, String attribute) {
    return prefix(owner) + attribute;
  }

  /**
   * Returns the owner's old values.
   *
   * @param owner the owner
   * @param tags the tags
   * @return the values by their attributes, in order of keys
   */
  public static Map<String, String> of(Owner owner, Tags tags) {
    return Prefixed.of(prefix(owner), tags);
  }

  /**
   * Returns what an old value is of.
   *
   * @param key the tag's key
   * @return the attribute; empty if it is no such key
   */
  public static Optional<String> attribute(String key) {
    return Prefixed.rest(BEFORE, key);
  }

  /**
   * Returns whether somebody else keeps an old value too, and so relies on the new one: the last of
   * them restores it.
   *
   * @param owner the owner
   * @param attribute what had the value
   * @param tags the tags
   * @return whether another owner, of any namespace, keeps one
   */
  public static boolean keptByOthers(Owner owner, String attribute, Tags tags) {
    return keepers(tags).stream()
        .anyMatch(o -> !o.equals(owner) && tags.get(key(o, attribute)).isPresent());
  }

  /**
   * Returns those who keep an old value.
   *
   * @param tags the tags
   * @return the owners, each once
   */
  public static List<Owner> keepers(Tags tags) {
    return Prefixed.owners(BEFORE, tags);
  }
}
