package dev.tieline.qingcloud.internal;

import static dev.tieline.net.Traffic.icmp;

import dev.tieline.apply.Report;
import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.qingcloud.QingCloudCredentials;
import dev.tieline.qingcloud.QingCloudHub;
import dev.tieline.qingcloud.QingCloudProvider;
import dev.tieline.qingcloud.QingCloudVpc;
import dev.tieline.reach.Probe;
import dev.tieline.spi.Provider;
import dev.tieline.testkit.Ask;
import dev.tieline.testkit.FakeCloud;
import dev.tieline.testkit.FakeQingCloud;
import dev.tieline.testkit.Host;
import dev.tieline.testkit.QingCloudConsole;
import dev.tieline.testkit.QingCloudMonitor;
import dev.tieline.testkit.Reply;
import dev.tieline.testkit.contract.Breach;
import dev.tieline.testkit.contract.Monitor;
import dev.tieline.testkit.contract.Scenario;
import dev.tieline.testkit.contract.Wishes;
import dev.tieline.testkit.contract.World;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What the scenarios in QingCloud have in common: one account in two zones. */
abstract class QingCloudScenario implements Scenario {
  static final String USER = "usr-1gIBrASt";

  @Override
  public FakeCloud cloud(InstantSource time) {
    return FakeQingCloud.builder().account(USER).zones("pek3", "gd2").time(time).build();
  }

  @Override
  public Provider provider(FakeCloud cloud, Function<Ask, Reply> transport) {
    return provider((FakeQingCloud) cloud).transport(new InProcessQingCloud(transport)).build();
  }

  private static QingCloudProvider.Builder provider(FakeQingCloud cloud) {
    FakeQingCloud.Keys keys = cloud.keys(USER);
    return QingCloudProvider.builder()
        .account("main", QingCloudCredentials.of(keys.accessKeyId(), keys.secretAccessKey()), USER)
        .zones("pek3", "gd2");
  }

  @Override
  public Optional<Scenario> served() {
    return Optional.of(
        with(
            cloud -> {
              FakeQingCloud served = (FakeQingCloud) cloud;
              return provider(served).endpoint(served.serve()).build();
            }));
  }

  @Override
  public Monitor monitor(FakeCloud cloud, String namespace, Wishes wishes) {
    return QingCloudMonitor.of(
        (FakeQingCloud) cloud, namespace, wishes.links(QingCloudScenario::network));
  }

  private static Monitor.Network network(Topology topology, String name) {
    VpcForm form = (VpcForm) topology.network(name).asData();
    Set<Cidr> blocks = new HashSet<>();
    form.vxnets().forEach(v -> blocks.add(v.block()));
    return new Monitor.Network(
        form instanceof VpcForm.Managed managed
            ? managed.block().toString()
            : ((VpcForm.Existing) form).routerId(),
        blocks);
  }

  static QingCloudConsole console(World world, String zone) {
    return ((FakeQingCloud) world.cloud()).console(USER, zone);
  }

  static QingCloudHands hands(World world) {
    return new QingCloudHands((FakeQingCloud) world.cloud(), USER);
  }

  static QingCloudVpc.Managed vpc1() {
    return QingCloudVpc.managed("main", "pek3", "172.16.0.0/16").vxnet("web", "172.16.1.0/24");
  }

  /** The networks of a wish that joins one of ours with one that is there. */
  static Topology wish(
      String first, String hub, String vpc2, QingCloudHub how, Traffic... traffic) {
    return Topology.named("contract")
        .network(first, vpc1())
        .network("vpc2", QingCloudVpc.existing("main", "pek3", vpc2))
        .hub(hub, h -> h.member(first).member("vpc2").allow(traffic).with(how))
        .build();
  }

  static String vpc2(World world) {
    QingCloudConsole console = console(world, "pek3");
    String vpc = console.createVpc("172.17.0.0/16");
    console.createVxnet(vpc, "172.17.1.0/24", "172.17.1.253");
    return vpc;
  }

  /** Longer than reads are behind writes: so long a person takes for anything. */
  static void rest(World world) {
    world.pass(Duration.ofMinutes(2));
  }

  /** The cloud filters nothing between machines: what is reachable must be, and nothing else is. */
  @Override
  public void walk(World world, Wishes wishes) {
    FakeQingCloud cloud = (FakeQingCloud) world.cloud();
    Report report = world.process().verify(wishes.wish());
    Map<String, Host> machines = new HashMap<>();
    expect(!report.lines().isEmpty(), "nothing is asked: " + report);
    for (Report.Line line : report.lines()) {
      Host from = machine(world, line.trace().question().from(), machines);
      Host to = machine(world, line.trace().question().to(), machines);
      rest(world);
      boolean arrives = cloud.walk().ping(from, to.privateIp()).delivered();
      expect(
          arrives == line.trace().verdict().isSuccess(),
          "the model and a packet disagree: it arrives: " + arrives + ", " + line.trace());
    }
  }

  private static void expect(boolean so, String otherwise) {
    if (!so) {
      throw new Breach(otherwise);
    }
  }

  private static Host machine(World world, Probe probe, Map<String, Host> machines) {
    String subnet = ((Probe.InSubnet) probe).subnet();
    return machines.computeIfAbsent(
        subnet,
        id -> {
          for (String zone : List.of("pek3", "gd2")) {
            try {
              return console(world, zone).createInstance(id, "");
            } catch (IllegalStateException elsewhere) {
              world.pass(Duration.ofSeconds(1)); // it is in the other zone
            }
          }
          throw new Breach("no zone has vxnet " + id);
        });
  }

  static Traffic[] pings() {
    return new Traffic[] {icmp()};
  }
}
