package dev.tieline.qingcloud.internal;

import dev.tieline.net.Ip;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What leads a load balancer's packets out of its VPC: a border router in its vxnet, by the address
 * that the cloud says it has there.
 *
 * @param address the border's address
 * @param border the border's id
 */
record BalancerHop(Ref<String> address, Ref<String> border) {

  /** The border router of a vxnet: that of a wished hub, else of those there the smallest id. */
  static Optional<BalancerHop> of(VxnetRef vxnet, Facts facts, Refs refs, Graph.Builder out) {
    for (Node<?, ?> node : out.nodes()) {
      if (node.wish() instanceof AttachWish wish && wish.vxnet().equals(vxnet.id())) {
        return Optional.of(new BalancerHop(node.ref("address", BalancerHop::shown), wish.border()));
      }
    }
    return refs.peek(vxnet.id()).stream()
        .flatMap(id -> facts.find(BorderVxnet.class, id).stream())
        .sorted(Comparator.comparing(BorderVxnet::border))
        .flatMap(a -> hop(a.address(), a.border()).stream())
        .findFirst();
  }

  /** Its address, which only a read tells for sure. */
  private static @Nullable String shown(Object attachment) {
    return attachment instanceof BorderVxnet place && place.address() != null
        ? place.address().toString()
        : null;
  }

  private static Optional<BalancerHop> hop(@Nullable Ip address, String border) {
    return address == null
        ? Optional.empty()
        : Optional.of(new BalancerHop(Ref.known(address.toString()), Ref.known(border)));
  }
}
