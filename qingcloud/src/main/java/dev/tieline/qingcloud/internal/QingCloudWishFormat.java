package dev.tieline.qingcloud.internal;

import dev.tieline.qingcloud.QingCloudBalancer;
import dev.tieline.qingcloud.QingCloudHub;
import dev.tieline.qingcloud.QingCloudProvider;
import dev.tieline.qingcloud.QingCloudVpc;
import dev.tieline.topology.Hub;
import dev.tieline.topology.LinkOption;
import dev.tieline.topology.LoadBalancer;
import dev.tieline.topology.Network;
import dev.tieline.topology.Peering;
import dev.tieline.topology.WishFormat;
import java.util.List;

/**
 * Reads QingCloud's part of a topology back from JSON. Public for {@link java.util.ServiceLoader}.
 */
public final class QingCloudWishFormat implements WishFormat {
  public QingCloudWishFormat() {}

  @Override
  public String cloud() {
    return QingCloudProvider.CLOUD;
  }

  @Override
  public Class<?> networkData() {
    return VpcForm.class;
  }

  @Override
  public Network network(Object data) {
    // rebuilt by the same doors that callers use: what they refuse is refused here, too
    if (data instanceof VpcForm.Managed form) {
      QingCloudVpc.Managed vpc =
          QingCloudVpc.managed(form.account(), form.zone(), form.block().toString())
              .size(form.size());
      for (VpcForm.VxnetForm v : form.vxnets()) {
        vpc =
            v.border() == null
                ? vpc.vxnet(v.name(), v.block().toString())
                : vpc.vxnet(v.name(), v.block().toString(), v.border().toString());
      }
      return vpc;
    }
    VpcForm.Existing form = (VpcForm.Existing) data;
    QingCloudVpc.Existing vpc = QingCloudVpc.existing(form.account(), form.zone(), form.routerId());
    for (VpcForm.VxnetForm v : form.vxnets()) {
      vpc =
          v.border() == null
              ? vpc.vxnet(v.name(), v.block().toString())
              : vpc.vxnet(v.name(), v.block().toString(), v.border().toString());
    }
    return vpc;
  }

  @Override
  public LinkOption<Peering> peeringOption(String text) {
    throw new IllegalArgumentException(
        "peering option: " + text + " (expected: none, since QingCloud has no VPC peering)");
  }

  @Override
  public List<String> peeringOptions() {
    return List.of();
  }

  @Override
  public LinkOption<Hub> hubOption(String text) {
    return QingCloudHub.parse(text);
  }

  @Override
  public LinkOption<LoadBalancer> balancerOption(String text) {
    return QingCloudBalancer.parse(text);
  }
}
