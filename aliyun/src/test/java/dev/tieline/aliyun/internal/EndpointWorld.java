package dev.tieline.aliyun.internal;

import static dev.tieline.aliyun.internal.PeeringWorld.ACCOUNT;
import static dev.tieline.aliyun.internal.PeeringWorld.CUSTOMER;
import static dev.tieline.aliyun.internal.PeeringWorld.HANGZHOU;
import static dev.tieline.net.Traffic.tcp;

import dev.tieline.aliyun.AliyunEndpoint;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.testkit.AliyunConsole;
import dev.tieline.testkit.AliyunSwitch;
import dev.tieline.testkit.Host;
import dev.tieline.topology.Topology;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A provider's database behind a network balancer's port 6001 in zones h and i of Hangzhou, offered
 * as a service and shared with our account; our existing VPC 172.17.0.0/16 has a vSwitch in zone h
 * with a host that uses it.
 */
final class EndpointWorld implements AutoCloseable {
  static final String H = "cn-hangzhou-h";
  static final String I = "cn-hangzhou-i";

  final PeeringWorld base;
  final AliyunConsole console;
  final AliyunConsole theirs;
  final String balancer;
  final String service;
  final String name;
  final PeeringWorld.Net app;
  final String clientGroup;
  final Host client;

  EndpointWorld(boolean acceptsAll, AliyunSwitch... turned) {
    base = new PeeringWorld(false, turned);
    console = base.cloud.console(ACCOUNT, HANGZHOU);
    theirs = base.cloud.console(CUSTOMER, HANGZHOU);
    String far = theirs.createVpc("10.0.0.0/16");
    base.rest();
    String inH = theirs.createVSwitch(far, "10.0.1.0/24", H);
    base.rest();
    String inI = theirs.createVSwitch(far, "10.0.2.0/24", I);
    base.rest();
    String group = theirs.createSecurityGroup(far, "db");
    theirs.rule(group, "accept", "TCP", "3306/3306", "0.0.0.0/0", 1);
    Host database = theirs.runInstance(inH, group);
    base.rest();
    balancer = theirs.createNetworkBalancer(far, inH, inI);
    theirs.forward(balancer, 6001, database, 3306);
    service = theirs.createService(balancer, H, acceptsAll);
    base.rest();
    theirs.call(
        "Privatelink",
        "AttachResourceToVpcEndpointService",
        Map.of("ServiceId", service, "ResourceId", balancer, "ResourceType", "nlb", "ZoneId", I));
    base.rest();
    name = "com.aliyuncs.privatelink.cn-hangzhou." + service;
    theirs.share(service, ACCOUNT);
    app = base.net(ACCOUNT, HANGZHOU, 17);
    clientGroup = app.group();
    client = app.host();
    base.rest();
  }

  /** Offers the same balancer as another service, in zone h. */
  String otherService() {
    String other = theirs.createService(balancer, H, true);
    base.rest();
    theirs.share(other, ACCOUNT);
    return "com.aliyuncs.privatelink.cn-hangzhou." + other;
  }

  AliyunEndpoint target() {
    return AliyunEndpoint.service(name);
  }

  Topology use(AliyunEndpoint target) {
    return use("matrixone", target, vpc());
  }

  AliyunVpc.Existing vpc() {
    return AliyunVpc.existing("main", HANGZHOU, app.vpc());
  }

  Topology use(String link, AliyunEndpoint target, AliyunVpc network) {
    return Topology.named("db")
        .network("app", network)
        .endpoint(link, "app", target, e -> e.allow(tcp(6001)).clients(clientGroup))
        .build();
  }

  /** What a call of the console answers under a name, first. */
  static String text(String answer, String name) {
    Matcher member = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(answer);
    return member.find() ? member.group(1) : "";
  }

  String endpoints() {
    return console.call("Privatelink", "ListVpcEndpoints", Map.of("RegionId", HANGZHOU));
  }

  String endpointId() {
    return text(endpoints(), "EndpointId");
  }

  boolean connects(String to, int port) {
    return base.cloud.walk().connect(client, to, port).delivered();
  }

  @Override
  public void close() {
    base.close();
  }
}
