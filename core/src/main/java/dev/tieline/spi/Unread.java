package dev.tieline.spi;

import static java.util.Objects.requireNonNull;

import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.TielineException;

/**
 * Why objects could not be read.
 *
 * @param words the cloud's words
 * @param category what kind of refusal it was
 * @param operation the call that was refused; empty if none was made
 */
public record Unread(String words, Category category, String operation) {
  /**
   * Checks that nothing is missing.
   *
   * @param words the cloud's words
   * @param category what kind of refusal it was
   * @param operation the call that was refused
   */
  public Unread {
    requireNonNull(words, "words");
    requireNonNull(category, "category");
    requireNonNull(operation, "operation");
  }

  /**
   * Returns what a refused call says.
   *
   * @param refused the refusal
   * @return the reason
   */
  public static Unread of(TielineException refused) {
    String words = String.valueOf(refused.getMessage());
    if (refused instanceof CloudCallException call) {
      // where it is no permission that is missing, the words say what is
      Category category = call.lacksPrerequisite() ? Category.UNKNOWN : call.category();
      return new Unread(words, category, call.site().operation());
    }
    return because(words);
  }

  /**
   * Returns a reason that is no refusal of a call.
   *
   * @param words what keeps the objects from being read
   * @return the reason
   */
  public static Unread because(String words) {
    return new Unread(words, Category.UNKNOWN, "");
  }

  /**
   * Returns what to do about it.
   *
   * @param next what to do when that is done, such as {@code plan again}
   * @return such as {@code Grant the permission for DescribeVpcs, then plan again}
   */
  public String remedy(String next) {
    String first =
        switch (category) {
          case DENIED -> "Grant the permission for " + operation;
          case UNAVAILABLE ->
              "Wait until the region answers, or check the endpoint and what is between";
          case THROTTLED -> "Wait until the cloud takes more calls";
          default -> "Mend what these words say";
        };
    return first + ", then " + next;
  }
}
