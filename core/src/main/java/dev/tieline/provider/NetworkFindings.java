package dev.tieline.provider;

import dev.tieline.check.Codes;
import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Unread;

/** How findings about networks are worded. */
public final class NetworkFindings {
  private NetworkFindings() {}

  /**
   * Returns a finding that stands against the plan.
   *
   * @param code its code
   * @param subject the address of what it is about
   * @param what what is wrong
   * @param why why that matters
   * @param remedy what to do
   * @return the finding
   */
  public static Finding error(String code, String subject, String what, String why, String remedy) {
    return new Finding(code, Severity.ERROR, subject, what, why, remedy);
  }

  /**
   * Returns the finding that something could not be read.
   *
   * @param subject the address of what needs it
   * @param what what could not be read
   * @param scope where
   * @param why the reason
   * @return the finding
   */
  public static Finding unreadable(String subject, String what, Scope scope, Unread why) {
    return error(
        Codes.UNREADABLE,
        subject,
        what + " in " + scope + " could not be read: " + why.words(),
        "Whether it is there can not be told, and nothing is made or removed on a guess",
        why.remedy("plan again"));
  }
}
