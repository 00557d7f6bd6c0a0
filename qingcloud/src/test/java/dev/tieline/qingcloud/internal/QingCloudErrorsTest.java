package dev.tieline.qingcloud.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tieline.error.CallSite;
import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.OutcomeUnknownException;
import dev.tieline.error.TielineException;
import dev.tieline.qingcloud.QingCloudTransport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the cloud's codes come to. */
class QingCloudErrorsTest {
  private static final CallSite SITE = new CallSite("qingcloud", "main", "pek3", "JoinRouter");

  private static Refusal refusal(int code, boolean reads, Duration took, Duration behind) {
    return new Refusal(
        code, "no", new Refusal.Circumstances(new Standing.Unknown(), reads, took, behind, null));
  }

  private static TielineException explained(boolean mutating, Throwable thrown) {
    return QingCloudErrors.explain(SITE, mutating, thrown);
  }

  private static CloudCallException refused(Throwable thrown) {
    return (CloudCallException) explained(false, thrown);
  }

  @ParameterizedTest
  @CsvSource({
    "1100, INVALID",
    "1101, INVALID",
    "1200, DENIED",
    "1300, DENIED",
    "1400, DENIED",
    "2000, DENIED",
    "2100, NOT_FOUND",
    "2110, ALREADY_EXISTS",
    "2200, CONFLICT",
    "2300, CONFLICT",
    "2400, DENIED",
    "2500, QUOTA",
    "3300, INVALID",
    "4001, DENIED",
    "5000, UNAVAILABLE",
    "5100, THROTTLED",
    "5200, QUOTA",
    "5300, UNAVAILABLE",
    "5400, CONFLICT",
    "8004, INVALID",
    "7777, UNKNOWN"
  })
  void category_code_isAsInTheTable(int code, Category category) {
    assertThat(QingCloudErrors.category(code)).isEqualTo(category);
    assertThat(refused(refusal(code, true, Duration.ZERO, null)))
        .satisfies(
            e -> {
              assertThat(e.category()).isEqualTo(category);
              assertThat(e.code()).isEqualTo(Integer.toString(code));
              assertThat(e.httpStatus()).isEqualTo(200);
            });
  }

  @Test
  void category_everyCodeOfTheDocumentation_isInTheTable() throws IOException {
    Path file =
        Path.of(
            System.getProperty("tieline.reference", "../../shared/reference/data"),
            "qingcloud",
            "_ret_codes.json");
    Assumptions.assumeTrue(file.toFile().exists());

    new ObjectMapper()
        .readTree(file.toFile())
        .path("codes")
        .fieldNames()
        .forEachRemaining(
            code ->
                assertThat(QingCloudErrors.category(Integer.parseInt(code)))
                    .as(code)
                    .isNotEqualTo(Category.UNKNOWN));
  }

