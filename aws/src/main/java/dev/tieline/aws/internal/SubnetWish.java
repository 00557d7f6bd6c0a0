package dev.tieline.aws.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subnet of ours.
 *
 * @param vpc the VPC's id
 * @param block its IPv4 block
 * @param ipv6 its IPv6 block; null for none
 * @param zone the name or the id of its zone
 * @param mainTable the table that serves it as long as it has none of its own,
 * @param acl the network ACL that it gets, and
 * @param name the name that people see, all for snapshots: no part of the wish's text
 */
record SubnetWish(
    Ref<String> vpc,
    Cidr block,
    @Nullable Ref<Cidr> ipv6,
    String zone,
    Ref<String> mainTable,
    String acl,
    String name)
    implements Wish {
  SubnetWish {
    requireNonNull(vpc, "vpc");
    requireNonNull(block, "block");
    requireNonNull(zone, "zone");
    requireNonNull(mainTable, "mainTable");
    requireNonNull(acl, "acl");
    requireNonNull(name, "name");
  }

  @Override
  public List<Ref<?>> refs() {
    List<Ref<?>> refs = new ArrayList<>();
    refs.add(vpc);
    if (ipv6 != null) {
      refs.add(ipv6);
    }
    return refs;
  }

  @Override
  public String toString() {
    return "subnet " + block + (ipv6 == null ? "" : " and " + ipv6) + " in " + zone + " of " + vpc;
  }
}
