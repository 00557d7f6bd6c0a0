package dev.tieline.aliyun.internal;

import static dev.tieline.aliyun.internal.PeeringWorld.ACCOUNT;
import static dev.tieline.aliyun.internal.PeeringWorld.CUSTOMER;
import static dev.tieline.aliyun.internal.PeeringWorld.HANGZHOU;
import static dev.tieline.aliyun.internal.PeeringWorld.SHANGHAI;
import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tieline.Tieline;
import dev.tieline.aliyun.AliyunCredentials;
import dev.tieline.aliyun.AliyunProvider;
import dev.tieline.aliyun.AliyunService;
import dev.tieline.aliyun.AliyunTransport;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.aliyun.internal.PeeringWorld.Net;
import dev.tieline.apply.Outcome;
import dev.tieline.plan.Plan;
import dev.tieline.plan.Step;
import dev.tieline.snapshot.EndpointService;
import dev.tieline.testkit.FakeAliyun;
import dev.tieline.topology.Consent;
import dev.tieline.topology.Offer;
import dev.tieline.topology.ServiceBuilder;
import dev.tieline.topology.Topology;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A vendor offers a balancer; a customer of another account and instance uses it. */
class ServiceRunTest {
  private static final String ZONE = "cn-hangzhou-h";

  private final PeeringWorld world = new PeeringWorld(false);
  private Net db;
  private Net app;
  private String balancer;
  private String before;
  private Tieline customer;

  @BeforeEach
  void prepare() {
    db = world.net(ACCOUNT, HANGZHOU, 16);
    app = world.net(CUSTOMER, HANGZHOU, 16); // the blocks overlap, which PrivateLink allows
    balancer = db.console().createNetworkBalancer(db.vpc(), db.vSwitch());
    db.console().rule(db.group(), "accept", "TCP", "5432/5432", "172.16.0.0/16", 1);
    db.console().forward(balancer, 5432, db.host(), 5432);
    world.rest();
    FakeAliyun.Keys keys = world.cloud.keys(CUSTOMER);
    customer =
        Tieline.builder()
            .namespace("customer")
            .provider(
                AliyunProvider.builder()
                    .account(
                        "main",
                        AliyunCredentials.of(keys.accessKeyId(), keys.accessKeySecret()),
                        CUSTOMER)
                    .regions(HANGZHOU)
                    .transport(new InProcessAliyun(world.cloud))
                    .build())
            .time(world.time)
            .build();
    before = world.dump();
  }

  @AfterEach
  void close() {
    customer.close();
    world.close();
  }

  private Topology offered(Consumer<ServiceBuilder> how, Consent... consents) {
    return offered(AliyunService.nlb(balancer, ZONE).listening(tcp(5432)), how, consents);
  }

  private Topology offered(
      AliyunService source, Consumer<ServiceBuilder> how, Consent... consents) {
    return Topology.named("offer")
        .network("db", AliyunVpc.existing("main", HANGZHOU, db.vpc()))
        .service("pg", "db", source, how)
        .consent(consents)
        .build();
  }

  private Topology used(Offer offer) {
    return Topology.named("app")
        .network("app", AliyunVpc.existing("main", HANGZHOU, app.vpc()))
        .endpoint("db", "app", offer, e -> e.allow(tcp(5432)))
        .build();
  }

  /** Offers, asks and accepts; returns the id of the customer's endpoint. */
  private String connect() {
    Outcome offered = world.settle(offered(s -> s.sharedWith(CUSTOMER)));
    Topology used = used(offered.offer("pg", CUSTOMER));
    Outcome waiting = customer.apply(used);
    assertThat(waiting.waiting()).as("%s", waiting).isNotEmpty();
    String endpoint = waiting.id("endpoint.db").orElseThrow();
    world.settle(offered(s -> s.sharedWith(CUSTOMER).accept(endpoint)));
    Outcome connected = customer.apply(used);
    assertThat(connected.isReady()).as("%s", connected).isTrue();
    return endpoint;
  }

  private void leave() {
    for (int look = 0; look < 3 && !customer.destroy("app").isReady(); look++) {
      world.pass(Duration.ofHours(1));
    }
    assertThat(customer.destroy("app").isReady()).isTrue();
  }

