package dev.tieline.testkit.internal.aws;

import dev.tieline.testkit.internal.Evidence;
import dev.tieline.testkit.internal.World;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What has been ours on AWS. Not thread-safe. */
final class AwsEvidence extends Evidence {

  /** Five minutes that reads may be behind, and as long for a look. */
  private static final Duration PAST = Duration.ofMinutes(10);

  AwsEvidence(String namespace) {
    super(namespace, PAST);
  }

  @Override
  protected void lookFurther(World world) {
    each(
        world,
        "vpc/",
        (id, value) -> {
          Vpc vpc = (Vpc) value;
          vpc(id, vpc.primary(), vpc.cidrs());
        });
  }

  /** Whether the object is marked, or came into being with a VPC of ours. */
  boolean markedOrWithin(World world, @Nullable String id) {
    return marked(id) || (id != null && marked(vpcOf(world, id)));
  }

  /** Returns the object with an id, in whatever account and region; null when it is not there. */
  static @Nullable Object find(World world, String id, Instant now) {
    Object found = world.ofId(id);
    return found instanceof Mortal mortal && mortal.isGone(now) ? null : found;
  }

  /** Returns the VPC that an object is in; null when that can not be told. */
  static @Nullable String vpcOf(World world, String id) {
    return vpcOf(find(world, id, Instant.MIN));
  }

  static @Nullable String vpcOf(@Nullable Object object) {
    if (object instanceof Vpc vpc) {
      return vpc.id();
    }
    if (object instanceof Subnet subnet) {
      return subnet.vpcId();
    }
    if (object instanceof RouteTable table) {
      return table.vpcId();
    }
    if (object instanceof SecurityGroup group) {
      return group.vpcId();
    }
    if (object instanceof NetworkAcl acl) {
      return acl.vpcId();
    }
    return object instanceof TableAssociation association ? association.vpcId() : null;
  }
}
