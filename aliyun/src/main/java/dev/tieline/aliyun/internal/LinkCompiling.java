package dev.tieline.aliyun.internal;

import dev.tieline.spi.Facts;
import dev.tieline.spi.FoundRefs;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Owner;
import dev.tieline.topology.Topology;

/**
 * What all who compile a part of a link work with.
 *
 * @param owner who wishes
 * @param topology the wish
 * @param facts what the survey found
 * @param out what objects are added to
 * @param refs what is there of the wish
 * @param findings what findings are added to
 * @param quotas what counts what is added
 */
record LinkCompiling(
    Owner owner,
    Topology topology,
    Facts facts,
    Graph.Builder out,
    FoundRefs refs,
    PeeringFindings findings,
    PeeringQuotas quotas) {
  static LinkCompiling of(Owner owner, Topology topology, Facts facts, Graph.Builder out) {
    FoundRefs refs = new FoundRefs(owner, facts);
    PeeringFindings findings = new PeeringFindings(owner, facts, refs, out);
    return new LinkCompiling(
        owner, topology, facts, out, refs, findings, new PeeringQuotas(facts, refs, findings));
  }
}
