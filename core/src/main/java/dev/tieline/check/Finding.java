package dev.tieline.check;

import static java.util.Objects.requireNonNull;

/**
 * A problem or remark about a plan.
 *
 * @param code a stable word to switch on and to look up in docs/findings.md, such as {@code
 *     CIDR_OVERLAP}
 * @param severity how much it weighs
 * @param subject the address of what it is about, such as {@code peering.tokyo-singapore}
 * @param what what was found, with the values
 * @param why why that matters
 * @param remedy what to do
 */
public record Finding(
    String code, Severity severity, String subject, String what, String why, String remedy)
    implements Comparable<Finding> {
  /**
   * Checks that nothing is missing.
   *
   * @param code a stable word
   * @param severity how much it weighs
   * @param subject what it is about
   * @param what what was found
   * @param why why that matters
   * @param remedy what to do
   */
  public Finding {
    requireNonNull(code, "code");
    requireNonNull(severity, "severity");
    requireNonNull(subject, "subject");
    requireNonNull(what, "what");
    requireNonNull(why, "why");
    requireNonNull(remedy, "remedy");
  }

  /**
   * Returns the part of the wish that this is about.
   *
   * @return the first segment of the subject
   */
  public String part() {
    int slash = subject.indexOf('/');
    return slash < 0 ? subject : subject.substring(0, slash);
  }

  @Override
  public int compareTo(Finding other) {
    int bySeverity = other.severity.compareTo(severity);
    if (bySeverity != 0) {
      return bySeverity;
    }
    int bySubject = subject.compareTo(other.subject);
    if (bySubject != 0) {
      return bySubject;
    }
    int byCode = code.compareTo(other.code);
    return byCode != 0 ? byCode : what.compareTo(other.what);
  }

  @Override
  public String toString() {
    return severity + " " + code + " " + subject + ": " + what + ". " + why + ". " + remedy + ".";
  }
}
