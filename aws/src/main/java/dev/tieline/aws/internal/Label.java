package dev.tieline.aws.internal;

import dev.tieline.spi.Scope;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tag of ours on an object, as an object of its own. The value of evidence may end with a space
 * and a number: it was written anew so often, so that the lost delete of an earlier one, which
 * names its value, does not remove it.
 *
 * @param scope where the object is
 * @param holder the object's id
 * @param key the tag's key
 * @param value the tag's value
 * @param last whether the object goes together with the tag, so that the tag needs no removal
 * @param lone whether it is evidence of what is not there
 */
record Label(Scope scope, String holder, String key, String value, boolean last, boolean lone) {
  private static final Pattern NUMBERED = Pattern.compile("(.*) (\\d{1,9})");

  Label(Scope scope, String holder, String key, String value, boolean last) {
    this(scope, holder, key, value, last, false);
  }

  Label(Scope scope, String holder, String key, String value) {
    this(scope, holder, key, value, false);
  }

  /** Returns what identifies it in its scope. */
  String id() {
    return id(holder, key);
  }

  static String id(String holder, String key) {
    return holder + " " + key;
  }

  /** Returns a tag's value without the number at its end. */
  static String content(String value) {
    Matcher numbered = NUMBERED.matcher(value);
    return numbered.matches() ? numbered.group(1) : value;
  }

  /** Returns the value without the number at its end. */
  String content() {
    return content(value);
  }

  /** Returns the value that says something anew: with the next number. */
  String anew(String content) {
    Matcher numbered = NUMBERED.matcher(value);
    int before = numbered.matches() ? Integer.parseInt(numbered.group(2)) : 0;
    return content + " " + (before + 1);
  }

  Label asLone() {
    return new Label(scope, holder, key, value, last, true);
  }
}
