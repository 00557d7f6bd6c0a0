package dev.tieline.plan;

import java.util.Locale;

/**
 * A text in the languages that handovers come in.
 *
 * @param english the text in English
 * @param chinese the text in Chinese
 */
public record Words(String english, String chinese) {
  /**
   * Returns a text that is the same in every language: a command, a document.
   *
   * @param text the text
   * @return the words
   */
  public static Words same(String text) {
    return new Words(text, text);
  }

  /**
   * Returns the text for a reader.
   *
   * @param locale the reader's; Chinese of any country gets Chinese, every other English
   * @return the text
   */
  public String in(Locale locale) {
    return locale.getLanguage().equals("zh") ? chinese : english;
  }
}
