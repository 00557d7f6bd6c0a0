package dev.tieline.qingcloud.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.Tieline;
import dev.tieline.apply.Outcome;
import dev.tieline.error.CallSite;
import dev.tieline.error.TielineException;
import dev.tieline.provider.Addresses;
import dev.tieline.qingcloud.QingCloudCredentials;
import dev.tieline.qingcloud.QingCloudProvider;
import dev.tieline.qingcloud.QingCloudTransport;
import dev.tieline.qingcloud.QingCloudVpc;
import dev.tieline.retry.Pace;
import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.spi.Address;
import dev.tieline.spi.Call;
import dev.tieline.spi.Clients;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Provider;
import dev.tieline.spi.Query;
import dev.tieline.spi.Readiness;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Settling;
import dev.tieline.spi.Survey;
import dev.tieline.spi.SurveyRequest;
import dev.tieline.spi.Token;
import dev.tieline.spi.Wish;
import dev.tieline.testkit.FakeQingCloud;
import dev.tieline.time.VirtualTime;
import dev.tieline.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Jobs as the engine's own polling comes by them: a kind of this test makes VPCs on the fake, and
 * waits for them as every kind does.
 */
class JobsInTheEngineTest {
  private static final String USER = "usr-1gIBrASt";

  private final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-11-22T04:00:00Z"));
  private final FakeQingCloud cloud =
      FakeQingCloud.builder().account(USER).zones("pek3").time(time).seed(7).build();
  private final List<Map<String, String>> asked = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void close() {
    cloud.close();
  }

  private record VpcWish(String name, String block) implements Wish {
    @Override
    public List<Ref<?>> refs() {
      return List.of();
    }
  }

  private static final class Vpcs implements ResourceKind<VpcWish, Router> {
    @Override
    public String name() {
      return "VPC";
    }

    @Override
    public Guard guard() {
      return Guard.NEITHER;
    }

    @Override
    public String describe(VpcWish wish, Refs refs) {
      return wish.block();
    }

    @Override
    public String show(Router object) {
      return object.id();
    }

    @Override
    public Find<Router> find(Owner owner, Node<VpcWish, Router> node, Refs refs, Facts facts) {
      return facts.all(Router.class).stream()
          .filter(r -> r.name().equals(node.wish().name()))
          .findFirst()
          .<Find<Router>>map(Find.Ours::new)
          .orElseGet(Find.None::new);
    }

    @Override
    public Diff compare(Owner owner, Node<VpcWish, Router> node, Router object, Refs refs) {
      return new Diff.Same();
    }

    @Override
    public Call<Router> create(Owner owner, Node<VpcWish, Router> node, Refs refs, Token token) {
      VpcWish wish = node.wish();
      return Writes.of(
          node.scope(),
          Request.of(Api.CREATE_ROUTERS)
              .with("router_name", wish.name())
              .with("vpc_network", wish.block()),
          answer ->
              new Router(
                  answer.texts("routers").get(0),
                  node.scope(),
                  wish.name(),
                  "",
                  new Progress("pending", "creating", null),
                  true,
                  null,
                  1,
                  "",
                  "",
                  Instant.MIN));
    }

    @Override
    public Optional<Call<?>> delete(Owner owner, Owned<Router> owned) {
      return Optional.empty();
    }

    @Override
    public Query<Router> read(Scope scope, Collection<String> ids) {
      return Jobs.before(
          scope,
          Lists.routers(scope, ids),
          ids.stream().map(id -> Router.unseen(scope, id)).toList());
    }

    @Override
    public Query<Router> seek(Owner owner, Node<VpcWish, Router> node, Refs refs) {
      return Lists.routersNamed(node.scope(), node.wish().name());
    }

    @Override
    public Find<Router> pick(
        Owner owner, Node<VpcWish, Router> node, Refs refs, List<Router> found) {
      return found.isEmpty() ? new Find.None<>() : new Find.Ours<>(found.get(0));
    }

    @Override
    public String id(Router object) {
      return object.id();
    }

    @Override
    public Readiness readiness(Node<VpcWish, Router> node, Router object) {
      return object.progress().readiness(Set.of("active"));
    }

    @Override
    public Readiness leaving(Owner owner, Router object) {
      return new Readiness.Target();
    }

