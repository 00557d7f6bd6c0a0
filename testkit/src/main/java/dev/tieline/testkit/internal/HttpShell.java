package dev.tieline.testkit.internal;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import com.github.tomakehurst.wiremock.common.JettySettings;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.tieline.testkit.Ask;
import dev.tieline.testkit.Reply;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import wiremock.org.eclipse.jetty.io.NetworkTrafficListener;
import wiremock.org.eclipse.jetty.server.HttpConnectionFactory;
import wiremock.org.eclipse.jetty.server.ServerConnector;

/**
 * WireMock as the HTTP shell around a fake: every request goes to one function. It listens on the
 * loopback interface only.
 */
public final class HttpShell implements AutoCloseable {

  private final WireMockServer server;

  private HttpShell(WireMockServer server) {
    this.server = server;
  }

  /** Starts to serve; port 0 means a free one. */
  public static HttpShell serve(int port, Function<Ask, Reply> fake) {
    WireMockConfiguration options =
        WireMockConfiguration.options()
            .bindAddress("127.0.0.1")
            .port(port)
            .gzipDisabled(true)
            // the clouds offer no upgrade, and one with a chunked body breaks
            .http2PlainDisabled(true)
            .templatingEnabled(false)
            .extensionScanningEnabled(false)
            .stubRequestLoggingDisabled(true)
            .disableRequestJournal()
            .httpServerFactory(ExactServer::new)
            .extensions(new Dispatch(fake));
    WireMockServer server = new WireMockServer(options);
    server.stubFor(any(anyUrl()).willReturn(ok()));
    try {
      server.start();
    } catch (FatalStartupException e) {
      throw new IllegalStateException("port: " + port + " (expected: a free port)", e);
    }
    return new HttpShell(server);
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  @Override
  public void close() {
    server.stop();
  }

  /** Jetty without what would change a signed request or slow down a small answer. */
  private static final class ExactServer extends Jetty11HttpServer {

    ExactServer(Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
      super(options, admin, stubs);
    }

    @Override
    protected ServerConnector createHttpConnector(
        String address, int port, JettySettings settings, NetworkTrafficListener listener) {
      ServerConnector connector = super.createHttpConnector(address, port, settings, listener);
      connector.setAcceptedTcpNoDelay(true);
      for (HttpConnectionFactory http : connector.getBeans(HttpConnectionFactory.class)) {
        // else "charset=utf-8" arrives as "charset=UTF-8", and the signature no longer fits
        http.getHttpConfiguration().setHeaderCacheCaseSensitive(true);
      }
      return connector;
    }
  }

  private static final class Dispatch implements ResponseDefinitionTransformerV2 {

    private final Function<Ask, Reply> fake;

    Dispatch(Function<Ask, Reply> fake) {
      this.fake = fake;
    }

    @Override
    public String getName() {
      return "fake";
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
      try {
        Reply reply = fake.apply(ask(event.getRequest()));
        ResponseDefinitionBuilder answer =
            ResponseDefinitionBuilder.responseDefinition()
                .withStatus(reply.status())
                .withBody(reply.body());
        reply
            .headers()
            .forEach((name, values) -> answer.withHeader(name, values.toArray(new String[0])));
        return answer.build();
      } catch (UncheckedIOException e) { // how a fake says that the connection breaks
        return ResponseDefinitionBuilder.responseDefinition()
            .withFault(Fault.CONNECTION_RESET_BY_PEER)
            .build();
      }
    }

    private static Ask ask(Request request) {
      Map<String, List<String>> headers = new LinkedHashMap<>();
      request.getHeaders().all().forEach(header -> headers.put(header.key(), header.values()));
      byte[] body = request.getBody();
      return new Ask(
          request.getMethod().getName(),
          URI.create(request.getUrl()),
          headers,
          body == null ? new byte[0] : body);
    }
  }
}
