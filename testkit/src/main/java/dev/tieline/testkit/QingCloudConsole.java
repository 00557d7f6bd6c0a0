package dev.tieline.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tieline.testkit.internal.qingcloud.Caller;
import dev.tieline.testkit.internal.qingcloud.Hand;
import dev.tieline.testkit.internal.qingcloud.QingCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A hand in one account and zone of a fake QingCloud, for set-up, for what this cloud offers in its
 * console alone, and for what strangers do while a test runs. Its moves are not signed, logged,
 * observed, counted, denied or faulted; they wait for nobody's turn, and what they do is done at
 * once. Every move throws {@code IllegalStateException} with the cloud's code and words when the
 * cloud refuses it.
 */
public final class QingCloudConsole {
  private final QingCloud cloud;
  private final CloudServer<Caller, QingCloud.Request> server;
  private final String user;
  private final String zone;

  QingCloudConsole(
      QingCloud cloud, CloudServer<Caller, QingCloud.Request> server, String user, String zone) {
    this.cloud = cloud;
    this.server = server;
    this.user = user;
    this.zone = zone;
  }

  /**
   * Makes any call that the API has.
   *
   * @param action the action's name
   * @param parameters its parameters, named as on the wire
   * @return the answer, as JSON
   * @throws IllegalArgumentException when the fake has no such action
   */
  public String call(String action, Map<String, String> parameters) {
    return act(action, parameters).toString();
  }

  private JsonNode act(String action, Map<String, String> parameters) {
    QingCloud.Request request = cloud.request(action, parameters);
    return server.act(
        action,
        (world, now, requestId) -> {
          QingCloud.Outcome outcome = cloud.hurry(world, new Caller(user, zone), request, now);
          return new CloudServer.Moved<>(outcome.world(), outcome.out());
        });
  }

