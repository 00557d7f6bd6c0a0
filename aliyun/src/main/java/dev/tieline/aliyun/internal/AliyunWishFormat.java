package dev.tieline.aliyun.internal;

import dev.tieline.aliyun.AliyunDns;
import dev.tieline.aliyun.AliyunEndpoint;
import dev.tieline.aliyun.AliyunPeering;
import dev.tieline.aliyun.AliyunProvider;
import dev.tieline.aliyun.AliyunService;
import dev.tieline.aliyun.AliyunVpc;
import dev.tieline.net.Traffic;
import dev.tieline.topology.FreeBlock;
import dev.tieline.topology.LinkOption;
import dev.tieline.topology.Network;
import dev.tieline.topology.Peering;
import dev.tieline.topology.ServiceSource;
import dev.tieline.topology.ServiceTarget;
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

  @Override
  public Class<?> targetData() {
    return EndpointForm.class;
  }

  @Override
  public ServiceTarget target(Object data) {
    EndpointForm form = (EndpointForm) data;
    AliyunEndpoint target =
        AliyunEndpoint.service(form.service())
            .zones(form.zones().toArray(String[]::new))
            .vSwitches(form.vSwitches().toArray(String[]::new))
            .groups(form.groups().toArray(String[]::new));
    if (form.bandwidth() != null) {
      target = target.crossRegionBandwidth(form.bandwidth());
    }
    if (form.dns() instanceof EndpointForm.DnsForm.PrivateZone zone) {
      return target.dns(
          zone.zone() == null ? AliyunDns.privateZone() : AliyunDns.privateZone(zone.zone()));
    }
    return form.dns() == null ? target : target.dns(AliyunDns.hosts());
  }

  @Override
  public Class<?> sourceData() {
    return ServiceForm.class;
  }

  @Override
  public ServiceSource source(Object data) {
    ServiceForm form = (ServiceForm) data;
    ServiceForm.ResourceForm first = form.resources().get(0);
    AliyunService source =
        switch (first.type()) {
          case "slb" -> AliyunService.slb(first.id(), first.zone());
          case "alb" -> AliyunService.alb(first.id(), first.zone());
          default -> AliyunService.nlb(first.id(), first.zone());
        };
    for (ServiceForm.ResourceForm more : form.resources().subList(1, form.resources().size())) {
      source = source.and(more.id(), more.zone());
    }
    source = source.listening(form.traffic().toArray(Traffic[]::new));
    source = form.providerPays() ? source.paidByProvider() : source;
    return form.bandwidth() == null ? source : source.bandwidth(form.bandwidth());
  }
}
