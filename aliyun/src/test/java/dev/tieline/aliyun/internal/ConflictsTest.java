package dev.tieline.aliyun.internal;

import static dev.tieline.aliyun.internal.PeeringWorld.ACCOUNT;
import static dev.tieline.aliyun.internal.PeeringWorld.CUSTOMER;
import static dev.tieline.aliyun.internal.PeeringWorld.HANGZHOU;
import static dev.tieline.aliyun.internal.PeeringWorld.SHANGHAI;
import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.aliyun.AliyunService;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.aliyun.internal.PeeringWorld.Net;
import dev.tieline.apply.Outcome;
import dev.tieline.testkit.Call;
import dev.tieline.testkit.CallListener;
import dev.tieline.topology.Topology;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/**
 * That links of one VPC, and connections of one account, do not get into each other's way,
 * whichever end of them it is.
 */
class ConflictsTest {
  private static AliyunVpc existing(String alias, Net net) {
    return AliyunVpc.existing(alias, net.region(), net.vpc());
  }

  /** Collects what the cloud refuses with such a code from now on. */
  private static List<String> refusals(PeeringWorld world, String code) {
    List<String> refusals = new CopyOnWriteArrayList<>();
    world.cloud.observe(
        new CallListener() {
          @Override
          public void after(Call call) {
            if (String.valueOf(call.errorCode()).contains(code)) {
              refusals.add(call.at() + " " + call.action() + " " + call.errorCode());
            }
          }
        });
    return refusals;
  }

  private static String balancer(Net net) {
    return net.console().createNetworkBalancer(net.vpc(), net.vSwitch());
  }

  private static String ask(Net net, String service) {
    return net.console().createEndpoint(net.vpc(), service, net.vSwitch(), net.group());
  }

  private static Topology offers(Net near, Net far, String[] balancers, String... accepted) {
    return Topology.named("offers")
        .network("near", existing("main", near))
        .network("far", existing("main", far))
        .service(
            "here",
            "near",
            AliyunService.nlb(balancers[0], HANGZHOU + "-h"),
            s -> {
              s.sharedWith(CUSTOMER);
              if (accepted.length > 0) {
                s.accept(accepted[0], accepted[1]);
              }
            })
        .service(
            "there",
            "far",
            AliyunService.nlb(balancers[1], SHANGHAI + "-f"),
            s -> {
              s.sharedWith(CUSTOMER);
              if (accepted.length > 0) {
                s.accept(accepted[2]);
              }
            })
        .build();
  }

  /** An account's connections are worked on one at a time, of all its services and regions. */
  @Test
  void apply_endpointsAcceptedInTwoRegions_isNeverRefusedForAConcurrentCall() {
    try (PeeringWorld world = new PeeringWorld(false)) {
      Net near = world.net(ACCOUNT, HANGZHOU, 16);
      Net far = world.net(ACCOUNT, SHANGHAI, 17);
      Net one = world.net(CUSTOMER, HANGZHOU, 18);
      Net two = world.net(CUSTOMER, HANGZHOU, 19);
      Net three = world.net(CUSTOMER, SHANGHAI, 20);
      String[] balancers = {balancer(near), balancer(far)};
      world.rest();
      Outcome offered = world.settle(offers(near, far, balancers));
      String here = offered.service("here").id();
      String[] endpoints = {
        ask(one, here), ask(two, here), ask(three, offered.service("there").id())
      };
      world.rest();
      List<String> refusals = refusals(world, "ConcurrentCallNotSupported");

      Outcome accepted = world.settle(offers(near, far, balancers, endpoints));

      assertThat(refusals).isEmpty();
      assertThat(accepted.service("here").consumers())
          .containsExactlyInAnyOrder(endpoints[0], endpoints[1]);
      assertThat(accepted.service("there").consumers()).containsExactly(endpoints[2]);
    }
  }

  /**
   * The VPC in the middle accepts one connection and asks for the other, in the same and in another
   * region, of the same and of another account; every two are joined.
   */
  @Test
  void apply_vpcAtBothEndsOfLinks_isNeverRefusedForAConflict() {
    try (PeeringWorld world = new PeeringWorld(true)) {
      Net a = world.net(ACCOUNT, HANGZHOU, 16);
      Net b = world.net(ACCOUNT, HANGZHOU, 17);
      Net c = world.net(ACCOUNT, SHANGHAI, 18);
      Net d = world.net(CUSTOMER, HANGZHOU, 19);
      List<String> refusals = refusals(world, "Conflict");
      Topology.Builder mesh =
          Topology.named("mesh")
              .network("a", existing("main", a))
              .network("b", existing("main", b))
              .network("c", existing("main", c))
              .network("d", existing("customer", d));
      List<String> names = List.of("a", "b", "c", "d");
      for (String one : names) {
        for (String other : names.subList(names.indexOf(one) + 1, names.size())) {
          mesh.peer(one, other, p -> p.allow(tcp(443)));
        }
      }

      world.settle(mesh.build());

      assertThat(refusals).isEmpty();
    }
  }
}
