package dev.tieline.qingcloud.internal;

import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Owner;
import dev.tieline.topology.Topology;
import java.util.Map;

/** Turns a wish into objects of QingCloud: first the networks, then the links between them. */
public final class QingCloudCompiler {
  private QingCloudCompiler() {}

  public static void compile(Owner owner, Topology topology, Facts facts, Graph.Builder out) {
    Map<String, Compiled> networks = NetworkCompiler.compile(owner, topology, facts, out);
    HubCompiler.compile(owner, topology, facts, out, networks);
    BalancerCompiler.compile(owner, topology, facts, out, networks);
  }
}