  @Test
  void apply_service_isOfferedAndDestroyedAgain() {
    Outcome outcome = world.settle(offered(s -> s.sharedWith(CUSTOMER)));

    EndpointService service = outcome.service("pg");
    assertThat(service.ready()).isTrue();
    assertThat(service.zones()).containsExactly(ZONE);
    assertThat(service.principals()).containsExactly(CUSTOMER);
    assertThat(service.traffic()).containsExactly(tcp(5432));
    Offer offer = outcome.offer("pg", CUSTOMER);
    assertThat(Offer.parse(offer.toJson())).isEqualTo(offer);
    assertThatThrownBy(() -> outcome.offer("pg", ACCOUNT))
        .hasMessageContaining("shared with: [" + CUSTOMER + "]");
    world.destroy("offer");
    assertThat(world.dump()).isEqualTo(before);
  }

  @Test
  void plan_service_makesItInOneCallWithItsBalancer() {
    Plan plan = world.tieline.plan(offered(s -> s.sharedWith(CUSTOMER)));

    assertThat(plan.steps().stream().filter(s -> s.action().mutates()).map(Step::kind))
        .containsExactlyInAnyOrder("VPC mark", "service claim", "endpoint service", "service user");
    assertThat(plan.projected().services()).hasSize(1);
  }

  @Test
  void apply_requestOfTheCustomer_isAcceptedAndCarries() {
    String endpoint = connect();

    Outcome connected = customer.apply(used(offer()));
    String ip = connected.endpoint("db").addresses().get(0).toString();
    assertThat(world.cloud.walk().connect(app.host(), ip, 5432).delivered()).isTrue();
    assertThat(world.cloud.walk().connect(app.host(), ip, 3306).delivered()).isFalse();
    assertThat(world.tieline.apply(offered(s -> s.sharedWith(CUSTOMER))).service("pg").consumers())
        .containsExactly(endpoint);
  }

  @Test
  void apply_planThatWaitsForTheRequest_acceptsItWhenItIsThere() {
    String endpoint = "ep-bp1consumer";
    Topology wish = offered(s -> s.sharedWith(CUSTOMER).accept(endpoint));
    Plan plan = world.tieline.plan(wish);
    Outcome asked = world.tieline.apply(plan);
    assertThat(asked.waiting()).as("%s", asked).isNotEmpty();
    app.console().nextEndpoint(endpoint);
    customer.apply(used(asked.offer("pg", CUSTOMER)));

    Outcome outcome = world.tieline.apply(plan);

    assertThat(outcome.service("pg").consumers()).containsExactly(endpoint);
  }

  /** The other kind of balancer that is there, all the way from the offer to a packet. */
  @Test
  void apply_classicBalancer_carriesWhatItsConsumerSends() {
    String classic = db.console().createClassicBalancer(db.vSwitch());
    db.console().forward(classic, 5432, db.host(), 5432);
    world.rest();
    String clean = world.dump();
    AliyunService source = AliyunService.slb(classic, ZONE).listening(tcp(5432));
    Outcome offered = world.settle(offered(source, s -> s.sharedWith(CUSTOMER)));
    Topology used = used(offered.offer("pg", CUSTOMER));
    String endpoint = customer.apply(used).id("endpoint.db").orElseThrow();

    world.settle(offered(source, s -> s.sharedWith(CUSTOMER).accept(endpoint)));

    Outcome connected = customer.apply(used);
    String ip = connected.endpoint("db").addresses().get(0).toString();
    assertThat(world.cloud.walk().connect(app.host(), ip, 5432).delivered()).isTrue();
    assertThat(db.console().call("Privatelink", "ListVpcEndpointServices", Map.of()))
        .contains("\"ServiceResourceType\":\"slb\"");
    leave();
    world.destroy("offer");
    assertThat(world.dump()).isEqualTo(clean);
  }

  @Test
  void apply_paidByProvider_isMadeSoAndSeenByItsConsumer() {
    world.settle(
        offered(AliyunService.nlb(balancer, ZONE).paidByProvider(), s -> s.sharedWith(CUSTOMER)));

    assertThat(db.console().call("Privatelink", "ListVpcEndpointServices", Map.of()))
        .contains("\"Payer\":\"EndpointService\"");
    assertThat(app.console().call("Privatelink", "ListVpcEndpointServicesByEndUser", Map.of()))
        .contains("\"Payer\":\"EndpointService\"");
    world.destroy("offer");
    assertThat(world.dump()).isEqualTo(before);
  }

