package dev.tieline.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads and writes many blocks: lists in one line, and files with a block in each line.
 *
 * <p>There are two doors. {@link #strict} reads each block as {@link Cidr#parse} does and refuses
 * what has two readings; {@link #lenient} reads it as {@link Cidr#parseLenient} does and makes it
 * canonical. Order and duplicates stay; {@link CidrSet#copyOf} and {@link CidrIndex#from} take it
 * from there. Instances are immutable and safe for use by many threads.
 *
 * <pre>{@code
 * List<Cidr> used = CidrText.strict().readFile(Path.of("used.txt"));
 * String line = CidrText.format(CidrSet.copyOf(used).cidrs());
 * }</pre>
 */
public final class CidrText {

  /** What some editors begin a file of UTF-8 with (RFC 3629, section 6). */
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private static final CidrText STRICT = new CidrText(Cidr::parse);
  private static final CidrText LENIENT = new CidrText(Cidr::parseLenient);

  private final Function<String, Cidr> door;

  private CidrText(Function<String, Cidr> door) {
    this.door = door;
  }

  /**
   * Returns the door that refuses what has two readings, such as host bits or leading zeros. Of one
   * reading are all forms of an address that RFC 4291 has, in capitals, too.
   *
   * @return the strict reader
   */
  public static CidrText strict() {
    return STRICT;
  }

  /**
   * Returns the door that makes canonical what has one meaning.
   *
   * @return the lenient reader
   */
  public static CidrText lenient() {
    return LENIENT;
  }

  /**
   * Reads blocks that are separated by commas; white space around each is let pass.
   *
   * @param text the list, such as {@code 10.0.0.0/8, 2001:db8::/32}; of white space alone for none
   * @return the blocks in the order of the text; unmodifiable
   * @throws IllegalArgumentException if one is no block; the message says which, and why
   */
  public List<Cidr> parseList(String text) {
    List<Cidr> cidrs = new ArrayList<>();
    int from = text.isBlank() ? text.length() + 1 : 0;
    while (from <= text.length()) {
      int comma = text.indexOf(',', from);
      int to = comma < 0 ? text.length() : comma;
      cidrs.add(read(text.substring(from, to).strip(), "entry " + (cidrs.size() + 1)));
      from = to + 1;
    }
    return Collections.unmodifiableList(cidrs);
  }

  /**
   * Reads a file with a block in each line. White space around it, empty lines, what follows a
   * {@code #}, and a byte order mark at the beginning are let pass.
   *
   * @param file the file, in UTF-8
   * @return the blocks in the order of the lines; unmodifiable
   * @throws IllegalArgumentException if a line has no block; the message says which one, and why
   * @throws UncheckedIOException if the file can not be read
   */
  public List<Cidr> readFile(Path file) {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      return readLines(reader, file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cidr file: " + file + " can not be read (expected: a file of text in UTF-8)", e);
    }
  }

  /**
   * Reads lines as {@link #readFile} does. Does not close the reader.
   *
   * @param lines gives the lines
   * @param name what messages call them
   * @return the blocks in the order of the lines; unmodifiable
   * @throws IllegalArgumentException if a line has no block; the message says which one, and why
   * @throws UncheckedIOException if the reader fails
   */
  public List<Cidr> readLines(Reader lines, String name) {
    List<Cidr> cidrs = new ArrayList<>();
    BufferedReader reader =
        lines instanceof BufferedReader buffered ? buffered : new BufferedReader(lines);
    try {
      int number = 1;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int comment = line.indexOf('#');
        int from = number == 1 && line.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
        String text = line.substring(from, comment < 0 ? line.length() : comment).strip();
        if (!text.isEmpty()) {
          cidrs.add(read(text, name + ":" + number));
        }
        number++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cidr lines: " + name + " can not be read (expected: lines of text)", e);
    }
    return Collections.unmodifiableList(cidrs);
  }

  private Cidr read(String text, String place) {
    try {
      return door.apply(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
    }
  }

  /**
   * Writes blocks as a list that {@link #parseList} reads, except for IPv6 blocks of IPv4-mapped
   * addresses: the strict door refuses them, and the lenient one makes them IPv4.
   *
   * @param cidrs the blocks
   * @return their canonical texts in the given order, with a comma and a space in between
   */
  public static String format(Collection<Cidr> cidrs) {
    return cidrs.stream().map(Cidr::toString).collect(Collectors.joining(", "));
  }

  /**
   * Writes blocks as a file that {@link #readFile} reads, in place of what was there; see {@link
   * #format} for an exception.
   *
   * @param cidrs the blocks
   * @param file the file, in UTF-8
   * @throws UncheckedIOException if the file can not be written
   */
  public static void writeFile(Collection<Cidr> cidrs, Path file) {
    try {
      Files.write(file, cidrs.stream().map(Cidr::toString).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cidr file: " + file + " can not be written (expected: a place for a file)", e);
    }
  }
}
