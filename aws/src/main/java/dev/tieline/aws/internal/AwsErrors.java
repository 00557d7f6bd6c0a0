package dev.tieline.aws.internal;

import static dev.tieline.provider.ErrorTexts.advised;
import static dev.tieline.provider.ErrorTexts.clean;
import static dev.tieline.provider.ErrorTexts.isTransport;
import static dev.tieline.provider.ErrorTexts.lost;
import static dev.tieline.provider.ErrorTexts.words;
import static java.util.Map.entry;

import dev.tieline.error.CallSite;
import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.OutcomeUnknownException;
import dev.tieline.error.TielineException;
import dev.tieline.provider.Unreadable;
import dev.tieline.spi.Unread;
import dev.tieline.text.Clean;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import org.apache.http.conn.ConnectTimeoutException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/**
 * The one table of AWS's errors. Codes are compared without regard to case, and families by their
 * endings, since the cloud spells them irregularly ({@code InvalidRouteTableID.NotFound}, {@code
 * InvalidRouteTableId.NotFound}).
 */
public final class AwsErrors {
  private static final Pattern CANONICAL =
      Pattern.compile("the canonical string", Pattern.CASE_INSENSITIVE);
  private static final Pattern SIGNED =
      Pattern.compile(
          "aws4-hmac-sha256|credential=|signature=|x-amz-security-token", Pattern.CASE_INSENSITIVE);
  private static final String OFF_TIME = "; the clock of this machine and the cloud's differ";

  private static final String OFF_REGION =
      "; AWS does not know the region, or it is not enabled for the account";

  private static final Map<String, Category> EXACT =
      Map.ofEntries(
          // "Error codes for the Amazon EC2 API" and "Common Errors" of the API References
          entry("requestlimitexceeded", Category.THROTTLED),
          entry("ec2throttledexception", Category.THROTTLED),
          entry("throttling", Category.THROTTLED),
          entry("throttlingexception", Category.THROTTLED),
          entry("throttledexception", Category.THROTTLED),
          entry("toomanyrequestsexception", Category.THROTTLED),
          entry("bandwidthlimitexceeded", Category.THROTTLED),
          entry("priorrequestnotcomplete", Category.THROTTLED),
          entry("concurrentmutationlimitexceeded", Category.THROTTLED),
          entry("resourcenotready", Category.THROTTLED),
          entry("slowdown", Category.THROTTLED),
          entry("dependencyviolation", Category.CONFLICT),
          entry("incorrectstate", Category.CONFLICT),
          entry("invalidstatetransition", Category.CONFLICT),
          entry("incorrectinstancestate", Category.CONFLICT),
          // "... not permitted" by the state of a peering connection, right after its acceptance
          entry("operationnotpermitted", Category.CONFLICT),
          entry("conflictexception", Category.CONFLICT),
          entry("resource.alreadyassociated", Category.ALREADY_EXISTS),
          // the same block in the VPC already: perhaps by an attempt of ours whose answer was lost
          entry("invalidsubnet.conflict", Category.ALREADY_EXISTS),
          entry("cidrconflict", Category.ALREADY_EXISTS),
          entry("unauthorizedoperation", Category.DENIED),
          entry("authfailure", Category.DENIED),
          entry("optinrequired", Category.DENIED),
          entry("regiondisabledexception", Category.DENIED),
          entry("blocked", Category.DENIED),
          entry("invalidclienttokenid", Category.DENIED), // an access key, not idempotency
          entry("unrecognizedclientexception", Category.DENIED),
          entry("signaturedoesnotmatch", Category.DENIED),
          entry("invalidsignatureexception", Category.DENIED),
          entry("incompletesignature", Category.DENIED),
          entry("missingauthenticationtoken", Category.DENIED),
          entry("missingauthenticationtokenexception", Category.DENIED),
          entry("notauthorized", Category.DENIED),
          entry("pendingverification", Category.DENIED),
          entry("expiredtoken", Category.DENIED),
          entry("expiredtokenexception", Category.DENIED),
          entry("requestexpired", Category.DENIED),
          entry("requesttimetooskewed", Category.DENIED),
          entry("insufficientfreeaddressesinsubnet", Category.QUOTA),
          entry("missingparameter", Category.INVALID),
          entry("missingaction", Category.INVALID),
          entry("malformedquerystring", Category.INVALID),
          entry("unknownparameter", Category.INVALID),
          entry("unsupportedoperation", Category.INVALID),
          entry("unsupported", Category.INVALID),
          entry("validationerror", Category.INVALID),
          entry("validationexception", Category.INVALID));

  /** Families by the beginning or the end of the code, asked in this order. */
  private record Family(Pattern pattern, Category category) {
    static Family of(String regex, Category category) {
      return new Family(Pattern.compile(regex), category);
    }
  }

