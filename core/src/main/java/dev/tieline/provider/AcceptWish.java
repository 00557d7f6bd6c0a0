package dev.tieline.provider;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.ArrayList;
import java.util.List;

/**
 * That a peering connection is accepted, if it is the one that is wished.
 *
 * @param connection its id
 * @param requester who asks, as the cloud must state it
 * @param accepter who accepts; if that is a foreign network, we wait
 * @param kept whether the connection is not ours, so that the acceptance outlives a destroy
 * @param terms what a foreign accepter has to know; no part of the wish's text
 */
public record AcceptWish(
    Ref<String> connection, End requester, End accepter, boolean kept, Terms terms)
    implements Wish {
  /** Checks that nothing is missing. */
  public AcceptWish {
    requireNonNull(connection, "connection");
    requireNonNull(requester, "requester");
    requireNonNull(accepter, "accepter");
    requireNonNull(terms, "terms");
  }

  @Override
  public List<Ref<?>> refs() {
    List<Ref<?>> refs = new ArrayList<>(List.of(connection, requester.vpc(), accepter.vpc()));
    requester.blocks().forEach(b -> refs.add(b.cidr()));
    accepter.blocks().forEach(b -> refs.add(b.cidr()));
    return refs;
  }

  @Override
  public String toString() {
    return "accept "
        + connection
        + " from "
        + requester
        + " "
        + requester.blocks().stream().map(b -> b.cidr().toString()).toList()
        + " for "
        + accepter;
  }
}
