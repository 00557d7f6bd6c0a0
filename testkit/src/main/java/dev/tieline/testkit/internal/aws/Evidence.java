package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.internal.PersistentMap;
import dev.tieline.testkit.internal.World;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has been ours in a cloud: marked, claimed, or kept the old value of. Nobody can see a
 * stranger's move between a look and a write, so what was ours once counts. Not thread-safe.
 */
final class Evidence {
  private final String mark;
  private final String claim;
  private final String before;
  private final Map<String, Object> seen = new HashMap<>();
  private final Set<String> marked = new HashSet<>();
  private final Set<String> claimed = new HashSet<>();
  private final Set<String> kept = new HashSet<>();
  private final Map<String, Cidr> primaries = new HashMap<>();
  private final Map<String, Set<Cidr>> blocks = new LinkedHashMap<>();

  Evidence(String namespace) {
    this.mark = "tieline/" + namespace + "/";
    this.claim = "tieline-claim/" + namespace + "/";
    this.before = "tieline-before/" + namespace + "/";
  }

  /** Remembers what is there now; what has not changed since the last look is not read again. */
  void look(World world) {
    world.entries().forEach("tags/", "tags/\uffff", this::tags);
    world.entries().forEach("vpc/", "vpc/\uffff", this::vpc);
  }

  @SuppressWarnings("unchecked") // only tags are below tags/
  private void tags(String path, Object value) {
    if (isNew(path, value)) {
      String id = path.substring(path.lastIndexOf('/') + 1);
      ((PersistentMap<String, String>) value).forEach((key, text) -> tag(id, key, text));
    }
  }

  private void tag(String id, String key, String value) {
    if (key.startsWith(mark)) {
      marked.add(id);
    } else if (key.startsWith(claim)) {
      String target = value.startsWith("use:") ? value.substring("use:".length()) : value;
      int slash = target.indexOf('/');
      claimed.add(id + " " + subject(key));
      claimed.add(
          id + " " + subject(key) + " " + (slash < 0 ? target : target.substring(0, slash)));
    } else if (key.startsWith(before)) {
      kept.add(id + " " + subject(key));
    }
  }

  /** What comes after word, namespace and topology in a tag's key. */
  private static String subject(String key) {
    String[] parts = key.split("/", 4);
    return parts.length < 4 ? "" : parts[3];
  }

  private void vpc(String path, Object value) {
    if (isNew(path, value)) {
      Vpc vpc = (Vpc) value;
      primaries.put(vpc.id(), vpc.primary());
      blocks.computeIfAbsent(vpc.id(), id -> new LinkedHashSet<>()).addAll(vpc.cidrs());
    }
  }

  @SuppressWarnings("ReferenceEquality") // whether it is the same version; equals would read all
  private boolean isNew(String path, Object value) {
    return seen.put(path, value) != value;
  }

  /** Whether a tag's key is a mark of the namespace. */
  boolean isMark(String key) {
    return key.startsWith(mark);
  }

  boolean isClaim(String key) {
    return key.startsWith(claim);
  }

  boolean isBefore(String key) {
    return key.startsWith(before);
  }

  boolean marked(@Nullable String id) {
    return id != null && marked.contains(id);
  }

  /** Whether the object is marked, or came into being with a VPC of ours. */
  boolean markedOrWithin(World world, @Nullable String id) {
    return marked(id) || (id != null && marked(vpcOf(world, id)));
  }

  /** Whether a container bears a claim on an entry. */
  boolean claims(String container, String entry) {
    return claimed.contains(container + " " + entry);
  }

  /** Whether a table bears a claim on a route to a target. */
  boolean claims(String table, String destination, String target) {
    return claimed.contains(table + " " + destination + " " + target);
  }

  /** Whether an object bears the old value of something of it. */
  boolean keeps(String id, String subject) {
    return kept.contains(id + " " + subject);
  }

  /** The VPCs that are or were there. */
  Set<String> vpcs() {
    return blocks.keySet();
  }

  /** The primary block of a VPC that is or was there. */
  @Nullable Cidr primary(String vpcId) {
    return primaries.get(vpcId);
  }

  /** Whether a VPC has or had a block. */
  boolean hasBlock(String vpcId, Cidr block) {
    return blocks.getOrDefault(vpcId, Set.of()).contains(block);
  }

  /** Returns the object with an id, in whatever account and region; null when it is not there. */
  static @Nullable Object find(World world, String id, Instant now) {
    int dash = id.lastIndexOf('-');
    if (dash < 0) {
      return null;
    }
    String prefix = id.substring(0, dash) + "/";
    for (String path : world.paths(prefix)) {
      if (path.endsWith("/" + id)) {
        Object found = world.get(path);
        return found instanceof Mortal mortal && mortal.isGone(now) ? null : found;
      }
    }
    return null;
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
