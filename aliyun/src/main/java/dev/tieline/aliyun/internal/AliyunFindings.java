package dev.tieline.aliyun.internal;

/**
 * The codes of the findings that only this cloud can make. Codes that other clouds share are in
 * {@link dev.tieline.check.Codes}.
 */
final class AliyunFindings {
  static final String ACCOUNT_TWICE = "ACCOUNT_TWICE";
  static final String ACCOUNT_UNKNOWN = "ACCOUNT_UNKNOWN";
  static final String CLOCK_SKEW = "CLOCK_SKEW";
  static final String NOT_MADE = "NOT_MADE";
  static final String WRONG_ACCOUNT = "WRONG_ACCOUNT";

  private AliyunFindings() {}
}
