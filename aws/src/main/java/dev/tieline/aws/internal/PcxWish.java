package dev.tieline.aws.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.provider.End;
import dev.tieline.provider.Terms;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * A peering connection. A foreign requester asks for it himself, and we wait for that.
 *
 * @param requester who asks
 * @param accepter who is asked
 * @param terms what a foreign requester has to know; no part of the wish's text
 */
record PcxWish(End requester, End accepter, Terms terms) implements Wish {
  PcxWish {
    requireNonNull(requester, "requester");
    requireNonNull(accepter, "accepter");
    requireNonNull(terms, "terms");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(requester.vpc(), accepter.vpc());
  }

  @Override
  public String toString() {
    return "peering connection "
        + requester
        + " -> "
        + accepter
        + (requester.foreign() ? ", requested by the peer" : "");
  }
}
