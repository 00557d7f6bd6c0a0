package dev.tieline.error;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** A cloud refused a call, or could not be reached before the call had any effect. */
public final class CloudCallException extends TielineException {
  private static final long serialVersionUID = 1L;
  private final transient CallSite site;
  private final Category category;
  private final String code;
  private final int httpStatus;
  private final String requestId;
  private final boolean tokenSpent;
  private final boolean prerequisite;

  /**
   * Creates the exception.
   *
   * @param site where the call went
   * @param category what kind of refusal it is
   * @param code the cloud's own code; empty if it gave none
   * @param message the cloud's own words, and what to do where that is known
   * @param httpStatus the status of the answer; 0 if there was none
   * @param requestId the cloud's id of the call; empty if it gave none
   * @param tokenSpent whether the answer proves that the idempotency token of the call can not be
   *     used again
   * @param cause what the cloud's client threw
   */
  public CloudCallException(
      CallSite site,
      Category category,
      String code,
      String message,
      int httpStatus,
      String requestId,
      boolean tokenSpent,
      @Nullable Throwable cause) {
    this(site, category, code, message, httpStatus, requestId, tokenSpent, false, cause);
  }

  private CloudCallException(
      CallSite site,
      Category category,
      String code,
      String message,
      int httpStatus,
      String requestId,
      boolean tokenSpent,
      boolean prerequisite,
      @Nullable Throwable cause) {
    super(
        message
            + " ["
            + site
            + " code="
            + (code.isEmpty() ? "none" : code)
            + " category="
            + category
            + " status="
            + httpStatus
            + (requestId.isEmpty() ? "" : " requestId=" + requestId)
            + "]",
        cause);
    this.site = requireNonNull(site, "site");
    this.category = requireNonNull(category, "category");
    this.code = code;
    this.httpStatus = httpStatus;
    this.requestId = requestId;
    this.tokenSpent = tokenSpent;
    this.prerequisite = prerequisite;
  }

  /**
   * Creates the exception for a call that is refused until something outside of it is brought
   * about, as its message says: an opened product, a paid bill, credentials that are valid.
   *
   * @param site where the call went
   * @param category what kind of refusal it is
   * @param code the cloud's own code; empty if it gave none
   * @param message the cloud's own words, and what to do
   * @param httpStatus the status of the answer; 0 if there was none
   * @param requestId the cloud's id of the call; empty if it gave none
   * @param cause what the cloud's client threw
   * @return the exception
   */
  public static CloudCallException prerequisite(
      CallSite site,
      Category category,
      String code,
      String message,
      int httpStatus,
      String requestId,
      @Nullable Throwable cause) {
    return new CloudCallException(
        site, category, code, message, httpStatus, requestId, false, true, cause);
  }

  /**
   * Returns where the call went.
   *
   * @return cloud, account alias, region and operation
   */
  public CallSite site() {
    return site;
  }

  /**
   * Returns the kind of refusal.
   *
   * @return the category, from the table of the cloud's module
   */
  public Category category() {
    return category;
  }

  /**
   * Returns the cloud's own code.
   *
   * @return the code; empty if the answer held none (a proxy's page, for example)
   */
  public String code() {
    return code;
  }

  /**
   * Returns the HTTP status of the answer.
   *
   * @return the status; 0 if there was no answer
   */
  public int httpStatus() {
    return httpStatus;
  }

  /**
   * Returns the cloud's id of the call.
   *
   * @return the id; empty if the answer held none
   */
  public String requestId() {
    return requestId;
  }

  /**
   * Returns whether the same call may succeed when it is made again later.
   *
   * @return true for throttled and unavailable
   */
  public boolean retryable() {
    return category == Category.THROTTLED || category == Category.UNAVAILABLE;
  }

  /**
   * Returns whether the answer proves that the idempotency token of the call can not be used again.
   *
   * @return true only if the cloud said so
   */
  public boolean tokenSpent() {
    return tokenSpent;
  }

  /**
   * Returns whether the call is refused until something outside of it is brought about, which is no
   * permission: the message says what.
   *
   * @return true only for what was created by {@link #prerequisite}
   */
  public boolean lacksPrerequisite() {
    return prerequisite;
  }
}
