package dev.tieline.aliyun.internal;

import dev.tieline.provider.TagLimits;
import dev.tieline.provider.Tagged;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Wish;
import java.util.Optional;

/**
 * Which tags count on Alibaba Cloud: marks and claims on VPCs, tables and vSwitches, and marks on
 * the connections, endpoints and services of other topologies.
 */
record TagsThatCount(Owner owner, Facts facts) implements TagLimits.Cloud {
  // of each kind of object alike (TagResources of VPC, VpcPeer and PrivateLink, read 2026-11)
  private static final int MOST = 20;

  @Override
  public String name() {
    return "Alibaba Cloud";
  }

  @Override
  public int most() {
    return MOST;
  }

  /** Those that the cloud's own services write count no less. */
  @Override
  public int counted(Tags tags) {
    return tags.values().size();
  }

  @Override
  public <W extends Wish, O> Optional<? extends Tagged> lacking(Node<W, O> node, Refs refs) {
    if (node.kind() instanceof LabelKind<?> kind) {
      return kind.lacking(owner, node, refs, facts);
    }
    return node.kind() == AliyunKinds.PEERING_CONNECTIONS
            || node.kind() == AliyunKinds.ENDPOINTS
            || node.kind() == AliyunKinds.ENDPOINT_SERVICES
        ? TagLimits.unmarked(owner, node, refs, facts)
        : Optional.empty();
  }
}
