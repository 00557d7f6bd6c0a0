package dev.tieline.aliyun.internal;

import static dev.tieline.provider.ErrorTexts.advised;
import static dev.tieline.provider.ErrorTexts.clean;
import static dev.tieline.provider.ErrorTexts.isTransport;
import static dev.tieline.provider.ErrorTexts.lost;
import static dev.tieline.provider.ErrorTexts.words;

import dev.tieline.error.CallSite;
import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.OutcomeUnknownException;
import dev.tieline.error.TielineException;
import dev.tieline.provider.Unreadable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * The one table of Alibaba Cloud's errors. They are told apart by their codes alone: nearly every
 * refusal has the status 400, be it for the number of calls or for a missing permission. Codes are
 * compared without regard to case and, wherever the cloud adds to them what they are about, as
 * families: {@code IncorrectStatus.VpcPeer} is one of {@code IncorrectStatus}.
 */
public final class AliyunErrors {
  private static final int LONGEST_CODE = 200; // patterns are tried on no text of any length
  private static final String OFF_TIME = "; the clock of this machine and the cloud's differ";

  /**
   * A class of codes.
   *
   * @param pattern all of a code in lower case
   * @param category what it comes to
   * @param fell whether the cloud may have begun to work on the call
   * @param first whether something outside of the call has to be brought about first, which is no
   *     permission
   * @param advice what to do; empty where the category says it
   */
  private record Family(
      Pattern pattern, Category category, boolean fell, boolean first, String advice) {
    static Family of(Category category, String regex) {
      return of(category, regex, "");
    }

    static Family of(Category category, String regex, String advice) {
      return new Family(Pattern.compile(regex), category, false, false, advice);
    }

    static Family first(Category category, String regex, String advice) {
      return new Family(Pattern.compile(regex), category, false, true, advice);
    }

    static Family fallen(String regex) {
      return new Family(Pattern.compile(regex), Category.UNAVAILABLE, true, false, "");
    }
  }

