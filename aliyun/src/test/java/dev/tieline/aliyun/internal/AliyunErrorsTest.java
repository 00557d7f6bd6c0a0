package dev.tieline.aliyun.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tieline.error.CallSite;
import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.OutcomeUnknownException;
import dev.tieline.error.TielineException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of errors, by codes as the cloud's references and its clients name them. */
class AliyunErrorsTest {
  private static final CallSite SITE = new CallSite("aliyun", "main", "cn-hangzhou", "CreateVpc");

  private static TielineException explain(boolean mutating, int status, String code, String said) {
    return AliyunErrors.explain(SITE, mutating, new Refusal(code, said, status, "req-1", ""));
  }

  private static CloudCallException refused(String code) {
    return (CloudCallException) explain(true, 400, code, "m");
  }

  @ParameterizedTest
  @CsvSource({
    "Throttling, THROTTLED",
    "Throttling.User, THROTTLED",
    "Rejected.Throttling, THROTTLED",
    "QPS Limit Exceeded, THROTTLED",
    "TaskConflict, THROTTLED",
    "OperationConflict, THROTTLED",
    "Conflict.Operation, THROTTLED",
    "Conflict.Lock, THROTTLED",
    "Operation.Blocking, THROTTLED",
    "ConcurrentCallNotSupported, THROTTLED",
    "EndpointLocked, THROTTLED",
    "EndpointServiceLocked, THROTTLED",
    "LastTokenProcessing, THROTTLED",
    "OperationFailed.LastTokenProcessing, THROTTLED",
    "TokenProcessing, THROTTLED",
    "OperationFailed.DistibuteLock, THROTTLED",
    "OperationFailed.TaskConflict, THROTTLED",
    "OperationFailed.IdempotentTokenProcessing, THROTTLED",
    "OperationFailed.NotifyCenCreate, THROTTLED",
    "IncorrectStatus, CONFLICT",
    "IncorrectStatus.VpcPeer, CONFLICT",
    "IncorrectStatus.NobodyHasSeenThis, CONFLICT",
    "IncorrectVpcStatus, CONFLICT",
    "IncorrectRouteEntryStatus, CONFLICT",
    "IncorrectInstanceStatus, CONFLICT",
    "InvalidVBRStatus, CONFLICT",
    "InstanceStatus.NotSupport, CONFLICT",
    "VSwitchStatusNotAllowed, CONFLICT",
    "EndpointOperationDenied, CONFLICT",
    "EndpointConnectionOperationDenied, CONFLICT",
    "EndpointServiceOperationDenied, CONFLICT",
    "InvalidOperation.CenInstanceStatus, CONFLICT",
    "DependencyViolation, CONFLICT",
    "DependencyViolation.SecurityGroup, CONFLICT",
    "OperationDenied.RouteEntryExist, CONFLICT",
    "EndpointServiceConnectionDependence, CONFLICT",
    "DeleteFailedDueToEndpointExist, CONFLICT",
    "Zone.VpcExists, CONFLICT",
    "ResourceNotFound.InstanceId, NOT_FOUND",
    "InvalidVpcId.NotFound, NOT_FOUND",
    "InvalidRouteEntry.NotFound, NOT_FOUND",
    "EndpointNotFound, NOT_FOUND",
    "EndpointServiceNotFound, NOT_FOUND",
    "Zone.NotExists, NOT_FOUND",
    "Zone.Invalid.Id, NOT_FOUND",
    "ZoneVpc.NotExists.VpcId, NOT_FOUND",
    "ParameterInstanceId, NOT_FOUND",
    "OperationFailed.NotExist.ResourceGroup, NOT_FOUND",
    "ResourceAlreadyExist.VpcPeer, ALREADY_EXISTS",
    "RouterEntryConflict.Duplicated, ALREADY_EXISTS",
    "Duplicated.VpcNextHop, ALREADY_EXISTS",
    "InvalidCIDRBlock.Duplicate, ALREADY_EXISTS",
    "RouteConflict.AlreadyExist, ALREADY_EXISTS",
    "VPC_ROUTE_ENTRY_CIDR_BLOCK_DUPLICATE, ALREADY_EXISTS",
    "EndpointDuplicated, ALREADY_EXISTS",
    "EndpointServiceResourceExist, ALREADY_EXISTS",
    "OrderOpend, ALREADY_EXISTS",
    "OperationFailed.CdtNotOpened, DENIED",
    "OperationFailed.AcceptUserCrossBorderCdtNotOpened, DENIED",
    "CheckServiceLinkRoleError, DENIED",
    "AccountTypeRestricted, DENIED",
    "QuotaExceeded.VpcPeerCountPerVpc, QUOTA",
    "QuotaMisMatched, QUOTA",
    "ResourceNotEnough.VSwitchIp, QUOTA",
    "Forbidden.NoPermission, DENIED",
    "Forbidden.RAM, DENIED",
    "Forbbiden, CONFLICT",
    "Forbbiden.RAM, DENIED",
    "NoPermission, DENIED",
    "EndpointServiceNotAuthorized, DENIED",
    "InvalidAccessKeyId.NotFound, DENIED",
    "InvalidAccessKeyId.Inactive, DENIED",
    "SignatureDoesNotMatch, DENIED",
    "InvalidSecurityToken.Expired, DENIED",
    "InvalidTimeStamp.Expired, DENIED",
    "IncompleteSignature, DENIED",
    "IncorrectBusinessStatus.VpcPeer, DENIED",
    "MissingParameter, INVALID",
    "IllegalParam.CidrBlock, INVALID",
    "InvalidParameter, INVALID",
    "Mismatch.EndpointType, INVALID",
    "UnsupportedRegion, INVALID",
    "OperationUnsupported.DestinationCidrBlockOverlapWithVSwitch, INVALID",
    "OperationDenied.VpcIpv6NotEnabled, INVALID",
    "OperationFailed.ViolativeVpcPeer, INVALID",
    "IdempotentParameterMismatch, INVALID",
    "ServiceUnavailable, UNAVAILABLE",
    "InternalError, UNAVAILABLE",
    "SystemBusy, UNAVAILABLE",
    "System.Busy, UNAVAILABLE",
    "UnknownError, UNAVAILABLE",
    "NobodyHasSeenThis, UNKNOWN",
  })
  void category_code_isItsFamilys(String code, Category category) {
    assertThat(AliyunErrors.category(code)).isEqualTo(category);
    assertThat(AliyunErrors.category(code.toUpperCase(java.util.Locale.ROOT))).isEqualTo(category);
  }

