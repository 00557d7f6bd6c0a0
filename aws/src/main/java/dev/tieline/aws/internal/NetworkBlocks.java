package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.Doubles;
import dev.tieline.provider.PrimaryBlocks;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import dev.tieline.topology.FreeBlock;
import dev.tieline.topology.Network;
import java.util.List;
import java.util.Optional;

/** What networks say of their blocks, for who chooses the primary ones. */
record NetworkBlocks(Owner owner, Facts facts) implements PrimaryBlocks.Cloud<Vpc> {
  @Override
  public Class<Vpc> type() {
    return Vpc.class;
  }

  @Override
  public Optional<PrimaryBlocks.Managed> managed(Network network) {
    if (!(network.asData() instanceof VpcForm.Managed form)) {
      return Optional.empty();
    }
    Cidr fixed = form.block() instanceof BlockWish.Fixed wish ? wish.cidr() : null;
    FreeBlock free =
        form.block() instanceof BlockWish.Free wish
            ? new FreeBlock(wish.prefixLength(), wish.within())
            : null;
    return Optional.of(
        new PrimaryBlocks.Managed(
            NetworkCompiler.scope(form), fixed, free, form.secondaryBlocks()));
  }

  @Override
  public List<Cidr> others(Network network) {
    if (network.asData() instanceof VpcForm.Existing existing) {
      return facts.one(Vpc.class, existing.vpcId()).map(Vpc::cidrs).orElse(List.of());
    }
    return network.asData() instanceof VpcForm.Foreign foreign ? foreign.blocks() : List.of();
  }

  @Override
  public Find<Vpc> ours(Address address, Scope scope) {
    return Doubles.choose(Vpcs.marked(owner, address, scope, facts), vpc -> Vpcs.inUse(vpc, facts));
  }
}
