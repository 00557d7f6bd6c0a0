package dev.tieline.aws.internal;

import dev.tieline.provider.TagLimits;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Owner;
import dev.tieline.topology.Topology;

/** Turns a wish into objects: first the networks, then the links between them. */
public final class AwsCompiler {
  private AwsCompiler() {}

  public static void compile(Owner owner, Topology topology, Facts facts, Graph.Builder out) {
    AccountFindings.add(topology, facts, out);
    PeeringCompiler.compile(
        owner, topology, facts, NetworkCompiler.compile(owner, topology, facts, out), out);
    TagLimits.check(owner, facts, new TagsThatCount(owner, facts), out);
  }
}
