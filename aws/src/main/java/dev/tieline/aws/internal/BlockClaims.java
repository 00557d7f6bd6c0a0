package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Claims;
import dev.tieline.provider.Keys;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Query;
import dev.tieline.spi.Scope;
import java.util.Collection;
import java.util.List;

/**
 * Claims on VPCs: tags that say which of the blocks beside the primary one are ours. Written before
 * the block is associated, removed after it.
 */
final class BlockClaims extends NetworkLabels<Vpc> {
  BlockClaims() {
    super(Vpc.class, "block-claim");
  }

  @Override
  public String name() {
    return "block claim";
  }

  @Override
  String key(Owner owner, String block) {
    return Claims.key(owner, Cidr.parse(block));
  }

  @Override
  Collection<String> subjects(Owner owner, Tags tags) {
    return Claims.blocks(owner, tags).keySet().stream().map(Cidr::toString).toList();
  }

  @Override
  Object evidence(Owner owner) {
    return new Keys.ClaimedBy(owner);
  }

  @Override
  Query<Label> list(Scope scope, Collection<String> holders) {
    return Flat.of(Lists.vpcs(scope, new Lists.By("vpc-id", holders)), LabelKind::labels);
  }

  /** Without its block, which may yet come: by a lost call, or when reads have caught up. */
  @Override
  public boolean isLoneEvidence(Label claim, Facts facts) {
    return facts.find(Vpc.class, claim.holder()).stream()
        .flatMap(vpc -> VpcBlocks.there(vpc).stream())
        .noneMatch(block -> block.claims().contains(claim.key()));
  }

  @Override
  public Collection<Class<?>> sources() {
    return List.of(Vpc.class);
  }
}
