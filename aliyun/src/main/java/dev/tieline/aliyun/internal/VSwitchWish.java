package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * A vSwitch of ours.
 *
 * @param vpc the VPC's id
 * @param block its block
 * @param zone its zone
 * @param systemTable the table that serves it as long as it has none of its own, for snapshots, and
 * @param name the name that people see: no part of the wish's text
 */
record VSwitchWish(Ref<String> vpc, Cidr block, String zone, Ref<String> systemTable, String name)
    implements Wish {
  VSwitchWish {
    requireNonNull(vpc, "vpc");
    requireNonNull(block, "block");
    requireNonNull(zone, "zone");
    requireNonNull(systemTable, "systemTable");
    requireNonNull(name, "name");
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(vpc);
  }

  @Override
  public String toString() {
    return "vSwitch " + block + " in " + zone + " of " + vpc;
  }
}
