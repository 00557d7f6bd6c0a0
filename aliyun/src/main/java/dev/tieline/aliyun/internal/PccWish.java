package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.provider.End;
import dev.tieline.provider.Terms;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A peering connection. A foreign requester asks for it himself, and we wait for that.
 *
 * @param requester who asks
 * @param accepter who is asked
 * @param bandwidth in Mbit/s across regions; empty to take it as it is
 * @param linkType across regions; empty to take it as it is
 * @param name what people see
 * @param terms what a foreign requester has to know; no part of the wish's text
 */
record PccWish(
    End requester,
    End accepter,
    OptionalInt bandwidth,
    Optional<String> linkType,
    String name,
    Terms terms)
    implements Wish {
  PccWish {
    requireNonNull(requester, "requester");
    requireNonNull(accepter, "accepter");
    requireNonNull(name, "name");
    requireNonNull(terms, "terms");
  }

  /** Whether one account has both sides, so that nobody has to accept. */
  boolean ofOneAccount() {
    return requester.accountId().equals(accepter.accountId());
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
        + (bandwidth.isPresent() ? ", " + bandwidth.getAsInt() + " Mbit/s" : "")
        + linkType.map(type -> ", " + type).orElse("")
        + (requester.foreign() ? ", requested by the peer" : "");
  }
}
