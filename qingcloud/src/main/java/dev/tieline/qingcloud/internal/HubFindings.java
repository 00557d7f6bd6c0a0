package dev.tieline.qingcloud.internal;

import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.provider.NetworkFindings;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.topology.Hub;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** What can be wrong with a hub's members and their vxnets. */
final class HubFindings {
  private final Hub hub;
  private final Facts facts;
  private final Graph.Builder out;

  HubFindings(Hub hub, Facts facts, Graph.Builder out) {
    this.hub = hub;
    this.facts = facts;
    this.out = out;
  }

  private void error(String code, String what, String why, String remedy) {
    out.finding(NetworkFindings.error(code, hub.address(), what, why, remedy));
  }

  /** Whether a member's network is not known, so that nothing of the hub can be told. */
  boolean unusable(Map<String, Compiled> networks) {
    Optional<Compiled> broken =
        hub.networks().stream()
            .flatMap(name -> Optional.ofNullable(networks.get(name)).stream())
            .filter(network -> network.broken() != null)
            .findFirst();
    broken.ifPresent(
        network ->
            error(
                QingCloudFindings.NETWORK_UNUSABLE,
                "network " + network.name() + " can not be used: " + network.broken(),
                "What is there of the hub stays as it is, since what it needs is not known",
                "Do what the finding about the network says, then apply again"));
    return broken.isPresent();
  }

  /** The vxnets of a network that take part: those that are named, or all. */
  List<VxnetRef> chosen(Hub.Member member, Compiled network) {
    if (member.subnets().isEmpty()) {
      return network.vxnets();
    }
    List<VxnetRef> chosen = new ArrayList<>();
    for (String name : member.subnets()) {
      List<VxnetRef> called = network.vxnets().stream().filter(v -> isCalled(v, name)).toList();
      if (called.size() == 1) {
        if (!chosen.contains(called.get(0))) {
          chosen.add(called.get(0));
        }
      } else {
        notFound(network, name, called.size());
      }
    }
    return chosen;
  }

  private static boolean isCalled(VxnetRef vxnet, String name) {
    return name.equals(vxnet.label()) || name.equals(vxnet.name());
  }

  private void notFound(Compiled network, String name, int count) {
    Optional<Vxnet> elsewhere =
        facts.all(Vxnet.class).stream()
            .filter(v -> v.id().equals(name) || v.name().equals(name))
            .findFirst();
    if (count == 0 && elsewhere.isPresent()) {
      Vxnet there = elsewhere.get();
      error(
          QingCloudFindings.VXNET_ELSEWHERE,
          "vxnet "
              + name
              + ", named for network "
              + network.name()
              + " in "
              + network.scope().region()
              + ", is in zone "
              + there.scope().region()
              + (there.router().isEmpty() ? " and in no VPC" : ", in VPC " + there.router()),
          "A border router joins vxnets of its own zone alone, and each member names its own",
          "Name it for the network that it is in");
      return;
    }
    error(
        QingCloudFindings.VXNET_NOT_FOUND,
        "network "
            + network.name()
            + " has "
            + (count == 0 ? "no" : count)
            + " vxnets called "
            + name
            + " (there are: "
            + String.join(", ", network.vxnets().stream().map(VxnetRef::label).toList())
            + ")",
        "Those that are named join the border router, and no others",
        "Name a vxnet of this network by its name in the wish, or its id");
  }

  /** Whether the border's address is free in vxnets that are not ours. */
  void borderAddresses(List<HubMember> members, BiPredicate<HubMember, VxnetRef> joined) {
    for (HubMember member : members) {
      for (VxnetRef vxnet : member.vxnets()) {
        RouterVxnet there = vxnet.there();
        if (there != null && !joined.test(member, vxnet)) {
          taken(there, vxnet);
          given(there, vxnet);
        }
      }
    }
  }

  private void taken(RouterVxnet there, VxnetRef vxnet) {
    facts.find(Instance.class, new QingCloudKeys.InVxnet(there.vxnet())).stream()
        .filter(i -> i.nics().stream().anyMatch(n -> n.has(vxnet.border())))
        .findFirst()
        .ifPresent(
            machine ->
                error(
                    QingCloudFindings.BORDER_ADDRESS_TAKEN,
                    "instance "
                        + machine.id()
                        + " has "
                        + vxnet.border()
                        + " in vxnet "
                        + there.vxnet(),
                    "The border router gets this address in the vxnet, as all do by default",
                    "Give the instance another address, or leave the vxnet out"));
  }

  private void given(RouterVxnet there, VxnetRef vxnet) {
    if (there.gives(vxnet.border())) {
      out.finding(
          new Finding(
              QingCloudFindings.BORDER_ADDRESS_IN_DHCP,
              Severity.WARNING,
              hub.address(),
              "DHCP may give "
                  + vxnet.border()
                  + ", the border router's address in vxnet "
                  + there.vxnet()
                  + ", to a machine (it gives "
                  + there.dynStart()
                  + " to "
                  + there.dynEnd()
                  + ")",
              "Two that have one address hear each other's packets",
              "End the range of DHCP before it, in the console"));
    }
  }
}
