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
   * A service as those name it who use it.
   *
   * @param service its name
   * @param names the names by which a network is to find it, where zones are made for that
   */
  record Target(String service, Set<String> names) {
    /** Copies the names. */
    public Target {
      requireNonNull(service, "service");
      names = Set.copyOf(names);
    }
  }

  /**
   * The use of a service of others that a wish makes.
   *
   * @param network the network that uses it
   * @param target the service
   * @param traffic what is let through to it
   * @param sources the blocks that may use it; those of the network if there are none
   */
  record Use(Network network, Target target, Set<Traffic> traffic, Set<Cidr> sources) {
    /** Copies the sets. */
    public Use {
      requireNonNull(network, "network");
      requireNonNull(target, "target");
      traffic = Set.copyOf(traffic);
      sources = Set.copyOf(sources);
    }
  }

  /**
   * A service that a wish offers.
   *
   * @param network the network that it is offered from
   * @param backends the ids of what stands behind it
   * @param accounts the accounts that may use it; {@code *} only where the wish consents to that
   * @param regions the regions besides its own from which it may be used
   * @param accepted the ids of others' endpoints that are let in
   * @param rejected the ids of others' endpoints that are cut off
   * @param acceptsAll whether the cloud may let everybody in, by the wish's consent
   */
  record Offering(
      Network network,
      Set<String> backends,
      Set<String> accounts,
      Set<String> regions,
      Set<String> accepted,
      Set<String> rejected,
      boolean acceptsAll) {
    /** Copies the sets. */
    public Offering {
      requireNonNull(network, "network");
      backends = Set.copyOf(backends);
      accounts = Set.copyOf(accounts);
      regions = Set.copyOf(regions);
      accepted = Set.copyOf(accepted);
      rejected = Set.copyOf(rejected);
    }
  }

  /**
   * All that wishes may open.
   *
   * @param links networks that they link
   * @param uses services that they use
   * @param offerings services that they offer
   * @param cutsOff whether one of them consents to cutting off those that use what it offers
   */
  record Wished(List<Link> links, List<Use> uses, List<Offering> offerings, boolean cutsOff) {
    /** Copies the lists. */
    public Wished {
      links = List.copyOf(links);
      uses = List.copyOf(uses);
      offerings = List.copyOf(offerings);
    }

    /**
     * Returns wishes that link networks and nothing else.
     *
     * @param links the links
     * @return the wishes
     */
    public static Wished of(List<Link> links) {
      return new Wished(links, List.of(), List.of(), false);
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

  /** Is told that somebody else has just moved, so that it is known since when something is so. */
  default void noticed() {}

  /**
   * Returns what is wrong with what calls have done, late ones included.
   *
   * @return each in words, with its call; none by default
   */
  default List<String> effects() {
    return List.of();
  }
}
