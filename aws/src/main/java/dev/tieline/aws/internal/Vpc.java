package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Tags;
import dev.tieline.provider.VpcView;
import dev.tieline.spi.Scope;
import java.util.List;

/** A VPC as it was read; the first block is the primary one. */
public record Vpc(
    String id, Scope scope, String accountId, String state, List<Block> blocks, Tags tags)
    implements VpcView {
  public Vpc {
    blocks = List.copyOf(blocks);
  }

  /** The blocks that can be used now, of both families, the primary one first. */
  @Override
  public List<Cidr> cidrs() {
    return blocks.stream().filter(Block::associated).map(Block::cidr).toList();
  }

  @Override
  public Cidr primary() {
    return blocks.get(0).cidr();
  }
}
