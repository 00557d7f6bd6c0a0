package dev.tieline.testkit.contract;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.net.Traffic;
import dev.tieline.testkit.Call;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * Judges every call that changes something, against the cloud's true state at that moment: no write
 * to what is neither marked nor claimed, nothing made without a mark, key or token, a claim before
 * its entry, nothing opened outside the wish.
 */
public interface Monitor {

  /**
   * A network of a wish.
   *
   * @param vpc its VPC's id; of one that the wish makes, its primary block
   * @param blocks the blocks that the wish says it has; those that it has in truth count as well
   */
  record Network(String vpc, Set<Cidr> blocks) {
    /** Copies the blocks. */
    public Network {
      requireNonNull(vpc, "vpc");
      blocks = Set.copyOf(blocks);
    }
  }

  /**
   * Two networks that a wish links, and what it lets into each.
   *
   * @param a one network
   * @param b the other network
   * @param intoA what b may send to a
   * @param intoB what a may send to b
   */
  record Link(Network a, Network b, Set<Traffic> intoA, Set<Traffic> intoB) {
    /** Copies the sets. */
    public Link {
      requireNonNull(a, "a");
      requireNonNull(b, "b");
      intoA = Set.copyOf(intoA);
      intoB = Set.copyOf(intoB);
    }
  }

  /**
   * Judges a call before it has its effect.
   *
   * @param call the call
   * @param parameters what it asks for
   * @return what is wrong with it; empty if nothing is
   */
  String judge(Call call, SortedMap<String, String> parameters);

  /**
   * Returns what is wrong with what calls have done, late ones included.
   *
   * @return each in words, with its call; none by default
   */
  default List<String> effects() {
    return List.of();
  }
}
