package dev.tieline.examples;

import static dev.tieline.net.Traffic.tcp;

import dev.tieline.Tieline;
import dev.tieline.aliyun.AliyunCredentials;
import dev.tieline.aliyun.AliyunProvider;
import dev.tieline.aliyun.AliyunService;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.apply.Outcome;
import dev.tieline.apply.Report;
import dev.tieline.apply.Waiting;
import dev.tieline.examples.AliyunStage.Net;
import dev.tieline.testkit.FakeAliyun;
import dev.tieline.testkit.Host;
import dev.tieline.topology.Offer;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * One organisation offers its database by PrivateLink, another one uses it: two accounts and two
 * instances of the library, of which neither holds the other's credentials. What passes between
 * them is the offer as JSON and the id of an endpoint.
 */
final class AliyunServiceOffer implements Scenario {
  private static final String VENDOR = "1000000000000001";
  private static final String CUSTOMER = "1000000000000002";
  private static final String REGION = "cn-hangzhou";
  private static final String ZONE = "cn-hangzhou-h";

  @Override
  public String name() {
    return "aliyun-service";
  }

  @Override
  public String title() {
    return "A service of PrivateLink between two organisations: offer, request, acceptance";
  }

  @Override
  public void play(Performance performance) {
    try (AliyunStage stage =
            AliyunStage.open(
                performance, title(), Map.of("vendor", VENDOR), new String[] {CUSTOMER}, REGION);
        Tieline customer = customer(stage)) {
      FakeAliyun cloud = stage.aliyun();
      Net db = stage.net(VENDOR, REGION, "10.0.0.0/16", "10.0.1.0/24", ZONE);
      Net app = stage.net(CUSTOMER, REGION, "10.0.0.0/16", "10.0.2.0/24", ZONE);
      Host postgres = cloud.console(VENDOR, REGION).runInstance(db.vSwitch(), db.group());
      cloud
          .console(VENDOR, REGION)
          .rule(db.group(), "accept", "TCP", "5432/5432", "10.0.0.0/16", 1);
      String balancer = cloud.console(VENDOR, REGION).createNetworkBalancer(db.vpc(), db.vSwitch());
      cloud.console(VENDOR, REGION).forward(balancer, 5432, postgres, 5432);
      stage.time().advance(Duration.ofMinutes(1));
      String before = cloud.dump();

      Topology offered = offered(db, balancer);
      Outcome outcome = stage.apply(stage.plan(offered));
      stage.expect(outcome.isReady(), "the service is there, shared with the customer");
      String json = outcome.offer("pg", CUSTOMER).toJson();
      stage.say("the offer that goes to the customer");
      stage.print(json.stripTrailing());

      stage.say("the customer applies: an endpoint of the offered service");
      Topology used = used(app, json);
      Outcome waiting = customer.apply(used);
      stage.print(waiting);
      stage.expect(
          waiting.waiting().stream().anyMatch(w -> w.part().equals("endpoint.db")),
          "the customer waits for the vendor, who has not accepted yet");
      waiting.waiting().stream()
          .map(Waiting::handover)
          .findFirst()
          .ifPresent(h -> stage.print(h.markdown(Locale.ENGLISH).indent(2).stripTrailing()));
      String endpoint = waiting.id("endpoint.db").orElse("");

      Topology accepting = accepting(db, balancer, endpoint);
      stage.expect(
          stage.apply(stage.plan(accepting)).isReady(), "the vendor accepts that very endpoint");
      Outcome connected = customer.apply(used);
      stage.say("the customer applies again");
      stage.print(connected);
      stage.expect(connected.isReady(), "the customer's endpoint is connected");
      stage.print(connected.endpoint("db"));
      stage.say("verify app: the customer's verdicts");
      Report verdicts = customer.verify(used);
      stage.print(Flows.of(verdicts));
      stage.expect(verdicts.isGood(), "the model says that the database is reached");
      stage.expect(
          stage.explain(customer, used, "app", "db", tcp(3306)).isBlocked(),
          "and nothing but its port");

      stage.say("the fake cloud's own packet walk");
      FakeAliyun fork = cloud.fork(stage.time());
      Host client = fork.console(CUSTOMER, REGION).runInstance(app.vSwitch(), app.group());
      String ip = connected.endpoint("db").addresses().get(0).toString();
      stage.expect(
          fork.walk().connect(client, ip, 5432).delivered(),
          "the application reaches the database");
      stage.expect(!fork.walk().connect(client, ip, 3306).delivered(), "and nothing else of it");
      fork.close();

      stage.expect(customer.plan(used).isEmpty(), "the customer has nothing more to do");
      stage.replan(accepting);

      stage.say("the vendor would remove the service");
      Outcome kept = stage.tieline().destroy(offered.name());
      stage.print(kept);
      stage.expect(
          !kept.isReady() && kept.toString().contains(endpoint),
          "it stays while the customer uses it, whose endpoint is named");
      stage.say("the customer leaves");
      Outcome left = customer.destroy(used.name());
      while (!left.isReady()) {
        stage.time().advance(Duration.ofMinutes(20));
        left = customer.destroy(used.name());
      }
      stage.print(left);
      stage.destroy(offered.name(), before);
    }
  }

  private static Tieline customer(AliyunStage stage) {
    FakeAliyun.Keys keys = stage.aliyun().keys(CUSTOMER);
    return Tieline.builder()
        .namespace("customer")
        .provider(
            AliyunProvider.builder()
                .regions(REGION)
                .endpoint(stage.aliyun().serve())
                .account(
                    "main",
                    AliyunCredentials.of(keys.accessKeyId(), keys.accessKeySecret()),
                    CUSTOMER)
                .build())
        .time(stage.time())
        .build();
  }

  private static Topology offered(Net db, String balancer) {
    return Topology.named("offer")
        .network("db", AliyunVpc.existing("vendor", REGION, db.vpc()))
        .service(
            "pg",
            "db",
            AliyunService.nlb(balancer, ZONE).listening(tcp(5432)),
            s -> s.sharedWith(CUSTOMER))
        .build();
  }

  private static Topology accepting(Net db, String balancer, String endpoint) {
    return Topology.named("offer")
        .network("db", AliyunVpc.existing("vendor", REGION, db.vpc()))
        .service(
            "pg",
            "db",
            AliyunService.nlb(balancer, ZONE).listening(tcp(5432)),
            s -> s.sharedWith(CUSTOMER).accept(endpoint))
        .build();
  }

  private static Topology used(Net app, String json) {
    return Topology.named("app")
        .network("app", AliyunVpc.existing("main", REGION, app.vpc()))
        .endpoint("db", "app", Offer.parse(json), e -> e.allow(tcp(5432)).clients(app.group()))
        .build();
  }
}
