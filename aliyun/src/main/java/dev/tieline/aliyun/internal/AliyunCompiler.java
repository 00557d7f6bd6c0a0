package dev.tieline.aliyun.internal;

import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.topology.Link;
import dev.tieline.topology.Topology;

/** Turns a wish into objects of Alibaba Cloud. */
public final class AliyunCompiler {
  private AliyunCompiler() {}

  public static void compile(Topology topology, Facts facts, Graph.Builder out) {
    topology
        .networks()
        .forEach(
            (name, network) -> {
              if (network.asData() instanceof VpcForm form && !(form instanceof VpcForm.Foreign)) {
                facts
                    .one(Trouble.class, form.account())
                    .ifPresent(trouble -> out.finding(trouble.about("network." + name)));
                if (form instanceof VpcForm.Managed || !form.vSwitches().isEmpty()) {
                  notMade("network." + name, out);
                }
              }
            });
    for (Link link : topology.links().values()) {
      if (link.networks().stream().anyMatch(n -> topology.network(n).cloud().equals(Realm.CLOUD))) {
        notMade(link.address(), out);
      }
    }
  }

  // so that a plan of what no kind of object stands for can not be taken for one that is done
  private static void notMade(String subject, Graph.Builder out) {
    out.finding(
        new Finding(
            AliyunFindings.NOT_MADE,
            Severity.ERROR,
            subject,
            subject + " can only be looked at",
            "This version reads Alibaba Cloud and changes nothing there",
            "Make it by hand, or use a later version"));
  }
}