  // Asked in this order; the first that matches counts. From the products' API References and the
  // common codes of the API gateway, and from what terraform-provider-alicloud repeats (read
  // 2026-11).
  private static final Family[] FAMILIES = {
    Family.of(Category.THROTTLED, ".*throttling.*|.*qps limit exceeded.*|.*toomanyrequests.*"),
    // a call with this nonce came before: perhaps this one, sent twice on its way
    Family.fallen("signaturenonceused"),
    Family.fallen(
        "serviceunavailable.*|internalerror.*|internalservererror|unknownerror|systembusy"
            + "|system\\.busy|systemerror|generateresourceidfailed|.*gatewaytimeout.*"),
    // somebody else writes to the same VPC, endpoint or service just now: nothing was done
    Family.of(
        Category.THROTTLED,
        "taskconflict|operationconflict|conflict\\.(operation|lock)|operation\\.blocking"
            + "|concurrentcallnotsupported|endpoint(service)?locked"
            + "|(operationfailed\\.)?[a-z]*tokenprocessing"
            + "|operationfailed\\.(distr?i?bi?ute?lock|taskconflict"
            + "|notifycen(create|delete)|operationlocked)"),
    Family.of(Category.INVALID, ".*idempoten.*(mismatch|notmatch|conflict).*"),
    Family.first(
        Category.DENIED,
        "operationfailed\\.cdtnotopened",
        "; open Cloud Data Transfer in this account first (CDT console, or OpenCdtService)"),
    Family.first(
        Category.DENIED,
        "operationfailed\\.crossbordercdtnotopened",
        "; open Cloud Data Transfer in this account first, its part for traffic across the border of"
            + " the mainland (CDT console, or OpenCdtCbService)"),
    Family.first(
        Category.DENIED,
        "operationfailed\\.acceptusercdtnotopened",
        "; the owner of the accepting VPC must open Cloud Data Transfer in that account first (CDT"
            + " console, or OpenCdtService)"),
    Family.first(
        Category.DENIED,
        "operationfailed\\.acceptusercrossbordercdtnotopened",
        "; the owner of the accepting VPC must open Cloud Data Transfer in that account first, its"
            + " part for traffic across the border of the mainland (CDT console, or"
            + " OpenCdtCbService)"),
    Family.first(
        Category.DENIED,
        "checkservicelinkroleerror",
        "; let an administrator make the service-linked role of the product in this account"),
    Family.first(
        Category.DENIED,
        "accounttyperestricted",
        "; the kind of this account does not allow it: ask the cloud's support, or use another account"),
    Family.first(
        Category.DENIED,
        "incorrectbusinessstatus.*|.*financiallocked|.*arrears?.*|.*overdue.*|.*inarrear.*"
            + "|notenoughbalance|.*insufficientbalance.*",
        "; this account, or the one at the other end, is in arrears: settle its bills"),
    Family.first(
        Category.DENIED,
        "invalidtimestamp.*|illegaltimestamp.*|.*requesttimetooskewed.*|.*timestamp\\.expired.*",
        OFF_TIME + ": set this machine's clock (NTP)"),
    Family.first(
        Category.DENIED,
        "invalidsecuritytoken\\.expired.*|securitytokenexpired.*",
        "; the credentials have expired: get new ones and build the provider anew"),
    Family.first(
        Category.DENIED,
        "invalidaccesskeyid.*|signaturedoesnotmatch.*|incompletesignature.*|invalidsecuritytoken.*"
            + "|missingsecuritytoken.*|.*invalidcredentials.*|invalidsignature.*",
        "; check the AccessKey and its secret, that it is enabled, and that this machine's clock is"
            + " right"),
    Family.first(
        Category.DENIED,
        "endpointservicenotauthorized.*",
        "; ask the provider of the service to add this account to its whitelist, which is not possible"
            + " between the China site and the international one"),
    Family.first(
        Category.DENIED,
        "operationdenied\\.servicenotopened",
        "; open PrivateLink in this account first (PrivateLink console, or OpenPrivateLinkService)"),
    Family.first(
        Category.DENIED,
        "userservice\\.notopened",
        "; open PrivateZone in this account first (PrivateZone console)"),
    Family.of( // misspelt: seen while a route was being deleted, and gone a moment later
        Category.CONFLICT, "forbbiden"),
    Family.of(
        Category.DENIED,
        "(.*\\.)?forb+id+en.*|(.*\\.)?nopermission.*|unauthorized.*|accessdenied.*"
            + "|entitynotexist\\.role|.*\\.noassumerolepermission",
        "; give the identity the permission for this operation"),
    Family.of(
        Category.CONFLICT,
        "dependencyviolation.*|operationdenied\\.routeentryexist|endpointserviceconnectiondependence"
            + "|endpointservicedependenceviolation|deletefailedduetoendpointexist|zone\\.vpcexists"
            + "|invalidoperation\\.attachedchildinstanceexist|operationfailed\\.cidrinuse"
            + "|.*\\.inuse|.*inuse"),
    Family.of(
        Category.QUOTA,
        "quotaexceeded.*|quotamismatched|.*quotaexceed.*|.*limitexceeded.*"
            + "|resourcenotenough\\.vswitchip|eniipunavailable"),
    Family.first(
        Category.NOT_FOUND,
        "(alb|nlb|loadbalancer)notfound",
        "; check the balancer's id, and that it is in this account and region"),
    Family.first(
        Category.INVALID,
        "endpointservicenotsupportedzone",
        "; choose a zone that the balancer, or the service, is in"),
    Family.first(
        Category.INVALID,
        "operationfailed\\.violativevpcpeer",
        "; accounts of the China site and of the international one are not joined, nor regions of"
            + " the public, finance and government clouds"),
    Family.first(
        Category.INVALID,
        "loadbalancernotsupportprivatelink",
        "; choose an internal balancer of a type that PrivateLink takes"),
    // before those that exist: OperationFailed.NotExist.ResourceGroup
    Family.of(
        Category.NOT_FOUND,
        "resourcenotfound.*|.*\\.?notfound|.*\\.notexists?(\\..*)?|zone\\.invalid\\.id"
            + "|parameter(cen)?instanceid|illegalparam\\.transitrouterrouteentryid"
            + "|endpointservicedeleted"),
    Family.of(
        Category.ALREADY_EXISTS,
        "resourcealreadyexist.*|routerentryconflict\\.duplicated|duplicated\\..*|.*\\.duplicated?"
            + "|routeconflict\\.alreadyexist|.*_duplicate|endpoint(zone)?duplicated|endpointexist"
            + "|zone\\.exists|zonevpc\\.repeated|record\\.exists|securitygroupalreadyattached"
            + "|endpointserviceresourceexist|orderopene?d|.*alreadyexists?|.*\\.alreadyexist.*"),
    Family.of(
        Category.CONFLICT,
        "incorrect[a-z]*status.*|invalid[a-z]*status.*|instancestatus\\.notsupport"
            + "|vswitchstatusnotallowed|endpoint(connection|service)?operationdenied"
            + "|invalidoperation\\.ceninstancestatus|conflict\\..*"
            + "|operationdenied\\.noavailableserviceresource"),
    Family.of(
        Category.INVALID,
        "missingparam.*|.*missing.*|illegal.*|(.*\\.)?invalid.*|.*mismatch.*|.*dismatch.*"
            + "|.*unsupported.*|.*notsupport.*|operationdenied\\..*|operationfailed\\..*"
            + "|.*notequal|endpointmustcontainsecuritygroup|addsecuritygroup.*|.*onlysingletype.*"
            + "|.*malformed.*|.*notpermitted"),
  };

