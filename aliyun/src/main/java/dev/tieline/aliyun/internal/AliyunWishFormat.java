package dev.tieline.aliyun.internal;

import dev.tieline.aliyun.AliyunPeering;
import dev.tieline.aliyun.AliyunProvider;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.topology.FreeBlock;
import dev.tieline.topology.LinkOption;
import dev.tieline.topology.Network;
import dev.tieline.topology.Peering;
import dev.tieline.topology.WishFormat;
import java.util.List;

/**
 * Reads Alibaba Cloud's part of a topology back from JSON. Public for {@link
 * java.util.ServiceLoader}.
 */
public final class AliyunWishFormat implements WishFormat {
  public AliyunWishFormat() {}

  @Override
  public String cloud() {
    return AliyunProvider.CLOUD;
  }

  @Override
  public Class<?> networkData() {
    return VpcForm.class;
  }

  @Override
  public Network network(Object data) {
    // rebuilt by the same doors that callers use: what they refuse is refused here, too
    if (data instanceof VpcForm.Managed form) {
      AliyunVpc.Managed vpc =
          form.block() instanceof BlockWish.Fixed fixed
              ? AliyunVpc.managed(form.account(), form.region(), fixed.cidr().toString())
              : AliyunVpc.managed(form.account(), form.region(), free(form.block()));
      for (VpcForm.VSwitchForm vSwitch : form.vSwitches()) {
        vpc =
            vSwitch.block() instanceof BlockWish.Fixed fixed
                ? vpc.vSwitch(vSwitch.name(), fixed.cidr().toString(), vSwitch.zone())
                : vpc.vSwitch(vSwitch.name(), free(vSwitch.block()), vSwitch.zone());
      }
      for (var block : form.secondaryBlocks()) {
        vpc = vpc.secondaryBlock(block.toString());
      }
      for (var block : form.userBlocks()) {
        vpc = vpc.userBlock(block.toString());
      }
      for (VpcForm.TableForm table : form.tables()) {
        vpc = vpc.routeTable(table.name(), table.vSwitches().toArray(String[]::new));
      }
      return vpc;
    }
    if (data instanceof VpcForm.Existing form) {
      AliyunVpc.Existing vpc = AliyunVpc.existing(form.account(), form.region(), form.vpcId());
      for (VpcForm.VSwitchForm vSwitch : form.vSwitches()) {
        vpc =
            vSwitch.block() instanceof BlockWish.Fixed fixed
                ? vpc.vSwitch(vSwitch.name(), fixed.cidr().toString(), vSwitch.zone())
                : vpc.vSwitch(vSwitch.name(), free(vSwitch.block()), vSwitch.zone());
      }
      return vpc;
    }
    VpcForm.Foreign form = (VpcForm.Foreign) data;
    return AliyunVpc.foreign(
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
    return AliyunPeering.parse(text);
  }

  @Override
  public List<String> peeringOptions() {
    return PeeringOptions.TEXTS;
  }
}
