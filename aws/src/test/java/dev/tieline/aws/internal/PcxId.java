package dev.tieline.aws.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the id of a connection in a document, as its reader would. */
final class PcxId {
  private static final Pattern FORM = Pattern.compile("pcx-[0-9a-f]+");

  private PcxId() {}

  static String in(String document) {
    Matcher matcher = FORM.matcher(document);
    if (!matcher.find()) {
      throw new AssertionError("no connection in: " + document);
    }
    return matcher.group();
  }
}
