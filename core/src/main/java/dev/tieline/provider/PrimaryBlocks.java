package dev.tieline.provider;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.net.CidrPool;
import dev.tieline.net.CidrSet;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import dev.tieline.topology.FreeBlock;
import dev.tieline.topology.Link;
import dev.tieline.topology.Network;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The primary blocks of the managed networks of a topology: given, read from our VPC, or chosen.
 * The same wish and facts give the same choice always, and once the VPC is there its block is read
 * from it and never chosen again.
 *
 * @param <V> the provider's type of VPCs
 */
public final class PrimaryBlocks<V extends VpcView> {
  private final Owner owner;
  private final Topology topology;
  private final Facts facts;
  private final Cloud<V> cloud;
  private final Map<String, Primary<V>> primaries = new LinkedHashMap<>();
  private final List<Cidr> chosen = new ArrayList<>();
  private final Set<String> taken = new TreeSet<>();

  /**
   * A block.
   *
   * @param cidr the block
   * @param vpc our VPC; null if it is not there
   * @param formerly the address in its mark, if that is of a network that was renamed since; else
   *     null
   * @param <V> the provider's type of VPCs
   */
  public record Primary<V>(Cidr cidr, @Nullable V vpc, @Nullable Address formerly) {}

  /**
   * What a managed network says of its blocks.
   *
   * @param scope where its VPC is, or will be
   * @param fixed its primary block; null if a free one is to be chosen
   * @param free what to choose it from; null if it is given
   * @param secondary its other blocks
   */
  public record Managed(
      Scope scope, @Nullable Cidr fixed, @Nullable FreeBlock free, List<Cidr> secondary) {
    /** Copies the other blocks. */
    public Managed {
      requireNonNull(scope, "scope");
      secondary = List.copyOf(secondary);
    }

    boolean fits(Cidr cidr) {
      return free == null
          ? fixed != null && fixed.equals(cidr)
          : cidr.prefixLength() == free.prefixLength() && free.within().contains(cidr);
    }
  }

  /**
   * What a cloud's networks say of their blocks.
   *
   * @param <V> the provider's type of VPCs
   */
  public interface Cloud<V> {
    /**
     * Returns the type under which VPCs are filed.
     *
     * @return the provider's type
     */
    Class<V> type();

    /**
     * Returns what a managed network says.
     *
     * @param network the network
     * @return its blocks; empty of one that we do not make
     */
    Optional<Managed> managed(Network network);

    /**
     * Returns the blocks of a network that we do not make, as far as they are known.
     *
     * @param network the network
     * @return its blocks
     */
    List<Cidr> others(Network network);

    /**
     * Returns our VPC at an address.
     *
     * @param address the network's address
     * @param scope where it is
     * @return the VPC that stays
     */
    Find<V> ours(Address address, Scope scope);

    /**
     * Returns whether a VPC that bears the mark of a network which is gone may be that of a renamed
     * one.
     *
     * @param vpc the VPC
     * @return true by default
     */
    default boolean mayBeRenamed(V vpc) {
      return true;
    }
  }

  private PrimaryBlocks(Owner owner, Topology topology, Facts facts, Cloud<V> cloud) {
    this.owner = owner;
    this.topology = topology;
    this.facts = facts;
    this.cloud = cloud;
  }

  /**
   * Returns the blocks.
   *
   * @param owner who wishes
   * @param topology the wish
   * @param facts what the survey found
   * @param cloud what the networks say
   * @param <V> the provider's type of VPCs
   * @return by the networks' names; one for which no block is free is missing
   */
  public static <V extends VpcView> Map<String, Primary<V>> of(
      Owner owner, Topology topology, Facts facts, Cloud<V> cloud) {
    PrimaryBlocks<V> blocks = new PrimaryBlocks<>(owner, topology, facts, cloud);
    blocks.resolve();
    return blocks.primaries;
  }

