package dev.tieline.aws.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Address;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * That the DNS option of a connection that is not ours was off before we turned it on.
 *
 * @param pcx the id of the connection
 * @param vpc the id of the side's VPC
 * @param link the link's address
 */
record DnsBeforeWish(Ref<String> pcx, Ref<String> vpc, Address link) implements Wish {
  DnsBeforeWish {
    requireNonNull(pcx, "pcx");
    requireNonNull(vpc, "vpc");
    requireNonNull(link, "link");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(pcx, vpc);
  }

  @Override
  public String toString() {
    return "dns of " + vpc + " across " + pcx + " was off, for " + link;
  }
}
