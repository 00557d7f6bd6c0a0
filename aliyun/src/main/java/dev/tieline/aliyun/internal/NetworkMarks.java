package dev.tieline.aliyun.internal;

import dev.tieline.provider.Addresses;
import dev.tieline.spi.Address;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Scope;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The marks of VPCs of others that get entries of ours: one for all links of a network, as the
 * network's own object, so that it is not made while no link of it can be.
 */
final class NetworkMarks {
  private final Graph.Builder out;
  private final Map<String, Node<?, ?>> marks = new LinkedHashMap<>();

  NetworkMarks(Graph.Builder out) {
    this.out = out;
  }

  /** Marks a network's VPC, unless it is one of ours, or that was done for another link. */
  void mark(Compiled network) {
    Scope scope = network.scope();
    if (scope != null && network.form() == Compiled.Form.EXISTING) {
      Address address = Addresses.network(network.name());
      marks.computeIfAbsent(
          network.name(),
          name ->
              out.add(
                  AliyunKinds.VPC_MARKS,
                  address,
                  scope,
                  new MarkWish(network.vpcId(), address, true)));
    }
  }

  /** The marks by their networks' names. */
  Map<String, Node<?, ?>> all() {
    return Collections.unmodifiableMap(marks);
  }
}
