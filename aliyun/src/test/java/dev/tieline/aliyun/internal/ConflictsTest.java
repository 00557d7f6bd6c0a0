package dev.tieline.aliyun.internal;

import static dev.tieline.aliyun.internal.PeeringWorld.ACCOUNT;
import static dev.tieline.aliyun.internal.PeeringWorld.CUSTOMER;
import static dev.tieline.aliyun.internal.PeeringWorld.HANGZHOU;
import static dev.tieline.aliyun.internal.PeeringWorld.SHANGHAI;
import static dev.tieline.net.Traffic.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.aliyun.internal.PeeringWorld.Net;
import dev.tieline.testkit.Call;
import dev.tieline.testkit.CallListener;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That links of one VPC do not get into each other's way, whichever end of them it is. */
class ConflictsTest {
  private static AliyunVpc existing(String alias, Net net) {
    return AliyunVpc.existing(alias, net.region(), net.vpc());
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
      List<String> refusals = new ArrayList<>();
      world.cloud.observe(
          new CallListener() {
            @Override
            public void after(Call call) {
              if (String.valueOf(call.errorCode()).contains("Conflict")) {
                refusals.add(call.at() + " " + call.action() + " " + call.errorCode());
              }
            }
          });
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
