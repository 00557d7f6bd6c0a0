package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.tieline.error.CallSite;
import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.OutcomeUnknownException;
import dev.tieline.error.TielineException;
import dev.tieline.spi.Unread;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

class AwsErrorsTest {
  private static final CallSite SITE = new CallSite("aws", "main", "eu-west-1", "CreateRoute");

  private static Ec2Exception refused(int status, String code, String words) {
    return (Ec2Exception)
        Ec2Exception.builder()
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(words).build())
            .requestId("r-1")
            .statusCode(status)
            .build();
  }

  private static CloudCallException call(TielineException e) {
    assertThat(e).isInstanceOf(CloudCallException.class);
    return (CloudCallException) e;
  }

  @ParameterizedTest
  @CsvSource({
    "RequestLimitExceeded, THROTTLED",
    "EC2ThrottledException, THROTTLED",
    "Throttling, THROTTLED",
    "ThrottlingException, THROTTLED",
    "TooManyRequestsException, THROTTLED",
    "RequestThrottled, THROTTLED",
    "RequestThrottledException, THROTTLED",
    "BandwidthLimitExceeded, THROTTLED",
    "PriorRequestNotComplete, THROTTLED",
    "ConcurrentMutationLimitExceeded, THROTTLED",
    "InvalidVpcID.NotFound, NOT_FOUND",
    "InvalidVpcPeeringConnectionID.NotFound, NOT_FOUND",
    "InvalidVpcPeeringConnectionId.NotFound, NOT_FOUND",
    "InvalidRouteTableID.NotFound, NOT_FOUND",
    "InvalidRouteTableId.NotFound, NOT_FOUND",
    "InvalidSubnetID.NotFound, NOT_FOUND",
    "InvalidGroup.NotFound, NOT_FOUND",
    "InvalidRoute.NotFound, NOT_FOUND",
    "InvalidPermission.NotFound, NOT_FOUND",
    "InvalidAssociationID.NotFound, NOT_FOUND",
    "InvalidSecurityGroupRuleId.NotFound, NOT_FOUND",
    "NoSuchResourceException, NOT_FOUND",
    "ResourceNotFoundException, NOT_FOUND",
    "NotFoundException, NOT_FOUND",
    "RouteAlreadyExists, ALREADY_EXISTS",
    "InvalidPermission.Duplicate, ALREADY_EXISTS",
    "InvalidGroup.Duplicate, ALREADY_EXISTS",
    "VpcPeeringConnectionAlreadyExists, ALREADY_EXISTS",
    "Resource.AlreadyAssociated, ALREADY_EXISTS",
    "InvalidSubnet.Conflict, ALREADY_EXISTS",
    "DependencyViolation, CONFLICT",
    "IncorrectState, CONFLICT",
    "InvalidStateTransition, CONFLICT",
    "OperationNotPermitted, CONFLICT",
    "InvalidCidrBlock.InUse, CONFLICT",
    "InvalidGroup.InUse, CONFLICT",
    "ResourceInUse, CONFLICT",
    "InvalidVpcState, CONFLICT",
    "VpcLimitExceeded, QUOTA",
    "RouteLimitExceeded, QUOTA",
    "TagLimitExceeded, QUOTA",
    "RulesPerSecurityGroupLimitExceeded, QUOTA",
    "SecurityGroupLimitExceeded, QUOTA",
    "OutstandingVpcPeeringConnectionLimitExceeded, QUOTA",
    "VpcPeeringConnectionsPerVpcLimitExceeded, QUOTA",
    "ServiceQuotaExceededException, QUOTA",
    "UnauthorizedOperation, DENIED",
    "AuthFailure, DENIED",
    "AccessDenied, DENIED",
    "AccessDeniedException, DENIED",
    "OptInRequired, DENIED",
    "RegionDisabledException, DENIED",
    "InvalidClientTokenId, DENIED",
    "UnrecognizedClientException, DENIED",
    "SignatureDoesNotMatch, DENIED",
    "RequestExpired, DENIED",
    "ExpiredToken, DENIED",
    "ExpiredTokenException, DENIED",
    "InvalidParameterValue, INVALID",
    "InvalidParameterCombination, INVALID",
    "InvalidVpcID.Malformed, INVALID",
    "InvalidVpcPeeringConnectionId.Malformed, INVALID",
    "InvalidVpc.Range, INVALID",
    "InvalidSubnet.Range, INVALID",
    "InvalidAction, INVALID",
    "MissingParameter, INVALID",
    "UnknownParameter, INVALID",
    "UnsupportedOperation, INVALID",
    "ValidationError, INVALID",
    "IdempotentParameterMismatch, INVALID",
    "Unavailable, UNAVAILABLE",
    "ServiceUnavailable, UNAVAILABLE",
    "InternalError, UNAVAILABLE",
    "InternalFailure, UNAVAILABLE",
    "SomethingNew, UNKNOWN",
    "DryRunOperation, UNKNOWN",
  })
  void category_code_isThatOfTheTable(String code, Category category) {
    assertThat(AwsErrors.category(code)).isEqualTo(category);
    assertThat(AwsErrors.category(code.toUpperCase(Locale.ROOT))).isEqualTo(category);
  }

  @Test
  void explain_refusal_keepsCodeWordsStatusAndRequest() {
    CloudCallException e =
        call(
            AwsErrors.explain(
                SITE, true, refused(400, "RouteAlreadyExists", "The route 10.0.0.0/8 exists")));
    assertThat(e.code()).isEqualTo("RouteAlreadyExists");
    assertThat(e.httpStatus()).isEqualTo(400);
    assertThat(e.requestId()).isEqualTo("r-1");
    assertThat(e)
        .hasMessageContaining("The route 10.0.0.0/8 exists")
        .hasCauseInstanceOf(Ec2Exception.class);
  }

  @Test
  void explain_controlAndBidiCharacters_areNotShown() {
    CloudCallException e =
        call(
            AwsErrors.explain(
                SITE, false, refused(400, "InvalidParameterValue", "bad \u001b[31m\u202evalue\n")));
    assertThat(e.getMessage())
        .doesNotContain("\u001b")
        .doesNotContain("\u202e")
        .doesNotContain("\n");
  }

  @Test
  void explain_tokenMismatch_provesTheTokenSpent() {
    assertThat(
            call(AwsErrors.explain(SITE, true, refused(400, "IdempotentParameterMismatch", "x")))
                .tokenSpent())
        .isTrue();
    assertThat(
            call(AwsErrors.explain(SITE, true, refused(400, "RouteAlreadyExists", "x")))
                .tokenSpent())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({"500, InternalError", "503, Unavailable", "503, ServiceUnavailable"})
  void explain_serverErrorOfWrite_isUnknownOutcome(int status, String code) {
    assertThat(AwsErrors.explain(SITE, true, refused(status, code, "oops")))
        .isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void explain_internalErrorOfRead_isUnavailable() {
    assertThat(call(AwsErrors.explain(SITE, false, refused(500, "InternalError", "oops"))))
        .returns(Category.UNAVAILABLE, CloudCallException::category)
        .returns(true, CloudCallException::retryable);
  }

  @Test
  void explain_unknownCodeWithServerStatus_isNoRefusalOfAWrite() {
    assertThat(AwsErrors.explain(SITE, true, refused(502, "Oddity", "oops")))
        .isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void explain_throttledWrite_isARefusal() {
    assertThat(call(AwsErrors.explain(SITE, true, refused(503, "RequestLimitExceeded", "slow"))))
        .returns(Category.THROTTLED, CloudCallException::category);
  }

  @Test
  void explain_answerWithoutCode_dependsOnTheCall() {
    assertThat(AwsErrors.explain(SITE, true, refused(502, null, null)))
        .isInstanceOf(OutcomeUnknownException.class);
    assertThat(call(AwsErrors.explain(SITE, false, refused(502, null, null))).category())
        .isEqualTo(Category.UNAVAILABLE);
  }

  @ParameterizedTest
  @CsvSource({
    "RequestExpired, Request has expired.",
    "SignatureDoesNotMatch, Signature expired: 20261101T120000Z is now earlier than ...",
    "SignatureDoesNotMatch, Signature not yet current: 20261101T120000Z",
    "RequestTimeTooSkewed, The difference between the times is too large",
    "InvalidSignatureException, Signature expired: 20261101T120000Z",
  })
  void explain_clockSkew_saysToSetTheClock(String code, String words) {
    assertThat(AwsErrors.explain(SITE, false, refused(403, code, words)))
        .hasMessageContaining("clock")
        .asInstanceOf(type(CloudCallException.class))
        .returns(Category.DENIED, CloudCallException::category);
  }

  @Test
  void explain_expiredCredentials_saysToRenewThem() {
    assertThat(AwsErrors.explain(SITE, false, refused(403, "ExpiredToken", "expired")))
        .hasMessageContaining("get new ones");
  }

  @Test
  void explain_wrongSignature_showsNothingOfTheSignedRequest() {
    String token = "IQoJb3JpZ2luX2VjEXAMPLE";
    TielineException e =
        AwsErrors.explain(
            SITE,
            false,
            refused(
                403,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match. The Canonical String for this"
                    + " request should have been 'POST / x-amz-security-token:"
                    + token
                    + "'"));
    assertThat(e).hasMessageContaining("does not match").hasNoCause();
    assertThat(e.getMessage()).doesNotContain(token);
  }

  @ParameterizedTest
  @CsvSource({
    "IncompleteSignature, 'AKIDEXAMPLE' not a valid key=value pair in Authorization header: 'A'",
    "IncompleteSignature, Authorization=AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261101",
    "IncompleteSignatureException, Authorization header requires 'Signature'. AKIDEXAMPLE",
    "SignatureDoesNotMatch, Credential=AKIDEXAMPLE does not match. The Canonical String is X",
    "SomethingNew, the header was X-Amz-Security-Token: AKIDEXAMPLE",
    "InternalError, fell over Signature=AKIDEXAMPLE",
  })
  void explain_wordsThatQuoteTheSignature_areLeftOut(String code, String words) {
    for (boolean mutating : new boolean[] {false, true}) {
      TielineException e =
          AwsErrors.explain(
              SITE, mutating, refused(code.equals("InternalError") ? 500 : 400, code, words));
      assertThat(e).hasMessageContaining(code).hasMessageContaining("left out").hasNoCause();
      assertThat(e.getMessage()).doesNotContain("AKIDEXAMPLE");
    }
  }

  @Test
  void explain_connectionRefused_isBeforeSending() {
    Throwable thrown =
        SdkClientException.create("Unable to execute", new ConnectException("Connection refused"));
    assertThat(call(AwsErrors.explain(SITE, true, thrown)))
        .returns(Category.UNAVAILABLE, CloudCallException::category)
        .satisfies(e -> assertThat(e).hasMessageContaining("can not be reached"));
  }

  @Test
  void explain_unknownHost_isBeforeSending() {
    Throwable thrown =
        SdkClientException.create("Unable", new UnknownHostException("ec2.eu-wets-1"));
    assertThat(call(AwsErrors.explain(SITE, true, thrown)))
        .returns(Category.UNAVAILABLE, CloudCallException::category)
        .satisfies(e -> assertThat(e).hasMessageContaining("ec2.eu-wets-1"));
  }

  @Test
  void explain_resetOrReadTimeout_isUnknownForWritesOnly() {
    for (Throwable cause :
        new Throwable[] {
          new SocketException("Connection reset"), new SocketTimeoutException("Read timed out")
        }) {
      Throwable thrown = SdkClientException.create("Unable to execute", cause);
      assertThat(AwsErrors.explain(SITE, true, thrown)).isInstanceOf(OutcomeUnknownException.class);
      assertThat(call(AwsErrors.explain(SITE, false, thrown)).category())
          .isEqualTo(Category.UNAVAILABLE);
    }
  }

  @Test
  void explain_attemptTimeoutOrInterrupt_isUnknownForWrites() {
    assertThat(AwsErrors.explain(SITE, true, ApiCallAttemptTimeoutException.create(30_000)))
        .isInstanceOf(OutcomeUnknownException.class);
    assertThat(AwsErrors.explain(SITE, true, AbortedException.create("interrupted")))
        .isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void explain_unexpectedThrowable_isNeverTakenForARefusalOfAWrite() {
    assertThat(AwsErrors.explain(SITE, true, new IllegalStateException("mapping")))
        .isInstanceOf(OutcomeUnknownException.class);
    assertThat(
            call(AwsErrors.explain(SITE, false, new IllegalStateException("mapping"))).category())
        .isEqualTo(Category.UNKNOWN);
  }

  private static Unread unread(int status, String code, String said) {
    return AwsErrors.unread(AwsErrors.explain(SITE, false, refused(status, code, said)));
  }

  @Test
  void unread_permissionMissing_isToBeGranted() {
    assertThat(unread(403, "UnauthorizedOperation", "no").remedy("plan again"))
        .isEqualTo("Grant the permission for " + SITE.operation() + ", then plan again");
  }

  @Test
  void unread_regionUnknownOrNotEnabled_saysSoAndNothingOfPermissions() {
    String unknown = "Credential should be scoped to a valid region, not 'eu-wets-1'.";
    for (Unread why :
        new Unread[] {
          unread(401, "AuthFailure", unknown),
          unread(403, "SignatureDoesNotMatch", unknown),
          unread(401, "OptInRequired", "You are not subscribed to this service"),
          unread(403, "RegionDisabledException", "STS is not activated in this region")
        }) {
      assertThat(why.words())
          .contains("AWS does not know the region, or it is not enabled for the account")
          .doesNotContain(SITE.operation()); // it is one cause for all operations
      assertThat(why.remedy("plan again")).isEqualTo("Mend what these words say, then plan again");
    }
  }

  @Test
  void unread_credentialsRefused_saysNothingOfPermissions() {
    assertThat(unread(403, "ExpiredToken", "expired").remedy("plan again"))
        .isEqualTo("Mend what these words say, then plan again");
  }

  @Test
  void explain_noCredentials_isDenied() {
    Throwable thrown =
        SdkClientException.create("Unable to load credentials from any of the providers");
    assertThat(call(AwsErrors.explain(SITE, true, thrown)))
        .returns(Category.DENIED, CloudCallException::category);
  }

  @Test
  void explain_wrapped_looksInside() {
    Throwable thrown = new CompletionException(refused(400, "VpcLimitExceeded", "five"));
    assertThat(call(AwsErrors.explain(SITE, true, thrown)).category()).isEqualTo(Category.QUOTA);
  }
}
