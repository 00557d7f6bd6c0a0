package dev.tieline.aws.internal;

import dev.tieline.plan.Handover;
import dev.tieline.provider.AcceptWish;
import dev.tieline.provider.Acceptances;
import dev.tieline.provider.PeeringDocument;
import dev.tieline.spi.Call;
import dev.tieline.spi.Node;
import dev.tieline.spi.Query;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Scope;
import java.util.Collection;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** How AWS accepts peering connections. */
final class Accepting implements Acceptances.Cloud<Pcx> {
  Accepting() {}

  @Override
  public Class<Pcx> type() {
    return Pcx.class;
  }

  @Override
  public Acceptances.Stage stage(Pcx pcx) {
    return switch (pcx.status()) {
      case "active", "provisioning" -> Acceptances.Stage.ACCEPTED;
      case "pending-acceptance" -> Acceptances.Stage.REQUESTED;
      default -> Acceptances.Stage.OTHER;
    };
  }

  @Override
  public Call<Pcx> accept(Node<AcceptWish, Pcx> node, Refs refs) {
    String id = refs.get(node.wish().connection());
    return Call.write(
        node.scope(),
        "AcceptVpcPeeringConnection",
        clients ->
            Wire.pcx(
                node.scope(),
                clients
                    .client(Ec2Client.class)
                    .acceptVpcPeeringConnection(r -> r.vpcPeeringConnectionId(id))
                    .vpcPeeringConnection()));
  }

  @Override
  public Query<Pcx> read(Scope scope, Collection<String> ids) {
    return Lists.peerings(scope, new Lists.By("vpc-peering-connection-id", ids));
  }

  @Override
  public Readiness readiness(AcceptWish wish, Pcx pcx) {
    return switch (pcx.status()) {
      case "active" -> new Readiness.Target();
      case "initiating-request", "provisioning" -> new Readiness.Transitional(pcx.status());
      case "pending-acceptance" ->
          wish.accepter().foreign()
              ? new Readiness.Waiting(
                  PeeringDocument.party(wish.accepter()), pcx.status(), pcx.expiresAt())
              : new Readiness.Transitional(pcx.status()); // accepted, and not shown yet
      case "failed", "rejected", "expired", "deleting", "deleted" ->
          new Readiness.Failed(pcx.status(), pcx.message());
      default -> new Readiness.Failed(pcx.status(), "a state that this library does not know");
    };
  }

  @Override
  public String active() {
    return "active";
  }

  @Override
  public Handover handover(AcceptWish wish, Refs refs) {
    return PeeringHandover.acceptance(wish, refs);
  }
}
