package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.spi.Address;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A VPC of ours.
 *
 * @param block its primary block
 * @param userBlocks the blocks beyond those of RFC 1918 that it takes for private ones
 * @param formerly the address in the mark of a VPC of ours that fits and whose network is no longer
 *     in the wish: a network that was renamed; no part of the wish's text, since it depends on what
 *     is there
 * @param accountId the cloud's id of the account, for snapshots, and
 * @param name the name that people see: no part of the wish's text either
 */
record VpcWish(
    Cidr block, List<Cidr> userBlocks, @Nullable Address formerly, String accountId, String name)
    implements Wish {
  VpcWish {
    requireNonNull(block, "block");
    userBlocks = userBlocks.stream().sorted().toList();
    requireNonNull(accountId, "accountId");
    requireNonNull(name, "name");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of();
  }

  @Override
  public String toString() {
    return "vpc " + block + (userBlocks.isEmpty() ? "" : " user " + userBlocks);
  }
}