  @Test
  void explain_internalErrorOfAWrite_isUnknown() {
    assertThat(explained(true, refusal(5000, false, Duration.ZERO, null)))
        .isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void explain_busyAtAWrite_isUnknownSinceItMayHaveTimedOut() {
    assertThat(explained(true, refusal(5100, false, Duration.ZERO, null)))
        .isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void explain_busyAtARead_mayBeRepeated() {
    assertThat(explained(false, refusal(5100, false, Duration.ZERO, null)))
        .isInstanceOfSatisfying(CloudCallException.class, e -> assertThat(e.retryable()).isTrue());
  }

  // ---- clocks ----

  @Test
  void explain_expiredAtOnce_isTheClocksFault() {
    CloudCallException e =
        refused(refusal(1300, true, Duration.ofMillis(80), Duration.ofSeconds(75)));

    assertThat(e.category()).isEqualTo(Category.DENIED);
    assertThat(e)
        .hasMessageContaining("the clock of this machine and the cloud's differ")
        .hasMessageContaining("this one is 75 s behind")
        .hasMessageContaining("NTP");
    assertThat(QingCloudErrors.isAboutTime(e.getMessage())).isTrue();
  }

  @Test
  void explain_expiredAndNobodyTellsTheTime_isTheClocksFaultToo() {
    assertThat(refused(refusal(1300, true, Duration.ZERO, null)).category())
        .isEqualTo(Category.DENIED);
  }

  @Test
  void explain_expiredOnALongWay_mayBeRepeatedWithANewStamp() {
    CloudCallException e =
        refused(refusal(1300, true, Duration.ofSeconds(70), Duration.ofSeconds(1)));

    assertThat(e.retryable()).isTrue();
    assertThat(e).hasMessageContaining("the call was 70 s on its way");
    assertThat(QingCloudErrors.isAboutTime(e.getMessage())).isFalse();
  }

  @Test
  void call_cloudsDateDiffers_isToldByHowMuch() {
    Script script =
        new Script()
            .onAny(
                "DescribeRouters",
                asked ->
                    new QingCloudTransport.Reply(
                        200,
                        Map.of("Date", "Sun, 22 Nov 2026 03:58:30 GMT"),
                        "{\"ret_code\":1300,\"message\":\"expired\"}"));

    Throwable thrown =
        catchThrowable(() -> new Sites(script).rpc().call(Request.of(Api.DESCRIBE_ROUTERS)));

    assertThat(refused(thrown)).hasMessageContaining("this one is 90 s ahead");
  }

  // ---- quotas ----

  @Test
  void explain_quotaOfARead_isThatOfTheDay() {
    Script script = new Script().refusing("DescribeRouters", 2500, "quota exceeded");
    Sites sites = new Sites(script);
    catchThrowable(() -> sites.rpc().call(Request.of(Api.DESCRIBE_ROUTERS)));

    Throwable thrown = catchThrowable(() -> sites.rpc().call(Request.of(Api.DESCRIBE_ROUTERS)));

    assertThat(refused(thrown))
        .hasMessageContaining("the number of calls that the account may make in a day is used up")
        .hasMessageContaining("2 of them were made here today")
        .hasMessageContaining("in 12 h 0 min")
        .matches(e -> !e.retryable());
  }

  @Test
  void explain_quotaOfAWrite_mayBeEither() {
    assertThat(refused(refusal(2500, false, Duration.ZERO, null)))
        .hasMessageContaining("either a quota is reached")
        .hasMessageContaining("or the number of calls");
  }

  // ---- states ----

  @Test
  void explain_deniedWhileSomethingIsOnTheWay_isAConflict() {
    Refusal refusal =
        refusal(1400, false, Duration.ZERO, null)
            .of(new Standing.Moving("router rtr-1 is updating"));

    assertThat(refused(refusal).category()).isEqualTo(Category.CONFLICT);
    assertThat(refused(refusal)).hasMessageContaining("router rtr-1 is updating, so it may pass");
  }

  @Test
  void explain_deniedWithNothingOnTheWay_isDenied() {
    Refusal refusal =
        refusal(1400, false, Duration.ZERO, null)
            .of(new Standing.Settled("router rtr-1 is active"));

    assertThat(refused(refusal).category()).isEqualTo(Category.DENIED);
    assertThat(refused(refusal)).hasMessageContaining("router rtr-1 is active, so look whether");
  }

  // ---- the way ----

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void explain_neverConnected_isNoOutcomeToWorryAbout(boolean mutating) {
    for (IOException thrown :
        new IOException[] {
          new ConnectException("refused"), new HttpConnectTimeoutException("HTTP connect timed out")
        }) {
      assertThat(explained(mutating, thrown))
          .isInstanceOfSatisfying(
              CloudCallException.class,
              e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE));
    }
  }

  @Test
  void explain_reset_isUnknownForAWriteAlone() {
    assertThat(explained(true, new IOException("Connection reset")))
        .isInstanceOf(OutcomeUnknownException.class);
    assertThat(refused(new IOException("Connection reset")).category())
        .isEqualTo(Category.UNAVAILABLE);
  }

  @Test
  void explain_nothingToSignWith_isDenied() {
    assertThat(refused(new Unsigned("the metadata of this instance: status 404", null)))
        .hasMessageContaining("no credentials: the metadata of this instance: status 404")
        .matches(e -> e.category() == Category.DENIED);
  }

  @Test
  void instanceRole_signsWithTheTokenAndReadsItOnceWhileItIsGood() throws Exception {
    Script cloud = new Script().on("DescribeRouters", Map.of());
    int[] reads = new int[1];
    Sites sites = new Sites(cloud);
    QingCloudTransport metadata =
        request -> {
          reads[0]++;
          return Script.text(
              200,
              "\"{\\\"jti\\\":\\\"j\\\",\\\"id_token\\\":\\\"t0k3n\\\",\\\"access_key\\\":\\\"TMP\\\","
                  + "\\\"secret_key\\\":\\\"tmps3cr3t\\\",\\\"expiration\\\":"
                  + Sites.NOON.plusSeconds(3600 * (long) reads[0]).getEpochSecond()
                  + "}\"");
        };
    InstanceSessions sessions =
        new InstanceSessions(URI.create("http://127.0.0.1/x"), metadata, sites.clock);
    Rpc rpc =
        new HttpRpc(
            Sites.PEK3,
            new Transport(
                Transport.ENDPOINT,
                cloud,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                sites.clock),
            cloud,
            sessions,
            new DailyCalls(sites.clock),
            key -> {});

    rpc.call(Request.of(Api.DESCRIBE_ROUTERS));
    rpc.call(Request.of(Api.DESCRIBE_ROUTERS));
    sites.clock.now = Sites.NOON.plusSeconds(3599);
    rpc.call(Request.of(Api.DESCRIBE_ROUTERS));

    assertThat(reads[0]).isEqualTo(2);
    assertThat(cloud.sent.get(0).uri().getRawPath()).isEqualTo("/iam/");
    assertThat(cloud.asked.get(0))
        .containsEntry("token", "t0k3n")
        .containsEntry("signature_version", "2")
        .containsEntry("access_key_id", "TMP");
  }

  @Test
  void instanceRole_metadataWithoutCredentials_saySoWithoutWhatTheyHold() {
    InstanceSessions sessions =
        new InstanceSessions(
            URI.create("http://127.0.0.1/x"),
            request -> Script.text(200, "{\"secret_key\":\"tmps3cr3t\"}"),
            new Sites(new Script()).clock);

    assertThat(catchThrowable(sessions::current))
        .isInstanceOf(Unsigned.class)
        .hasMessageContaining("access_key")
        .hasMessageNotContaining("tmps3cr3t");
  }
}
