package dev.tieline.aliyun.internal;

import dev.tieline.provider.TagLimits;
import dev.tieline.provider.Trouble;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Owner;
import dev.tieline.topology.Topology;
import java.util.Map;

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
    Map<String, Compiled> networks = NetworkCompiler.compile(owner, topology, facts, out);
    LinkCompiling links = LinkCompiling.of(owner, topology, facts, out);
    NetworkMarks marks = new NetworkMarks(out);
    PeeringCompiler.compile(links, marks, networks);
    EndpointCompiler.compile(links, marks, networks);
    ServiceCompiler.compile(links, marks, networks);
    links.quotas().check(topology.name());
    TagLimits.check(owner, facts, new TagsThatCount(owner, facts), out);
  }
}
