package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.spi.Call;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Scope;
import java.util.ArrayList;
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
record End(
    String network,
    String accountId,
    String region,
    Ref<String> vpc,
    List<BlockRef> blocks,
    boolean foreign) {
  End {
    requireNonNull(network, "network");
    requireNonNull(accountId, "accountId");
    requireNonNull(region, "region");
    requireNonNull(vpc, "vpc");
    blocks = List.copyOf(blocks);
  }

  /** Returns what the cloud will state of it; all that it refers to is known. */
  Side side(Refs refs) {
    return new Side(
        refs.get(vpc),
        accountId,
        region,
        blocks.stream().flatMap(b -> refs.peek(b.cidr()).stream()).toList());
  }

  /**
   * Returns the turn of those who make or accept peerings of its VPC, at whichever end that is: the
   * cloud works on one of a VPC at a time (Conflict.Operation), whoever asks for it, and from
   * where.
   */
  Call.Turn turn(Refs refs) {
    return new Call.Turn(
        new Scope(Realm.CLOUD, accountId, region), PeeringConnections.turn(refs.get(vpc)));
  }

  /** Returns what of a side's place, as the cloud states it, is not as wished. */
  Optional<String> misplaced(Side side, Refs refs) {
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

  /** Returns how the blocks that the cloud states differ from the wished ones. */
  Optional<String> otherBlocks(Side side, Refs refs) {
    Set<Cidr> wished =
        blocks.stream().flatMap(b -> refs.peek(b.cidr()).stream()).collect(Collectors.toSet());
    return wished.equals(Set.copyOf(side.cidrs()))
        ? Optional.empty()
        : Optional.of(
            "blocks " + side.cidrs() + " instead of " + wished.stream().sorted().toList());
  }

  /** Returns the blocks as text, those that are not known yet by what stands for them. */
  List<String> blockTexts(Refs refs) {
    return blocks.stream()
        .map(b -> refs.peek(b.cidr()).map(Cidr::toString).orElseGet(() -> b.cidr().toString()))
        .toList();
  }

  @Override
  public String toString() {
    return vpc + " in " + accountId + "/" + region;
  }
}
