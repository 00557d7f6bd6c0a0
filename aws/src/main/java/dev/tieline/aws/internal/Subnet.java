package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Tagged;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Scope;
import java.util.List;

/** A subnet as it was read. */
public record Subnet(
    String id,
    Scope scope,
    String vpc,
    List<Block> blocks,
    String zone,
    String zoneId,
    String state,
    Tags tags)
    implements Tagged {
  public Subnet {
    blocks = List.copyOf(blocks);
  }

  public List<Cidr> cidrs() {
    return blocks.stream().filter(Block::present).map(Block::cidr).toList();
  }
}
