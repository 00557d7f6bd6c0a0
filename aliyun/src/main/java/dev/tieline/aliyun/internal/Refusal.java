package dev.tieline.aliyun.internal;

import java.util.Locale;

/** The cloud's refusal of a call. Holds nothing secret. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String code;
  private final String said;
  private final int status;
  private final String requestId;
  private final String deniedAction;
  private final boolean foreign;

  /**
   * @param code the cloud's code
   * @param said the cloud's words
   * @param deniedAction the permission that is missing, where the cloud names it; else empty
   */
  Refusal(String code, String said, int status, String requestId, String deniedAction) {
    this(code, said, status, requestId, deniedAction, false);
  }

  private Refusal(
      String code,
      String said,
      int status,
      String requestId,
      String deniedAction,
      boolean foreign) {
    super(code + ": " + withoutSecrets(said));
    this.code = code;
    this.said = withoutSecrets(said);
    this.status = status;
    this.requestId = requestId;
    this.deniedAction = deniedAction;
    this.foreign = foreign;
  }

  /** Returns the same, which an account that is not ours has to do something about. */
  Refusal forForeign(String account) {
    return new Refusal(
        code,
        said.replaceFirst("\\.$", "") + " (account " + account + ")",
        status,
        requestId,
        deniedAction,
        true);
  }

  // The words on a wrong signature repeat what was signed, with the session token ("... server
  // string to sign is:").
  private static String withoutSecrets(String said) {
    String lower = said.toLowerCase(Locale.ROOT);
    int cut = said.length();
    for (String from : new String[] {"string to sign", "stringtosign", "canonical"}) {
      int at = lower.indexOf(from);
      cut = at >= 0 ? Math.min(cut, at) : cut;
    }
    return said.substring(0, cut);
  }

  String code() {
    return code;
  }

  String said() {
    return said;
  }

  int status() {
    return status;
  }

  String requestId() {
    return requestId;
  }

  String deniedAction() {
    return deniedAction;
  }

  /** Whether it is an account that is not ours that has to do something about it. */
  boolean foreign() {
    return foreign;
  }
}
