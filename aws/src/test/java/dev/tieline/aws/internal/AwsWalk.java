package dev.tieline.aws.internal;

import dev.tieline.aws.AwsVpc;
import dev.tieline.net.Protocol;
import dev.tieline.net.Traffic;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.FakeAws;
import dev.tieline.testkit.Host;
import dev.tieline.testkit.Walk;
import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.contract.Breach;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Flow;
import dev.tieline.topology.Link;
import dev.tieline.topology.Network;
import dev.tieline.topology.Peering;
import dev.tieline.topology.Topology;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fake's own packets against the wish, which share no code with the model. */
final class AwsWalk {
  private static final int NOBODY_WISHED = 3306;

  private final World world;
  private final Topology wish;
  private final Map<String, Host> hosts = new HashMap<>();

  private AwsWalk(World world, Topology wish) {
    this.world = world;
    this.wish = wish;
  }

  static void of(World world, Topology wish) {
    AwsWalk walk = new AwsWalk(world, wish);
    for (Link link : wish.links().values()) {
      if (link instanceof Peering peering) {
        peering.flows().forEach(walk::send);
      }
    }
  }

  private void send(Flow flow) {
    Host from = host(flow.from());
    Host to = host(flow.to());
    Walk walk = ((FakeAws) world.cloud()).walk();
    Traffic traffic = flow.traffic();
    boolean arrives =
        traffic.protocol() == Protocol.ICMP
            ? walk.ping(from, to.privateIp()).delivered()
            : walk.connect(from, to.privateIp(), traffic.fromPort()).delivered();
    expect(arrives, "a packet of " + flow + " does not arrive");
    boolean other = walk.connect(from, to.privateIp(), NOBODY_WISHED).delivered();
    expect(!other, "a packet to port " + NOBODY_WISHED + " arrives though nobody wished " + flow);
  }

  private static void expect(boolean so, String else_) {
    if (!so) {
      throw new Breach(else_);
    }
  }

  private Host host(String network) {
    return hosts.computeIfAbsent(network, this::launch);
  }

  private Host launch(String name) {
    Network network = wish.networks().get(name);
    boolean theirs = network instanceof AwsVpc.Foreign || network.account().equals("customer");
    Console console =
        ((FakeAws) world.cloud())
            .console(theirs ? AwsScenario.CUSTOMER : AwsScenario.ACCOUNT, network.region());
    String vpc = vpc(console, name, network);
    String subnet = first(console, "DescribeSubnets", "subnetSet/item", "subnetId", vpc, "");
    String group =
        first(
            console,
            "DescribeSecurityGroups",
            "securityGroupInfo/item",
            "groupId",
            vpc,
            network instanceof AwsVpc.Managed ? "tieline-" + wish.name() : "app");
    return console.runInstance(subnet, group);
  }

  private String vpc(Console console, String name, Network network) {
    String text = network.asData().toString();
    List<XmlElement> all = console.call("DescribeVpcs", Map.of()).elements("vpcSet/item");
    return all.stream()
        .map(v -> v.text("vpcId").orElseThrow())
        .filter(
            id ->
                text.contains(id)
                    || ("network." + name)
                        .equals(console.tags(id).get("tieline/acme/" + wish.name())))
        .findFirst()
        .orElseThrow();
  }

  private static String first(
      Console console, String action, String list, String field, String vpc, String named) {
    return console
        .call(action, Map.of("Filter.1.Name", "vpc-id", "Filter.1.Value.1", vpc))
        .elements(list)
        .stream()
        .filter(e -> e.text("groupName").orElse("").startsWith(named))
        .map(e -> e.text(field).orElseThrow())
        .findFirst()
        .orElseThrow();
  }
}