  private Offer offer() {
    return world.tieline.apply(offered(s -> s.sharedWith(CUSTOMER))).offer("pg", CUSTOMER);
  }

  @Test
  void destroy_whileUsed_namesTheConsumerAndLeavesIt() {
    String endpoint = connect();

    Outcome kept = world.tieline.destroy("offer");

    assertThat(kept.isReady()).isFalse();
    assertThat(kept.toString() + kept.findings()).contains(endpoint, CUSTOMER);
    assertThat(customer.apply(used(offer())).isReady()).isTrue();
    leave();
    world.destroy("offer");
    assertThat(world.dump()).isEqualTo(before);
  }

  @Test
  void apply_rejected_cutsTheConnection() {
    String endpoint = connect();

    world.settle(offered(s -> s.sharedWith(CUSTOMER).reject(endpoint)));

    world.rest();
    Outcome cut = customer.apply(used(offer()));
    assertThat(cut.waiting()).as("%s", cut).isNotEmpty();
  }

  @Test
  void apply_withoutServiceButConsent_cutsConsumersOff() {
    String endpoint = connect();

    Outcome gone =
        world.tieline.apply(
            Topology.named("offer")
                .network("db", AliyunVpc.existing("main", HANGZHOU, db.vpc()))
                .consent(Consent.CUT_OFF_CONSUMERS)
                .build());

    // the customer's endpoint is still there, so that the cloud does not delete the service yet
    assertThat(gone.failed()).as("%s", gone).isEmpty();
    assertThat(gone.waiting())
        .filteredOn(w -> w.part().equals("service.pg"))
        .singleElement()
        .satisfies(
            w -> {
              assertThat(w.party()).contains(endpoint);
              assertThat(w.what()).contains("DeleteFailedDueToEndpointExist", CUSTOMER);
              assertThat(w.handover().markdown(Locale.ENGLISH))
                  .contains("aliyun privatelink DeleteVpcEndpoint", endpoint);
            });
    Outcome cut = customer.apply(used(Offer.parse(JSON.formatted(endpointService()))));
    assertThat(cut.isReady()).isFalse();
    leave();
    world.destroy("offer");
    assertThat(world.dump()).isEqualTo(before);
  }

  private static final String JSON =
      """
      {"version":1,"cloud":"aliyun","form":"endpoint-service","account":"1000000000000001",
       "region":"cn-hangzhou","service":"%s","zones":["cn-hangzhou-h"],"traffic":[],
       "audience":"1000000000000002","regions":[]}
      """;

  private String endpointService() {
    return world
        .cloud
        .dump()
        .lines()
        .filter(l -> l.contains("com.aliyuncs.privatelink"))
        .findFirst()
        .map(l -> l.replaceAll(".*(com\\.aliyuncs\\.privatelink\\.[a-z0-9.-]+).*", "$1"))
        .orElse("com.aliyuncs.privatelink.cn-hangzhou.epsrv-gone");
  }

  @Test
  void apply_edits_changeWhatMayChange() {
    world.settle(offered(s -> s.sharedWith(CUSTOMER)));

    world.settle(
        offered(
            AliyunService.nlb(balancer, ZONE).listening(tcp(5432)).bandwidth(500),
            s -> s.sharedWith("1000000000000009").regions(SHANGHAI).acceptAll(),
            Consent.ACCEPT_AUTOMATICALLY));

    EndpointService now =
        world
            .tieline
            .apply(
                offered(
                    AliyunService.nlb(balancer, ZONE).listening(tcp(5432)).bandwidth(500),
                    s -> s.sharedWith("1000000000000009").regions(SHANGHAI).acceptAll(),
                    Consent.ACCEPT_AUTOMATICALLY))
            .service("pg");
    assertThat(now.principals()).containsExactly("1000000000000009");
    assertThat(now.regions()).containsExactly(SHANGHAI);
  }

