package dev.tieline.text;

/**
 * Quotes text for the languages in which handovers and reports are written, so that no string of a
 * cloud can become code, markup or a line of its own.
 */
public final class Quote {

  private Quote() {}

  /**
   * Returns the text as one word of a POSIX shell, in single quotes.
   *
   * @param text any text without control and format characters; line feeds are allowed
   * @return the quoted word
   * @throws IllegalArgumentException if the text has other control or format characters: pasted
   *     into a terminal they act before the shell sees the quotes, and dropping them would change
   *     the value
   */
  public static String shell(String text) {
    text.codePoints()
        .filter(c -> c != '\n' && !Clean.isVisible(c))
        .findFirst()
        .ifPresent(
            c -> {
              throw new IllegalArgumentException(
                  "shell: text with U+%04X (expected: no control or format characters)"
                      .formatted(c));
            });
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /**
   * Returns the text as a quoted string of HCL, in which nothing is a template.
   *
   * @param text any text
   * @return the string with its quotes
   */
  public static String hcl(String text) {
    StringBuilder out = new StringBuilder("\"");
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      int end = i;
      while (end < text.length() && (text.charAt(end) == '$' || text.charAt(end) == '%')) {
        end++;
      }
      if (end > i && end < text.length() && text.charAt(end) == '{') {
        appendMarker(text.substring(i, end), out);
        i = end;
      } else if (end > i) {
        out.append(text, i, end);
        i = end;
      } else {
        appendHcl(c, out);
        i += Character.charCount(c);
      }
    }
    return out.append('"').toString();
  }

  /**
   * Escapes what stands before an opening brace: a single marker is doubled, as is the custom; a
   * longer run is written by code, because where a scanner splits such a run is not specified (HCL
   * Native Syntax Specification, "Template Literals", read 2026-11).
   */
  private static void appendMarker(String run, StringBuilder out) {
    if (run.length() == 1) {
      out.append(run).append(run);
    } else {
      run.chars().forEach(c -> out.append("\\u%04x".formatted(c)));
    }
  }

  private static void appendHcl(int c, StringBuilder out) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (Clean.isVisible(c)) {
          out.appendCodePoint(c);
        } else if (Character.getType(c) == Character.SURROGATE) {
          out.appendCodePoint(0xfffd); // half of a pair has no form in HCL
        } else {
          out.append((c > 0xffff ? "\\U%08x" : "\\u%04x").formatted(c));
        }
      }
    }
  }

  /**
   * Returns the text as plain words inside a paragraph or a table cell of Markdown (CommonMark and
   * GitHub's): no emphasis, link, image, HTML, mention, formula, heading or list comes of it.
   *
   * @param text any text; cleaned as {@link Clean#text} does
   * @return the escaped text
   */
  public static String markdown(String text) {
    String clean = Clean.text(text).strip();
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < clean.length(); i++) {
      if (isMarkup(clean, i)) {
        out.append('\\');
      }
      out.append(clean.charAt(i));
    }
    return out.toString();
  }

  private static boolean isMarkup(String text, int i) {
    char c = text.charAt(i);
    return switch (c) {
      case '\\', '`', '*', '_', '[', ']', '<', '>', '#', '|', '~', '&', '!', '$', '@' -> true;
      // GitHub makes links of bare http:// and www. (GitHub Flavored Markdown 0.29, section 6.9).
      case ':' -> text.startsWith("//", i + 1);
      case '.' -> text.regionMatches(true, i - 3, "www", 0, 3) || startsListItem(text, i);
      case ')' -> startsListItem(text, i);
      case '-', '+', '=' -> i == 0;
      default -> false;
    };
  }

  private static boolean startsListItem(String text, int i) {
    boolean endsWord = i + 1 == text.length() || text.charAt(i + 1) == ' ';
    return endsWord && i > 0 && text.substring(0, i).chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /**
   * Returns the text as a code span of Markdown, fenced by more backticks than it holds in a row.
   *
   * @param text any text; cleaned as {@link Clean#text} does
   * @return the code span; for an empty text, one space in backticks
   */
  public static String markdownCode(String text) {
    String clean = Clean.text(text);
    if (clean.isEmpty()) {
      return "` `";
    }
    int longest = 0;
    int run = 0;
    for (int i = 0; i < clean.length(); i++) {
      run = clean.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    String fence = "`".repeat(longest + 1);
    boolean backtickAtEdge = clean.startsWith("`") || clean.endsWith("`");
    // CommonMark 0.31, section 6.1: one space is taken off both ends, unless all is space.
    boolean spaceAtEdges = clean.startsWith(" ") && clean.endsWith(" ") && !clean.isBlank();
    String padding = backtickAtEdge || spaceAtEdges ? " " : "";
    return fence + padding + clean + padding + fence;
  }

  /**
   * Returns the text as a quoted label of Mermaid, in which nothing is markup or a directive.
   *
   * @param text any text; cleaned as {@link Clean#text} does
   * @return the label with its quotes; for a blank text, a space in quotes
   */
  public static String mermaid(String text) {
    String clean = Clean.text(text);
    if (clean.isBlank()) {
      return "\" \""; // Mermaid has no empty labels
    }
    StringBuilder out = new StringBuilder("\"");
    clean
        .codePoints()
        .forEach(
            c -> {
              if ("\"#<>&`%{}\\;".indexOf(c) >= 0) {
                out.append('#').append(c).append(';'); // a character by its code, as Mermaid has it
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.append('"').toString();
  }
}
