package dev.tieline.aliyun.internal;

import dev.tieline.check.Codes;
import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Unread;

/** How findings about networks are worded. */
final class NetworkFindings {
  private NetworkFindings() {}

  static Finding error(String code, String subject, String what, String why, String remedy) {
    return new Finding(code, Severity.ERROR, subject, what, why, remedy);
  }

  static Finding unreadable(String subject, String what, Scope scope, Unread why) {
    return error(
        Codes.UNREADABLE,
        subject,
        what + " in " + scope + " could not be read: " + why.words(),
        "Whether it is there can not be told, and nothing is made or removed on a guess",
        why.remedy("plan again"));
  }
}
