package dev.tieline.aws.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * Tells at a glance that a text is whole XML of the plain sort that AWS answers with: a
 * declaration, elements with a namespace at most, ASCII text. It never says so of what an XML
 * parser would refuse; of what it does not know (comments, document types, other characters, other
 * attributes) it says nothing, and a parser has to look. Reads each byte once, where a parser of
 * the JDK takes longer to make than to use.
 */
final class PlainXml {
  private static final byte[] DECLARATION = ascii("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
  private static final byte[] NAMESPACE = ascii(" xmlns=\"");
  private static final byte[][] ENTITIES = {
    ascii("lt;"), ascii("gt;"), ascii("amp;"), ascii("quot;"), ascii("apos;"), ascii("#13;")
  };

  private final byte[] text;
  private final Set<String> roots;
  private final int[] from; // where the names of the open elements begin
  private final int[] to;
  private int depth;
  private int at;

  private PlainXml(byte[] text, Set<String> roots, int deepest) {
    this.text = text;
    this.roots = roots;
    this.from = new int[deepest];
    this.to = new int[deepest];
  }

  /**
   * Returns whether a text is plain, whole, begins with one of the roots, and is at most so deep.
   */
  static boolean isWhole(byte[] text, Set<String> roots, int deepest) {
    return new PlainXml(text, roots, deepest).isWhole();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private boolean isWhole() {
    if (isNext(DECLARATION)) {
      at += DECLARATION.length;
    }
    spaces();
    if (!begins() || !roots.contains(name(from[0], to[0]))) {
      return false;
    }
    while (depth > 0) {
      if (!text() || !(isEnd() ? ends() : begins())) {
        return false;
      }
    }
    spaces();
    return at == text.length;
  }

  private String name(int start, int end) {
    return new String(text, start, end - start, StandardCharsets.US_ASCII);
  }

  private boolean isNext(byte[] word) {
    int end = at + word.length;
    return end <= text.length && Arrays.equals(text, at, end, word, 0, word.length);
  }

  /** Goes past a character if it is the next one. */
  private boolean skip(char c) {
    boolean next = at < text.length && text[at] == c;
    if (next) {
      at++;
    }
    return next;
  }

  private void spaces() {
    while (at < text.length && isSpace(text[at])) {
      at++;
    }
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\t' || b == '\r';
  }

  /** Goes past what stands before the next tag. */
  private boolean text() {
    while (at < text.length && text[at] != '<') {
      byte b = text[at++];
      // a bracket could be one of those that must not come before a greater-than sign
      if ((b < ' ' && !isSpace(b)) || b == 0x7f || b == ']' || (b == '&' && !entity())) {
        return false;
      }
    }
    return at < text.length;
  }

  private boolean entity() {
    for (byte[] known : ENTITIES) {
      if (isNext(known)) {
        at += known.length;
        return true;
      }
    }
    return false;
  }

  private boolean isEnd() {
    return at + 1 < text.length && text[at + 1] == '/';
  }

  /** Goes past the beginning of an element, or an element without content. */
  private boolean begins() {
    if (depth == from.length || !skip('<')) {
      return false;
    }
    int start = at;
    while (at < text.length && isOfName(text[at], at > start)) {
      at++;
    }
    if (at == start) {
      return false;
    }
    from[depth] = start;
    to[depth] = at;
    if (isNext(NAMESPACE) && !namespace()) {
      return false;
    }
    if (!skip('/')) {
      depth++;
    }
    return skip('>');
  }

  /** Goes past a namespace that is an address, so that it is none of XML's own. */
  private boolean namespace() {
    at += NAMESPACE.length;
    int start = at;
    while (at < text.length && isOfAddress(text[at])) {
      at++;
    }
    return name(start, at).contains(".amazonaws.com/") && skip('"');
  }

  private static boolean isOfName(byte b, boolean inside) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (inside && ((b >= '0' && b <= '9') || b == '-' || b == '_'));
  }

  private static boolean isOfAddress(byte b) {
    return isOfName(b, true) || b == '.' || b == ':' || b == '/';
  }

  /** Goes past the end of the element that is open. */
  private boolean ends() {
    depth--;
    int length = to[depth] - from[depth];
    int start = at + 2;
    int end = start + length;
    if (end > text.length || !Arrays.equals(text, start, end, text, from[depth], to[depth])) {
      return false;
    }
    at = end;
    return skip('>');
  }
}
