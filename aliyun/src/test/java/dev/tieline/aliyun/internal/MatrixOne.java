package dev.tieline.aliyun.internal;

import static dev.tieline.aliyun.internal.AliyunMoves.call;
import static dev.tieline.aliyun.internal.AliyunMoves.text;
import static dev.tieline.aliyun.internal.AliyunScenario.CUSTOMER;
import static dev.tieline.aliyun.internal.AliyunScenario.HANGZHOU;
import static dev.tieline.aliyun.internal.AliyunScenario.console;
import static dev.tieline.aliyun.internal.AliyunScenario.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tieline.testkit.AliyunConsole;
import dev.tieline.testkit.Host;
import dev.tieline.testkit.contract.World;
import java.util.Map;

/**
 * Somebody else's database behind port 6001 of a network balancer, offered by PrivateLink in one or
 * both zones of Hangzhou.
 */
final class MatrixOne {
  static final int PORT = 6001;
  static final String H = HANGZHOU + "-h";
  static final String I = HANGZHOU + "-i";

  private MatrixOne() {}

  /** Makes it, shares it with one account, and returns its name. */
  static String open(World world, boolean acceptsAll, String consumer, boolean both) {
    AliyunConsole console = console(world, CUSTOMER, HANGZHOU);
    String balancer = balancer(world, console, PORT);
    String service = console.createService(balancer, H, acceptsAll);
    rest(world);
    if (both) {
      call(
          console,
          "Privatelink",
          "AttachResourceToVpcEndpointService",
          Map.of("ServiceId", service, "ResourceId", balancer, "ResourceType", "nlb", "ZoneId", I));
      rest(world);
    }
    console.share(service, consumer);
    return "com.aliyuncs.privatelink." + HANGZHOU + "." + service;
  }

  /** Makes a database and a balancer in both zones before it. */
  static String balancer(World world, AliyunConsole console, int port) {
    String far = console.createVpc("10.0.0.0/16");
    rest(world);
    String inH = console.createVSwitch(far, "10.0.1.0/24", H);
    rest(world);
    String inI = console.createVSwitch(far, "10.0.2.0/24", I);
    rest(world);
    String group = console.createSecurityGroup(far, "db");
    console.rule(group, "accept", "TCP", "3306/3306", "0.0.0.0/0", 1);
    Host database = console.runInstance(inH, group);
    rest(world);
    String balancer = console.createNetworkBalancer(far, inH, inI);
    console.forward(balancer, port, database, 3306);
    rest(world);
    return balancer;
  }

  /** The provider lets in whoever asks. */
  static void accept(World world) {
    AliyunConsole console = console(world, CUSTOMER, HANGZHOU);
    for (JsonNode one : connections(console)) {
      if (text(one, "ConnectionStatus").equals("Disconnected")) {
        console.connect(text(one, "ServiceId"), text(one, "EndpointId"), true);
      }
    }
  }

  /** Those that use services of an account. */
  static Iterable<JsonNode> connections(AliyunConsole console) {
    return call(console, "Privatelink", "ListVpcEndpointConnections", Map.of()).at("/Connections");
  }
}