  private static final Family[] FAMILIES = {
    Family.of("requestthrottled.*", Category.THROTTLED),
    Family.of(".*(limit|quota)exceeded(exception)?", Category.QUOTA),
    Family.of("insufficient.*capacity.*", Category.UNAVAILABLE),
    Family.of(".*already(exists?|associated|accepted)(exception)?", Category.ALREADY_EXISTS),
    Family.of(".*\\.(duplicate|alreadyexists)|duplicate.*", Category.ALREADY_EXISTS),
    Family.of(".*(not[.]?found|nosuch.*)(exception)?|nosuch.*", Category.NOT_FOUND),
    // what others still need: InvalidCidrBlock.InUse, InvalidGroup.InUse, InvalidVpcState
    Family.of(".*inuse(exception)?|invalid.*state", Category.CONFLICT),
    Family.of("accessdenied.*|.*forbidden.*", Category.DENIED),
    Family.of("(.*\\.)?malformed.*|.*\\.malformed", Category.INVALID),
    Family.of("idempotentparametermismatch.*", Category.INVALID),
    Family.of("invalid.*", Category.INVALID),
  };

  // "Error codes for the Amazon EC2 API"; "AssumeRole" of the STS API Reference, read 2026-11
  private static final Set<String> OTHER_REGIONS_ONLY =
      Set.of("optinrequired", "regiondisabledexception");

  private static final Set<String> WITHOUT_PERMISSION =
      Set.of(
          "unauthorizedoperation",
          "accessdenied",
          "accessdeniedexception",
          "notauthorized",
          "forbidden",
          "forbiddenexception");

  // the cloud began to work on it and fell: it may have had its effect
  private static final Set<String> FELL =
      Set.of(
          "internalerror",
          "internalfailure",
          "internalservererror",
          "internalserverexception",
          "serverinternalexception",
          "serviceexception",
          "unavailable",
          "serviceunavailable",
          "serviceunavailableexception");

  private AwsErrors() {}

  /** The category of a code; UNKNOWN for one that the table does not hold. */
  public static Category category(String code) {
    String lower = code.toLowerCase(Locale.ROOT);
    Category exact = EXACT.get(lower);
    if (exact != null) {
      return exact;
    }
    if (FELL.contains(lower)) {
      return Category.UNAVAILABLE;
    }
    for (Family family : FAMILIES) {
      if (family.pattern().matcher(lower).matches()) {
        return family.category();
      }
    }
    return Category.UNKNOWN;
  }

  /** Whether an explanation says that a clock is wrong. */
  static boolean isAboutTime(String explained) {
    return explained.contains(OFF_TIME);
  }

  /** Whether an explanation says that a region is unknown or not enabled. */
  static boolean isAboutRegion(String explained) {
    return explained.contains(OFF_REGION);
  }

  /**
   * Why objects could not be read. Only some denials are for want of a permission; what is to be
   * mended after the others, their words say. Those of a region are the same for all its calls.
   */
  static Unread unread(TielineException refused) {
    Unread why = Unread.of(refused);
    if (!(refused instanceof CloudCallException call)
        || call.category() != Category.DENIED
        || WITHOUT_PERMISSION.contains(call.code().toLowerCase(Locale.ROOT))) {
      return why;
    }
    int site = why.words().lastIndexOf(" [" + call.site());
    return isAboutRegion(why.words()) && site > 0
        ? new Unread(why.words().substring(0, site), Category.INVALID, "")
        : new Unread(why.words(), Category.INVALID, why.operation());
  }

