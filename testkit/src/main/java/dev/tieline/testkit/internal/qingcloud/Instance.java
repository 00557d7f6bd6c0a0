package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.net.Ip;
import dev.tieline.testkit.QingCloudDelay;
import java.time.Instant;

/** An instance: a state and an address; nothing runs. The group is empty for none. */
record Instance(
    String account,
    String zone,
    String id,
    String name,
    String vxnet,
    Ip address,
    String type,
    String image,
    String group,
    Life life,
    boolean ceased)
    implements Mortal {

  String status(Config config, Instant now) {
    if (life.ended() != null && life.isEnded(now)) {
      return isCeased(config, now) ? "ceased" : "terminated";
    }
    return now.isBefore(life.ready()) ? "pending" : "running";
  }

  /** Tells whether it has gone for good. */
  boolean isCeased(Config config, Instant now) {
    return life.ended() != null
        && life.isEnded(now)
        && (ceased || config.isOver(life.ended(), QingCloudDelay.RECYCLE_BIN, now));
  }

  Instance guarded(String newGroup) {
    return new Instance(
        account, zone, id, name, vxnet, address, type, image, newGroup, life, ceased);
  }

  Instance ending(Life newLife, boolean forGood) {
    return new Instance(
        account, zone, id, name, vxnet, address, type, image, group, newLife, forGood);
  }
}
