package dev.tieline.provider;

import static java.util.Objects.requireNonNull;

import dev.tieline.check.Finding;
import dev.tieline.check.Severity;

/**
 * Why an account is neither looked at nor changed.
 *
 * @param alias the account's alias
 * @param code the code of the finding that says so
 * @param what what is wrong
 * @param why why nothing is done then
 * @param remedy what to do
 */
public record Trouble(String alias, String code, String what, String why, String remedy) {
  /** Checks that nothing is missing. */
  public Trouble {
    requireNonNull(alias, "alias");
    requireNonNull(code, "code");
    requireNonNull(what, "what");
    requireNonNull(why, "why");
    requireNonNull(remedy, "remedy");
  }

  static Trouble wrongAccount(String alias, String what) {
    return new Trouble(
        alias,
        CommonCodes.WRONG_ACCOUNT,
        what,
        "What is meant for one account would be made in another",
        "Give the alias the credentials of the declared account, or declare the account that it is");
  }

  static Trouble twice(String alias, String other, String accountId) {
    return new Trouble(
        alias,
        CommonCodes.ACCOUNT_TWICE,
        "account aliases "
            + alias
            + " and "
            + other
            + " are both account "
            + accountId
            + " (expected: one alias for each account)",
        "Everything in it would be seen twice, and taken for a double to be removed",
        "Build the provider with one of the two, and name that one in the topology");
  }

  /** Nobody has told who the alias is; in the cloud's words. */
  static Trouble unknown(String alias, String words) {
    return new Trouble(
        alias,
        CommonCodes.ACCOUNT_UNKNOWN,
        untold(alias, words),
        "Nothing is looked at or changed before it is certain whose it is",
        "Mend what these words say, then plan again");
  }

  /** Nobody has told who the alias is, since clocks differ by more than the cloud allows. */
  static Trouble clock(String alias, String words, String allowed) {
    return new Trouble(
        alias,
        CommonCodes.CLOCK_SKEW,
        untold(alias, words),
        allowed,
        "Set this machine's clock (NTP), then plan again");
  }

  private static String untold(String alias, String words) {
    return "the account of alias " + alias + " could not be told: " + words;
  }

  /**
   * Returns the finding that says so.
   *
   * @param subject the address of what needs the account
   * @return the finding
   */
  public Finding about(String subject) {
    return new Finding(code, Severity.ERROR, subject, what, why, remedy);
  }
}
