package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.testkit.internal.CloudError;
import dev.tieline.testkit.internal.Query;

/**
 * A refusal in the cloud's own words: the code is a {@code ret_code}, and the HTTP status is 200
 * ("Error codes" of border routers, read 2026-11).
 */
final class QingError extends CloudError {

  static final Query.Words WORDS =
      new Query.Words() {
        @Override
        public CloudError missing(String name) {
          return of(1100, "MissingParameter, parameter [" + name + "] is required");
        }

        @Override
        public CloudError notFlag(String name, String value) {
          return malformed(name, value);
        }

        @Override
        public CloudError notNumber(String name, String value) {
          return malformed(name, value);
        }

        @Override
        public CloudError unknown(String name) {
          return of(1100, "InvalidRequestFormat, parameter [" + name + "] is not supported");
        }

        @Override
        public CloudError malformed() {
          return of(1100, "InvalidRequestFormat, the parameters are not well formatted");
        }

        private CloudError malformed(String name, String value) {
          return of(1100, "InvalidRequestFormat, illegal value [" + value + "] of [" + name + "]");
        }
      };

  private QingError(int status, int code, String message) {
    super(status, String.valueOf(code), message);
  }

  private static QingError of(int code, String message) {
    return new QingError(200, code, message);
  }

  static QingError missing(String name) {
    return (QingError) WORDS.missing(name);
  }

  /** The address is none of the API's: no answer of the API's either. */
  static QingError noSuchPath(String path) {
    return new QingError(404, 1101, "InvalidRequestMethod, no such path [" + path + "]");
  }

  static QingError bad(String name, String value, String expected) {
    return of(1101, "InvalidParameterValue, [" + name + "] is [" + value + "], not " + expected);
  }

  static QingError unknownAction(String action) {
    return of(1101, "InvalidRequestMethod, unknown action [" + action + "]");
  }

  static QingError unauthenticated(String why) {
    return of(1200, "AuthFailure, " + why);
  }

  static QingError expired(String why) {
    return of(1300, "RequestHasExpired, " + why);
  }

  static QingError denied(String why) {
    return of(1400, "PermissionDenied, " + why);
  }

  static QingError notFound(String id) {
    return of(2100, "ResourceNotFound, resource [" + id + "] does not exist");
  }

  static QingError exists(String why) {
    return of(2110, "ResourceAlreadyExists, " + why);
  }

  static QingError notLeased(String id) {
    return of(2300, "UnleaseFailed, resource [" + id + "] lease info not ready yet, try later");
  }

  static QingError balance() {
    return of(2400, "InsufficientBalance, the balance is too low for this operation");
  }

  static QingError quota(String what, int limit) {
    return of(2500, "QuotasExceeded, the quota of [" + what + "] is " + limit);
  }

  static QingError internal() {
    return of(5000, "InternalError, an internal error occurred");
  }

  static QingError busy() {
    return of(5100, "ServerBusy, the server is busy, try again later");
  }

  static QingError inUse(boolean known, String why) {
    return known ? of(5400, "DependencyExists, " + why) : denied(why);
  }
}
