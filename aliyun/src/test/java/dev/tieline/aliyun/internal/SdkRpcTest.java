package dev.tieline.aliyun.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.tieline.aliyun.AliyunTransport;
import dev.tieline.error.CallSite;
import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.OutcomeUnknownException;
import dev.tieline.provider.Answer;
import dev.tieline.provider.KnownCallers;
import dev.tieline.provider.Tags;
import dev.tieline.provider.Unreadable;
import dev.tieline.spi.Scope;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One account, main, in Hangzhou, whose calls a script or a server on the loopback answers. */
class SdkRpcTest {
  private static final Scope HANGZHOU = new Scope("aliyun", "main", "cn-hangzhou");
  private static final String SECRET = "s3cr3t-s3cr3t";
  private static final String TOKEN = "t0k3n-t0k3n";
  private static final Request READ =
      Request.of(Product.VPC, "DescribeVpcs").with("RegionId", "cn-hangzhou");

  private final List<AutoCloseable> opened = new ArrayList<>();
  private final KnownCallers known = new Known().callers();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable closeable : opened) {
      closeable.close();
    }
  }

  private Rpc rpc(Transport transport, CredentialForm form) {
    AliyunClients clients = new AliyunClients(transport, Map.of("main", form), known);
    opened.add(clients);
    return clients.in(HANGZHOU).client(Rpc.class);
  }

  private Rpc rpc(AliyunTransport script) {
    return rpc(
        new Transport(null, Map.of(), script, Duration.ofSeconds(5), Duration.ofSeconds(5)),
        new CredentialForm.Fixed("AKID", SECRET, TOKEN));
  }

  private Rpc rpc(int port, Duration attempt) {
    return rpc(
        new Transport(
            URI.create("http://127.0.0.1:" + port), Map.of(), null, Duration.ofSeconds(2), attempt),
        new CredentialForm.Fixed("AKID", SECRET, TOKEN));
  }

  private static Script one(AliyunTransport.Reply reply) {
    return new Script().onAny("DescribeVpcs", asked -> reply);
  }

  private int serve(HttpHandler handler) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", handler);
    server.start();
    opened.add(() -> server.stop(0));
    return server.getAddress().getPort();
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static Throwable explained(boolean mutating, Throwable thrown) {
    return AliyunErrors.explain(
        new CallSite("aliyun", "main", "cn-hangzhou", "DescribeVpcs"), mutating, thrown);
  }

  @Test
  void call_queryProduct_isSignedAsTheCloudChecksIt() throws Exception {
    Script script = one(Script.text(200, "{\"RequestId\":\"r\"}"));

    rpc(script).call(READ.with("Tag.1.Key", "a b*~/中"));

    assertThat(signature(script.sent.get(0), SECRET))
        .isEqualTo(script.sent.get(0).headers().get("authorization").replaceFirst(".*=", ""));
  }

  @Test
  void call_peeringProduct_sendsFormWithTagsInTheQuery() throws Exception {
    Script script = new Script().on("CreateVpcPeerConnection", asked -> Map.of());

    rpc(script)
        .call(
            Request.of(Product.VPC_PEER, "CreateVpcPeerConnection")
                .with("VpcId", "vpc-a")
                .with("LinkType", "Gold")
                .tags("Tag", new Tags(Map.of("k", "v 中"))));

    Script.Asked asked = script.asked.get(0);
    assertThat(asked.form()).containsExactly(Map.entry("VpcId", "vpc-a"));
    assertThat(asked.query())
        .containsOnly(
            Map.entry("LinkType", "Gold"),
            Map.entry("Tag.1.Key", "k"),
            Map.entry("Tag.1.Value", "v 中"));
    assertThat(asked.host()).isEqualTo("vpcpeer.aliyuncs.com");
    assertThat(signature(script.sent.get(0), SECRET))
        .isEqualTo(script.sent.get(0).headers().get("authorization").replaceFirst(".*=", ""));
  }

  @Test
  void call_numbersBeyondDoubles_areExact() throws Exception {
    Script script =
        one(Script.text(200, "{\"RequestId\":\"r\",\"OwnerId\":253460731706911259,\"N\":\"7\"}"));

    Answer answer = rpc(script).call(READ);

    assertThat(answer.text("OwnerId")).isEqualTo("253460731706911259");
    assertThat(answer.number("OwnerId")).hasValue(253460731706911259L);
    assertThat(answer.number("N")).hasValue(7);
  }

  @Test
  void call_errorInsideOfGoodStatus_isRefused() {
    Script script =
        one(
            Script.text(
                200, "{\"RequestId\":\"r\",\"Code\":\"QuotaExceeded.Vpc\",\"Message\":\"m\"}"));

    assertThatThrownBy(() -> rpc(script).call(READ))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo("QuotaExceeded.Vpc");
              assertThat(refusal.status()).isEqualTo(200);
            });
  }

  @Test
  void call_successFalse_isRefused() {
    Script script = one(Script.text(200, "{\"RequestId\":\"r\",\"Success\":false}"));

    assertThatThrownBy(() -> rpc(script).call(READ)).isInstanceOf(Refusal.class);
  }

  @Test
  void call_codeOfSuccess_isAnAnswer() throws Exception {
    Script script =
        one(Script.text(200, "{\"RequestId\":\"r\",\"Code\":\"200\",\"Success\":\"true\"}"));

    assertThat(rpc(script).call(READ).text("Code")).isEqualTo("200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><body>Bad Gateway</body></html>",
        "",
        "{\"RequestId\":\"r\",\"Vpcs\":{\"Vp",
        "[]",
        "{}",
        "{\"RequestId\":\"r\"} and more",
      })
  void call_bodyThatIsNotTheClouds_isUnreadableAndKeepsItsStatus(String body) {
    for (int status : new int[] {200, 400, 502}) {
      Throwable thrown = catchThrowable(() -> rpc(one(Script.text(status, body))).call(READ));
      assertThat(thrown)
          .isInstanceOfSatisfying(Unreadable.class, u -> assertThat(u.status()).isEqualTo(status));
    }
  }

  @Test
  void call_bodyOfAnyLength_isNotReadToItsEnd() throws Exception {
    int port =
        serve(
            exchange -> {
              exchange.getRequestBody().readAllBytes();
              exchange.sendResponseHeaders(200, 0);
              byte[] many = new byte[1024 * 1024];
              Arrays.fill(many, (byte) ' ');
              try {
                for (int i = 0; i < 64; i++) {
                  exchange.getResponseBody().write(many);
                }
              } catch (IOException hungUp) {
                exchange.close();
              }
            });

    assertThatThrownBy(() -> rpc(port, Duration.ofSeconds(20)).call(READ))
        .isInstanceOf(Unreadable.class)
        .hasMessageContaining("too long");
  }

  @Test
  void call_redirect_isNotFollowed() throws Exception {
    AtomicInteger other = new AtomicInteger();
    int elsewhere =
        serve(
            exchange -> {
              other.incrementAndGet();
              reply(exchange, 200, "{\"RequestId\":\"r\"}");
            });
    int port =
        serve(
            exchange -> {
              exchange.getResponseHeaders().add("Location", "http://127.0.0.1:" + elsewhere + "/");
              reply(exchange, 302, "");
            });

    assertThatThrownBy(() -> rpc(port, Duration.ofSeconds(5)).call(READ))
        .isInstanceOfSatisfying(Unreadable.class, u -> assertThat(u.status()).isEqualTo(302));
    assertThat(other).hasValue(0);
  }

  @Test
  void call_noAnswer_endsAfterTheAttemptsTimeAndIsSentOnce() throws Exception {
    AtomicInteger sent = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(1);
    int port =
        serve(
            exchange -> {
              sent.incrementAndGet();
              try {
                done.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              exchange.close();
            });

    Throwable thrown = catchThrowable(() -> rpc(port, Duration.ofMillis(300)).call(READ));
    done.countDown();

    assertThat(thrown).isInstanceOf(IOException.class);
    assertThat(explained(true, thrown)).isInstanceOf(OutcomeUnknownException.class);
    assertThat(explained(false, thrown))
        .isInstanceOfSatisfying(
            CloudCallException.class,
            e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE));
    assertThat(sent).hasValue(1);
  }

  @Test
  void call_serverThatHangsUp_isSentOnceAndLost() throws Exception {
    AtomicInteger sent = new AtomicInteger();
    int port =
        serve(
            exchange -> {
              sent.incrementAndGet();
              exchange.close();
            });

    Throwable thrown = catchThrowable(() -> rpc(port, Duration.ofSeconds(5)).call(READ));

    assertThat(explained(true, thrown)).isInstanceOf(OutcomeUnknownException.class);
    assertThat(sent).hasValue(1);
  }

  /** The server never answers, and nobody else ends the call. */
  @Test
  @Timeout(60)
  void call_interruptedThread_endsAndStaysInterrupted() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    int port =
        serve(
            exchange -> {
              try {
                ended.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              exchange.close();
            });
    Thread.currentThread().interrupt();

    Throwable thrown = catchThrowable(() -> rpc(port, Duration.ofMillis(500)).call(READ));

    boolean stays = Thread.interrupted();
    ended.countDown();
    assertThat(stays).isTrue();
    assertThat(thrown).isNotNull();
    assertThat(explained(true, thrown)).isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void call_nobodyListens_isKnownNotToBeSent() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    Throwable thrown = catchThrowable(() -> rpc(port, Duration.ofSeconds(5)).call(READ));

    assertThat(explained(true, thrown))
        .isInstanceOfSatisfying(
            CloudCallException.class, e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE))
        .hasMessageContaining("can not be reached");
  }

  @Test
  void call_whateverHappens_showsNoSecretAndNoSignature() throws Exception {
    List<Throwable> all = new ArrayList<>();
    int hangsUp = serve(HttpExchange::close);
    all.add(catchThrowable(() -> rpc(hangsUp, Duration.ofSeconds(5)).call(READ)));
    for (AliyunTransport.Reply reply :
        List.of(
            Script.refusal(
                400,
                "SignatureDoesNotMatch",
                "Specified signature is not matched with our calculation. server string to sign"
                    + " is:POST x-acs-security-token:"
                    + TOKEN
                    + " Signature=abc"),
            Script.text(502, "<html>"))) {
      all.add(catchThrowable(() -> rpc(one(reply)).call(READ)));
    }

    int port = serve(exchange -> reply(exchange, 200, "{\"RequestId\":\"r\"}"));
    Rpc unsendable =
        rpc(
            new Transport(
                URI.create("http://127.0.0.1:" + port),
                Map.of(),
                null,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5)),
            new CredentialForm.Fixed("AKID", SECRET, TOKEN + "\n"));
    all.add(catchThrowable(() -> unsendable.call(READ)));

    assertThat(all).doesNotContainNull();
    for (Throwable thrown : all) {
      StringWriter text = new StringWriter();
      explained(false, thrown).printStackTrace(new PrintWriter(text, true));
      thrown.printStackTrace(new PrintWriter(text, true));
      assertThat(text.toString())
          .doesNotContain(SECRET)
          .doesNotContain(TOKEN)
          .doesNotContain("Signature=");
    }
  }

  @Test
  void call_role_isAssumedWithItsExternalIdOnceAndSignsByItsSession() throws Exception {
    Script script =
        withRole(
            Map.of(
                "AccessKeyId",
                "STS.AK",
                "AccessKeySecret",
                "sts-secret",
                "SecurityToken",
                "sts-token"));
    Rpc rpc = rpc(transport(script), role());

    rpc.call(READ);
    rpc.call(READ);

    assertThat(script.asked)
        .extracting(Script.Asked::action)
        .containsExactly("AssumeRole", "DescribeVpcs", "DescribeVpcs");
    assertThat(script.asked.get(0).parameters())
        .containsEntry("ExternalId", "ext-1")
        .containsEntry("RoleArn", "acs:ram::1234567890123456:role/tieline");
    assertThat(script.sent.get(1).headers())
        .containsEntry("x-acs-security-token", "sts-token")
        .containsEntry("x-acs-accesskey-id", "STS.AK");
    assertThat(known.key("main")).contains("STS.AK");
  }

  @Test
  void call_roleThatIsRefused_isDeniedAndNeverSent() {
    Script script = new Script().refusing("AssumeRole", "NoPermission");
    Rpc rpc = rpc(transport(script), role());

    Throwable thrown = catchThrowable(() -> rpc.call(READ));

    assertThat(explained(true, thrown))
        .isInstanceOfSatisfying(
            CloudCallException.class, e -> assertThat(e.category()).isEqualTo(Category.DENIED))
        .hasMessageContaining("role acs:ram::1234567890123456:role/tieline by key BASE");
    assertThat(script.asked).extracting(Script.Asked::action).containsExactly("AssumeRole");
  }

  @Test
  void call_roleWithoutAnswer_isKnownNotToBeSent() {
    Script script =
        new Script()
            .onAny(
                "AssumeRole",
                asked -> {
                  throw new IOException("reset");
                });

    Throwable thrown = catchThrowable(() -> rpc(transport(script), role()).call(READ));

    assertThat(explained(true, thrown))
        .isInstanceOfSatisfying(
            CloudCallException.class,
            e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE));
  }

  @Test
  void call_roleWithPartOfASession_showsNothingOfIt() {
    Script script = withRole(Map.of("AccessKeyId", "STS.AK", "AccessKeySecret", "sts-secret"));

    Throwable thrown = catchThrowable(() -> rpc(transport(script), role()).call(READ));

    assertThat(explained(false, thrown))
        .hasMessageContaining("SecurityToken")
        .message()
        .doesNotContain("sts-secret");
  }

  @Test
  void call_sessionCutOff_showsNothingOfIt() {
    Script script =
        new Script()
            .onAny(
                "AssumeRole",
                asked ->
                    Script.text(200, "{\"Credentials\":{\"AccessKeySecret\":\"sts-secret\",\"Se"));

    Throwable thrown = catchThrowable(() -> rpc(transport(script), role()).call(READ));

    assertThat(explained(false, thrown)).message().doesNotContain("sts-secret");
  }

  @Test
  void session_nearItsEnd_isAssumedAnew() {
    Script script =
        withRole(
            Map.of(
                "AccessKeyId",
                "STS.AK",
                "AccessKeySecret",
                "sts-secret",
                "SecurityToken",
                "sts-token"));
    Rpc base = rpc(script);
    long[] now = {0};
    RoleSession session = new RoleSession(role(), base, () -> now[0]);

    session.getCredentials();
    now[0] = Duration.ofMinutes(39).toNanos();
    session.getCredentials();
    assertThat(script.asked).hasSize(1);
    now[0] = Duration.ofMinutes(40).toNanos();
    session.getCredentials();

    assertThat(script.asked).hasSize(2);
  }

  @Test
  void rehearsal_passes_asksWithDryRunAndSpendsNoToken() throws Exception {
    Script script = new Script().refusing("CreateVpc", "DryRunOperation");
    Rpc rehearsing = Rehearsals.rehearsing(rpc(script));

    assertThatThrownBy(
            () ->
                rehearsing.call(
                    Request.of(Product.VPC, "CreateVpc")
                        .with("RegionId", "cn-hangzhou")
                        .with("ClientToken", "t0")))
        .isInstanceOf(Refusal.class);

    assertThat(script.asked.get(0).parameters())
        .containsEntry("DryRun", "true")
        .doesNotContainKey("ClientToken");
  }

  @Test
  void rehearsal_ofWhatHasNone_isNotSent() {
    Script script = new Script().on("DeleteRouteTable", asked -> Map.of());
    Rpc rehearsing = Rehearsals.rehearsing(rpc(script));

    assertThatThrownBy(() -> rehearsing.call(Request.of(Product.VPC, "DeleteRouteTable")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(script.asked).isEmpty();
  }

  @Test
  void chain_ofDefaults_asksNoAddress() {
    assertThat(Chain.ofDefaults().links())
        .extracting(Class::getSimpleName)
        .doesNotContain("EcsRamRoleCredentialProvider", "URLCredentialProvider")
        .startsWith(
            "SystemPropertiesCredentialsProvider", "EnvironmentVariableCredentialsProvider");
  }

  @Test
  void close_leavesNoClientOfOursInTheSdksMap() throws Exception {
    int before = com.aliyun.tea.okhttp.ClientHelper.clients.size();
    Script script = one(Script.text(200, "{\"RequestId\":\"r\"}"));
    rpc(script).call(READ);
    assertThat(com.aliyun.tea.okhttp.ClientHelper.clients).hasSize(before + 1);

    opened.remove(0).close();

    assertThat(com.aliyun.tea.okhttp.ClientHelper.clients).hasSize(before);
  }

  private static Transport transport(Script script) {
    return new Transport(null, Map.of(), script, Duration.ofSeconds(5), Duration.ofSeconds(5));
  }

  private static CredentialForm.Role role() {
    return new CredentialForm.Role(
        "acs:ram::1234567890123456:role/tieline",
        "ext-1",
        new CredentialForm.Fixed("BASE", "base-secret", null));
  }

  private static Script withRole(Map<String, Object> credentials) {
    return new Script()
        .on("AssumeRole", asked -> Map.of("Credentials", credentials))
        .on("DescribeVpcs", asked -> Map.of());
  }

  /** ACS3-HMAC-SHA256, written down once more from its description. */
  private static String signature(AliyunTransport.Request request, String secret)
      throws GeneralSecurityException {
    StringBuilder query = new StringBuilder();
    new TreeMap<>(decoded(request.uri().getRawQuery()))
        .forEach(
            (k, v) ->
                query.append(query.isEmpty() ? "" : "&").append(enc(k)).append('=').append(enc(v)));
    String signed =
        request.headers().get("authorization").replaceFirst(".*SignedHeaders=", "").split(",")[0];
    StringBuilder headers = new StringBuilder();
    for (String name : signed.split(";")) {
      headers.append(name).append(':').append(request.headers().get(name).strip()).append('\n');
    }
    String canonical =
        request.method()
            + "\n/\n"
            + query
            + "\n"
            + headers
            + "\n"
            + signed
            + "\n"
            + hex(sha256(request.body()));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String toSign = "ACS3-HMAC-SHA256\n" + hex(sha256(canonical));
    return hex(mac.doFinal(toSign.getBytes(StandardCharsets.UTF_8)));
  }

  private static Map<String, String> decoded(String query) {
    Map<String, String> found = new TreeMap<>();
    for (String pair : query == null ? new String[0] : query.split("&")) {
      String[] parts = pair.split("=", 2);
      found.put(
          java.net.URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
          java.net.URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return found;
  }

  private static String enc(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static byte[] sha256(String text) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