  @Test
  void category_documentedCodes_areAllKnown() throws IOException {
    Optional<Official> official = Official.find();
    assumeTrue(official.isPresent(), "the official error codes are not at hand");
    Set<String> codes = new TreeSet<>();
    collect(official.orElseThrow().file("error-codes.json"), codes);
    codes.remove(Rehearsals.ALLOWED); // no refusal

    assertThat(codes).hasSizeGreaterThan(100);
    assertThat(codes).allMatch(code -> AliyunErrors.category(code) != Category.UNKNOWN);
  }

  private static void collect(JsonNode node, Set<String> codes) {
    if (node.isTextual()) {
      for (String word : node.asText().split(" ")) {
        if (word.matches("[A-Z][A-Za-z0-9]+(\\.[A-Za-z0-9]+)*") && node.asText().equals(word)) {
          codes.add(word);
        }
      }
    }
    node.properties().stream()
        .filter(field -> !field.getKey().equals("source"))
        .forEach(field -> collect(field.getValue(), codes));
    if (node.isArray()) {
      node.forEach(element -> collect(element, codes));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"InternalError", "ServiceUnavailable", "SystemBusy", "SignatureNonceUsed"})
  void explain_fallenCloud_leavesWritesUnknown(String code) {
    assertThat(explain(true, 400, code, "m")).isInstanceOf(OutcomeUnknownException.class);
    assertThat(explain(false, 400, code, "m"))
        .isInstanceOfSatisfying(CloudCallException.class, e -> assertThat(e.retryable()).isTrue());
  }

