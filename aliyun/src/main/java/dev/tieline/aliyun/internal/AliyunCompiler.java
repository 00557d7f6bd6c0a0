package dev.tieline.aliyun.internal;

import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Owner;
import dev.tieline.topology.Topology;

/** Turns a wish into objects of Alibaba Cloud: first the networks, then the links between them. */
public final class AliyunCompiler {
  private AliyunCompiler() {}

  public static void compile(Owner owner, Topology topology, Facts facts, Graph.Builder out) {
    topology
        .networks()
        .forEach(
            (name, network) -> {
              if (network.asData() instanceof VpcForm form && !(form instanceof VpcForm.Foreign)) {
                facts
                    .one(Trouble.class, form.account())
                    .ifPresent(trouble -> out.finding(trouble.about("network." + name)));
              }
            });
    PeeringCompiler.compile(
        owner, topology, facts, NetworkCompiler.compile(owner, topology, facts, out), out);
  }
}
