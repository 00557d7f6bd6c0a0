package dev.tieline.text;

import org.jspecify.annotations.Nullable;

/** A place in the text, in the notation of RFC 9535; steps are joined only when it is shown. */
record JsonPath(@Nullable JsonPath parent, String step) {

  private static final int SHOWN_LENGTH = 64;

  static final JsonPath ROOT = new JsonPath(null, "$");

  JsonPath element(int index) {
    return new JsonPath(this, "[" + index + "]");
  }

  JsonPath property(String name) {
    boolean plain = !name.isEmpty() && name.length() <= SHOWN_LENGTH && isPlain(name);
    return new JsonPath(
        this, plain ? "." + name : "['" + shortened(name).replace("'", "\\'") + "']");
  }

  /** Returns text of any origin, fit for a one-line message. */
  static String shortened(String text) {
    String clean = Clean.text(text);
    int count = clean.codePointCount(0, clean.length());
    return count <= SHOWN_LENGTH
        ? clean
        : clean.substring(0, clean.offsetByCodePoints(0, SHOWN_LENGTH)) + "...";
  }

  private static boolean isPlain(String name) {
    return name.chars().allMatch(c -> c == '_' || c < 128 && Character.isLetterOrDigit(c));
  }

  @Override
  public String toString() {
    return parent == null ? step : parent + step;
  }
}
