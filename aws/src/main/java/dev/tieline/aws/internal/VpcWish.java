package dev.tieline.aws.internal;

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
 * @param ipv6 whether it is made with a block of IPv6
 * @param formerly the address in the mark of a VPC of ours that fits and whose network is no longer
 *     in the wish: a network that was renamed; no part of the wish's text, since it depends on what
 *     is there
 * @param accountId the cloud's id of the account, and
 * @param name the name that people see, both for snapshots: no part of the wish's text either
 */
record VpcWish(Cidr block, boolean ipv6, @Nullable Address formerly, String accountId, String name)
    implements Wish {
  VpcWish {
    requireNonNull(block, "block");
    requireNonNull(accountId, "accountId");
    requireNonNull(name, "name");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of();
  }

  @Override
  public String toString() {
    return "vpc " + block + (ipv6 ? " ipv6" : "");
  }
}
