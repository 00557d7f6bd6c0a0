package dev.tieline.qingcloud.internal;

import dev.tieline.provider.KnownCallers;
import dev.tieline.qingcloud.QingCloudTransport;
import dev.tieline.spi.Call;
import dev.tieline.spi.Clients;
import dev.tieline.spi.Page;
import dev.tieline.spi.Query;
import dev.tieline.spi.Scope;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One account, main, in Beijing 3, whose clients a transport serves; and a clock to set. */
final class Sites {
  static final Scope PEK3 = new Scope("qingcloud", "main", "pek3");
  static final String SECRET = "s3cr3t+s3cr3t";
  static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z"); // noon in Beijing

  final Ticking clock = new Ticking();
  final QingCloudClients all;

  /** A clock that stands until it is told otherwise. */
  static final class Ticking extends Clock {
    Instant now = NOON;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  Sites(QingCloudTransport transport) {
    this(transport, new CredentialForm.Fixed("AKID", SECRET), Transport.ENDPOINT);
  }

  Sites(QingCloudTransport transport, CredentialForm form, URI endpoint) {
    all =
        new QingCloudClients(
            new Transport(endpoint, transport, Duration.ofSeconds(2), Duration.ofSeconds(5), clock),
            Map.of("main", form),
            new KnownCallers(alias -> {}));
  }

  Sites(QingCloudClients all) {
    this.all = all;
  }

  Clients pek3() {
    return all.in(PEK3);
  }

  Rpc rpc() {
    return pek3().client(Rpc.class);
  }

  <T> T make(Call<T> call) throws Exception {
    return call.body().run(all.in(call.scope()));
  }

  /** Reads all pages of a list. */
  <T> List<T> read(Query<T> query) throws Exception {
    List<T> all = new ArrayList<>();
    Page<T> page = make(query.page(null));
    all.addAll(page.items());
    while (page.next() != null) {
      page = make(query.page(page.next()));
      all.addAll(page.items());
    }
    return all;
  }
}
