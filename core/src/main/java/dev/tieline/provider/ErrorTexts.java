package dev.tieline.provider;

import dev.tieline.error.CallSite;
import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.OutcomeUnknownException;
import dev.tieline.error.TielineException;
import dev.tieline.text.Clean;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How the tables of clouds' errors word what they explain. */
public final class ErrorTexts {
  private static final int LONGEST_WORDS = 600;

  private ErrorTexts() {}

  /**
   * Returns what a cloud said as it can be shown.
   *
   * @param said its words; null if it said nothing
   * @return one line without control characters, cut where it is very long
   */
  public static String clean(@Nullable String said) {
    String text = Clean.text(said == null ? "" : said).strip();
    return text.length() <= LONGEST_WORDS ? text : text.substring(0, LONGEST_WORDS) + "...";
  }

  /**
   * Returns what was thrown in words.
   *
   * @param thrown what was thrown
   * @return its message, else the name of its type
   */
  public static String words(Throwable thrown) {
    String message = thrown.getMessage();
    return clean(
        message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message);
  }

  /**
   * Returns what a cloud said, with advice.
   *
   * @param said its words
   * @param advice what to do, beginning with a semicolon; empty if there is none
   * @return both as one sentence
   */
  public static String advised(String said, String advice) {
    return advice.isEmpty() || !said.endsWith(".")
        ? said + advice
        : said.substring(0, said.length() - 1) + advice;
  }

  /**
   * Explains a call whose answer is missing or can not be read.
   *
   * @param site where the call went
   * @param mutating whether it may have changed anything
   * @param what what is known of the answer
   * @param status the answer's status; 0 if there is none
   * @param thrown what was thrown
   * @return an unknown outcome of a call that may change something, else a refusal
   */
  public static TielineException lost(
      CallSite site, boolean mutating, String what, int status, Throwable thrown) {
    return mutating
        ? new OutcomeUnknownException(
            site, status == 0 ? what : what + " (status " + status + ")", thrown)
        : new CloudCallException(site, Category.UNAVAILABLE, "", what, status, "", false, thrown);
  }

  /**
   * Returns whether something went wrong on the way to the cloud or back.
   *
   * @param thrown what was thrown
   * @return whether it, or one of its causes, says so
   */
  public static boolean isTransport(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof IOException) {
        return true;
      }
    }
    return false;
  }
}
