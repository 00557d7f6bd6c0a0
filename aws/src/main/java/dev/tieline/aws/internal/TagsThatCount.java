package dev.tieline.aws.internal;

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
 * Which tags count on AWS: before-images, claims on blocks and marks on VPCs, subnets and
 * connections. Claims on route tables are counted with the routes that they are for, by {@link
 * PeeringQuotas}.
 */
record TagsThatCount(Owner owner, Facts facts) implements TagLimits.Cloud {
  @Override
  public String name() {
    return "AWS";
  }

  @Override
  public int most() {
    return AwsTags.PER_OBJECT;
  }

  @Override
  public int counted(Tags tags) {
    return AwsTags.counted(tags);
  }

  @Override
  public <W extends Wish, O> Optional<? extends Tagged> lacking(Node<W, O> node, Refs refs) {
    if (node.kind() == AwsKinds.ROUTE_CLAIMS) {
      return Optional.empty();
    }
    if (node.kind() instanceof LabelKind<?, ?> kind) {
      return kind.lacking(owner, node, refs, facts);
    }
    return node.kind() == AwsKinds.PEERING_CONNECTIONS
        ? TagLimits.unmarked(owner, node, refs, facts)
        : Optional.empty();
  }
}
