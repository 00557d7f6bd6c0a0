package dev.tieline.qingcloud.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tieline.error.CallSite;
import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.spi.Call;
import dev.tieline.spi.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Writes to VPC rtr-1, border irt-1 and balancer lb-1, which a script answers. */
class WritesTest {
  private static final Scope PEK3 = Sites.PEK3;
  private static final Request UPDATE =
      Request.of(Api.UPDATE_ROUTERS).each("routers", List.of("rtr-1"));
  private static final Request JOIN =
      Request.of(Api.JOIN_BORDER)
          .with("border", "irt-1")
          .each("vxnets", List.of("vxnet-1"))
          .eachOf(
              "border_private_ips",
              List.of(Map.of("vxnet_id", "vxnet-1", "border_private_ip", "172.16.1.254")));

  private static List<String> turns(Call<?> call) {
    return call.turns().stream().map(Call.Turn::name).toList();
  }

  private static Call<String> write(Request request, String... known) {
    return Writes.of(PEK3, request, answer -> answer.text("job_id"), known);
  }

  private static Map<String, Object> router(String status, String transition) {
    return Map.of(
        "router_set",
        List.of(Map.of("router_id", "rtr-1", "status", status, "transition_status", transition)));
  }

  private static Category category(Throwable thrown) {
    return ((CloudCallException)
            QingCloudErrors.explain(
                new CallSite("qingcloud", "main", "pek3", "UpdateRouters"), true, thrown))
        .category();
  }

  // ---- turns ----

  @Test
  void of_update_takesTheTurnOfItsRouter() {
    assertThat(turns(write(UPDATE))).containsExactly("router rtr-1");
    assertThat(write(UPDATE).mutating()).isTrue();
  }

  @Test
  void of_join_takesTheTurnsOfBorderAndRouter() {
    assertThat(turns(write(JOIN, "rtr-1"))).containsExactly("border irt-1", "router rtr-1");
  }

  @Test
  void of_joinWithoutItsRouter_isRefused() {
    assertThatThrownBy(() -> write(JOIN))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("JoinBorder does not say which router it writes to (expected: its id)");
  }

  @Test
  void of_bindingOfATable_takesTheTurnOfABalancerAndOfNoVxnet() {
    Request bind = Request.of(Api.ASSOCIATE_ROUTE_TABLE).with("routing_table", "rt-1");

    assertThat(turns(write(bind.with("resource", "lb-1"))))
        .containsExactly("table rt-1", "balancer lb-1");
    assertThat(turns(write(bind.with("resource", "vxnet-1")))).containsExactly("table rt-1");
  }

  @Test
  void of_create_takesNoTurn() {
    assertThat(turns(write(Request.of(Api.CREATE_VPC_BORDERS).with("border_type", 1)))).isEmpty();
  }

  @Test
  void of_read_isRefused() {
    assertThatThrownBy(() -> write(Request.of(Api.DESCRIBE_ROUTERS)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  // ---- denials ----

  @Test
  void call_deniedWhileTheRouterIsUpdating_isAConflictAndNotRepeatedHere() {
    Script cloud =
        new Script()
            .refusing("UpdateRouters", 1400, "PermissionDenied, router is not running")
            .on("DescribeRouters", router("active", "updating"));

    Throwable thrown = catchThrowable(() -> new Sites(cloud).make(write(UPDATE)));

    assertThat(category(thrown)).isEqualTo(Category.CONFLICT);
    assertThat(cloud.actions()).containsExactly("UpdateRouters", "DescribeRouters");
  }

  @Test
  void call_deniedForGood_isTriedOnceMoreAndDenied() {
    Script cloud =
        new Script()
            .refusing("UpdateRouters", 1400, "PermissionDenied")
            .on("DescribeRouters", router("active", ""));

    Throwable thrown = catchThrowable(() -> new Sites(cloud).make(write(UPDATE)));

    assertThat(category(thrown)).isEqualTo(Category.DENIED);
    assertThat(cloud.actions())
        .containsExactly("UpdateRouters", "DescribeRouters", "UpdateRouters");
  }

  @Test
  void call_deniedForAStateThatEndedMeanwhile_succeeds() throws Exception {
    Script cloud =
        new Script()
            .refusing("UpdateRouters", 1400, "PermissionDenied")
            .on("UpdateRouters", Map.of("job_id", "j-1"))
            .on("DescribeRouters", router("active", ""));

    assertThat(new Sites(cloud).make(write(UPDATE))).isEqualTo("j-1");
  }

  @Test
  void call_deniedAndTheStateCanNotBeRead_isDenied() {
    Script cloud =
        new Script()
            .refusing("UpdateRouters", 1400, "PermissionDenied")
            .refusing("DescribeRouters", 1400, "PermissionDenied, too");

    Throwable thrown = catchThrowable(() -> new Sites(cloud).make(write(UPDATE)));

    assertThat(category(thrown)).isEqualTo(Category.DENIED);
    assertThat(thrown)
        .hasMessageContaining("1400: PermissionDenied")
        .hasMessageNotContaining("too");
  }

  @Test
  void call_deniedWhileAVxnetOfTheBorderMoves_isAConflict() {
    Script cloud =
        new Script()
            .refusing("JoinBorder", 1400, "PermissionDenied")
            .on(
                "DescribeVpcBorders",
                Map.of(
                    "vpc_border_set",
                    List.of(Map.of("vpc_border_id", "irt-1", "status", "active"))))
            .on(
                "DescribeBorderVxnets",
                Map.of(
                    "border_vxnet_set",
                    List.of(Map.of("border_id", "irt-1", "transition_status", "joining"))));

    Throwable thrown = catchThrowable(() -> new Sites(cloud).make(write(JOIN, "rtr-1")));

    assertThat(category(thrown)).isEqualTo(Category.CONFLICT);
  }

  @Test
  void call_otherRefusal_isNotLookedInto() {
    Script cloud = new Script().refusing("UpdateRouters", 2100, "not found");

    Throwable thrown = catchThrowable(() -> new Sites(cloud).make(write(UPDATE)));

    assertThat(category(thrown)).isEqualTo(Category.NOT_FOUND);
    assertThat(cloud.actions()).containsExactly("UpdateRouters");
  }

  @Test
  void call_deniedCreate_isDeniedAtOnce() {
    Script cloud = new Script().refusing("CreateVpcBorders", 1400, "PermissionDenied");

    Throwable thrown =
        catchThrowable(
            () ->
                new Sites(cloud)
                    .make(write(Request.of(Api.CREATE_VPC_BORDERS).with("border_type", 1))));

    assertThat(category(thrown)).isEqualTo(Category.DENIED);
    assertThat(cloud.actions()).containsExactly("CreateVpcBorders");
  }
}