    @Override
    public List<Owned<Router>> owned(Owner owner, Facts facts) {
      return List.of();
    }

    @Override
    public Collection<Class<?>> sources() {
      return List.of();
    }

    @Override
    public void project(Node<VpcWish, Router> node, Refs refs, SnapshotEditor to) {}

    @Override
    public void projectGone(Router object, SnapshotEditor to) {}
  }

  /** The module's provider, with the kind of this test. */
  private static final class Making implements Provider {
    private final QingCloudProvider real;
    private final Vpcs vpcs = new Vpcs();

    Making(QingCloudProvider real) {
      this.real = real;
    }

    @Override
    public String cloud() {
      return real.cloud();
    }

    @Override
    public void check(Topology topology) {}

    @Override
    public Survey survey(SurveyRequest request) {
      return real.survey(request);
    }

    @Override
    public void compile(Owner owner, Topology topology, Facts facts, Graph.Builder out) {
      topology
          .networks()
          .forEach(
              (name, network) -> {
                VpcForm.Managed form = (VpcForm.Managed) network.asData();
                Address address = Addresses.network(name);
                out.add(
                    vpcs,
                    address,
                    NetworkCompiler.scope(form),
                    new VpcWish(name, form.block().toString()));
              });
    }

    @Override
    public List<ResourceKind<?, ?>> kinds() {
      return List.of(vpcs);
    }

    @Override
    public Clients clients(Scope scope) {
      return real.clients(scope);
    }

    @Override
    public TielineException explain(CallSite site, boolean mutating, Throwable thrown) {
      return real.explain(site, mutating, thrown);
    }

    @Override
    public Pace pace(Call<?> call, boolean mutating) {
      return real.pace(call, mutating);
    }

    @Override
    public Settling settling() {
      return real.settling();
    }

    @Override
    public void close() {
      real.close();
    }
  }

  private Outcome apply() {
    InProcessQingCloud fake = new InProcessQingCloud(cloud);
    QingCloudTransport seen =
        request -> {
          asked.add(
              Script.decoded(
                  request.method().equals("GET") ? request.uri().getRawQuery() : request.body()));
          return fake.send(request);
        };
    FakeQingCloud.Keys keys = cloud.keys(USER);
    QingCloudProvider provider =
        QingCloudProvider.builder()
            .account("main", QingCloudCredentials.of(keys.accessKeyId(), keys.secretAccessKey()))
            .zones("pek3")
            .transport(seen)
            .build();
    try (Tieline tieline =
        Tieline.builder().namespace("acme").provider(new Making(provider)).time(time).build()) {
      return tieline.apply(
          Topology.named("t")
              .network("vpc1", QingCloudVpc.managed("main", "pek3", "172.16.0.0/16"))
              .network("vpc2", QingCloudVpc.managed("main", "pek3", "172.17.0.0/16"))
              .build());
    }
  }

  private List<Map<String, String>> asked(String action) {
    return asked.stream().filter(a -> a.get("action").equals(action)).toList();
  }

  @Test
  void apply_waitsForJobsOfAZoneInOneCallATick() {
    Outcome outcome = apply();

    assertThat(outcome.isReady()).as(outcome.toString()).isTrue();
    assertThat(asked("CreateRouters")).hasSize(2);
    assertThat(asked("DescribeJobs"))
        .isNotEmpty()
        .first()
        .satisfies(a -> assertThat(a).containsKeys("jobs.1", "jobs.2"));
    long looks = asked("DescribeRouters").stream().filter(a -> a.containsKey("routers.1")).count();
    assertThat(asked("DescribeJobs").size()).isLessThanOrEqualTo((int) looks);
  }

  @Test
  void apply_jobThatFails_isFailedWithItsErrorsAndTheOtherGoesOn() {
    cloud.nextJob(USER, "CreateRouters", FakeQingCloud.JobEnd.FAILED, "5200");

    Outcome outcome = apply();

    assertThat(outcome.failed()).hasSize(1);
    assertThat(outcome.failed().get(0).toString()).contains("failed").contains("error codes 5200");
    assertThat(outcome.id("network.vpc1").isPresent() || outcome.id("network.vpc2").isPresent())
        .isTrue();
  }
}
