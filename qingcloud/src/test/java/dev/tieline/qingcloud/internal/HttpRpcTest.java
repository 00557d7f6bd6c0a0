package dev.tieline.qingcloud.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.tieline.error.CallSite;
import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.OutcomeUnknownException;
import dev.tieline.error.TielineException;
import dev.tieline.provider.Answer;
import dev.tieline.provider.KnownCallers;
import dev.tieline.provider.Unreadable;
import dev.tieline.qingcloud.QingCloudTransport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of one account, main, in Beijing 3, that a script or a server on the loopback answers. */
class HttpRpcTest {
  private static final Request READ = Request.of(Api.DESCRIBE_ROUTERS).with("limit", 100);
  private static final Request WRITE =
      Request.of(Api.CREATE_VXNETS).with("vxnet_name", "北京 a*b~c").with("vxnet_type", 1);
  private static final String OK = "{\"action\":\"DescribeRoutersResponse\",\"ret_code\":0}";

  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable closeable : opened) {
      closeable.close();
    }
  }

  private static Script answering(String body) {
    return new Script().onAny("DescribeRouters", asked -> Script.text(200, body));
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

  private static Rpc at(int port, Duration attempt) {
    return new QingCloudClients(
            new Transport(
                URI.create("http://127.0.0.1:" + port + "/iaas/"),
                null,
                Duration.ofSeconds(2),
                attempt,
                Clock.systemUTC()),
            Map.of("main", new CredentialForm.Fixed("AKID", Sites.SECRET)),
            new KnownCallers(alias -> {}))
        .in(Sites.PEK3)
        .client(Rpc.class);
  }

  private static TielineException explained(boolean mutating, Throwable thrown) {
    return QingCloudErrors.explain(
        new CallSite("qingcloud", "main", "pek3", "DescribeRouters"), mutating, thrown);
  }

  private static String trace(Throwable thrown) {
    StringWriter out = new StringWriter();
    thrown.printStackTrace(new PrintWriter(out));
    return out.toString();
  }

  /** What the cloud would compute of a request. */
  private static String signature(QingCloudTransport.Request request, Map<String, String> asked) {
    SortedMap<String, String> all = new TreeMap<>(asked);
    all.remove("signature");
    return Signer.signature(
        "HmacSHA256",
        Sites.SECRET,
        request.method() + "\n" + request.uri().getRawPath() + "\n" + Signer.query(all));
  }

  // ---- requests ----

  @Test
  void call_read_isAGetThatTheCloudCanCheck() throws Exception {
    Script script = answering(OK);

    new Sites(script).rpc().call(READ.with("search_word", "a b*~/中"));

    assertThat(script.sent.get(0).method()).isEqualTo("GET");
    assertThat(script.sent.get(0).uri().toString()).startsWith("https://api.qingcloud.com/iaas/?");
    assertThat(script.asked.get(0))
        .containsEntry("action", "DescribeRouters")
        .containsEntry("zone", "pek3")
        .containsEntry("version", "1")
        .containsEntry("signature_version", "1")
        .containsEntry("signature_method", "HmacSHA256")
        .containsEntry("time_stamp", "2026-11-22T04:00:00Z")
        .containsEntry("search_word", "a b*~/中")
        .containsEntry("signature", signature(script.sent.get(0), script.asked.get(0)));
    assertThat(script.sent.get(0).uri().getRawQuery()).matches(".*&signature=[^&]*");
  }

  @Test
  void call_write_isAPostThatTheCloudCanCheck() throws Exception {
    Script script = new Script().on("CreateVxnets", Map.of("vxnets", List.of("vxnet-1")));

    new Sites(script).rpc().call(WRITE);

    assertThat(script.sent.get(0).method()).isEqualTo("POST");
    assertThat(script.sent.get(0).uri()).isEqualTo(URI.create("https://api.qingcloud.com/iaas/"));
    assertThat(script.asked.get(0))
        .containsEntry("vxnet_name", "北京 a*b~c")
        .containsEntry("signature", signature(script.sent.get(0), script.asked.get(0)));
  }

  @Test
  void call_readOfManyIds_isAPost() throws Exception {
    Script script = answering(OK);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      ids.add("rtr-%08d".formatted(i));
    }

    new Sites(script).rpc().call(READ.each("routers", ids));

    assertThat(script.sent.get(0).method()).isEqualTo("POST");
    assertThat(script.asked.get(0))
        .containsEntry("routers.1", "rtr-00000000")
        .containsEntry("routers.100", "rtr-00000099")
        .containsEntry("signature", signature(script.sent.get(0), script.asked.get(0)));
  }

  @Test
  void call_again_isStampedAndSignedAnew() throws Exception {
    Script script = answering(OK);
    Sites sites = new Sites(script);

    sites.rpc().call(READ);
    sites.clock.now = Sites.NOON.plusSeconds(90);
    sites.rpc().call(READ);

    assertThat(script.asked)
        .extracting(a -> a.get("time_stamp"))
        .containsExactly("2026-11-22T04:00:00Z", "2026-11-22T04:01:30Z");
    assertThat(script.asked).extracting(a -> a.get("signature")).doesNotHaveDuplicates();
  }

  @Test
  void call_sisterCloud_signsItsOwnPath() throws Exception {
    Script script = answering(OK);

    new Sites(
            script,
            new CredentialForm.Fixed("AKID", Sites.SECRET),
            URI.create("https://api.example.com/gate/iaas/"))
        .rpc()
        .call(READ);

    assertThat(script.sent.get(0).uri().getRawPath()).isEqualTo("/gate/iaas/");
    assertThat(script.asked.get(0))
        .containsEntry("signature", signature(script.sent.get(0), script.asked.get(0)));
  }

  @Test
  void request_parameterThatTheActionHasNot_isRefused() {
    assertThatThrownBy(() -> Request.of(Api.JOIN_ROUTER).with("routers.1", "rtr-1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "parameter of JoinRouter: routers.1 (expected one of: vxnet, router");
  }

  @Test
  void call_withoutWhatMustBeGiven_isNotSent() {
    Script script = new Script();

    assertThatThrownBy(
            () ->
                new Sites(script)
                    .rpc()
                    .call(
                        Request.of(Api.ADD_ROUTES)
                            .with("routing_table", "rt-1")
                            .eachOf(
                                "rules",
                                List.of(
                                    Map.of(
                                        "routing_table_rule_name", "a",
                                        "network", "10.0.0.0/24",
                                        "nexthop", "172.16.1.254"),
                                    Map.of(
                                        "routing_table_rule_name", "b",
                                        "network", "10.0.1.0/24")))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("AddRoutes lacks rules.n.nexthop");
    assertThat(script.sent).isEmpty();
  }

  // ---- answers ----

  @Test
  void call_looseTypes_areRead() throws Exception {
    Answer answer =
        new Sites(
                answering(
                    "{\"action\":\"DescribeRoutersResponse\",\"ret_code\":\"0\",\"router_set\":"
                        + "[{\"router_id\":\"rtr-1\",\"router_type\":\"1\",\"description\":null,"
                        + "\"is_applied\":\"0\",\"what\":{\"is\":\"new\"}}],\"total_count\":\"1\"}"))
            .rpc()
            .call(READ);

    Router router = Router.from(Sites.PEK3, answer.objects("router_set").get(0));
    assertThat(router.type()).isEqualTo(1);
    assertThat(router.description()).isEmpty();
    assertThat(router.applied()).isFalse();
    assertThat(answer.number("total_count")).hasValue(1);
  }

  @Test
  void call_answerWithoutACode_isOneIfItsActionSaysSo() throws Exception {
    Script script =
        new Script()
            .onAny(
                "DeleteLoadBalancerListeners",
                asked ->
                    Script.text(
                        200,
                        "{\"action\":\"DeleteLoadBalancerListenersResponse\","
                            + "\"loadbalancer_listeners\":[\"lbl-1\"],\"zone\":\"pek3a\"}"));

    Answer answer =
        new Sites(script)
            .rpc()
            .call(
                Request.of(Api.DELETE_LOAD_BALANCER_LISTENERS)
                    .each("loadbalancer_listeners", List.of("lbl-1")));

    assertThat(answer.texts("loadbalancer_listeners")).containsExactly("lbl-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"message\":\"hello\"}",
        "{\"action\":\"DescribeRouters\",\"router_set\":[]}",
        "[]",
        "",
        "<html>sign in</html>",
        "{\"action\":\"DescribeRoutersResponse\",\"ret_code\":0",
        "{\"action\":\"DescribeRoutersResponse\",\"ret_code\":\"none\"}"
      })
  void call_whatIsNotTheCloudsAnswer_isUnreadable(String body) {
    assertThatThrownBy(() -> new Sites(answering(body)).rpc().call(READ))
        .isInstanceOf(Unreadable.class);
  }

  @Test
  void call_longAnswer_isUnreadable() throws Exception {
    int port =
        serve(
            exchange -> {
              exchange.getRequestBody().readAllBytes();
              exchange.sendResponseHeaders(200, 0);
              byte[] mebibyte = new byte[1024 * 1024];
              java.util.Arrays.fill(mebibyte, (byte) ' ');
              try {
                for (int i = 0; i < 64; i++) {
                  exchange.getResponseBody().write(mebibyte);
                }
              } catch (IOException cutOff) {
                // as it should be
              }
              exchange.close();
            });

    assertThatThrownBy(() -> at(port, Duration.ofSeconds(20)).call(READ))
        .isInstanceOf(Unreadable.class)
        .hasMessageContaining("answer is too long");
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 403, 404, 500, 503})
  void call_anotherStatus_isUnreadableEvenWithAnAnswer(int status) throws Exception {
    AtomicInteger hits = new AtomicInteger();
    int port =
        serve(
            exchange -> {
              hits.incrementAndGet();
              exchange.getResponseHeaders().add("Location", "/elsewhere");
              reply(exchange, status, OK);
            });

    Throwable thrown = catchThrowable(() -> at(port, Duration.ofSeconds(5)).call(READ));

    assertThat(thrown)
        .isInstanceOfSatisfying(Unreadable.class, u -> assertThat(u.status()).isEqualTo(status));
    assertThat(hits).hasValue(1); // a redirect would take the signature elsewhere
    assertThat(explained(false, thrown))
        .isInstanceOfSatisfying(
            CloudCallException.class,
            e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE));
    assertThat(explained(true, thrown)).isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void call_refusal_hasTheCloudsCodeAndWords() {
    assertThatThrownBy(
            () ->
                new Sites(new Script().refusing("DescribeRouters", 1100, "bad limit"))
                    .rpc()
                    .call(READ))
        .isInstanceOfSatisfying(
            Refusal.class,
            r -> {
              assertThat(r.code()).isEqualTo(1100);
              assertThat(r.said()).isEqualTo("bad limit");
            });
  }

  // ---- secrets ----

  @Test
  void call_refusalThatRepeatsSecrets_isShownWithoutThem() {
    Script script =
        new Script()
            .onAny(
                "DescribeRouters",
                asked ->
                    Script.refusal(
                        1200,
                        "signature "
                            + asked.get("signature")
                            + " is wrong for "
                            + Sites.SECRET
                            + " and "
                            + Signer.encode(asked.get("signature"))));

    Throwable thrown = catchThrowable(() -> new Sites(script).rpc().call(READ));

    String signature = script.asked.get(0).get("signature");
    assertThat(trace(explained(false, thrown)))
        .doesNotContain(Sites.SECRET, signature, Signer.encode(signature))
        .contains("signature *** is wrong for *** and ***");
  }

  @Test
  void call_serverGone_showsNeitherSignatureNorQuery() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    Throwable thrown = catchThrowable(() -> at(port, Duration.ofSeconds(5)).call(READ));

    assertThat(trace(thrown)).doesNotContain("signature", "AKID");
    assertThat(explained(true, thrown))
        .isInstanceOfSatisfying(
            CloudCallException.class,
            e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE));
  }

  @Test
  void texts_ofWhatHoldsSecrets_doNotShowThem() throws Exception {
    Script script = answering(OK);
    new Sites(script).rpc().call(READ);

    assertThat(script.sent.get(0).toString()).isEqualTo("GET https://api.qingcloud.com/iaas/");
    assertThat(new Session("AKID", Sites.SECRET, "t0k3n").toString()).isEqualTo("Session[AKID]");
    assertThat(READ.toString()).isEqualTo("DescribeRouters");
  }

  @Test
  void call_instanceRole_asksTheMetadataAndSignsWithWhatTheyHold() throws Exception {
    int port =
        serve(
            exchange ->
                reply(
                    exchange,
                    exchange.getRequestURI().getPath().equals("/latest/x") ? 200 : 404,
                    "{\"id_token\":\"t0k3n\",\"access_key\":\"TMP\",\"secret_key\":\"tmps3cr3t\","
                        + "\"expiration\":"
                        + Sites.NOON.plusSeconds(3600).getEpochSecond()
                        + "}"));
    Script script = answering(OK);
    URI metadata = URI.create("http://127.0.0.1:" + port + "/latest/x");

    new Sites(script, new CredentialForm.InstanceRole(metadata), Transport.ENDPOINT)
        .rpc()
        .call(READ);

    assertThat(script.asked.get(0)).containsEntry("access_key_id", "TMP");
    SortedMap<String, String> signed = new TreeMap<>(script.asked.get(0));
    String signature = signed.remove("signature");
    assertThat(signature)
        .isEqualTo(
            Signer.signature("HmacSHA256", "tmps3cr3t", "GET\n/iam/\n" + Signer.query(signed)));
  }

  @Test
  void call_instanceWithoutARole_isNotSentAndSaysSo() throws Exception {
    int port = serve(exchange -> reply(exchange, 404, "not found"));
    Script script = answering(OK);
    URI metadata = URI.create("http://127.0.0.1:" + port + "/latest/x");

    Throwable thrown =
        catchThrowable(
            () ->
                new Sites(script, new CredentialForm.InstanceRole(metadata), Transport.ENDPOINT)
                    .rpc()
                    .call(READ));

    assertThat(explained(true, thrown))
        .isInstanceOf(CloudCallException.class)
        .hasMessageContaining("no credentials: the metadata of this instance: status 404");
    assertThat(script.sent).isEmpty();
  }

  // ---- ways to fail ----

  @Test
  void call_writeWhoseConnectionBreaks_isSentOnceAndItsOutcomeIsUnknown() throws Exception {
    AtomicInteger hits = new AtomicInteger();
    int port = breaking(hits);

    Throwable thrown = catchThrowable(() -> at(port, Duration.ofSeconds(5)).call(WRITE));

    assertThat(hits).hasValue(1);
    assertThat(explained(true, thrown)).isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void call_noAnswer_endsWithTheAttempt() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    opened.add(over::countDown);
    int port = serve(exchange -> await(over));

    Throwable thrown = catchThrowable(() -> at(port, Duration.ofMillis(300)).call(READ));

    assertThat(explained(false, thrown))
        .hasMessageContaining("no answer in time: no answer within PT0.3S");
    assertThat(explained(true, thrown)).isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void call_answerThatNeverEnds_endsWithTheAttempt() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    opened.add(over::countDown);
    int port =
        serve(
            exchange -> {
              exchange.sendResponseHeaders(200, 100);
              exchange.getResponseBody().write('{');
              exchange.getResponseBody().flush();
              await(over);
            });

    assertThatThrownBy(() -> at(port, Duration.ofMillis(300)).call(READ))
        .isInstanceOf(java.net.http.HttpTimeoutException.class);
  }

  @Test
  void call_interrupted_endsAtOnceAndSaysSo() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    CountDownLatch reached = new CountDownLatch(1);
    opened.add(over::countDown);
    int port =
        serve(
            exchange -> {
              reached.countDown();
              await(over);
            });
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> thrown.set(catchThrowable(() -> at(port, Duration.ofMinutes(1)).call(WRITE))));

    caller.start();
    reached.await();
    caller.interrupt();
    caller.join();

    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertThat(explained(true, thrown.get()))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("interrupted before the answer");
  }

  /** A server that reads a request and hangs up. */
  private int breaking(AtomicInteger hits) throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    opened.add(server);
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                  if (socket.getInputStream().read(new byte[8192]) > 0) {
                    hits.incrementAndGet();
                  }
                } catch (IOException closed) {
                  return;
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
    return server.getLocalPort();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
