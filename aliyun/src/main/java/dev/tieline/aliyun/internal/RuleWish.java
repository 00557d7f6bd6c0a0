package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Wish;
import java.util.List;

/**
 * A rule of a security group.
 *
 * @param group the group's id
 * @param ingress true for what comes in, false for what goes out
 * @param traffic what it allows
 * @param peer a block of the other side
 * @param drops the rules of others in the group that decide before this one; no part of the wish's
 *     text
 */
record RuleWish(
    Ref<String> group, boolean ingress, Traffic traffic, Ref<Cidr> peer, List<GroupRule> drops)
    implements Wish {
  RuleWish {
    requireNonNull(group, "group");
    requireNonNull(traffic, "traffic");
    requireNonNull(peer, "peer");
    drops = List.copyOf(drops);
  }

  @Override
  public List<Ref<?>> refs() {
    return List.of(group, peer);
  }

  @Override
  public String toString() {
    return "rule " + (ingress ? "from " : "to ") + peer + " " + traffic + " in " + group;
  }
}
