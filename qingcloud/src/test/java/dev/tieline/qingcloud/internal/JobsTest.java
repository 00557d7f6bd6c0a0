package dev.tieline.qingcloud.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.spi.Query;
import dev.tieline.spi.Readiness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** VPC rtr-1, which is read as its jobs come along; the cloud's answers are scripted. */
class JobsTest {
  private static final Set<String> ACTIVE = Set.of("active");

  private static Map<String, Object> job(String id, String status, String errors) {
    return Map.of("job_id", id, "status", status, "error_codes", errors, "resource_ids", "rtr-1");
  }

  private static Script cloud(Object... jobs) {
    return new Script()
        .on("DescribeJobs", Map.of("job_set", List.of(jobs)))
        .on("DescribeRouters", routers("active", ""))
        .on("UpdateRouters", Map.of("job_id", "j-1"));
  }

  private static Map<String, Object> routers(String status, String transition) {
    return Map.of(
        "router_set",
        List.of(Map.of("router_id", "rtr-1", "status", status, "transition_status", transition)));
  }

  private static Query<Router> router() {
    return Jobs.before(
        Sites.PEK3,
        Lists.routers(Sites.PEK3, List.of("rtr-1")),
        List.of(Router.unseen(Sites.PEK3, "rtr-1")));
  }

  private static Readiness look(Sites sites) throws Exception {
    return sites.read(router()).get(0).progress().readiness(ACTIVE);
  }

  private static void update(Sites sites) throws Exception {
    sites.make(
        Writes.of(
            Sites.PEK3,
            Request.of(Api.UPDATE_ROUTERS).each("routers", List.of("rtr-1")),
            answer -> answer.text("job_id")));
  }

  @Test
  void before_noJobKnown_asksForNone() throws Exception {
    Script cloud = cloud();

    assertThat(look(new Sites(cloud))).isEqualTo(new Readiness.Target());
    assertThat(cloud.actions()).containsExactly("DescribeRouters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pending", "working"})
  void before_jobOnTheWay_isTransitionalWhateverTheObjectSays(String status) throws Exception {
    Script cloud = cloud(job("j-1", status, ""));
    Sites sites = new Sites(cloud);
    update(sites);

    assertThat(look(sites)).isEqualTo(new Readiness.Transitional("job j-1 " + status));
    assertThat(cloud.actions()).containsExactly("UpdateRouters", "DescribeJobs", "DescribeRouters");
    assertThat(cloud.asked("DescribeJobs").get(0)).containsEntry("jobs.1", "j-1");
  }

  @Test
  void before_jobEndedWell_goesByTheObjectReadAfterIt() throws Exception {
    Script cloud =
        new Script()
            .on("UpdateRouters", Map.of("job_id", "j-1"))
            .on("DescribeJobs", Map.of("job_set", List.of(job("j-1", "successful", ""))))
            .on("DescribeRouters", routers("active", "updating"))
            .on("DescribeRouters", routers("active", ""));
    Sites sites = new Sites(cloud);
    update(sites);

    assertThat(look(sites)).isEqualTo(new Readiness.Transitional("updating"));
    assertThat(look(sites)).isEqualTo(new Readiness.Target());
    assertThat(cloud.asked("DescribeJobs")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"failed", "done with failure"})
  void before_jobFailed_isFailedWithItsErrors(String status) throws Exception {
    Sites sites = new Sites(cloud(job("j-1", status, "1400,5200")));
    update(sites);

    assertThat(look(sites))
        .isEqualTo(
            new Readiness.Failed("job j-1 " + status, "the job failed, error codes 1400,5200"));
  }

  @Test
  void before_jobInAStateThatNobodyKnows_isFailed() throws Exception {
    Sites sites = new Sites(cloud(job("j-1", "frozen", "")));
    update(sites);

    assertThat(look(sites))
        .isEqualTo(
            new Readiness.Failed("job j-1 frozen", "a state that this library does not know"));
  }

  @Test
  void before_failedJobAndANewOneOfTheSame_goesByTheNewOne() throws Exception {
    Script cloud =
        new Script()
            .on("UpdateRouters", Map.of("job_id", "j-1"))
            .on("UpdateRouters", Map.of("job_id", "j-2"))
            .on("DescribeJobs", Map.of("job_set", List.of(job("j-1", "failed", ""))))
            .on("DescribeJobs", Map.of("job_set", List.of(job("j-2", "working", ""))))
            .on("DescribeRouters", routers("active", ""));
    Sites sites = new Sites(cloud);
    update(sites);
    assertThat(look(sites)).isInstanceOf(Readiness.Failed.class);
    update(sites);

    assertThat(look(sites)).isEqualTo(new Readiness.Transitional("job j-2 working"));
    assertThat(cloud.asked("DescribeJobs").get(1)).doesNotContainKey("jobs.2");
  }

  @Test
  void about_failedLongAgo_isToldNoMore() throws Exception {
    Sites sites = new Sites(cloud(job("j-1", "failed", "")));
    Jobs jobs = sites.pek3().client(Jobs.class);
    update(sites);
    assertThat(look(sites)).isInstanceOf(Readiness.Failed.class);

    sites.clock.now = Sites.NOON.plus(Duration.ofMinutes(11));

    assertThat(jobs.about(List.of("rtr-1"))).isEmpty();
  }

  @Test
  void before_jobThatTheListDoesNotShow_isWaitedForTwoMinutes() throws Exception {
    Sites sites = new Sites(cloud());
    update(sites);

    assertThat(look(sites))
        .isEqualTo(new Readiness.Transitional("job j-1 (UpdateRouters) pending"));
    sites.clock.now = Sites.NOON.plusSeconds(121);
    assertThat(look(sites)).isEqualTo(new Readiness.Target());
  }

