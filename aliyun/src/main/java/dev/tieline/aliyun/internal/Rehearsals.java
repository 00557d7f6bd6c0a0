package dev.tieline.aliyun.internal;

import dev.tieline.spi.Call;
import dev.tieline.spi.Clients;
import dev.tieline.spi.Scope;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Asks the cloud whether it would allow a write: with {@code DryRun} a request "is only checked"
 * and what passes is refused as {@code DryRunOperation} (VPC API Reference, the parameter of each
 * action, read 2026-11). What is not there yet is named by ids that stand in for it, since an
 * endpoint with a group of ours, or an entry into a new connection, could not be asked about
 * otherwise. Of PrivateLink it is the endpoint and the service that are asked about, since all else
 * comes after them; security groups and zones of PrivateZone have no such parameter.
 */
public final class Rehearsals {
  /** The code of the refusal that says that the write would be allowed. */
  static final String ALLOWED = "DryRunOperation";

  // those that have the parameter (aliyun/aliyun-openapi-meta, read 2026-11), of the writes that
  // are made before anything is removed
  private static final Set<String> OPERATIONS =
      Set.of(
          "AcceptVpcPeerConnection",
          "CreateRouteEntry",
          "CreateVpc",
          "CreateVpcEndpoint",
          "CreateVpcEndpointService",
          "CreateVpcPeerConnection",
          "ModifyRouteEntry",
          "ModifyVpcPeerConnection");

  private Rehearsals() {}

  /** The rehearsal of a call, made by clients that say in every request that it is one. */
  public static Optional<Call<?>> of(Call<?> call, Function<Scope, Clients> rehearsing) {
    if (!OPERATIONS.contains(call.operation())) {
      return Optional.empty();
    }
    return Optional.of(
        Call.read(
            call.scope(),
            call.operation(),
            clients -> {
              try {
                return call.body().run(rehearsing.apply(call.scope()));
              } catch (Refusal answer) {
                // what another step of the same plan may bring about is not missing
                if (!answer.code().equals(ALLOWED) && !CdtOpenings.mayBePrepared(answer)) {
                  throw answer;
                }
                return ALLOWED;
              }
            }));
  }

  /** Makes a rehearsal of every request; one that can not be is not sent, since it would count. */
  static Rpc rehearsing(Rpc rpc) {
    return request -> {
      if (!OPERATIONS.contains(request.action())) {
        throw new IllegalStateException(
            request + " has no DryRun (expected: a request that can be rehearsed)");
      }
      // a token must not be spent on what is only checked
      Map<String, String> parameters = new TreeMap<>(request.parameters());
      parameters.remove("ClientToken");
      return rpc.call(
          new Request(request.product(), request.action(), parameters).with("DryRun", true));
    };
  }
}
