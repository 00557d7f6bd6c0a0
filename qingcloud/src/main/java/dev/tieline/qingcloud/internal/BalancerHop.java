package dev.tieline.qingcloud.internal;

import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import java.util.Comparator;
import java.util.Optional;

/**
 * What leads a load balancer's packets out of its VPC: a border router in its vxnet, by the address
 * that the cloud says it has there.
 *
 * @param address the border's address
 * @param border the border's id
 */
record BalancerHop(Ref<String> address, Ref<String> border) {

  /** The border router of a vxnet; of several, that of the smallest id. */
  static Optional<BalancerHop> of(VxnetRef vxnet, Facts facts, Refs refs, Graph.Builder out) {
    return refs.peek(vxnet.id()).stream()
        .flatMap(id -> facts.find(BorderVxnet.class, id).stream())
        .filter(a -> a.address() != null)
        .min(Comparator.comparing(BorderVxnet::border))
        .map(a -> new BalancerHop(Ref.known(a.address().toString()), Ref.known(a.border())));
  }
}
