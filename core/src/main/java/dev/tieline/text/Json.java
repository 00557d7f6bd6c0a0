package dev.tieline.text;

/**
 * Strict JSON, both ways, for nouns that are records.
 *
 * <p>A noun is a record of strings, {@code int}, {@code long}, {@code double}, {@code boolean} (or
 * their boxes), enums, {@link dev.tieline.net.Ip}, {@link dev.tieline.net.Cidr}, {@link
 * dev.tieline.net.CidrSet}, {@link java.time.Instant}, {@link java.time.Duration}, other records,
 * sealed interfaces of records, {@link Raw}, and lists, sets and maps of these. A record of a
 * sealed family bears the property {@code kind}, its simple name beginning with a small letter.
 * Components are required unless they are {@code @Nullable}; a null one is left out. Records and
 * their constructors may be package-private.
 *
 * <p>All methods may be called by many threads.
 */
public final class Json {

  /** The most text that is read, in characters. */
  static final int MAX_LENGTH = 4 * 1024 * 1024;

  /** The most arrays and objects inside each other that are read. */
  static final int MAX_DEPTH = 64;

  private Json() {}

  /**
   * Writes a noun in canonical form: equal nouns give the same text.
   *
   * <p>Components come in the order of their declaration, maps and sets in their own order (sorted
   * where they have none, as {@code Map.of} and {@code HashSet}), two spaces to a level, LF at the
   * end of each line. Control and format characters are escaped, so the text is safe to show.
   *
   * @param noun a record
   * @return the text, with a newline at its end
   * @throws IllegalArgumentException if a part of the noun is of a type that has no JSON
   */
  public static String write(Object noun) {
    return new JsonWriter().write(noun);
  }

  /**
   * Reads a noun from text of any origin. Nothing is guessed, ignored or converted.
   *
   * <p>Refused are unknown, missing and repeated properties, values of another type, anything after
   * the noun, more than 64 levels, and more than 4 Mi characters. What the noun's own constructors
   * refuse is reported alike.
   *
   * @param text the text
   * @param type the record or the sealed interface to read
   * @param noun what to call it in messages, such as {@code snapshot}
   * @param <T> the type of the noun
   * @return the noun; its lists, sets and maps are unmodifiable and in the order of the text
   * @throws IllegalArgumentException if the text is not such a noun; the message names the noun,
   *     the JSON path, what was found and what was expected
   */
  public static <T> T read(String text, Class<T> type, String noun) {
    return read(text, type, noun, MAX_LENGTH);
  }

  /**
   * Reads a noun as {@link #read(String, Class, String)} does, with another limit of length: for
   * texts that grow with what they describe and come from the caller's own hand.
   *
   * @param text the text
   * @param type the record or the sealed interface to read
   * @param noun what to call it in messages
   * @param maxLength the most characters that are read
   * @param <T> the type of the noun
   * @return the noun
   * @throws IllegalArgumentException if the text is not such a noun
   */
  public static <T> T read(String text, Class<T> type, String noun, int maxLength) {
    return type.cast(new JsonReader(noun, maxLength).read(text, type));
  }
}