  private JsonNode act(String action, String... namesAndValues) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return act(action, parameters);
  }

  private <T> T move(String what, Function<Hand, T> move) {
    return server.act(
        what,
        (world, now, requestId) -> {
          Hand hand = new Hand(cloud, world, user, zone, now);
          T result = move.apply(hand);
          return new CloudServer.Moved<>(hand.world(), result);
        });
  }

  private static String only(JsonNode answer, String pointer) {
    JsonNode value = answer.at(pointer);
    if (value.isMissingNode()) {
      throw new IllegalStateException("answer: " + answer + " (expected: " + pointer + ")");
    }
    return value.asText();
  }

  /**
   * Creates a VPC.
   *
   * @param network its network, such as {@code 172.16.0.0/16}
   * @return the VPC's id
   */
  public String createVpc(String network) {
    return only(act("CreateRouters", "vpc_network", network), "/routers/0");
  }

  /**
   * Creates a VPC of the type that costs nothing, and takes neither borders nor addresses.
   *
   * @param network its network
   * @return the VPC's id
   */
  public String createFreeVpc(String network) {
    return only(act("CreateRouters", "vpc_network", network, "router_type", "4"), "/routers/0");
  }

  /**
   * Creates a private network in a VPC, whose addresses up to the last DHCP gives out.
   *
   * @param router the VPC's id
   * @param network its block, a {@code /24}
   * @return the network's id
   */
  public String createVxnet(String router, String network) {
    return createVxnet(router, network, "");
  }

  /**
   * Creates a private network in a VPC.
   *
   * @param router the VPC's id
   * @param network its block, a {@code /24}
   * @param dynIpEnd the last address that DHCP gives out; empty for the last of all
   * @return the network's id
   */
  public String createVxnet(String router, String network, String dynIpEnd) {
    String vxnet = only(act("CreateVxnets", "vxnet_type", "1"), "/vxnets/0");
    act(
        "JoinRouter",
        "vxnet",
        vxnet,
        "router",
        router,
        "ip_network",
        network,
        "dyn_ip_end",
        dynIpEnd);
    return vxnet;
  }

  /**
   * Creates an instance; nothing runs in it.
   *
   * @param vxnet the network's id
   * @param address its address; empty for the next that DHCP gives
   * @return the instance; its id serves as that of its interface
   */
  public Host createInstance(String vxnet, String address) {
    List<String> made =
        move("RunInstances", hand -> hand.createInstance(vxnet, address, "by hand"));
    return new Host(made.get(0), made.get(0), made.get(1));
  }

  /**
   * Deletes an instance for good.
   *
   * @param instance the instance's id
   */
  public void deleteInstance(String instance) {
    act("TerminateInstances", "instances.1", instance, "direct_cease", "1");
  }

  /**
   * Creates a border router.
   *
   * @param name its name
   * @return the border router's id
   */
  public String createBorder(String name) {
    return only(act("CreateVpcBorders", "border_type", "1", "border_name", name), "/vpc_borders/0");
  }

  /**
   * Lets a private network join a border router, with the last address as the border's.
   *
   * @param border the border router's id
   * @param vxnet the network's id
   */
  public void joinBorder(String border, String vxnet) {
    act("JoinBorder", "border", border, "vxnets.1", vxnet);
  }

  /**
   * Takes a private network off a border router.
   *
   * @param border the border router's id
   * @param vxnet the network's id
   */
  public void leaveBorder(String border, String vxnet) {
    act("LeaveBorder", "border", border, "vxnets.1", vxnet);
  }

  /**
   * Writes an intranet routing policy down, as in the console's dialog; it carries nothing until
   * the changes are applied.
   *
   * @param router the VPC's id
   * @param name the policy's name
   * @param destination the network that it leads to
   * @param border the border router's id
   * @return the id of the router static that it is
   */
  public String addIntranetPolicy(String router, String name, String destination, String border) {
    return move("addIntranetPolicy", hand -> hand.addPolicy(router, name, destination, border));
  }

  /**
   * Strikes the intranet routing policies of a VPC for a destination out; they carry on until the
   * changes are applied.
   *
   * @param router the VPC's id
   * @param destination the network that they lead to
   * @return how many there were
   */
  public int removeIntranetPolicy(String router, String destination) {
    return move("removeIntranetPolicy", hand -> hand.removePolicies(router, destination));
  }

  /**
   * Applies the pending changes of a VPC.
   *
   * @param router the VPC's id
   */
  public void applyRouter(String router) {
    act("UpdateRouters", "routers.1", router);
  }

  /**
   * Creates a wide-area network.
   *
   * @param name its name
   * @return its id
   */
  public String createWanNet(String name) {
    return server.act(
        "createWanNet",
        (world, now, requestId) -> {
          Hand hand = new Hand(cloud, world, user, "", now); // it is of no zone
          String id = hand.createWanNet(name);
          return new CloudServer.Moved<>(hand.world(), id);
        });
  }

  /**
   * Lets a border router enter a wide-area network, paid by use.
   *
   * @param wanNet the wide-area network's id
   * @param border the border router's id
   * @param bandwidth how much passes, in Mbit/s
   * @return the access point's id
   */
  public String createAccessPoint(String wanNet, String border, int bandwidth) {
    return createAccessPoint(wanNet, border, "by hand", bandwidth, 0);
  }

  /**
   * Lets a border router enter a wide-area network.
   *
   * @param wanNet the wide-area network's id
   * @param border the border router's id
   * @param name the access point's name
   * @param bandwidth how much passes, in Mbit/s
   * @param months after how many months of thirty days the contract ends; 0 for none
   * @return the access point's id
   */
  public String createAccessPoint(
      String wanNet, String border, String name, int bandwidth, int months) {
    return move(
        "createAccessPoint",
        hand -> hand.createAccessPoint(wanNet, border, name, bandwidth, months));
  }

  /**
   * Deletes an access point.
   *
   * @param access the access point's id
   */
  public void deleteAccessPoint(String access) {
    done("deleteAccessPoint", hand -> hand.deleteAccessPoint(access));
  }

  /**
   * Lets the contract of an access point end now: it carries nothing any more.
   *
   * @param access the access point's id
   */
  public void expireContract(String access) {
    Instant now = server.time().instant().minus(Duration.ofSeconds(1));
    done("expireContract", hand -> hand.changeAccessPoint(access, now, false));
  }

  /**
   * Renews the contract of an access point, from now on, and starts it if it was stopped.
   *
   * @param access the access point's id
   * @param months for how many months of thirty days
   */
  public void renewContract(String access, int months) {
    Instant end = server.time().instant().plus(Duration.ofDays(30L * months));
    done("renewContract", hand -> hand.changeAccessPoint(access, end, false));
  }

  /**
   * Stops an access point that has no contract: it carries nothing any more.
   *
   * @param access the access point's id
   */
  public void stopAccessPoint(String access) {
    done("stopAccessPoint", hand -> hand.changeAccessPoint(access, null, true));
  }

  private void done(String what, Consumer<Hand> deed) {
    move(
        what,
        hand -> {
          deed.accept(hand);
          return true;
        });
  }

  /**
   * Adds a backend by its address to a listener, as the console's network type "IP" does; it works
   * when the changes of the balancer are applied.
   *
   * @param listener the listener's id
   * @param address the backend's address
   * @param port the backend's port
   * @param weight its weight
   * @return the backend's id
   */
  public String addAddressBackend(String listener, String address, int port, int weight) {
    return addAddressBackend(listener, address, port, weight, "by hand");
  }

  /**
   * Adds a backend by its address to a listener, and gives it a name.
   *
   * @param listener the listener's id
   * @param address the backend's address
   * @param port the backend's port
   * @param weight its weight
   * @param name its name
   * @return the backend's id
   */
  public String addAddressBackend(
      String listener, String address, int port, int weight, String name) {
    return move(
        "addAddressBackend", hand -> hand.addAddressBackend(listener, address, port, weight, name));
  }

  /**
   * Removes a backend; it works on until the changes of the balancer are applied.
   *
   * @param backend the backend's id
   */
  public void removeBackend(String backend) {
    act("DeleteLoadBalancerBackends", "loadbalancer_backends.1", backend);
  }

  /**
   * Applies the pending changes of a load balancer.
   *
   * @param balancer the balancer's id
   */
  public void applyBalancer(String balancer) {
    act("UpdateLoadBalancers", "loadbalancers.1", balancer);
  }
}
