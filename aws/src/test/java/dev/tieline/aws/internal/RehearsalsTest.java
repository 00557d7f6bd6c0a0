package dev.tieline.aws.internal;

import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tieline.apply.NotStarted;
import dev.tieline.apply.Outcome;
import dev.tieline.aws.AwsVpc;
import dev.tieline.spi.Call;
import dev.tieline.spi.Clients;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Topology;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.InterceptorContext;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeRequest;

/** How EC2 is asked which writes it would deny. */
class RehearsalsTest {
  private static final Scope SCOPE = new Scope("aws", "main", PeeringWorld.TOKYO);

  private final PeeringWorld world = new PeeringWorld(false);

  @AfterEach
  void close() {
    world.close();
  }

  private Topology wish() {
    String tokyo = world.appVpc(PeeringWorld.TOKYO, 30);
    String singapore = world.appVpc(PeeringWorld.SINGAPORE, 31);
    world.aws.resetCalls();
    return Topology.named("pair")
        .network("t", AwsVpc.existing("main", PeeringWorld.TOKYO, tokyo))
        .network("s", AwsVpc.existing("main", PeeringWorld.SINGAPORE, singapore))
        .peer("t", "s", p -> p.allow(tcp(22)).groups("t", "app").groups("s", "app"))
        .build();
  }

  private List<String> rehearsed() {
    return world.aws.calls().stream()
        .filter(dev.tieline.testkit.Call::dryRun)
        .map(c -> c.action() + " " + c.region() + " " + c.status())
        .toList();
  }

  private long written() {
    return world.aws.calls().stream().filter(c -> c.mutating() && !c.dryRun()).count();
  }

  @Test
  void apply_permissionMissing_makesNothing() {
    Topology wish = wish();
    world.aws.permissions().deny(PeeringWorld.ACCOUNT, "ec2:CreateVpcPeeringConnection");

    Outcome outcome = world.tieline.apply(wish);

    assertThat(outcome.notStarted())
        .singleElement()
        .extracting(NotStarted::because)
        .asString()
        .contains("PERMISSION_MISSING", "CreateVpcPeeringConnection in main/ap-northeast-1");
    assertThat(written()).isZero();
  }

  /** What is denied concerns objects that are not there before the apply. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "AcceptVpcPeeringConnection",
        "AssociateRouteTable",
        "AuthorizeSecurityGroupIngress",
        "CreateRoute",
        "CreateRouteTable",
        "CreateSecurityGroup",
        "CreateSubnet",
        "CreateTags",
        "CreateVpc",
        "CreateVpcPeeringConnection"
      })
  void apply_permissionMissingForWhatIsNotThereYet_makesNothing(String action) {
    world.aws.resetCalls();
    Topology wish =
        Topology.named("pair")
            .network("t", managed(PeeringWorld.TOKYO, "10.30.0.0/16", "10.30.1.0/24"))
            .network("s", managed(PeeringWorld.SINGAPORE, "10.31.0.0/16", "10.31.1.0/24"))
            .peer("t", "s", p -> p.allow(tcp(22)))
            .build();
    world.aws.permissions().deny(PeeringWorld.ACCOUNT, "ec2:" + action);

    Outcome outcome = world.tieline.apply(wish);

    assertThat(outcome.findings())
        .anySatisfy(
            f -> {
              assertThat(f.code()).isEqualTo("PERMISSION_MISSING");
              assertThat(f.what()).contains(action);
            });
    assertThat(written()).as("%s", outcome).isZero();
  }

  private static AwsVpc managed(String region, String block, String subnet) {
    return AwsVpc.managed("main", region, block)
        .subnet("app", subnet, region + "a")
        .routeTable("own", "app");
  }

  @Test
  void apply_permissionsThere_rehearsesEachActionOnceInARegionBeforeTheFirstWrite() {
    Topology wish = wish();

    Outcome outcome = world.tieline.apply(wish);

    assertThat(outcome.isReady()).as("%s", outcome).isTrue();
    assertThat(rehearsed())
        .doesNotHaveDuplicates()
        .contains("CreateVpcPeeringConnection ap-northeast-1 412")
        .allMatch(c -> c.endsWith(" 412"));
    List<Boolean> order =
        world.aws.calls().stream()
            .filter(dev.tieline.testkit.Call::mutating)
            .map(dev.tieline.testkit.Call::dryRun)
            .toList();
    assertThat(order.lastIndexOf(true)).isLessThan(order.indexOf(false));
  }

  @Test
  void plan_rehearsesNothing() {
    world.tieline.plan(wish());

    assertThat(rehearsed()).isEmpty();
  }

  @Test
  void of_operationWithoutDryRun_isEmpty() {
    Call<Boolean> call = Call.write(SCOPE, "ModifyVpcAttribute", c -> true);

    assertThat(Rehearsals.of(call, RehearsalsTest::none)).isEmpty();
  }

  @Test
  void of_otherRefusal_isThrownOn() {
    Call<Boolean> call =
        Call.write(
            SCOPE,
            "CreateVpc",
            c -> {
              throw Ec2Exception.builder()
                  .awsErrorDetails(AwsErrorDetails.builder().errorCode("VpcLimitExceeded").build())
                  .build();
            });
    Optional<Call<?>> rehearsal = Rehearsals.of(call, RehearsalsTest::none);

    assertThat(rehearsal.orElseThrow().mutating()).isFalse();
    assertThatThrownBy(() -> rehearsal.orElseThrow().body().run(none(SCOPE)))
        .isInstanceOf(Ec2Exception.class);
  }

  @Test
  void marking_requestWithDryRun_setsItAndKeepsTheRest() {
    var context =
        InterceptorContext.builder()
            .request(CreateVpcRequest.builder().cidrBlock("10.0.0.0/16").build())
            .build();

    CreateVpcRequest marked =
        (CreateVpcRequest)
            new Rehearsals.Marking().modifyRequest(context, new ExecutionAttributes());

    assertThat(marked.dryRun()).isTrue();
    assertThat(marked.cidrBlock()).isEqualTo("10.0.0.0/16");
  }

  @Test
  void marking_requestWithoutDryRun_isNotSent() {
    var context =
        InterceptorContext.builder().request(ModifyVpcAttributeRequest.builder().build()).build();

    assertThatThrownBy(
            () -> new Rehearsals.Marking().modifyRequest(context, new ExecutionAttributes()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ModifyVpcAttributeRequest has no DryRun");
  }

  private static Clients none(Scope scope) {
    return new Clients() {
      @Override
      public <C> C client(Class<C> type) {
        throw new IllegalStateException("no client is needed in " + scope);
      }
    };
  }
}