  /** Explains what a client of the SDK threw. */
  public static TielineException explain(CallSite site, boolean mutating, Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof TielineException known) {
        return known;
      }
      if (t instanceof Unreadable unreadable) {
        return lost(site, mutating, words(unreadable), unreadable.status(), thrown);
      }
      if (t instanceof AwsServiceException refused) {
        return explain(site, mutating, refused);
      }
      if (t instanceof ApiCallAttemptTimeoutException || t instanceof ApiCallTimeoutException) {
        return lost(site, mutating, "no answer in time: " + words(t), 0, thrown);
      }
      if (t instanceof AbortedException || t instanceof InterruptedException) {
        return lost(site, mutating, "interrupted before the answer", 0, thrown);
      }
      if (isBeforeSending(t)) {
        return new CloudCallException(
            site,
            Category.UNAVAILABLE,
            "",
            "endpoint can not be reached: "
                + words(t)
                + "; check the region's name, the network and the endpoint override",
            0,
            "",
            false,
            thrown);
      }
      if (isWithoutCredentials(t)) {
        return new CloudCallException(
            site,
            Category.DENIED,
            "",
            "no credentials: " + words(t) + "; sign in, or give the account its credentials",
            0,
            "",
            false,
            thrown);
      }
    }
    if (!mutating && !isTransport(thrown)) {
      return new CloudCallException(
          site, Category.UNKNOWN, "", words(thrown), 0, "", false, thrown);
    }
    // resets, time-outs of reading, and whatever else may have come after the call was sent
    return lost(site, mutating, "answer lost: " + words(thrown), 0, thrown);
  }

  private static TielineException explain(
      CallSite site, boolean mutating, AwsServiceException refused) {
    var details = refused.awsErrorDetails();
    String code = details == null || details.errorCode() == null ? "" : details.errorCode();
    String said = details == null || details.errorMessage() == null ? "" : details.errorMessage();
    int status = refused.statusCode();
    if (code.isEmpty()) {
      return lost(site, mutating, "answer holds no error code", status, refused);
    }
    String lower = code.toLowerCase(Locale.ROOT);
    Category category = category(code);
    boolean fell = FELL.contains(lower) || (category == Category.UNKNOWN && status / 100 == 5);
    // the cause's own message is what the cloud said
    Throwable cause = withoutSecrets(lower, said).equals(said) ? refused : null;
    if (fell && mutating) {
      return new OutcomeUnknownException(
          site,
          "the cloud fell over the call, " + code + ": " + clean(withoutSecrets(lower, said)),
          cause);
    }
    String requestId = refused.requestId() == null ? "" : refused.requestId();
    return new CloudCallException(
        site,
        fell ? Category.UNAVAILABLE : category,
        Clean.text(code),
        advised(
            clean(withoutSecrets(lower, said)),
            advice(lower, said, fell ? Category.UNAVAILABLE : category)),
        status,
        Clean.text(requestId),
        lower.startsWith("idempotentparametermismatch"),
        cause);
  }

  /**
   * Returns what the cloud said as far as it quotes nothing of how the request was signed. On a
   * wrong signature it tells the request that it signed, with the session token, after a sentence
   * of its own; on an incomplete one it quotes the Authorization header anywhere ("Troubleshooting
   * Signature Version 4", IAM User Guide). Other words that hold such a thing are taken for the
   * latter.
   */
  private static String withoutSecrets(String lowerCode, String said) {
    Matcher canonical = CANONICAL.matcher(said);
    String rest = canonical.find() ? said.substring(0, canonical.start()) : said;
    if (lowerCode.startsWith("incompletesignature") || SIGNED.matcher(rest).find()) {
      return "the words of the cloud quote the request's signature, and are left out";
    }
    return rest;
  }

  private static String advice(String lowerCode, String said, Category category) {
    String words = said.toLowerCase(Locale.ROOT);
    boolean time =
        words.contains("signature expired")
            || words.contains("not yet current")
            || words.contains("too skewed")
            || lowerCode.equals("requesttimetooskewed");
    if (lowerCode.equals("requestexpired") || time) {
      return OFF_TIME
          + ": set this machine's clock (NTP), and if it is right, renew the credentials";
    }
    if (words.contains("valid region") || OTHER_REGIONS_ONLY.contains(lowerCode)) {
      return OFF_REGION
          + ": correct the region's name, or enable it (AWS Regions in the account's settings) and"
          + " wait until that is done";
    }
    return switch (lowerCode) {
      case "expiredtoken", "expiredtokenexception" ->
          "; the credentials have expired: get new ones and build the provider anew";
      case "authfailure",
          "invalidclienttokenid",
          "unrecognizedclientexception",
          "signaturedoesnotmatch",
          "invalidsignatureexception" ->
          "; check the access key and its secret, that they belong to this partition, that the"
              + " region is enabled, and that this machine's clock is right";
      case "unauthorizedoperation", "accessdenied", "accessdeniedexception" ->
          "; give the identity the permission for this operation";
      case "pendingverification" -> "; AWS is still verifying the account: try again in some hours";
      case "tagslimitexceeded", "taglimitexceeded" ->
          "; remove tags from it that nobody needs: AWS does not raise this limit";
      default -> advice(category);
    };
  }

  private static String advice(Category category) {
    return switch (category) {
      case QUOTA -> "; ask AWS for a higher quota (Service Quotas), or remove what nobody needs";
      case THROTTLED ->
          "; AWS limits how often it is called, and others may use up the limit: try again later";
      case UNAVAILABLE -> "; the region is out of order: try again later";
      case NOT_FOUND, ALREADY_EXISTS, CONFLICT, DENIED, INVALID, UNKNOWN -> "";
    };
  }

  private static boolean isBeforeSending(Throwable t) {
    return t instanceof ConnectException
        || t instanceof UnknownHostException
        || t instanceof NoRouteToHostException
        || t instanceof SSLHandshakeException
        || t instanceof ConnectTimeoutException; // also what waits for a free connection
  }

  // the SDK has no type for it: AwsCredentialsProviderChain throws a bare SdkClientException
  private static boolean isWithoutCredentials(Throwable t) {
    String message = t.getMessage();
    return message != null
        && (message.startsWith("Unable to load credentials")
            || message.startsWith("Failed to load credentials"));
  }
}
