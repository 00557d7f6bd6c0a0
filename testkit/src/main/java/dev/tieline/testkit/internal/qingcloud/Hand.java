package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.testkit.internal.World;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What only the console does, in one account and zone; done at once, and for nobody to forbid. */
public final class Hand {
  private final Iaas call;

  public Hand(QingCloud cloud, World world, String account, String zone, Instant now) {
    this.call = Iaas.looking(cloud.config().hurried(), world, now, account, zone);
  }

  /** Returns the world after all that was done. */
  public World world() {
    return call.world();
  }

  /** Returns the undocumented type of a router static that is an intranet routing policy. */
  private int policyType() {
    return call.config.policyType();
  }

  /** Writes a policy down; it works when the VPC is updated. */
  public String addPolicy(String router, String name, String destination, String border) {
    Router vpc = call.require(Kind.ROUTER, router);
    RouterStatics.checkPolicy(call, destination, border);
    call.put(Kind.ROUTER, vpc.touched());
    List<String> values = List.of(destination, border, "", "", "", "");
    return RouterStatics.add(call, router, name, policyType(), values);
  }

  /** Strikes the policies of a VPC for a destination out; returns how many there were. */
  public int removePolicies(String router, String destination) {
    Router vpc = call.require(Kind.ROUTER, router);
    int removed = 0;
    for (RouterStatic entry : RouterStatics.of(call, router)) {
      if (entry.type() == policyType() && entry.value(1).equals(destination)) {
        call.remove(Kind.ROUTER_STATIC, entry);
        removed++;
      }
    }
    if (removed > 0) {
      call.put(Kind.ROUTER, vpc.touched());
    }
    return removed;
  }

  public String createWanNet(String name) {
    return AccessPoints.makeNet(call, name);
  }

  /** Makes an access point; of zero months it has no contract that could end. */
  public String createAccessPoint(
      String wanNet, String border, String name, int bandwidth, int months) {
    return AccessPoints.make(call, wanNet, border, name, bandwidth, months);
  }

  public void deleteAccessPoint(String access) {
    AccessPoints.delete(call, access);
  }

  /** Lets the contract of an access point end at an instant, or stops it. */
  public void changeAccessPoint(String access, @Nullable Instant expires, boolean stopped) {
    AccessPoints.change(call, access, expires, stopped);
  }

  /** Adds a backend by its address; it works when the balancer is updated. */
  public String addAddressBackend(
      String listener, String address, int port, int weight, String name) {
    if (!Backends.isAddress(address)) {
      throw QingError.bad("address", address, "an address");
    }
    Listener its = call.require(Kind.LISTENER, listener);
    return Backends.add(call, its, address, port, weight, name, "");
  }

  /** Makes an instance of a given address, or of one that DHCP gives it if that is empty. */
  public List<String> createInstance(String vxnet, String address, String name) {
    Instance made = Instances.make(call, vxnet, address, name);
    return List.of(made.id(), made.address().toString());
  }
}
