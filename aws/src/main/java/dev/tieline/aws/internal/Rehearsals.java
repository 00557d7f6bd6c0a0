package dev.tieline.aws.internal;

import dev.tieline.spi.Call;
import dev.tieline.spi.Clients;
import dev.tieline.spi.Scope;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/**
 * Asks EC2 whether it would allow a write: its {@code DryRun} "checks whether you have the required
 * permissions for the action, without actually making the request, and provides an error response.
 * If you have the required permissions, the error response is DryRunOperation. Otherwise, it is
 * UnauthorizedOperation" (Amazon EC2 API Reference, the parameter of each action).
 */
public final class Rehearsals {
  /** The code of the error that says that the write would be allowed. */
  private static final String ALLOWED = "DryRunOperation";

  // of the writes that we make before anything is removed; the others have no such parameter
  private static final Set<String> OPERATIONS =
      Set.of(
          "AcceptVpcPeeringConnection",
          "AssociateRouteTable",
          "AuthorizeSecurityGroupEgress",
          "AuthorizeSecurityGroupIngress",
          "CreateRoute",
          "CreateRouteTable",
          "CreateSecurityGroup",
          "CreateSubnet",
          "CreateTags",
          "CreateVpc",
          "CreateVpcPeeringConnection",
          "ModifyVpcPeeringConnectionOptions",
          "ReplaceRoute",
          "ReplaceRouteTableAssociation");

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
              } catch (Ec2Exception answer) {
                if (!isAllowed(answer)) {
                  throw answer;
                }
                return ALLOWED;
              }
            }));
  }

  private static boolean isAllowed(Ec2Exception answer) {
    return answer.awsErrorDetails() != null && ALLOWED.equals(answer.awsErrorDetails().errorCode());
  }

  /** Makes a rehearsal of every request; one that can not be is not sent, since it would count. */
  static final class Marking implements ExecutionInterceptor {
    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
      SdkRequest request = context.request();
      SdkField<?> dryRun =
          request.sdkFields().stream()
              .filter(f -> f.memberName().equals("DryRun"))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          request.getClass().getSimpleName()
                              + " has no DryRun (expected: a request that can be rehearsed)"));
      SdkRequest.Builder marked = request.toBuilder();
      dryRun.set(marked, true);
      return marked.build();
    }
  }
}
