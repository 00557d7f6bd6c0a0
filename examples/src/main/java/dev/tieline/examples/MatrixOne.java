package dev.tieline.examples;

import dev.tieline.examples.AliyunStage.Net;
import dev.tieline.testkit.AliyunConsole;
import dev.tieline.testkit.Host;
import java.time.Duration;

/**
 * What MatrixOne Cloud has in an account of its own: a database that listens on port 3306 behind a
 * network balancer's port 6001 in zone h of Hangzhou, which is a service of PrivateLink.
 *
 * @param account whose it is
 * @param service the service's id
 */
record MatrixOne(String account, String service) {
  static final String PROVIDER = "1000000000000002";
  static final String REGION = "cn-hangzhou";
  static final String ZONE = "cn-hangzhou-h";
  static final int PORT = 6001;

  /** Makes it, and shares it with one account. */
  static MatrixOne open(AliyunStage stage, String consumer, boolean acceptsAll) {
    Net net = stage.net(PROVIDER, REGION, "10.0.0.0/16", "10.0.1.0/24", ZONE);
    AliyunConsole console = stage.aliyun().console(PROVIDER, REGION);
    console.rule(net.group(), "accept", "TCP", "3306/3306", "0.0.0.0/0", 1);
    Host database = console.runInstance(net.vSwitch(), net.group());
    stage.time().advance(Duration.ofMinutes(1));
    String balancer = console.createNetworkBalancer(net.vpc(), net.vSwitch());
    console.forward(balancer, PORT, database, 3306);
    String service = console.createService(balancer, ZONE, acceptsAll);
    stage.time().advance(Duration.ofMinutes(1));
    console.share(service, consumer);
    return new MatrixOne(PROVIDER, service);
  }

  /** The service's name, which is all that its guide tells besides zone and region. */
  String name() {
    return "com.aliyuncs.privatelink." + REGION + "." + service;
  }
}
