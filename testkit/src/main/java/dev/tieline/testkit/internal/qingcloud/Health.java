package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.testkit.WalkResult;
import dev.tieline.testkit.internal.World;
import dev.tieline.testkit.internal.qingcloud.Balancer.Serving;
import dev.tieline.testkit.internal.qingcloud.Ends.End;
import dev.tieline.testkit.internal.qingcloud.PacketWalk.Stopped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How balancers see their backends, and what they do with requests from the internet. */
public final class Health {

  /** What became of a request, and which backend answered it; empty if none did. */
  public record Answered(WalkResult result, String backend) {}

  private Health() {}

  /** Returns a backend's state: up when the balancer's own packets reach it. */
  static String of(Iaas call, Backend backend) {
    Balancer balancer = call.find(Kind.BALANCER, backend.balancer());
    if (!Backends.isAddress(backend.resource())
        && call.find(Kind.INSTANCE, backend.resource()) == null
        && call.find(Kind.ROUTER, backend.resource()) == null) {
      return "abnormal";
    }
    Backend published = balancer == null ? null : published(call, balancer, backend.id());
    return balancer != null
            && published != null
            && reach(call, balancer, published, new ArrayList<>()).isEmpty()
        ? "up"
        : "down";
  }

  /** Returns a backend as the balancer knows it, or null. */
  private static @Nullable Backend published(Iaas call, Balancer balancer, String id) {
    return balancer.rules().at(call.now).stream()
        .flatMap(serving -> serving.backends().stream())
        .filter(backend -> backend.id().equals(id))
        .findAny()
        .orElse(null);
  }

  /** Returns what stops the balancer's packets to a backend, empty for nothing. */
  private static String reach(Iaas call, Balancer balancer, Backend backend, List<String> hops) {
    if (backend.disabled()) {
      return backend.id() + ": it is disabled";
    }
    Ip to = address(call, backend);
    if (to == null) {
      return backend.id() + ": " + backend.resource() + " has no address in a private network";
    }
    End source = Ends.of(call, balancer);
    if (source == null) {
      return balancer.id() + ": it is in no private network";
    }
    try {
      new PacketWalk(hops, "tcp", backend.port()).thereAndBack(source, to);
      return "";
    } catch (Stopped stopped) {
      return String.valueOf(stopped.getMessage());
    }
  }

  private static @Nullable Ip address(Iaas call, Backend backend) {
    if (Backends.isAddress(backend.resource())) {
      return Ip.parse(backend.resource());
    }
    Instance instance = call.find(Kind.INSTANCE, backend.resource());
    return instance == null ? null : instance.address();
  }

  /** Sends a request from the internet; requests take turns over the backends that are up. */
  public static Answered http(
      QingCloud cloud, World world, Instant now, String address, int port, long number) {
    List<String> hops = new ArrayList<>();
    try {
      Iaas anywhere = Iaas.looking(cloud.config(), world, now, "", "");
      String backend = http(anywhere, address, port, number, hops);
      return new Answered(new WalkResult(true, "", hops), backend);
    } catch (Stopped stopped) {
      String where = String.valueOf(stopped.getMessage());
      return new Answered(new WalkResult(false, where, hops), "");
    }
  }

  private static String http(
      Iaas anywhere, String address, int port, long number, List<String> hops) {
    Ip to =
        Ip.tryParse(address)
            .orElseThrow(
                () -> new IllegalArgumentException("to: " + address + " (expected: an address)"));
    Balancer balancer = Balancers.at(anywhere, to);
    if (balancer == null || !balancer.life().isUp(anywhere.now)) {
      throw new Stopped(address + ": no load balancer that works has it");
    }
    Iaas there = anywhere.at(balancer.account(), balancer.zone());
    hops.add(address + " " + balancer.id());
    SecurityGroup group = there.find(Kind.GROUP, balancer.group());
    Ip client = Cidr.parse("192.0.2.0/24").host(1);
    String closed = group == null ? "" : Groups.judge(group, there.now, false, "tcp", port, client);
    if (!closed.isEmpty()) {
      throw new Stopped(closed);
    }
    Serving serving =
        balancer.rules().at(there.now).stream()
            .filter(s -> s.listener().port() == port)
            .findAny()
            .orElseThrow(() -> new Stopped(balancer.id() + ": no listener of port " + port));
    List<String> stops = new ArrayList<>();
    List<Backend> up = new ArrayList<>();
    for (Backend backend : serving.backends()) {
      String stop = reach(there, balancer, backend, new ArrayList<>());
      if (stop.isEmpty() && backend.weight() > 0) {
        up.add(backend);
      } else {
        stops.add(stop.isEmpty() ? backend.id() + ": its weight is 0" : stop);
      }
    }
    if (up.isEmpty()) {
      throw new Stopped(serving.listener().id() + ": no backend is up: " + stops);
    }
    Backend turn = up.get((int) Long.remainderUnsigned(number, up.size()));
    reach(there, balancer, turn, hops);
    if (serving.listener().isTransparent() && !isLocal(there, balancer, turn)) {
      throw new Stopped(turn.id() + ": it answers the client itself, by another way");
    }
    return turn.resource();
  }

  /** Who sees the client's address answers through the balancer in the balancer's own VPC alone. */
  private static boolean isLocal(Iaas there, Balancer balancer, Backend backend) {
    Ip address = address(there, backend);
    Vxnet vxnet = there.find(Kind.VXNET, balancer.vxnet());
    Vxnet.Join join = vxnet == null ? null : vxnet.working(there.now);
    Router router = join == null ? null : there.find(Kind.ROUTER, join.router());
    return address != null && router != null && router.network().contains(address);
  }
}
