package dev.tieline.aws.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * That the names of one side's hosts resolve to private addresses on the other side.
 *
 * @param pcx the id of the connection
 * @param vpc the id of the side's VPC
 * @param asRequester whether it is the requester's side
 */
record DnsWish(Ref<String> pcx, Ref<String> vpc, boolean asRequester) implements Wish {
  DnsWish {
    requireNonNull(pcx, "pcx");
    requireNonNull(vpc, "vpc");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(pcx, vpc);
  }

  @Override
  public String toString() {
    return "dns of " + vpc + (asRequester ? ", the requester," : "") + " across " + pcx;
  }
}