  @Test
  void plan_otherPayer_isImmutable() {
    world.settle(offered(s -> s.sharedWith(CUSTOMER)));

    Plan plan =
        world.tieline.plan(
            offered(
                AliyunService.nlb(balancer, ZONE).paidByProvider(), s -> s.sharedWith(CUSTOMER)));

    assertThat(plan.findings()).anyMatch(f -> f.what().contains("paid by Endpoint instead of"));
  }

  @Test
  void plan_sharedWithNobody_warns() {
    assertThat(PeeringWorld.codes(world.tieline.plan(offered(s -> {}))))
        .contains(AliyunFindings.SERVICE_SHARED_WITH_NOBODY);
  }

  @Test
  void plan_sharedWithAName_isRefusedWithAdvice() {
    Plan plan = world.tieline.plan(offered(s -> s.sharedWith("acme@example.com")));

    assertThat(PeeringWorld.codes(plan)).contains(AliyunFindings.SERVICE_ACCOUNT);
    assertThat(world.tieline.apply(offered(s -> s.sharedWith("acme@example.com"))).writes())
        .isZero();
  }

  @Test
  void apply_endpointOfAnotherAccount_isNotAccepted() {
    world.settle(offered(s -> s.sharedWith(CUSTOMER)));
    String endpoint = customer.apply(used(offer())).id("endpoint.db").orElseThrow();

    Plan plan = world.tieline.plan(offered(s -> s.sharedWith("1000000000000009").accept(endpoint)));

    assertThat(PeeringWorld.codes(plan)).contains(AliyunFindings.REQUEST_DIFFERS);
  }

  @Test
  void apply_acceptedBeforeItAsks_waitsForTheConsumer() {
    Outcome waiting =
        world.tieline.apply(offered(s -> s.sharedWith(CUSTOMER).accept("ep-notthereyet")));

    assertThat(waiting.waiting()).as("%s", waiting).hasSize(1);
    assertThat(waiting.toString()).contains("ep-notthereyet");
    Plan again = world.tieline.plan(offered(s -> s.sharedWith(CUSTOMER)));
    assertThat(again.isEmpty()).as("%s", again).isTrue();
  }

  @Test
  void apply_rejectedBeforeItAsks_isReady() {
    world.settle(offered(s -> s.sharedWith(CUSTOMER).reject("ep-notthereyet")));
  }

  @Test
  void requests_ofServices_areAsTheOfficialMetadataHaveThem() throws IOException {
    Optional<Official> official = Official.find();
    assumeTrue(official.isPresent(), "the official metadata are not at hand");
    String endpoint = connect();
    world.settle(
        offered(
            AliyunService.nlb(balancer, ZONE).bandwidth(500),
            s -> s.sharedWith(ACCOUNT).regions(SHANGHAI).reject(endpoint)));
    String inI = db.console().createVSwitch(db.vpc(), "172.16.2.0/24", "cn-hangzhou-i");
    world.rest();
    String second = db.console().createNetworkBalancer(db.vpc(), inI);
    world.settle(
        offered(
            AliyunService.nlb(balancer, ZONE).and(second, "cn-hangzhou-i").bandwidth(500),
            s -> s.sharedWith(ACCOUNT)));
    leave();
    world.destroy("offer");

    List<String> faults = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    for (AliyunTransport.Request request : world.sent) {
      Script.Asked asked = Script.read(request);
      seen.add(asked.action());
      Product product = Product.named(asked.host().split("[.-]")[0]).orElseThrow();
      faults.addAll(official.get().faults(product, asked));
    }
    assertThat(faults).isEmpty();
    assertThat(Permissions.missing(world.sent)).isEmpty();
    assertThat(seen)
        .contains(
            "CreateVpcEndpointService",
            "UpdateVpcEndpointServiceAttribute",
            "DeleteVpcEndpointService",
            "AttachResourceToVpcEndpointService",
            "DetachResourceFromVpcEndpointService",
            "AddUserToVpcEndpointService",
            "RemoveUserFromVpcEndpointService",
            "EnableVpcEndpointConnection",
            "DisableVpcEndpointConnection",
            "ListVpcEndpointServices",
            "ListVpcEndpointServiceResources",
            "ListVpcEndpointServiceUsers",
            "ListVpcEndpointConnections");
  }

