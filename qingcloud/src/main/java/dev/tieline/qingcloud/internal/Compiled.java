package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a network of the wish comes to, for those who compile links of it.
 *
 * @param name its name in the topology
 * @param scope where its calls go
 * @param router the VPC's id
 * @param ours whether we make the VPC
 * @param there the VPC as it was read; null while it is not there
 * @param vxnets its vxnets, those of the wish first, then by id
 * @param broken why no link of it can be made (a finding says so already); null if one can
 */
record Compiled(
    String name,
    Scope scope,
    Ref<String> router,
    boolean ours,
    @Nullable Router there,
    List<VxnetRef> vxnets,
    @Nullable String broken) {
  Compiled {
    requireNonNull(name, "name");
    requireNonNull(scope, "scope");
    requireNonNull(router, "router");
    vxnets = List.copyOf(vxnets);
  }
}
