package dev.tieline.provider;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/** What is checked alike of the values that callers write for any cloud. */
public final class Forms {
  private Forms() {}

  /**
   * Checks that a text says something.
   *
   * @param what what it is called
   * @param text the text
   * @throws IllegalArgumentException if it is blank
   */
  public static void text(String what, String text) {
    if (requireNonNull(text, what).isBlank()) {
      throw new IllegalArgumentException(what + ": \"" + text + "\" (expected: some text)");
    }
  }

  /**
   * Checks a name that becomes a part of addresses, as the topology's own names do.
   *
   * @param what what it names
   * @param name the name
   * @throws IllegalArgumentException if it can not be one
   */
  public static void name(String what, String name) {
    if (!requireNonNull(name, what + " name").matches("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?")) {
      throw new IllegalArgumentException(
          what + " name: " + name + " (expected: 1 to 40 of a-z, 0-9 and -, not at the ends)");
    }
  }

  /**
   * Returns the first text that is in a list twice.
   *
   * @param texts the list
   * @return the text; empty if each is there once
   */
  public static Optional<String> twice(List<String> texts) {
    return texts.stream()
        .filter(text -> texts.indexOf(text) != texts.lastIndexOf(text))
        .findFirst();
  }

  /**
   * Checks a key or another part of credentials; the value itself stays out of the message.
   *
   * @param what what it is called
   * @param value the value
   * @return the value
   * @throws IllegalArgumentException if it is blank, or has a character that is not visible ASCII
   */
  public static String credential(String what, String value) {
    if (requireNonNull(value, what).isBlank()) {
      throw new IllegalArgumentException(what + ": blank (expected: some text)");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c > '~') { // such as the line break that ends a file
        throw new IllegalArgumentException(
            what
                + ": character %d of %d is U+%04X".formatted(i + 1, value.length(), (int) c)
                + " (expected: visible ASCII characters only)");
      }
    }
    return value;
  }
}
