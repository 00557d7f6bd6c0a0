package dev.tieline.testkit.internal.aws;

/** A refusal in the cloud's own words; nothing of the call that throws it is kept. */
public final class AwsError extends RuntimeException {

  private final int status;
  private final String code;

  AwsError(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static AwsError of(String code, String message) {
    return new AwsError(400, code, message);
  }

  static AwsError missing(String parameter) {
    return of("MissingParameter", "The request must contain the parameter " + parameter);
  }

  static AwsError invalid(String parameter, String value, String why) {
    return of(
        "InvalidParameterValue",
        "Value (" + value + ") for parameter " + parameter + " is invalid. " + why);
  }

  static AwsError dependency(String what, String id) {
    return of(
        "DependencyViolation",
        "The " + what + " '" + id + "' has dependencies and cannot be deleted.");
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  String message() {
    String message = getMessage();
    return message == null ? code : message;
  }
}