  private AliyunErrors() {}

  /** The category of a code; UNKNOWN for one that the table does not hold. */
  public static Category category(String code) {
    Family family = family(code);
    return family == null ? Category.UNKNOWN : family.category();
  }

  private static @Nullable Family family(String code) {
    if (code.length() > LONGEST_CODE) {
      return null;
    }
    String lower = code.toLowerCase(Locale.ROOT);
    for (Family family : FAMILIES) {
      if (family.pattern().matcher(lower).matches()) {
        return family;
      }
    }
    return null;
  }

  /** Whether an explanation says that a clock is wrong. */
  static boolean isAboutTime(String explained) {
    return explained.contains(OFF_TIME);
  }

  /** Explains what a client threw. */
  public static TielineException explain(CallSite site, boolean mutating, Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof TielineException known) {
        return known;
      }
      if (t instanceof Unsigned unsigned) {
        return unsigned(site, unsigned);
      }
      if (t instanceof Refusal refusal) {
        return refused(site, mutating, refusal, "");
      }
      if (t instanceof Unreadable unreadable) {
        return lost(site, mutating, words(unreadable), unreadable.status(), thrown);
      }
      if (isBeforeSending(t)) {
        return unreachable(site, t, "");
      }
      if (t instanceof SocketTimeoutException) {
        return lost(site, mutating, "no answer in time: " + words(t), 0, thrown);
      }
      if (t instanceof InterruptedIOException) {
        // OkHttp says so of a call's own time limit, too
        boolean time = words(t).equals("timeout");
        return lost(
            site,
            mutating,
            time ? "no answer in time" : "interrupted before the answer",
            0,
            thrown);
      }
      if (t instanceof InterruptedException) {
        return lost(site, mutating, "interrupted before the answer", 0, thrown);
      }
    }
    if (!mutating && !isTransport(thrown)) {
      return new CloudCallException(
          site, Category.UNKNOWN, "", words(thrown), 0, "", false, thrown);
    }
    // resets, and whatever else may have come after the call was sent
    return lost(site, mutating, "answer lost: " + words(thrown), 0, thrown);
  }

  /** What keeps a call from being signed: it was never sent, whatever it would have done. */
  private static TielineException unsigned(CallSite site, Unsigned unsigned) {
    String what = clean(unsigned.getMessage()) + " can not be used: ";
    for (Throwable t = unsigned.getCause(); t != null; t = t.getCause()) {
      if (t instanceof Refusal refusal) {
        return refused(site, false, refusal, what);
      }
      if (t instanceof Unreadable unreadable) {
        return new CloudCallException(
            site,
            Category.UNAVAILABLE,
            "",
            what + words(unreadable),
            unreadable.status(),
            "",
            false,
            null);
      }
      if (t instanceof IOException) {
        return unreachable(site, t, what);
      }
    }
    return CloudCallException.prerequisite(
        site,
        Category.DENIED,
        "",
        "no credentials: "
            + what
            + clean(Unsigned.told(reason(unsigned)))
            + "; sign in, or give the account its credentials",
        0,
        "",
        null); // what the SDK says of files and answers is in the words, as far as it is shown
  }

  private static Throwable reason(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return cause == null ? thrown : cause;
  }

  private static TielineException unreachable(CallSite site, Throwable why, String what) {
    return new CloudCallException(
        site,
        Category.UNAVAILABLE,
        "",
        what
            + "endpoint can not be reached: "
            + words(why)
            + "; check the region's name, the network and the endpoint override",
        0,
        "",
        false,
        why);
  }

  private static TielineException refused(
      CallSite site, boolean mutating, Refusal refusal, String what) {
    Family family = family(refusal.code());
    int status = refusal.status();
    boolean fell = family == null ? status / 100 == 5 : family.fell();
    Category category =
        family != null
            ? family.category()
            : status == 429
                ? Category.THROTTLED
                : status == 404
                    ? Category.NOT_FOUND
                    : fell ? Category.UNAVAILABLE : Category.UNKNOWN;
    String said = clean(refusal.said());
    if (fell && mutating) {
      return new OutcomeUnknownException(
          site,
          what + "the cloud fell over the call, " + clean(refusal.code()) + ": " + said,
          refusal);
    }
    String advice = family == null ? "" : family.advice();
    String message =
        what
            + advised(
                refusal.deniedAction().isEmpty()
                    ? said
                    : said + " (missing: " + clean(refusal.deniedAction()) + ")",
                advice.isEmpty() ? advice(category) : advice);
    String code = clean(refusal.code());
    String requestId = clean(refusal.requestId());
    return family != null && family.first()
        ? CloudCallException.prerequisite(site, category, code, message, status, requestId, refusal)
        : new CloudCallException(
            site,
            category,
            code,
            message,
            status,
            requestId,
            isOtherRequest(refusal.code()),
            refusal);
  }

  /** Whether a token was used for another request before. */
  private static boolean isOtherRequest(String code) {
    return code.toLowerCase(Locale.ROOT).matches(".*idempoten.*(mismatch|notmatch|conflict).*");
  }

  private static String advice(Category category) {
    return switch (category) {
      case QUOTA -> "; ask for a higher quota (Quota Center), or remove what nobody needs";
      case THROTTLED ->
          "; Alibaba Cloud limits how often it is called, and how many change one thing at once:"
              + " try again later";
      case UNAVAILABLE -> "; the region is out of order: try again later";
      case NOT_FOUND, ALREADY_EXISTS, CONFLICT, DENIED, INVALID, UNKNOWN -> "";
    };
  }

  private static boolean isBeforeSending(Throwable t) {
    return t instanceof ConnectException
        || t instanceof UnknownHostException
        || t instanceof NoRouteToHostException
        || t instanceof SSLHandshakeException
        || t instanceof SSLPeerUnverifiedException
        // OkHttp has no type for it, and uses these words for connecting alone
        || (t instanceof SocketTimeoutException && words(t).startsWith("failed to connect"))
        || (t instanceof SocketTimeoutException && words(t).equalsIgnoreCase("connect timed out"));
  }
}
