package dev.tieline.provider;

import dev.tieline.net.Cidr;
import dev.tieline.spi.Owner;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Claims: tags on the container of something that can not be marked itself, or that say that
 * something of ours is in it. The last part of a claim's key says what is claimed.
 */
public final class Claims {
  /** How long a tag's key may be on every cloud that we know. */
  public static final int LONGEST_KEY = 128;

  static final String CLAIM = "tieline-claim/";

  // besides "tieline-claim/" two slashes, a topology's name of 40 and the longest IPv6 block of 43
  static final int LONGEST_NAMESPACE = LONGEST_KEY - CLAIM.length() - 2 - 40 - 43;

  private Claims() {}

  /**
   * Returns what the keys of an owner's claims begin with.
   *
   * @param owner the owner
   * @return the beginning, up to what is claimed
   */
  public static String prefix(Owner owner) {
    return CLAIM + owner + "/";
  }

  /**
   * Returns the key of a claim on a block, or on what leads to it.
   *
   * @param owner the owner
   * @param block the block
   * @return the key
   */
  public static String key(Owner owner, Cidr block) {
    return prefix(owner) + block;
  }

  /**
   * Returns the key of a claim.
   *
   * @param owner the owner
   * @param what what is claimed; where it is too long for a key, digits stand for its end
   * @return the key
   */
  public static String key(Owner owner, String what) {
    String key = prefix(owner) + what;
    if (key.length() <= LONGEST_KEY) {
      return key;
    }
    String digest = "-" + digest(what);
    return key.substring(0, LONGEST_KEY - digest.length()) + digest;
  }

  /**
   * Returns the owner's claims on blocks.
   *
   * @param owner the owner
   * @param tags the container's tags
   * @return the claims' values by their blocks, in order of keys
   */
  public static Map<Cidr, String> blocks(Owner owner, Tags tags) {
    Map<Cidr, String> claims = new LinkedHashMap<>();
    Prefixed.of(prefix(owner), tags)
        .forEach((what, value) -> Cidr.tryParse(what).ifPresent(block -> claims.put(block, value)));
    return claims;
  }

  /**
   * Returns the owner's claims on what begins with a word.
   *
   * @param owner the owner
   * @param word the word
   * @param tags the container's tags
   * @return the claims' values by their keys, in order of keys
   */
  public static Map<String, String> beginning(Owner owner, String word, Tags tags) {
    String prefix = prefix(owner) + word;
    Map<String, String> claims = new LinkedHashMap<>();
    Prefixed.of(prefix, tags).forEach((rest, value) -> claims.put(prefix + rest, value));
    return claims;
  }

  /**
   * Returns the block that a claim is on.
   *
   * @param key the claim's key
   * @return the block; empty if it is no such claim's key
   */
  public static Optional<Cidr> block(String key) {
    return Prefixed.rest(CLAIM, key).flatMap(Cidr::tryParse);
  }

  /**
   * Returns whether a tag's key is anybody's claim on a block.
   *
   * @param key the key
   * @param block the block
   * @return whether it is
   */
  public static boolean isOn(String key, Cidr block) {
    return key.startsWith(CLAIM) && key.endsWith("/" + block);
  }

  /**
   * Returns what the claims of other topologies than the owner's on a block say.
   *
   * @param owner the owner
   * @param tags the container's tags
   * @param block the block
   * @return the claims' values, in order of keys
   */
  public static List<String> ofOthers(Owner owner, Tags tags, Cidr block) {
    String own = key(owner, block);
    return tags.values().entrySet().stream()
        .filter(t -> isOn(t.getKey(), block) && !t.getKey().equals(own))
        .map(Map.Entry::getValue)
        .toList();
  }

  /**
   * Returns those who have a claim on something in the container.
   *
   * @param tags the container's tags
   * @return the owners, each once
   */
  public static List<Owner> claimants(Tags tags) {
    return Prefixed.owners(CLAIM, tags);
  }

  /**
   * Returns the key of the mark of whoever has written a claim.
   *
   * @param key the claim's key
   * @return the mark's key; empty if it is no claim's key
   */
  public static Optional<String> markOf(String key) {
    String[] parts = key.split("/", 4);
    return key.startsWith(CLAIM) && parts.length == 4
        ? Optional.of(Marks.MARK + parts[1] + "/" + parts[2])
        : Optional.empty();
  }

  /**
   * Returns what stands for a text where there is no room for it.
   *
   * @param text the text
   * @return sixteen hexadecimal digits
   */
  public static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
