package dev.tieline.text;

/** Makes strings that others chose, such as names and messages of a cloud, fit to be shown. */
public final class Clean {

  private static final int REPLACEMENT = 0xfffd;

  private Clean() {}

  /**
   * Returns the text as one line without what could mislead a terminal or a reader.
   *
   * <p>Tabs and line ends of every kind become a space; all other control characters, and all
   * format characters (among them the bidirectional ones), are dropped; halves of surrogate pairs
   * become U+FFFD.
   *
   * @param text any text
   * @return the text to show
   */
  public static String text(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isVisible(c)) {
                out.appendCodePoint(c);
              } else if (isBreak(c)) {
                out.append(' ');
              } else if (Character.getType(c) == Character.SURROGATE) {
                out.appendCodePoint(REPLACEMENT);
              }
            });
    return out.toString();
  }

  /** Says whether a character is neither control, nor format, nor line end, nor half of a pair. */
  static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static boolean isBreak(int c) {
    return c >= '\t' && c <= '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
  }
}