  @Test
  void explain_unknownCodeWithServerStatus_leavesWritesUnknown() {
    assertThat(explain(true, 503, "Whatever", "m")).isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void explain_unknownCodeOfTooMany_isThrottled() {
    assertThat(((CloudCallException) explain(true, 429, "Whatever", "m")).category())
        .isEqualTo(Category.THROTTLED);
  }

  @Test
  void explain_throttledWithServerStatus_isThrottledAndNotUnknown() {
    assertThat(((CloudCallException) explain(true, 503, "Throttling.Api", "m")).category())
        .isEqualTo(Category.THROTTLED);
  }

  @Test
  void explain_cdtOfTheOtherSide_saysWhoMustOpenIt() {
    assertThat(refused("OperationFailed.AcceptUserCdtNotOpened"))
        .hasMessageContaining("owner of the accepting VPC must open Cloud Data Transfer");
    assertThat(refused("OperationFailed.CdtNotOpened"))
        .hasMessageContaining("open Cloud Data Transfer in this account");
  }

  @Test
  void explain_arrears_saysSo() {
    assertThat(refused("IncorrectBusinessStatus.AcceptVpcPeer")).hasMessageContaining("arrears");
  }

  @Test
  void explain_clock_saysSo() {
    assertThat(AliyunErrors.isAboutTime(refused("InvalidTimeStamp.Expired").getMessage())).isTrue();
    assertThat(AliyunErrors.isAboutTime(refused("SignatureDoesNotMatch").getMessage())).isFalse();
  }

  @Test
  void explain_missingPermission_namesIt() {
    TielineException e =
        AliyunErrors.explain(
            SITE,
            true,
            new Refusal("NoPermission", "You are not authorized.", 403, "r", "vpc:CreateVpc"));

    assertThat(e).hasMessageContaining("missing: vpc:CreateVpc");
  }

  @Test
  void explain_tokenOfAnotherRequest_isSpent() {
    assertThat(refused("IdempotentParameterMismatch").tokenSpent()).isTrue();
    assertThat(refused("LastTokenProcessing").tokenSpent()).isFalse();
  }

  @Test
  void explain_connectRefused_isKnownNotToBeSent() {
    assertThat(AliyunErrors.explain(SITE, true, new ConnectException("refused")))
        .isInstanceOfSatisfying(
            CloudCallException.class,
            e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE));
  }

  @Test
  void explain_slowConnect_isKnownNotToBeSent() {
    assertThat(
            AliyunErrors.explain(
                SITE,
                true,
                new SocketTimeoutException(
                    "failed to connect to /10.0.0.1 (port 443) after 5000ms")))
        .isInstanceOf(CloudCallException.class);
  }

  @Test
  void explain_slowAnswer_leavesWritesUnknown() {
    assertThat(AliyunErrors.explain(SITE, true, new SocketTimeoutException("Read timed out")))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("no answer in time");
  }

  @Test
  void explain_timeLimitOfTheCall_isToldFromAnInterrupt() {
    assertThat(AliyunErrors.explain(SITE, true, new InterruptedIOException("timeout")))
        .hasMessageContaining("no answer in time");
    assertThat(AliyunErrors.explain(SITE, true, new InterruptedIOException("interrupted")))
        .hasMessageContaining("interrupted before the answer");
  }

  @Test
  void explain_wordsOfTheCloud_areCleaned() {
    assertThat(explain(true, 400, "InvalidVpc", "bad\u202e\u0007 thing"))
        .message()
        .doesNotContain("\u202e", "\u0007");
  }
}
