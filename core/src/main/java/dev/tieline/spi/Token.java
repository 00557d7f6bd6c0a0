package dev.tieline.spi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An idempotency token: every process that wishes the same derives the same one, and walks the same
 * chain when one is spent.
 *
 * @param text 32 hexadecimal digits
 */
public record Token(String text) {
  /**
   * Returns the first token of a wish.
   *
   * @param owner who wishes
   * @param address the object
   * @param wish what is wished
   * @return the token
   */
  public static Token first(Owner owner, Address address, Wish wish) {
    return hash(owner.namespace(), owner.topology(), address.path(), wish.toString());
  }

  /**
   * Returns the token that follows when this one is spent.
   *
   * @param proof what proves that it is spent: the id of the dead object that it stands for, or the
   *     error's code
   * @return the next token
   */
  public Token next(String proof) {
    return hash(text, proof);
  }

  private static Token hash(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(
            (bytes.length + ":")
                .getBytes(StandardCharsets.UTF_8)); // so that no two lists of parts collide
        digest.update(bytes);
      }
      return new Token(HexFormat.of().formatHex(digest.digest(), 0, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
