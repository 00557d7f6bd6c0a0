package dev.tieline.aliyun.internal;

import dev.tieline.net.Cidr;
import dev.tieline.net.CidrPool;
import dev.tieline.net.CidrSet;
import dev.tieline.provider.Addresses;
import dev.tieline.provider.Marks;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Link;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The primary blocks of the managed networks of a topology: given, read from our VPC, or chosen.
 * The same wish and facts give the same choice always, and once the VPC is there its block is read
 * from it and never chosen again.
 */
final class PrimaryBlocks {
  /**
   * A block.
   *
   * @param cidr the block
   * @param vpc our VPC, if it is there
   * @param formerly the address in its mark, if that is of a network that was renamed since
   */
  record Primary(Cidr cidr, @Nullable Vpc vpc, @Nullable Address formerly) {}

  private final Owner owner;
  private final Topology topology;
  private final Facts facts;
  private final Map<String, Primary> primaries = new LinkedHashMap<>();
  private final List<Cidr> chosen = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();

  private PrimaryBlocks(Owner owner, Topology topology, Facts facts) {
    this.owner = owner;
    this.topology = topology;
    this.facts = facts;
  }

  /** Returns the blocks by the networks' names; one for which no block is free is missing. */
  static Map<String, Primary> of(Owner owner, Topology topology, Facts facts) {
    PrimaryBlocks blocks = new PrimaryBlocks(owner, topology, facts);
    blocks.resolve();
    return blocks.primaries;
  }

  private void resolve() {
    Map<String, VpcForm.Managed> open = new LinkedHashMap<>();
    topology
        .networks()
        .forEach(
            (name, network) -> {
              if (network.asData() instanceof VpcForm.Managed form && !known(name, form)) {
                open.put(name, form);
              }
            });
    Map<String, VpcForm.Managed> free = new LinkedHashMap<>();
    open.forEach(
        (name, form) -> {
          Optional<Vpc> renamed = renamed(form);
          if (renamed.isPresent()) {
            Vpc vpc = renamed.get();
            taken.add(vpc.id());
            put(name, vpc.primary(), vpc, Marks.address(owner, vpc.tags()).orElse(null));
          } else if (form.block() instanceof BlockWish.Fixed fixed) {
            put(name, fixed.cidr(), null, null);
          } else {
            free.put(name, form);
          }
        });
    Map<String, Set<String>> linked = linked();
    free.forEach((name, form) -> choose(name, form, linked.getOrDefault(name, Set.of())));
  }

  private void put(String name, Cidr cidr, @Nullable Vpc vpc, @Nullable Address formerly) {
    primaries.put(name, new Primary(cidr, vpc, formerly));
  }

  private boolean known(String name, VpcForm.Managed form) {
    List<Vpc> marked =
        Vpcs.marked(owner, Addresses.network(name), NetworkCompiler.scope(form), facts);
    if (Vpcs.choose(marked, vpc -> Vpcs.inUse(vpc, facts)) instanceof Find.Ours<Vpc> ours) {
      Vpc vpc = ours.object();
      // A given block stands, so that a difference from the VPC's is found where they are compared.
      Cidr cidr = form.block() instanceof BlockWish.Fixed fixed ? fixed.cidr() : vpc.primary();
      put(name, cidr, vpc, null);
      return true;
    }
    return false;
  }

  /** Returns our only VPC that fits and whose network is not in the wish any more. */
  private Optional<Vpc> renamed(VpcForm.Managed form) {
    List<Vpc> candidates = new ArrayList<>();
    for (Vpc vpc : facts.find(Vpc.class, new Keys.OwnedBy(owner))) {
      Optional<Address> address = Marks.address(owner, vpc.tags());
      if (vpc.scope().equals(NetworkCompiler.scope(form))
          && !taken.contains(vpc.id())
          && address.isPresent()
          && Marks.made(owner, vpc.tags())
          && Addresses.isNetwork(address.get())
          && !topology.networks().containsKey(Addresses.name(address.get()))
          && fits(form.block(), vpc.primary())) {
        candidates.add(vpc);
      }
    }
    return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
  }

  private static boolean fits(BlockWish wish, Cidr cidr) {
    if (wish instanceof BlockWish.Free free) {
      return cidr.prefixLength() == free.prefixLength() && free.within().contains(cidr);
    }
    return wish instanceof BlockWish.Fixed fixed && fixed.cidr().equals(cidr);
  }

  private Map<String, Set<String>> linked() {
    Map<String, Set<String>> linked = new HashMap<>();
    for (Link link : topology.links().values()) {
      for (String network : link.networks()) {
        linked.computeIfAbsent(network, n -> new LinkedHashSet<>()).addAll(link.networks());
      }
    }
    return linked;
  }

  private void choose(String name, VpcForm.Managed form, Set<String> linked) {
    Scope scope = NetworkCompiler.scope(form);
    if (!(form.block() instanceof BlockWish.Free wish)
        || facts.unreadable(scope, Vpc.class).isPresent()) {
      return;
    }
    List<Cidr> used = new ArrayList<>(chosen);
    used.addAll(form.secondaryBlocks());
    facts.find(Vpc.class, new Keys.In(scope)).forEach(vpc -> used.addAll(vpc.cidrs()));
    linked.forEach(other -> used.addAll(blocks(other)));
    firstFree(wish.within(), wish.prefixLength(), used)
        .ifPresent(
            cidr -> {
              chosen.add(cidr);
              put(name, cidr, null, null);
            });
  }

  private List<Cidr> blocks(String network) {
    Object form = topology.network(network).asData();
    List<Cidr> blocks = new ArrayList<>();
    if (form instanceof VpcForm.Managed managed) {
      blocks.addAll(managed.secondaryBlocks());
      Primary primary = primaries.get(network);
      if (primary != null) {
        blocks.add(primary.cidr());
      }
    } else if (form instanceof VpcForm.Existing existing) {
      facts.one(Vpc.class, existing.vpcId()).ifPresent(vpc -> blocks.addAll(vpc.cidrs()));
    } else if (form instanceof VpcForm.Foreign foreign) {
      blocks.addAll(foreign.blocks());
    }
    return blocks;
  }

  /** Returns the lowest free IPv4 block of a size. */
  static Optional<Cidr> firstFree(CidrSet within, int prefixLength, Collection<Cidr> used) {
    List<Cidr> bounds = within.cidrs().stream().filter(Cidr::isV4).toList();
    return CidrPool.within(CidrSet.copyOf(bounds)).minus(used).firstFree(prefixLength);
  }
}
