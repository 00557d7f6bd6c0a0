package dev.tieline.testkit.internal.aws;

import dev.tieline.testkit.internal.CloudError;
import dev.tieline.testkit.internal.Query;

/** A refusal in the cloud's own words; nothing of the call that throws it is kept. */
public final class AwsError extends CloudError {

  /** How a query is refused. */
  static final Query.Words WORDS =
      new Query.Words() {
        @Override
        public CloudError missing(String name) {
          return AwsError.missing(name);
        }

        @Override
        public CloudError notFlag(String name, String value) {
          return of(
              "InvalidParameterValue",
              "Invalid value '" + value + "' for " + name + ". Expected a boolean.");
        }

        @Override
        public CloudError notNumber(String name, String value) {
          return of(
              "InvalidParameterValue",
              "Invalid value '" + value + "' for " + name + ". Expected a number.");
        }

        @Override
        public CloudError unknown(String name) {
          return of("UnknownParameter", "The parameter " + name + " is not recognized");
        }

        @Override
        public CloudError malformed() {
          return of("MalformedQueryString", "The query string is malformed");
        }
      };

  AwsError(int status, String code, String message) {
    super(status, code, message);
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
}
