package dev.tieline.provider;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One end of a wished peering connection.
 *
 * @param network its name in the topology
 * @param accountId the cloud's own id of its account
 * @param region its region
 * @param vpc the id of its VPC
 * @param blocks all blocks of it
 * @param foreign whether we hold no credentials for it
 */
public record End(
    String network,
    String accountId,
    String region,
    Ref<String> vpc,
    List<BlockRef> blocks,
    boolean foreign) {
  /** Checks that nothing is missing. */
  public End {
    requireNonNull(network, "network");
    requireNonNull(accountId, "accountId");
    requireNonNull(region, "region");
    requireNonNull(vpc, "vpc");
    blocks = List.copyOf(blocks);
  }

  /**
   * Returns what of a side's place, as the cloud states it, is not as wished.
   *
   * @param side the side
   * @param refs the values that are known
   * @return the differences in words; empty if there are none
   */
  public Optional<String> misplaced(PeeringSide side, Refs refs) {
    List<String> found = new ArrayList<>();
    Optional<String> id = refs.peek(vpc);
    if (id.isPresent() && !side.vpc().equals(id.get())) {
      found.add("VPC " + side.vpc() + " instead of " + id.get());
    }
    if (!side.accountId().equals(accountId)) {
      found.add("account " + side.accountId() + " instead of " + accountId);
    }
    if (!side.region().equals(region)) {
      found.add("region " + side.region() + " instead of " + region);
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", found));
  }

  /**
   * Returns how the blocks that the cloud states differ from the wished ones.
   *
   * @param side the side
   * @param refs the values that are known
   * @return the difference in words; empty if there is none
   */
  public Optional<String> otherBlocks(PeeringSide side, Refs refs) {
    Set<Cidr> wished =
        blocks.stream()
            .flatMap(b -> refs.peek(b.cidr()).stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return wished.equals(Set.copyOf(side.cidrs()))
        ? Optional.empty()
        : Optional.of(
            "blocks " + side.cidrs() + " instead of " + wished.stream().sorted().toList());
  }

  /**
   * Returns the blocks as text, those that are not known yet by what stands for them.
   *
   * @param refs the values that are known
   * @return in order of the blocks
   */
  public List<String> blockTexts(Refs refs) {
    return blocks.stream()
        .map(b -> refs.peek(b.cidr()).map(Cidr::toString).orElseGet(() -> b.cidr().toString()))
        .toList();
  }

  /**
   * Returns the blocks that are known.
   *
   * @param refs the values that are known
   * @return in order of the blocks
   */
  public List<Cidr> knownBlocks(Refs refs) {
    return blocks.stream().flatMap(b -> refs.peek(b.cidr()).stream()).toList();
  }

  @Override
  public String toString() {
    return vpc + " in " + accountId + "/" + region;
  }
}
