package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.qingcloud.QingCloudVpcSize;
import dev.tieline.spi.Address;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A VPC of ours.
 *
 * @param block its block
 * @param size how much it forwards
 * @param name its name, which is our mark: no part of the wish's text
 * @param formerly the address in the mark of the one that is there, if the network was renamed: no
 *     part of the wish's text
 */
record VpcWish(Cidr block, QingCloudVpcSize size, String name, @Nullable Address formerly)
    implements Wish {
  VpcWish {
    requireNonNull(block, "block");
    requireNonNull(size, "size");
    requireNonNull(name, "name");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of();
  }

  /** The size in words. */
  String words() {
    return size.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  @Override
  public String toString() {
    return "VPC " + block + ", " + words();
  }
}