  private void resolve() {
    Map<String, Managed> open = new LinkedHashMap<>();
    topology
        .networks()
        .forEach(
            (name, network) ->
                cloud
                    .managed(network)
                    .filter(wish -> !known(name, wish))
                    .ifPresent(wish -> open.put(name, wish)));
    Map<String, Managed> free = new LinkedHashMap<>();
    open.forEach(
        (name, wish) -> {
          Optional<V> renamed = renamed(wish);
          if (renamed.isPresent()) {
            V vpc = renamed.get();
            taken.add(vpc.id());
            put(name, vpc.primary(), vpc, Marks.address(owner, vpc.tags()).orElse(null));
          } else if (wish.fixed() != null) {
            put(name, wish.fixed(), null, null);
          } else {
            free.put(name, wish);
          }
        });
    Map<String, Set<String>> linked = linked();
    free.forEach((name, wish) -> choose(name, wish, linked.getOrDefault(name, Set.of())));
  }

  private void put(String name, Cidr cidr, @Nullable V vpc, @Nullable Address formerly) {
    primaries.put(name, new Primary<>(cidr, vpc, formerly));
  }

  private boolean known(String name, Managed wish) {
    if (cloud.ours(Addresses.network(name), wish.scope()) instanceof Find.Ours<V> ours) {
      V vpc = ours.object();
      // A given block stands, so that a difference from the VPC's is found where they are compared.
      put(name, wish.fixed() != null ? wish.fixed() : vpc.primary(), vpc, null);
      return true;
    }
    return false;
  }

  /** Returns our only VPC that fits and whose network is not in the wish any more. */
  private Optional<V> renamed(Managed wish) {
    List<V> candidates = new ArrayList<>();
    for (V vpc : facts.find(cloud.type(), new Keys.OwnedBy(owner))) {
      Optional<Address> address = Marks.address(owner, vpc.tags());
      if (vpc.scope().equals(wish.scope())
          && !taken.contains(vpc.id())
          && address.isPresent()
          && cloud.mayBeRenamed(vpc)
          && Addresses.isNetwork(address.get())
          && !topology.networks().containsKey(Addresses.name(address.get()))
          && wish.fits(vpc.primary())) {
        candidates.add(vpc);
      }
    }
    return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
  }

  private Map<String, Set<String>> linked() {
    Map<String, Set<String>> linked = new TreeMap<>();
    for (Link link : topology.links().values()) {
      for (String network : link.networks()) {
        linked.computeIfAbsent(network, n -> new LinkedHashSet<>()).addAll(link.networks());
      }
    }
    return linked;
  }

  private void choose(String name, Managed wish, Set<String> linked) {
    FreeBlock free = wish.free();
    if (free == null || facts.unreadable(wish.scope(), cloud.type()).isPresent()) {
      return;
    }
    List<Cidr> used = new ArrayList<>(chosen);
    used.addAll(wish.secondary());
    facts.find(cloud.type(), new Keys.In(wish.scope())).forEach(vpc -> used.addAll(vpc.cidrs()));
    linked.forEach(other -> used.addAll(blocks(other)));
    used.addAll(reserved(name, linked));
    firstFree(free.within(), free.prefixLength(), used)
        .ifPresent(
            cidr -> {
              chosen.add(cidr);
              put(name, cidr, null, null);
            });
  }

  /** The blocks that must not meet the networks they are reserved against. */
  private List<Cidr> reserved(String name, Set<String> linked) {
    return topology.reserved().stream()
        .filter(r -> linked.contains(r.network()) && !r.network().equals(name))
        .flatMap(r -> r.blocks().cidrs().stream())
        .toList();
  }

  private List<Cidr> blocks(String name) {
    Network network = topology.network(name);
    Optional<Managed> managed = cloud.managed(network);
    if (managed.isEmpty()) {
      return cloud.others(network);
    }
    List<Cidr> blocks = new ArrayList<>(managed.get().secondary());
    Primary<V> primary = primaries.get(name);
    if (primary != null) {
      blocks.add(primary.cidr());
    }
    return blocks;
  }

  /**
   * Returns the lowest free IPv4 block of a size.
   *
   * @param within the bounds
   * @param prefixLength the size
   * @param used what is not free
   * @return the block; empty if none is free
   */
  public static Optional<Cidr> firstFree(CidrSet within, int prefixLength, Collection<Cidr> used) {
    List<Cidr> bounds = within.cidrs().stream().filter(Cidr::isV4).toList();
    return CidrPool.within(CidrSet.copyOf(bounds)).minus(used).firstFree(prefixLength);
  }
}
