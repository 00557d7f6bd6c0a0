package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.net.Ip;
import dev.tieline.testkit.QingCloudDelay;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A load balancer; one without a vxnet has no address in a private network. */
record Balancer(
    String account,
    String zone,
    String id,
    String name,
    @Nullable String description,
    int type,
    String vxnet,
    @Nullable Ip address,
    List<String> eips,
    String group,
    Life life,
    boolean dirty,
    Published<Serving> rules)
    implements Mortal {

  /** A listener as it works, with its backends. */
  record Serving(Listener listener, List<Backend> backends) {
    Serving {
      backends = List.copyOf(backends);
    }
  }

  Balancer {
    eips = List.copyOf(eips);
  }

  String status(Config config, Instant now) {
    if (life.isEnded(now)) {
      return isCeased(config, now) ? "ceased" : "deleted";
    }
    return now.isBefore(life.ready()) ? "pending" : "active";
  }

  /** Tells whether it cannot be had back. */
  boolean isCeased(Config config, Instant now) {
    return life.ended() != null
        && life.isEnded(now)
        && config.isOver(life.ended(), QingCloudDelay.RECYCLE_BIN, now);
  }

  boolean isApplied(Instant now) {
    return !dirty && !now.isBefore(rules.from());
  }

  Balancer named(String newName, @Nullable String newDescription, String newGroup) {
    return new Balancer(
        account,
        zone,
        id,
        newName,
        newDescription,
        type,
        vxnet,
        address,
        eips,
        newGroup,
        life,
        dirty,
        rules);
  }

  Balancer with(Life newLife, boolean nowDirty, Published<Serving> newRules) {
    return new Balancer(
        account,
        zone,
        id,
        name,
        description,
        type,
        vxnet,
        address,
        eips,
        group,
        newLife,
        nowDirty,
        newRules);
  }

  Balancer living(Life newLife) {
    return with(newLife, dirty, rules);
  }

  Balancer touched() {
    return with(life, true, rules);
  }

  Balancer without(List<String> lost, Life newLife) {
    return new Balancer(
        account,
        zone,
        id,
        name,
        description,
        type,
        vxnet,
        address,
        eips.stream().filter(eip -> !lost.contains(eip)).toList(),
        group,
        newLife,
        dirty,
        rules);
  }
}
