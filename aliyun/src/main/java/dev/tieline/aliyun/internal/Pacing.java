package dev.tieline.aliyun.internal;

import dev.tieline.retry.Pace;
import dev.tieline.spi.Call;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * How fast calls are made, for each account and region, so that the cloud hardly ever refuses one
 * for their number. Alibaba Cloud gives each operation a number of calls that an account may make
 * in a second or minute, shown in Quota Center; it differs between accounts.
 *
 * <p>The sizes here are assumptions, below what is generally told. To be too slow costs little, and
 * whoever is too fast all the same is told so by the cloud and waits: refusals for their number are
 * repeated with a backoff. A caller who knows an account's real limits slows all of it down by
 * {@code AliyunProvider.Builder.pace}.
 */
public final class Pacing {
  private record Size(int burst, double perSecond) {
    Size times(double factor) {
      return new Size(Math.max(1, (int) Math.floor(burst * factor)), perSecond * factor);
    }
  }

  /** The beginning of the name of the turn of those who write routes or vSwitches of a VPC. */
  static final String ROUTES_OF = "routes of ";

  /** The beginning of the name of the turn of those who write to an endpoint. */
  static final String ENDPOINT_OF = "endpoint ";

  /** The beginning of the name of the turn of those who make or accept peerings of a VPC. */
  static final String PEERINGS_OF = "peerings of ";

  /** The turn of those who connect or cut endpoints of services. */
  static final String CONNECTIONS = "endpoint connections";

  // "call at intervals of more than 5 seconds" (route entries, as terraform-provider-alicloud does
  // it, read 2026-11): of one VPC, whatever the operation
  static final Duration BETWEEN_ROUTES = Duration.ofSeconds(5);
  private static final Size ROUTES = new Size(1, 1.0 / BETWEEN_ROUTES.toSeconds());
  // an assumption: a peering takes about three seconds to be made, and until then the cloud refuses
  // another one of its VPCs (Conflict.Operation)
  private static final Size PEERINGS = new Size(1, 0.3);
  // an assumption: a vSwitch takes about two seconds to be made, bound or removed, and until then
  // the cloud refuses (TaskConflict) whoever writes to its VPC
  private static final Size V_SWITCHES = new Size(1, 0.5);
  private static final Set<String> OF_V_SWITCHES =
      Set.of("CreateVSwitch", "DeleteVSwitch", "AssociateRouteTable", "UnassociateRouteTable");
  private static final Set<String> OF_PEERINGS =
      Set.of("CreateVpcPeerConnection", "AcceptVpcPeerConnection");
  // an assumption: an endpoint is Pending for about five seconds after each change of it, and until
  // then the cloud refuses (EndpointLocked) whoever writes to it
  private static final Size ENDPOINT = new Size(1, 0.18);
  // an assumption: an endpoint is connected, or cut, for about five seconds, and until then the
  // cloud refuses (ConcurrentCallNotSupported) whoever connects or cuts another one of the account
  private static final Size CONNECTION = new Size(1, 0.18);
  private static final Size LIST = new Size(40, 10);
  private static final Size WRITE = new Size(20, 5);
  private static final Map<String, Size> OWN =
      Map.of(
          "GetCallerIdentity", new Size(20, 10),
          "GetCdtServiceStatus", new Size(5, 1),
          "GetCdtCbServiceStatus", new Size(5, 1),
          "OpenCdtService", new Size(1, 1),
          "OpenCdtCbService", new Size(1, 1));

  private Pacing() {}

  /** The pace of a call, times a factor: of those that write routes of one VPC, together. */
  public static Pace of(Call<?> call, boolean mutating, double factor) {
    String turn = call.turn();
    if (turn != null && turn.startsWith(ROUTES_OF) && call.mutating()) {
      // nobody's quota: that the account has others makes it neither slower nor faster
      if (OF_V_SWITCHES.contains(call.operation())) {
        return new Pace("vSwitches, " + turn, V_SWITCHES.burst(), V_SWITCHES.perSecond());
      }
      return new Pace(turn, ROUTES.burst(), ROUTES.perSecond());
    }
    if (turn != null && turn.startsWith(ENDPOINT_OF) && call.mutating()) {
      return new Pace("writes, " + turn, ENDPOINT.burst(), ENDPOINT.perSecond());
    }
    if (turn != null && turn.equals(CONNECTIONS) && call.mutating()) {
      return new Pace("writes, " + turn, CONNECTION.burst(), CONNECTION.perSecond());
    }
    if (turn != null && turn.startsWith(PEERINGS_OF) && OF_PEERINGS.contains(call.operation())) {
      return new Pace("requests, " + turn, PEERINGS.burst(), PEERINGS.perSecond());
    }
    return of(call.operation(), mutating, factor);
  }

  /** The pace of an operation, times a factor. */
  public static Pace of(String operation, boolean mutating, double factor) {
    Size size = OWN.getOrDefault(operation, mutating ? WRITE : LIST).times(factor);
    return new Pace(operation, size.burst(), size.perSecond());
  }
}
