package dev.tieline.aliyun.internal;

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
record Trouble(String alias, String code, String what, String why, String remedy) {
  static Trouble wrongAccount(String alias, String what) {
    return new Trouble(
        alias,
        AliyunFindings.WRONG_ACCOUNT,
        what,
        "What is meant for one account would be made in another",
        "Give the alias the credentials of the declared account, or declare the account that it is");
  }

  static Trouble twice(String alias, String other, String accountId) {
    return new Trouble(
        alias,
        AliyunFindings.ACCOUNT_TWICE,
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
    String what = "the account of alias " + alias + " could not be told: " + words;
    return AliyunErrors.isAboutTime(words)
        ? new Trouble(
            alias,
            AliyunFindings.CLOCK_SKEW,
            what,
            "Calls are refused whose signature is more than 15 minutes off the cloud's clock",
            "Set this machine's clock (NTP), then plan again")
        : new Trouble(
            alias,
            AliyunFindings.ACCOUNT_UNKNOWN,
            what,
            "Nothing is looked at or changed before it is certain whose it is",
            "Mend what these words say, then plan again");
  }

  Finding about(String subject) {
    return new Finding(code, Severity.ERROR, subject, what, why, remedy);
  }
}
