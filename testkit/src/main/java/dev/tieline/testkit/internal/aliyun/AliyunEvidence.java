package dev.tieline.testkit.internal.aliyun;

import dev.tieline.testkit.internal.Evidence;
import dev.tieline.testkit.internal.World;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What has been ours in Alibaba Cloud. Entries of tables and rules of groups have no tags: their
 * marks stand in their descriptions, one after the other. Not thread-safe.
 */
final class AliyunEvidence extends Evidence {
  private static final String MARK = "tieline/";

  private final Set<String> described = new HashSet<>();

  AliyunEvidence(String namespace) {
    super(namespace);
  }

  @Override
  protected void lookFurther(World world) {
    each(
        world,
        "vpc/",
        (id, value) -> {
          Vpc vpc = (Vpc) value;
          vpc(id, vpc.cidr(), vpc.blocks());
        });
    each(world, "rte/", (id, value) -> describe(id, ((RouteEntry) value).description()));
    each(
        world,
        "sg/",
        (id, value) ->
            ((SecurityGroup) value)
                .rules()
                .values()
                .forEach(rule -> describe(rule.id(), rule.description())));
  }

  private void describe(String id, String description) {
    if (describes(description)) {
      described.add(id);
    }
  }

  /** A VPC of others that our entries are in says so; anything else that we use is another's. */
  @Override
  protected boolean makes(String id, String value) {
    return !(id.startsWith("vpc-") && isUse(value));
  }

  /** Returns the marks in a description, as they would be keys of tags. */
  static Set<String> marks(String description) {
    return Arrays.stream(description.split("; "))
        .filter(part -> part.startsWith(MARK) && part.indexOf(' ') > 0)
        .map(part -> part.substring(0, part.indexOf(' ')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether a description bears a mark of the namespace. */
  boolean describes(String description) {
    return marks(description).stream().anyMatch(this::isMark);
  }

  /** Whether an entry or a rule has been ours. */
  boolean described(String id) {
    return described.contains(id);
  }

  /** Whether a VPC bears our mark, as one of ours or as one that our entries are in. */
  boolean announced(@Nullable String vpc) {
    return marked(vpc) || used(vpc);
  }

  /** Returns the VPC that an object is in; null when that can not be told. */
  static @Nullable String vpcOf(@Nullable Object object) {
    if (object instanceof Vpc vpc) {
      return vpc.id();
    }
    if (object instanceof VSwitch vSwitch) {
      return vSwitch.vpcId();
    }
    if (object instanceof RouteTable table) {
      return table.vpcId();
    }
    if (object instanceof RouteEntry entry) {
      return entry.vpcId();
    }
    return object instanceof SecurityGroup group ? group.vpcId() : null;
  }
}
