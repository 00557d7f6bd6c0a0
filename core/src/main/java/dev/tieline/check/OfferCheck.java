package dev.tieline.check;

import dev.tieline.snapshot.VpcEndpoint;
import dev.tieline.topology.Endpoint;
import dev.tieline.topology.Link;
import dev.tieline.topology.Offer;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * An offer that has ended is not taken up any more: who made it may have meant it for that time
 * alone. What was made of it while it held goes on.
 */
final class OfferCheck implements Checks.Check {
  @Override
  public void run(Scene scene, Consumer<Finding> out) {
    for (Link link : scene.topology().links().values()) {
      if (link instanceof Endpoint endpoint && endpoint.target() instanceof Offer offer) {
        Instant end = offer.expires();
        if (end != null && !scene.at().isBefore(end) && !isUsed(scene, endpoint, offer)) {
          out.accept(
              new Finding(
                  Codes.OFFER_EXPIRED,
                  Severity.ERROR,
                  link.address(),
                  "the offer of service " + offer.service() + " ended at " + end,
                  "Its maker may have meant it for that time alone",
                  "Ask account " + offer.account() + " for a new one"));
        }
      }
    }
  }

  private static boolean isUsed(Scene scene, Endpoint link, Offer offer) {
    return scene.endpoints(link.network()).stream()
        .filter(e -> e.state() == VpcEndpoint.State.CONNECTED)
        .anyMatch(e -> e.service().equals(offer.service()));
  }
}
