package dev.tieline.aws.internal;

import dev.tieline.aws.AwsPeering;
import dev.tieline.aws.AwsProvider;
import dev.tieline.aws.AwsVpc;
import dev.tieline.topology.FreeBlock;
import dev.tieline.topology.LinkOption;
import dev.tieline.topology.Network;
import dev.tieline.topology.Peering;
import dev.tieline.topology.WishFormat;
import java.util.List;

/** Reads AWS's part of a topology back from JSON. Public for {@link java.util.ServiceLoader}. */
public final class AwsWishFormat implements WishFormat {
  public AwsWishFormat() {}

  @Override
  public String cloud() {
    return AwsProvider.CLOUD;
  }

  @Override
  public Class<?> networkData() {
    return VpcForm.class;
  }

  @Override
  public Network network(Object data) {
    // rebuilt by the same doors that callers use: what they refuse is refused here, too
    if (data instanceof VpcForm.Managed form) {
      AwsVpc.Managed vpc =
          form.block() instanceof BlockWish.Fixed fixed
              ? AwsVpc.managed(form.account(), form.region(), fixed.cidr().toString())
              : AwsVpc.managed(form.account(), form.region(), free(form.block()));
      for (VpcForm.SubnetForm subnet : form.subnets()) {
        vpc =
            subnet.block() instanceof BlockWish.Fixed fixed
                ? vpc.subnet(subnet.name(), fixed.cidr().toString(), subnet.zone())
                : vpc.subnet(subnet.name(), free(subnet.block()), subnet.zone());
      }
      for (var block : form.secondaryBlocks()) {
        vpc = vpc.secondaryBlock(block.toString());
      }
      for (VpcForm.TableForm table : form.tables()) {
        vpc = vpc.routeTable(table.name(), table.subnets().toArray(String[]::new));
      }
      vpc = form.ipv6() ? vpc.ipv6() : vpc;
      return form.dnsHostnames() ? vpc.dnsHostnames() : vpc;
    }
    if (data instanceof VpcForm.Existing form) {
      AwsVpc.Existing vpc = AwsVpc.existing(form.account(), form.region(), form.vpcId());
      for (VpcForm.SubnetForm subnet : form.subnets()) {
        vpc =
            subnet.block() instanceof BlockWish.Fixed fixed
                ? vpc.subnet(subnet.name(), fixed.cidr().toString(), subnet.zone())
                : vpc.subnet(subnet.name(), free(subnet.block()), subnet.zone());
      }
      for (VpcForm.AssociationForm association : form.associations()) {
        vpc = vpc.associate(association.subnet(), association.table());
      }
      return vpc;
    }
    VpcForm.Foreign form = (VpcForm.Foreign) data;
    return AwsVpc.foreign(
        form.account(),
        form.region(),
        form.vpcId(),
        form.blocks().stream().map(Object::toString).toArray(String[]::new));
  }

  private static FreeBlock free(BlockWish block) {
    BlockWish.Free free = (BlockWish.Free) block;
    return new FreeBlock(free.prefixLength(), free.within());
  }

  @Override
  public LinkOption<Peering> peeringOption(String text) {
    return AwsPeering.parse(text);
  }

  @Override
  public List<String> peeringOptions() {
    return PeeringOptions.TEXTS;
  }
}