  @Test
  void before_severalJobs_areOneCall() throws Exception {
    Script cloud =
        cloud(job("j-1", "working", ""), job("j-2", "working", ""))
            .on("CreateVpcBorders", Map.of("vpc_borders", List.of("irt-1"), "job_id", "j-2"));
    Sites sites = new Sites(cloud);
    update(sites);
    sites.make(
        Writes.of(
            Sites.PEK3, Request.of(Api.CREATE_VPC_BORDERS).with("border_type", 1), a -> "made"));

    look(sites);

    assertThat(cloud.asked("DescribeJobs"))
        .singleElement()
        .satisfies(
            asked ->
                assertThat(asked).containsEntry("jobs.1", "j-1").containsEntry("jobs.2", "j-2"));
  }

  @Test
  void about_failedJobOfAVxnetThatJoins_isNoneOfTheVpc() throws Exception {
    Script cloud =
        cloud(job("j-3", "failed", "1400"))
            .on("JoinRouter", Map.of("router_id", "rtr-1", "vxnet_id", "vxnet-1", "job_id", "j-3"));
    Sites sites = new Sites(cloud);
    sites.make(
        Writes.of(
            Sites.PEK3,
            Request.of(Api.JOIN_ROUTER)
                .with("router", "rtr-1")
                .with("vxnet", "vxnet-1")
                .with("ip_network", "172.16.1.0/24"),
            a -> "joined"));
    Jobs jobs = sites.pek3().client(Jobs.class);

    assertThat(jobs.about(List.of("rtr-1")))
        .hasValueSatisfying(j -> assertThat(j.moving()).isTrue());
    assertThat(look(sites)).isEqualTo(new Readiness.Target());
    assertThat(jobs.about(List.of("rtr-1", "vxnet-1")))
        .hasValueSatisfying(j -> assertThat(j.why()).isEqualTo("the job failed, error codes 1400"));
  }

  @Test
  void before_jobsCanNotBeRead_isARefusalAndNoGuess() throws Exception {
    Script cloud =
        new Script()
            .on("UpdateRouters", Map.of("job_id", "j-1"))
            .refusing("DescribeJobs", 1400, "no permission");
    Sites sites = new Sites(cloud);
    update(sites);

    assertThatThrownBy(() -> sites.read(router())).isInstanceOf(Refusal.class);
  }

  @Test
  void before_jobThatTheCloudHasForgotten_isNotTakenForTheObject() throws Exception {
    Script cloud =
        new Script()
            .on("UpdateRouters", Map.of("job_id", "j-1"))
            .onAny(
                "DescribeJobs",
                asked ->
                    asked.containsKey("jobs.1")
                        ? Script.refusal(2100, "job j-1 not found")
                        : Script.ok("DescribeJobs", Map.of("job_set", List.of())))
            .on("DescribeRouters", routers("active", ""));
    Sites sites = new Sites(cloud);
    update(sites);
    sites.clock.now = Sites.NOON.plusSeconds(121);

    assertThat(look(sites)).isEqualTo(new Readiness.Target());
  }

  @Test
  void before_objectThatNoListShows_isToldOfByItsJobAlone() throws Exception {
    Script cloud =
        new Script()
            .on("CreateRouters", Map.of("routers", List.of("rtr-1"), "job_id", "j-1"))
            .on("DescribeJobs", Map.of("job_set", List.of(job("j-1", "working", ""))))
            .on("DescribeJobs", Map.of("job_set", List.of(job("j-1", "failed", "5200"))))
            .on("DescribeRouters", Map.of("router_set", List.of()))
            .refusing("DescribeRouters", 2100, "rtr-1 not found");
    Sites sites = new Sites(cloud);
    assertThat(sites.read(router())).isEmpty();
    sites.make(Writes.of(Sites.PEK3, Request.of(Api.CREATE_ROUTERS), answer -> "made"));

    assertThatThrownBy(() -> sites.read(Lists.routers(Sites.PEK3, List.of("rtr-1"))))
        .isInstanceOf(Refusal.class);
    assertThat(look(sites)).isEqualTo(new Readiness.Transitional("job j-1 working"));
    assertThat(look(sites))
        .isEqualTo(new Readiness.Failed("job j-1 failed", "the job failed, error codes 5200"));
  }

  // ---- states without jobs ----

  @Test
  void readiness_state_isTold() {
    assertThat(new Progress("active", "", null).readiness(ACTIVE))
        .isEqualTo(new Readiness.Target());
    assertThat(new Progress("pending", "creating", null).readiness(ACTIVE))
        .isEqualTo(new Readiness.Transitional("creating"));
    assertThat(new Progress("pending", "", null).readiness(ACTIVE))
        .isEqualTo(new Readiness.Transitional("pending"));
    assertThat(new Progress("ceased", "", null).readiness(ACTIVE))
        .isEqualTo(new Readiness.Gone("ceased"));
    assertThat(new Progress("poweroffed", "", null).readiness(ACTIVE))
        .isEqualTo(new Readiness.Failed("poweroffed", "expected: active"));
    assertThat(new Progress("available", "", null).readiness(Border.READY))
        .isEqualTo(new Readiness.Target());
    assertThat(new Progress("odd", "", null).readiness(Border.READY))
        .isEqualTo(new Readiness.Failed("odd", "expected: active or available"));
  }
}
