package dev.tieline.aliyun.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Marks;
import dev.tieline.provider.Tags;
import dev.tieline.provider.VpcView;
import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import java.util.List;
import java.util.stream.Stream;

/**
 * A VPC as it was read.
 *
 * @param primary its first IPv4 block
 * @param secondary its other IPv4 blocks
 * @param ipv6 its IPv6 blocks
 * @param user blocks beyond the private ones of RFC 1918 that routes lead to as if they were
 */
public record Vpc(
    String id,
    Scope scope,
    String accountId,
    String name,
    String status,
    Cidr primary,
    List<Cidr> secondary,
    List<Cidr> ipv6,
    List<Cidr> user,
    Tags tags)
    implements VpcView {
  public Vpc {
    secondary = secondary.stream().sorted().toList();
    ipv6 = ipv6.stream().sorted().toList();
    user = user.stream().sorted().toList();
  }

  /** Its own blocks, of both families, the primary one first. */
  @Override
  public List<Cidr> cidrs() {
    return Stream.of(List.of(primary), secondary, ipv6).flatMap(List::stream).toList();
  }

  /** Returns the same with the owner's mark. */
  Vpc marked(Owner owner, Address address) {
    return new Vpc(
        id,
        scope,
        accountId,
        name,
        status,
        primary,
        secondary,
        ipv6,
        user,
        tags.with(Marks.key(owner), address.path()));
  }
}
