package dev.tieline.qingcloud.internal;

import dev.tieline.provider.KnownCallers;
import dev.tieline.qingcloud.QingCloudTransport;
import dev.tieline.spi.Clients;
import dev.tieline.spi.Scope;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The clients: for each account and zone an {@link Rpc}, the {@link Jobs} that were begun by it,
 * and who {@link Signs}; made when first asked for.
 */
public final class QingCloudClients {
  private static final Duration METADATA = Duration.ofSeconds(5);

  private final Transport transport;
  private final QingCloudTransport wire;
  private final Map<String, CredentialForm> accounts;
  private final KnownCallers known;
  private final DailyCalls daily;
  private final Map<String, Sessions> sessions = new ConcurrentHashMap<>();
  private final Map<Scope, Clients> clients = new ConcurrentHashMap<>();

  public QingCloudClients(
      Transport transport, Map<String, CredentialForm> accounts, KnownCallers known) {
    this.transport = transport;
    this.wire = transport.wire();
    this.accounts = Map.copyOf(accounts);
    this.known = known;
    daily = new DailyCalls(transport.clock());
  }

  /** The clients of a scope. */
  public Clients in(Scope scope) {
    return clients.computeIfAbsent(scope, this::make);
  }

  private Clients make(Scope scope) {
    CredentialForm form = accounts.get(scope.account());
    if (form == null) {
      throw new IllegalArgumentException(
          "account alias: "
              + scope.account()
              + " (expected one of: "
              + String.join(", ", accounts.keySet().stream().sorted().toList())
              + ")");
    }
    Sessions signing = sessions.computeIfAbsent(scope.account(), alias -> sessions(form));
    Rpc rpc =
        new HttpRpc(
            scope, transport, wire, signing, daily, key -> known.signing(scope.account(), key));
    Jobs jobs = new Jobs(scope, transport.clock());
    Signs signs = () -> signing.current().accessKeyId();
    Map<Class<?>, Object> all = Map.of(Rpc.class, rpc, Jobs.class, jobs, Signs.class, signs);
    return new Clients() {
      @Override
      public <C> C client(Class<C> type) {
        Object client = all.get(type);
        if (client == null) {
          throw new IllegalArgumentException(
              "client: " + type.getName() + " (expected: Rpc, Jobs or Signs)");
        }
        return type.cast(client);
      }
    };
  }

  private Sessions sessions(CredentialForm form) {
    if (form instanceof CredentialForm.Fixed fixed) {
      Session session = new Session(fixed.accessKeyId(), fixed.secretAccessKey(), null);
      return () -> session;
    }
    CredentialForm.InstanceRole role = (CredentialForm.InstanceRole) form;
    return new InstanceSessions(role.metadata(), HttpWire.direct(METADATA), transport.clock());
  }
}
