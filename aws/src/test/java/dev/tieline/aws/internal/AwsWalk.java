package dev.tieline.aws.internal;

import dev.tieline.apply.Report;
import dev.tieline.net.Protocol;
import dev.tieline.net.Traffic;
import dev.tieline.reach.Family;
import dev.tieline.reach.Probe;
import dev.tieline.reach.Question;
import dev.tieline.testkit.Console;
import dev.tieline.testkit.FakeAws;
import dev.tieline.testkit.Host;
import dev.tieline.testkit.Walk;
import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.contract.Breach;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Flow;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The model's verdicts against the fake's own packets, which share no code with it: each line of
 * the report on the wish, and of those on traffic that nobody wished, is sent between two machines
 * in the line's subnets and groups, over the line's family.
 */
final class AwsWalk {
  private static final Traffic NOBODY_WISHED = Traffic.tcp(3306);

  private final FakeAws aws;
  private final Map<Probe.InSubnet, Machine> machines = new HashMap<>();
  private int sent;

  /** A machine with its address of each family; empty if it has none. */
  private record Machine(Host host, String v6) {}

  private AwsWalk(FakeAws aws) {
    this.aws = aws;
  }

  /** Walks all lines; at least one has to be there for each flow that is wished. */
  static void of(World world, Topology wish) {
    AwsWalk walk = new AwsWalk((FakeAws) world.cloud());
    List<Report.Line> lines = new ArrayList<>(world.process().verify(wish).lines());
    List<Flow> flows = wish.links().values().stream().flatMap(l -> l.flows().stream()).toList();
    for (Flow flow : flows) {
      expect(lines.stream().anyMatch(l -> l.flow().equals(flow)), "no line says of " + flow);
    }
    int wished = lines.size();
    for (Flow flow : flows) { // asked before the machines are there, of which the model may speak
      for (Traffic other : List.of(NOBODY_WISHED, flow.traffic())) {
        lines.addAll(world.process().explain(wish, flow.from(), flow.to(), single(other)).lines());
        lines.addAll(world.process().explain(wish, flow.to(), flow.from(), single(other)).lines());
      }
    }
    lines.forEach(walk::send);
    expect(walk.sent >= wished, "of " + wished + " lines only " + walk.sent + " were walked");
    lines.stream()
        .filter(l -> l.trace().question().traffic().equals(NOBODY_WISHED))
        .forEach(l -> expect(!walk.arrives(l), "a packet that nobody wished arrives: " + l));
  }

  private static Traffic single(Traffic traffic) {
    return traffic.protocol().hasPorts()
        ? new Traffic(traffic.protocol(), traffic.fromPort(), traffic.fromPort())
        : traffic;
  }

  private void send(Report.Line line) {
    boolean blocked = !line.trace().blocks().isEmpty();
    boolean reachable = line.trace().verdict().isSuccess();
    if (reachable || blocked) { // else it is unknown to the model
      sent++;
      boolean arrives = arrives(line);
      expect(
          arrives == reachable,
          "the model and a packet disagree: it "
              + (arrives ? "arrives" : "does not arrive")
              + ", and the model says "
              + line.trace());
    }
  }

  private boolean arrives(Report.Line line) {
    Question question = line.trace().question();
    Machine from = machine((Probe.InSubnet) question.from());
    Machine to = machine((Probe.InSubnet) question.to());
    String address = question.family() == Family.IPV6 ? to.v6() : to.host().privateIp();
    Walk walk = aws.walk();
    return question.traffic().protocol() == Protocol.ICMP
        ? walk.ping(from.host(), address).delivered()
        : walk.connect(from.host(), address, question.traffic().fromPort()).delivered();
  }

  private static void expect(boolean so, String otherwise) {
    if (!so) {
      throw new Breach(otherwise);
    }
  }

  private Machine machine(Probe.InSubnet where) {
    return machines.computeIfAbsent(where, this::launch);
  }

  private Machine launch(Probe.InSubnet where) {
    for (String account : aws.accounts()) {
      for (String region : aws.regions()) {
        Console console = aws.console(account, region);
        List<XmlElement> subnets =
            console
                .call(
                    "DescribeSubnets",
                    Map.of("Filter.1.Name", "subnet-id", "Filter.1.Value.1", where.subnet()))
                .elements("subnetSet/item");
        if (!subnets.isEmpty()) {
          boolean v6 = !subnets.get(0).elements("ipv6CidrBlockAssociationSet/item").isEmpty();
          return launch(console, where, v6);
        }
      }
    }
    throw new Breach("the report speaks of a subnet that is not there: " + where);
  }

  private static Machine launch(Console console, Probe.InSubnet where, boolean v6) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("ImageId", "ami-0123456789abcdef0");
    parameters.put("MinCount", "1");
    parameters.put("MaxCount", "1");
    parameters.put("SubnetId", where.subnet());
    for (int i = 0; i < where.groups().size(); i++) {
      parameters.put("SecurityGroupId." + (i + 1), where.groups().get(i));
    }
    if (v6) {
      parameters.put("Ipv6AddressCount", "1");
    }
    XmlElement made = console.call("RunInstances", parameters).elements("instancesSet/item").get(0);
    XmlElement card = made.elements("networkInterfaceSet/item").get(0);
    return new Machine(
        new Host(
            made.text("instanceId").orElseThrow(),
            card.text("networkInterfaceId").orElseThrow(),
            made.text("privateIpAddress").orElseThrow()),
        card.text("ipv6AddressesSet/item/ipv6Address").orElse(""));
  }
}
