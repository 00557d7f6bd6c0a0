package dev.tieline.reach;

import dev.tieline.net.Traffic;
import dev.tieline.snapshot.EndpointService;
import dev.tieline.snapshot.VpcEndpoint;
import dev.tieline.text.Clean;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Asks the endpoint whose interface a packet has come to: whether it is connected, and, if its
 * service was read, whether that answers to such traffic. What the service does with a packet is
 * beyond the model.
 */
final class EndpointCheck {
  private final SnapshotIndex index;
  private final Traffic traffic;

  EndpointCheck(SnapshotIndex index, Traffic traffic) {
    this.index = index;
    this.traffic = traffic;
  }

  /** Checks the end that answers; any other host than an endpoint's interface passes. */
  Answer check(End to) {
    VpcEndpoint endpoint = to.kind() == Hop.Kind.HOST ? index.endpointOf(to.id()) : null;
    if (endpoint == null) {
      return new Answer.Passes(List.of());
    }
    String label = Wording.label(endpoint.id(), endpoint.name());
    if (endpoint.state() != VpcEndpoint.State.CONNECTED) {
      String state = Clean.text(endpoint.cloudState());
      return Answer.Stops.at(
          Hop.Kind.ENDPOINT,
          new Block(
              Verdict.ENDPOINT_NOT_CONNECTED,
              endpoint.id(),
              label
                  + " is "
                  + (state.isEmpty() ? endpoint.state().name().toLowerCase(Locale.ROOT) : state),
              endpoint.state() == VpcEndpoint.State.PENDING
                  ? "let the owner of service " + Clean.text(endpoint.service()) + " accept it"
                  : "make a new one: this one carries nothing any more"));
    }
    @Nullable EndpointService service = index.service(endpoint.service());
    if (service != null
        && !service.traffic().isEmpty()
        && service.traffic().stream().noneMatch(t -> t.covers(traffic))) {
      return Answer.Stops.at(
          Hop.Kind.SERVICE,
          new Block(
              Verdict.SERVICE_DOES_NOT_LISTEN,
              service.id(),
              "service "
                  + Clean.text(service.name())
                  + " answers to "
                  + Wording.names(service.traffic().stream().map(Traffic::toString).toList())
                  + " alone",
              "ask for what it answers to, or let it listen to " + traffic));
    }
    return new Answer.Passes(
        List.of(
            new Hop(
                Hop.Kind.ENDPOINT,
                endpoint.id(),
                "hands it to service " + Clean.text(endpoint.service()))));
  }
}
