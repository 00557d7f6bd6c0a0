package dev.tieline.qingcloud.internal;

import dev.tieline.net.Cidr;
import dev.tieline.spi.Node;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A member of a hub that is being compiled.
 *
 * @param network the network
 * @param vxnets those of its vxnets that take part
 * @param places their places at the border, by the vxnets' labels, once they are compiled
 */
record HubMember(
    Compiled network, List<VxnetRef> vxnets, Map<String, Node<AttachWish, BorderVxnet>> places) {
  HubMember {
    vxnets = List.copyOf(vxnets);
  }

  HubMember(Compiled network, List<VxnetRef> vxnets) {
    this(network, vxnets, new LinkedHashMap<>());
  }

  Scope scope() {
    return network.scope();
  }

  String name() {
    return network.name();
  }

  Ref<String> router() {
    return network.router();
  }

  /** The blocks that others reach it by. */
  List<Cidr> blocks() {
    return vxnets.stream().map(VxnetRef::block).distinct().toList();
  }
}