  @Test
  void apply_sharedWithAnyone_isListedByItsResourceNameAndTakenBackAgain() {
    Topology open = offered(s -> s.sharedWith("*"), Consent.SHARE_WITH_ANYONE);
    Outcome outcome = world.settle(open);

    assertThat(outcome.service("pg").principals()).containsExactly("*");
    assertThat(arns()).contains("acs:ram:*::*");
    assertThat(customer.plan(used(outcome.offer("pg", CUSTOMER))).findings())
        .extracting(f -> f.code())
        .doesNotContain("SERVICE_NOT_SHARED");
    world.settle(offered(s -> s.sharedWith(CUSTOMER)));
    assertThat(arns()).doesNotContain("acs:ram");
    world.destroy("offer");
    assertThat(world.dump()).isEqualTo(before);
  }

  /** The whitelist of a service of ours is ours altogether, whichever way its entries are named. */
  @Test
  void apply_resourceNameThatSomebodyListed_isTakenOut() {
    world.settle(offered(s -> s.sharedWith(CUSTOMER)));
    for (String arn : List.of("acs:ram:*:1000000000000009:*", "acs:ram:*:*:*")) {
      db.console()
          .call(
              "Privatelink",
              "AddUserToVpcEndpointService",
              Map.of("ServiceId", serviceId(), "UserARN", arn));
    }

    world.settle(offered(s -> s.sharedWith(CUSTOMER)));

    assertThat(arns()).doesNotContain("acs:ram");
  }

  private String serviceId() {
    return EndpointWorld.text(
        db.console().call("Privatelink", "ListVpcEndpointServices", Map.of()), "ServiceId");
  }

  private String arns() {
    return db.console()
        .call(
            "Privatelink",
            "ListVpcEndpointServiceUsers",
            Map.of("ServiceId", serviceId(), "UserListType", "UserARNs"));
  }

  /** It holds neither the service nor the others that use it. */
  @Test
  void apply_acceptedEndpointThatGoes_isAWarning() {
    String endpoint = connect();
    Topology wish = offered(s -> s.sharedWith(CUSTOMER).accept(endpoint));
    world.answered =
        body ->
            body.replace("\"ConnectionStatus\":\"Connected\"", "\"ConnectionStatus\":\"Deleting\"");

    Plan plan = world.tieline.plan(wish);
    Outcome outcome = world.tieline.apply(wish);

    assertThat(plan.findings())
        .filteredOn(f -> f.code().equals("ENDPOINT_GONE"))
        .singleElement()
        .satisfies(f -> assertThat(f.what()).contains(endpoint, "Deleting"));
    assertThat(outcome.isReady()).as("%s", outcome).isTrue();
  }

  @Test
  void apply_acceptedEndpointThatIsNotThere_waitsWithADocumentThatSaysSo() {
    Outcome outcome =
        world.tieline.apply(offered(s -> s.sharedWith(CUSTOMER).accept("ep-notthereyet")));

    assertThat(outcome.waiting())
        .singleElement()
        .satisfies(
            w ->
                assertThat(w.handover().markdown(Locale.ENGLISH))
                    .contains("ep-notthereyet", "accept(...)", serviceId()));
  }

  /** Nobody is connected any more, but the cloud does not delete it as long as it has endpoints. */
  @Test
  void destroy_endpointThatWasCut_waitsForItsOwner() {
    String endpoint = connect();
    world.settle(offered(s -> s.sharedWith(CUSTOMER).reject(endpoint)));

    Outcome outcome = world.tieline.destroy("offer");

    assertThat(outcome.failed()).as("%s", outcome).isEmpty();
    assertThat(outcome.waiting())
        .anySatisfy(w -> assertThat(w.party()).isEqualTo("the owners of endpoints " + endpoint));
    leave();
    world.destroy("offer");
    assertThat(world.dump()).isEqualTo(before);
  }

  /** What is connected is shown as pending while its endpoint is changed. */
  @Test
  void destroy_connectedEndpointThatIsBeingChanged_isBuiltUpon() {
    connect();
    world.answered =
        body ->
            body.replace("\"ConnectionStatus\":\"Connected\"", "\"ConnectionStatus\":\"Pending\"");

    assertThat(PeeringWorld.codes(world.tieline.planDestroy("offer"))).contains("BUILT_UPON");
  }
}
