package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * That what was written into something is published.
 *
 * @param of the VPC or the route table
 * @param router the VPC whose vxnets go by it
 * @param pending whether something that is still to be written needs it: no part of the wish's text
 * @param others whether edits of somebody else go out with it: no part of the wish's text
 * @param leads what leads to borders then: no part of the wish's text
 */
record PublishWish(
    Ref<String> of, Ref<String> router, boolean pending, boolean others, List<Lead> leads)
    implements Wish {
  PublishWish {
    requireNonNull(of, "of");
    requireNonNull(router, "router");
    leads = List.copyOf(leads);
  }

  @Override
  public List<Ref<?>> refs() {
    return of.equals(router) ? List.of(of) : List.of(of, router);
  }

  @Override
  public String toString() {
    return "changes of " + of + " applied";
  }
}
