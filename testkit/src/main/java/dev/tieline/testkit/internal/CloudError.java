package dev.tieline.testkit.internal;

/** A refusal in a cloud's own words; nothing of the call that throws it is kept. */
public abstract class CloudError extends RuntimeException {

  private final int status;
  private final String code;

  protected CloudError(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public String message() {
    String message = getMessage();
    return message == null ? code : message;
  }
}
