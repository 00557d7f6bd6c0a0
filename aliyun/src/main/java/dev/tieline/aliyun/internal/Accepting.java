package dev.tieline.aliyun.internal;

import dev.tieline.plan.Handover;
import dev.tieline.provider.AcceptWish;
import dev.tieline.provider.Acceptances;
import dev.tieline.provider.PeeringDocument;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Call;
import dev.tieline.spi.Node;
import dev.tieline.spi.Query;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Scope;
import java.time.Duration;
import java.util.Collection;

/** How the cloud accepts peering connections of two accounts; those of one account need it not. */
final class Accepting implements Acceptances.Cloud<Pcc> {
  private static final String REQUESTED = "Accepting";

  Accepting() {}

  @Override
  public Class<Pcc> type() {
    return Pcc.class;
  }

  @Override
  public Acceptances.Stage stage(Pcc pcc) {
    return switch (pcc.status()) {
      case "Activated", "Updating" -> Acceptances.Stage.ACCEPTED;
      case REQUESTED -> Acceptances.Stage.REQUESTED;
      default -> Acceptances.Stage.OTHER;
    };
  }

  @Override
  public Call<Pcc> accept(Node<AcceptWish, Pcc> node, Refs refs) {
    AcceptWish wish = node.wish();
    String id = refs.get(wish.connection());
    Request request =
        Request.of(Product.VPC_PEER, "AcceptVpcPeerConnection").with("InstanceId", id);
    Pcc then =
        new Pcc(
            id,
            node.scope(),
            Side.of(wish.requester(), refs),
            Side.of(wish.accepter(), refs),
            "Updating",
            "Normal",
            -1,
            "",
            "",
            "",
            "",
            null,
            Tags.none());
    return Mine.write(node.scope(), request, then)
        .inTurn(PeeringConnections.turn(refs.get(wish.accepter().vpc())))
        .beside(PeeringConnections.turn(wish.requester(), refs))
        .beside(PeeringConnections.turn(wish.accepter(), refs));
  }

  @Override
  public Query<Pcc> read(Scope scope, Collection<String> ids) {
    return PeeringConnections.list(scope, ids);
  }

  @Override
  public Readiness readiness(AcceptWish wish, Pcc pcc) {
    return pcc.status().equals(REQUESTED) && wish.accepter().foreign()
        ? new Readiness.Waiting(
            PeeringDocument.party(wish.accepter()), pcc.status(), pcc.expiresAt())
        : PeeringConnections.state(pcc); // REQUESTED: accepted by us, and not shown yet
  }

  @Override
  public Duration usuallyTakes() {
    return PeeringConnections.UNTIL_USABLE;
  }

  @Override
  public String active() {
    return "Activated";
  }

  @Override
  public Handover handover(AcceptWish wish, Refs refs) {
    return PeeringHandover.acceptance(wish, refs);
  }
}
