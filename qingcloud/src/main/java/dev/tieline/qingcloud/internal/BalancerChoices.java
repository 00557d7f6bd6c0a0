package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Keys;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Refs;
import dev.tieline.topology.LoadBalancer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a load balancer names that is there already: its vxnet, public address and group. */
final class BalancerChoices {
  private static final Set<String> BINDABLE = Set.of("available", "associated");

  private final LoadBalancer link;
  private final Compiled home;
  private final Facts facts;
  private final Refs refs;
  private final BalancerFindings findings;
  private @Nullable String group;

  BalancerChoices(
      LoadBalancer link, Compiled home, Facts facts, Refs refs, BalancerFindings findings) {
    this.link = link;
    this.home = home;
    this.facts = facts;
    this.refs = refs;
    this.findings = findings;
  }

  /** The vxnet that it is in; empty, with a finding, if that can not be told. */
  Optional<VxnetRef> vxnet() {
    List<String> there = home.vxnets().stream().map(VxnetRef::label).toList();
    if (link.subnet().isEmpty()) {
      if (home.vxnets().size() == 1) {
        return Optional.of(home.vxnets().get(0));
      }
      findings.vxnetNotChosen(there);
      return Optional.empty();
    }
    Optional<VxnetRef> named =
        home.vxnets().stream().filter(v -> v.isCalled(link.subnet(), refs)).findFirst();
    if (named.isEmpty()) {
      findings.vxnetNotFound(link.subnet(), there);
    }
    return named;
  }

  /** The chosen group; null if it gets one of its own. */
  @Nullable String group() {
    return group;
  }

  /** Whether address and group can be used by the balancer, which may be there already. */
  boolean isUsable(Optional<Balancer> balancer) {
    boolean usable = true;
    if (link.front() instanceof LoadBalancer.Front.Adopted adopted) {
      usable = isUsable(adopted.id(), balancer);
    }
    if (!link.groups().isEmpty()) {
      usable &= isGroup(link.groups().get(0));
    }
    return usable;
  }

  private boolean isUsable(String id, Optional<Balancer> balancer) {
    if (facts.unreadable(home.scope(), Eip.class).isPresent()) {
      return true; // other findings tell of it
    }
    Optional<Eip> eip =
        facts.find(Eip.class, id).stream().filter(e -> e.scope().equals(home.scope())).findFirst();
    if (eip.isEmpty()) {
      findings.addressNotFound(id, home.scope().region());
      return false;
    }
    String by = eip.get().resource();
    boolean ours = by.isEmpty() || balancer.filter(b -> b.id().equals(by)).isPresent();
    Progress progress = eip.get().progress();
    if (!ours || !(BINDABLE.contains(progress.status()) || progress.moving())) {
      findings.addressInUse(id, progress.status(), by);
      return false;
    }
    return true;
  }

  private boolean isGroup(String called) {
    List<SecurityGroup> found =
        facts.find(SecurityGroup.class, new Keys.In(home.scope())).stream()
            .filter(g -> g.id().equals(called) || g.name().equals(called))
            .toList();
    if (found.size() != 1) {
      findings.groupNotFound(called, found.size());
      return false;
    }
    group = found.get(0).id();
    return true;
  }
}
