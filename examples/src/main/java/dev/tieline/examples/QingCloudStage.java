package dev.tieline.examples;

import dev.tieline.apply.Outcome;
import dev.tieline.apply.Waiting;
import dev.tieline.qingcloud.QingCloudCredentials;
import dev.tieline.qingcloud.QingCloudProvider;
import dev.tieline.qingcloud.QingCloudVpc;
import dev.tieline.testkit.FakeQingCloud;
import dev.tieline.testkit.Host;
import dev.tieline.testkit.QingCloudConsole;
import dev.tieline.time.VirtualTime;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** A stage whose cloud is a fake QingCloud, with somebody who works in its console. */
final class QingCloudStage extends Stage {
  private static final String ACCOUNT = "usr-1gIBrASt";
  private static final String HUB = "backbone";

  private final FakeQingCloud qingcloud;

  private QingCloudStage(
      Performance performance,
      String title,
      VirtualTime time,
      FakeQingCloud qingcloud,
      QingCloudProvider provider) {
    super(performance, title, time, qingcloud, provider);
    this.qingcloud = qingcloud;
  }

  static QingCloudStage open(Performance performance, String title, String... zones) {
    return open(performance, title, builder -> builder, zones);
  }

  /** A stage whose cloud is as said in what is not known for sure of it. */
  static QingCloudStage open(
      Performance performance,
      String title,
      UnaryOperator<FakeQingCloud.Builder> how,
      String... zones) {
    VirtualTime time = VirtualTime.startingAt(START);
    FakeQingCloud qingcloud =
        how.apply(FakeQingCloud.builder().account(ACCOUNT).zones(zones).time(time).seed(7)).build();
    FakeQingCloud.Keys keys = qingcloud.keys(ACCOUNT);
    QingCloudProvider provider =
        QingCloudProvider.builder()
            .zones(zones)
            .endpoint(qingcloud.serve())
            .account(
                "main",
                QingCloudCredentials.of(keys.accessKeyId(), keys.secretAccessKey()),
                ACCOUNT)
            .build();
    return new QingCloudStage(performance, title, time, qingcloud, provider);
  }

  FakeQingCloud qingcloud() {
    return qingcloud;
  }

  /** A VPC of the guide with one vxnet, which is made by the library. */
  record Net(String name, String zone, String block, String vxnet) {
    QingCloudVpc vpc() {
      return QingCloudVpc.managed("main", zone, block).vxnet("web", vxnet);
    }
  }

  /** The guide's VPCs, to be joined by a hub. */
  static Topology.Builder topology(String name, List<Net> nets) {
    Topology.Builder topology = Topology.named(name);
    nets.forEach(net -> topology.network(net.name(), net.vpc()));
    return topology;
  }

  private QingCloudConsole console(String zone) {
    return qingcloud.console(ACCOUNT, zone);
  }

  /** The document of the first thing that is waited for, for who has to do it. */
  void handover(Outcome outcome) {
    for (Waiting waiting : outcome.waiting().stream().limit(1).toList()) {
      say("the handover, in English");
      print(waiting.handover().markdown(Locale.ENGLISH));
      say("the same in Chinese");
      print(waiting.handover().markdown(Locale.CHINA));
    }
  }

  /** Writes the policies down that the handover asks for, and applies them. */
  void addPolicies(Outcome outcome, String topology, List<Net> nets) {
    say("somebody adds the policies in the console, and applies them");
    for (Net net : nets) {
      String vpc = vpc(outcome, net);
      for (Net other : nets) {
        if (!other.equals(net)) {
          console(net.zone())
              .addIntranetPolicy(
                  vpc,
                  "tieline/examples/"
                      + topology
                      + " hub."
                      + HUB
                      + "/policy."
                      + net.name()
                      + "."
                      + other.vxnet().replace('/', '-'),
                  other.vxnet(),
                  border(outcome, net.zone()));
        }
      }
      console(net.zone()).applyRouter(vpc);
    }
  }

  /** Strikes them out again. */
  void removePolicies(Outcome outcome, List<Net> nets) {
    say("somebody removes the policies in the console, and applies that");
    for (Net net : nets) {
      for (Net other : nets) {
        if (!other.equals(net)) {
          console(net.zone()).removeIntranetPolicy(vpc(outcome, net), other.vxnet());
        }
      }
      console(net.zone()).applyRouter(vpc(outcome, net));
    }
  }

  /** Orders an access point at the border router of each zone. */
  List<String> createAccessPoints(Outcome outcome, String... zones) {
    say("somebody orders the access points in the console");
    String net = console(zones[0]).createWanNet("company");
    List<String> made = new ArrayList<>();
    for (String zone : zones) {
      made.add(console(zone).createAccessPoint(net, border(outcome, zone), zone, 10, 1));
    }
    return made;
  }

  void releaseAccessPoints(List<String> ids, String... zones) {
    say("somebody releases the access points in the console");
    for (int i = 0; i < zones.length; i++) {
      console(zones[i]).deleteAccessPoint(ids.get(i));
    }
  }

  private static String vpc(Outcome outcome, Net net) {
    return outcome.id("network." + net.name()).orElseThrow();
  }

  private static String border(Outcome outcome, String zone) {
    return outcome.id("hub." + HUB + "/border." + zone).orElseThrow();
  }

  /** Sends packets between machines in all vxnets, in a copy of the cloud. */
  void walk(Outcome outcome, List<Net> nets) {
    say("the fake cloud's own packet walk");
    try (FakeQingCloud copy = qingcloud.fork(time())) {
      List<Host> hosts = new ArrayList<>();
      for (Net net : nets) {
        String vxnet = outcome.id("network." + net.name() + "/vxnet.web").orElseThrow();
        hosts.add(copy.console(ACCOUNT, net.zone()).createInstance(vxnet, ""));
      }
      time().advance(Duration.ofMinutes(1));
      for (int i = 0; i < hosts.size(); i++) {
        for (int j = 0; j < hosts.size(); j++) {
          if (i != j) {
            expect(
                copy.walk().ping(hosts.get(i), hosts.get(j).privateIp()).delivered(),
                "a machine in " + nets.get(i).name() + " pings one in " + nets.get(j).name());
          }
        }
      }
    }
  }
}
