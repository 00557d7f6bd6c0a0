package dev.tieline.aliyun.internal;

import dev.tieline.provider.BlockRef;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns the networks of a topology into objects, and says what those who compile links need to know
 * of each.
 */
final class NetworkCompiler {
  private NetworkCompiler() {}

  /** Adds the objects of all networks of Alibaba Cloud, and returns the networks by name. */
  static Map<String, Compiled> compile(
      Owner owner, Topology topology, Facts facts, Graph.Builder out) {
    Compiling compiling = new Compiling(owner, topology, facts, out);
    VpcChecks checks = new VpcChecks(compiling);
    ManagedCompiler managed = new ManagedCompiler(compiling, LinkNeeds.of(topology), checks);
    ExistingCompiler existing = new ExistingCompiler(compiling, checks);
    Map<String, Compiled> compiled = new LinkedHashMap<>();
    topology
        .networks()
        .forEach(
            (name, network) -> {
              Object form = network.asData();
              if (form instanceof VpcForm.Managed m) {
                compiled.put(name, managed.compile(name, m));
              } else if (form instanceof VpcForm.Existing e) {
                compiled.put(name, existing.compile(name, e));
              } else if (form instanceof VpcForm.Foreign f) {
                compiled.put(name, foreign(name, f));
              }
            });
    compiled
        .values()
        .forEach(
            c -> {
              if (c.broken() == null) {
                out.network(c.name(), c.vpcId());
              }
            });
    return compiled;
  }

  static Scope scope(VpcForm form) {
    return new Scope(Realm.CLOUD, form.account(), form.region());
  }

  private static Compiled foreign(String name, VpcForm.Foreign form) {
    return new Compiled(
        name,
        Compiled.Form.FOREIGN,
        null,
        form.region(),
        form.account(),
        Ref.known(form.vpcId()),
        form.blocks().stream().map(BlockRef::known).toList(),
        List.of(),
        List.of(),
        List.of(),
        null,
        List.of(),
        List.of(),
        null);
  }
}
