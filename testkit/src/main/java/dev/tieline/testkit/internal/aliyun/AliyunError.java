package dev.tieline.testkit.internal.aliyun;

import dev.tieline.testkit.internal.CloudError;
import dev.tieline.testkit.internal.Query;
import org.jspecify.annotations.Nullable;

/** A refusal in the cloud's own words; nothing of the call that throws it is kept. */
public final class AliyunError extends CloudError {

  /** How the gateway refuses parameters (OpenAPI common error codes, read 2026-11). */
  static final Query.Words WORDS =
      new Query.Words() {
        @Override
        public CloudError missing(String name) {
          return of("Missing" + name, name + " is mandatory for this action.");
        }

        @Override
        public CloudError notFlag(String name, String value) {
          return invalid(name);
        }

        @Override
        public CloudError notNumber(String name, String value) {
          return invalid(name);
        }

        @Override
        public CloudError unknown(String name) {
          return of("UnsupportedParameter", "The parameter " + name + " is not supported.");
        }

        @Override
        public CloudError malformed() {
          return of("InvalidParameter", "The parameters are not well formatted.");
        }
      };

  /** What the permission system adds to a denial. */
  record Detail(String authAction, String owner) {}

  private final transient @Nullable Detail detail;

  AliyunError(int status, String code, String message, @Nullable Detail detail) {
    super(status, code, message);
    this.detail = detail;
  }

  static AliyunError of(String code, String message) {
    return new AliyunError(400, code, message, null);
  }

  /** Refuses as unknown, with the status that the older products give it. */
  static AliyunError notFound(String code, String message) {
    return new AliyunError(404, code, message, null);
  }

  static AliyunError invalid(String parameter) {
    return of("Invalid" + parameter, "The specified parameter " + parameter + " is not valid.");
  }

  static AliyunError illegal(String parameter, String why) {
    return of("IllegalParam." + parameter, "The param of " + parameter + " is illegal: " + why);
  }

  @Nullable Detail detail() {
    return detail;
  }
}
