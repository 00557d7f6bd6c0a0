package dev.tieline.aliyun.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Addresses;
import dev.tieline.provider.Claims;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Marks;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Query;
import dev.tieline.spi.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Tags on our VPCs that say which of their secondary blocks are ours, since somebody else may have
 * added one. Each is written before its block and removed after it.
 */
final class BlockClaims extends LabelKind<Vpc> {
  BlockClaims() {
    super(Vpc.class);
  }

  @Override
  public String name() {
    return "block claim";
  }

  @Override
  String key(Owner owner, MarkWish wish) {
    return Claims.key(owner, block(wish.link()));
  }

  /** Returns the address that a claim names: its block's, which tells the block. */
  static Address of(Address network, Cidr block) {
    return network.child("block." + block);
  }

  private static Cidr block(Address address) {
    return Cidr.parse(Addresses.name(address).replace('-', '/'));
  }

  @Override
  Query<Vpc> holders(Scope scope, Collection<String> ids) {
    return VpcMarks.vpcs(scope, ids);
  }

  @Override
  TagCalls tagCalls() {
    return TagCalls.OF_VPCS;
  }

  /** That it is there is enough: the name of the network in it may be an old one. */
  @Override
  boolean isAs(String found, String wished) {
    return true;
  }

  @Override
  public boolean isEvidence() {
    return true;
  }

  /** Without its block, which may yet come: by a lost call, or when the readers have caught up. */
  @Override
  public boolean isLoneEvidence(Label claim, Facts facts) {
    return facts.find(Vpc.class, claim.holder()).stream()
        .flatMap(vpc -> VpcBlocks.in(vpc).stream())
        .noneMatch(block -> block.claims().contains(claim.key()));
  }

  @Override
  public List<Owned<Label>> owned(Owner owner, Facts facts) {
    List<Owned<Label>> owned = new ArrayList<>();
    for (Vpc vpc : facts.find(Vpc.class, new Keys.OwnedBy(owner))) {
      for (Cidr block : Claims.blocks(owner, vpc.tags()).keySet()) {
        Marks.address(owner, vpc.tags())
            .ifPresent(
                network ->
                    label(vpc, Claims.key(owner, block))
                        .ifPresent(
                            l ->
                                owned.add(
                                    new Owned<>(
                                        network.child("block-claim." + block), vpc.scope(), l))));
      }
    }
    owned.sort(Comparator.comparing(Owned::address));
    return owned;
  }
}
