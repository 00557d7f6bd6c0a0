package dev.tieline.aliyun.internal;

import com.aliyun.credentials.models.CredentialModel;
import com.aliyun.credentials.provider.AlibabaCloudCredentialsProvider;
import com.aliyun.credentials.provider.EcsRamRoleCredentialProvider;
import com.aliyun.credentials.provider.StaticCredentialsProvider;
import dev.tieline.provider.KnownCallers;
import dev.tieline.spi.Clients;
import dev.tieline.spi.Scope;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/** The clients: one {@link Rpc} for each account and region, made when first asked for. */
public final class AliyunClients implements AutoCloseable {
  private final Transport transport;
  private final Wires wires;
  private final Map<String, CredentialForm> accounts;
  private final KnownCallers known;
  private final Map<String, AlibabaCloudCredentialsProvider> credentials =
      new ConcurrentHashMap<>();
  private final Map<Scope, Rpc> clients = new ConcurrentHashMap<>();
  // what credentials hold open, the last first
  private final Deque<AlibabaCloudCredentialsProvider> opened = new ConcurrentLinkedDeque<>();

  public AliyunClients(
      Transport transport, Map<String, CredentialForm> accounts, KnownCallers known) {
    this.transport = transport;
    this.known = known;
    this.accounts = Map.copyOf(accounts);
    wires = new Wires(transport);
  }

  /** The clients of a scope. */
  public Clients in(Scope scope) {
    return clients(clients.computeIfAbsent(scope, this::make));
  }

  /** The clients of a scope that have what they are asked for rehearsed, and nothing done. */
  public Clients rehearsing(Scope scope) {
    return clients(Rehearsals.rehearsing(clients.computeIfAbsent(scope, this::make)));
  }

  private static Clients clients(Rpc rpc) {
    return new Clients() {
      @Override
      public <C> C client(Class<C> type) {
        if (type != Rpc.class) {
          throw new IllegalArgumentException("client: " + type.getName() + " (expected: Rpc)");
        }
        return type.cast(rpc);
      }
    };
  }

  private Rpc make(Scope scope) {
    CredentialForm form = accounts.get(scope.account());
    if (form == null) {
      throw new IllegalArgumentException(
          "account alias: "
              + scope.account()
              + " (expected one of: "
              + String.join(", ", accounts.keySet().stream().sorted().toList())
              + ")");
    }
    AlibabaCloudCredentialsProvider provider =
        credentials.computeIfAbsent(
            scope.account(),
            alias ->
                new Signing(
                    form.toString(),
                    resolve(form, scope.region()),
                    key -> known.signing(alias, key)));
    return new SdkRpc(scope.region(), transport, wires, provider);
  }

  private AlibabaCloudCredentialsProvider resolve(CredentialForm form, String region) {
    if (form instanceof CredentialForm.Fixed fixed) {
      String token = fixed.securityToken();
      CredentialModel.Builder keys =
          CredentialModel.builder()
              .accessKeyId(fixed.accessKeyId())
              .accessKeySecret(fixed.accessKeySecret())
              .type(token == null ? "access_key" : "sts")
              .providerName(token == null ? "static_ak" : "static_sts");
      return StaticCredentialsProvider.builder()
          .credential((token == null ? keys : keys.securityToken(token)).build())
          .build();
    }
    if (form instanceof CredentialForm.Role role) {
      Signing base = new Signing(role.base().toString(), resolve(role.base(), region), key -> {});
      return new RoleSession(role, new SdkRpc(region, transport, wires, base), System::nanoTime);
    }
    AlibabaCloudCredentialsProvider found =
        form instanceof CredentialForm.Instance instance
            // the hardened mode alone: a token first, which forged requests can not get
            ? EcsRamRoleCredentialProvider.builder()
                .roleName(instance.roleName())
                .disableIMDSv1(true)
                .build()
            : Chain.ofDefaults();
    opened.push(found);
    return found;
  }

  @Override
  public void close() {
    wires.close();
    IllegalStateException failed = new IllegalStateException("credentials could not be closed");
    for (AlibabaCloudCredentialsProvider held : opened) {
      try {
        held.close();
      } catch (Exception e) { // what their interface declares
        failed.addSuppressed(e);
      }
    }
    if (failed.getSuppressed().length > 0) {
      throw failed;
    }
  }
}
