package dev.tieline.testkit.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has been ours in a cloud: marked, claimed, or kept the old value of. Nobody can see a
 * stranger's move between a look and a write, so what was ours once counts. What a cloud's VPCs
 * look like its own evidence says. Not thread-safe.
 */
public abstract class Evidence {
  private static final String USE = "use:";

  private final String mark;
  private final String claim;
  private final String before;
  private final Map<String, Object> seen = new HashMap<>();
  private final Set<String> marked = new HashSet<>();
  private final Set<String> used = new HashSet<>();
  private final Set<String> claimed = new HashSet<>();
  private final Set<String> kept = new HashSet<>();
  private final Map<String, Cidr> primaries = new HashMap<>();
  private final Map<String, Set<Cidr>> blocks = new LinkedHashMap<>();

  protected Evidence(String namespace) {
    requireNonNull(namespace, "namespace");
    this.mark = "tieline/" + namespace + "/";
    this.claim = "tieline-claim/" + namespace + "/";
    this.before = "tieline-before/" + namespace + "/";
  }

  /** Remembers what is there now; what has not changed since the last look is not read again. */
  public final void look(World world) {
    each(world, "tags/", this::tags);
    lookFurther(world);
  }

  /** Looks at what the cloud writes in a way of its own, its VPCs at least. */
  protected abstract void lookFurther(World world);

  /** Whether an object that bears such a mark is ours, rather than only used by us. */
  protected boolean makes(String id, String value) {
    return true;
  }

  /** What a look does with an object that it has not seen as it is. */
  protected interface Looker {
    void at(String id, Object value);
  }

  @SuppressWarnings("ReferenceEquality") // whether it is the same version; equals would read all
  protected final void each(World world, String prefix, Looker looker) {
    world
        .entries()
        .forEach(
            prefix,
            prefix + '\uffff',
            (path, value) -> {
              if (seen.put(path, value) != value) {
                looker.at(path.substring(path.lastIndexOf('/') + 1), value);
              }
            });
  }

  protected final void vpc(String id, Cidr primary, Collection<Cidr> all) {
    primaries.put(id, primary);
    blocks.computeIfAbsent(id, its -> new LinkedHashSet<>()).addAll(all);
  }

  @SuppressWarnings("unchecked") // only tags are below tags/
  private void tags(String id, Object value) {
    ((PersistentMap<String, String>) value).forEach((key, text) -> tag(id, key, text));
  }

  private void tag(String id, String key, String value) {
    if (key.startsWith(mark)) {
      (makes(id, value) ? marked : used).add(id);
    } else if (key.startsWith(claim)) {
      String target = value.startsWith(USE) ? value.substring(USE.length()) : value;
      int slash = target.indexOf('/');
      claimed.add(id + " " + subject(key));
      claimed.add(
          id + " " + subject(key) + " " + (slash < 0 ? target : target.substring(0, slash)));
    } else if (key.startsWith(before)) {
      kept.add(id + " " + subject(key));
    }
  }

  /** What comes after word, namespace and topology in a tag's key. */
  public static String subject(String key) {
    String[] parts = key.split("/", 4);
    return parts.length < 4 ? "" : parts[3];
  }

  /** Whether a mark's value says that the object is used only. */
  public static boolean isUse(String value) {
    return value.startsWith(USE);
  }

  /** Whether a tag's key is a mark of the namespace. */
  public final boolean isMark(String key) {
    return key.startsWith(mark);
  }

  public final boolean isClaim(String key) {
    return key.startsWith(claim);
  }

  public final boolean isBefore(String key) {
    return key.startsWith(before);
  }

  public final boolean marked(@Nullable String id) {
    return id != null && marked.contains(id);
  }

  /** Whether the object is not ours, and bears a mark that says that we use it. */
  public final boolean used(@Nullable String id) {
    return id != null && used.contains(id);
  }

  /** Whether a container bears a claim on an entry. */
  public final boolean claims(String container, String entry) {
    return claimed.contains(container + " " + entry);
  }

  /** Whether a table bears a claim on a route to a target. */
  public final boolean claims(String table, String destination, String target) {
    return claimed.contains(table + " " + destination + " " + target);
  }

  /** Whether an object bears the old value of something of it. */
  public final boolean keeps(String id, String subject) {
    return kept.contains(id + " " + subject);
  }

  /** The VPCs that are or were there. */
  public final Set<String> vpcs() {
    return blocks.keySet();
  }

  /** The primary block of a VPC that is or was there. */
  final @Nullable Cidr primary(String vpcId) {
    return primaries.get(vpcId);
  }

  /** Whether a VPC has or had a block. */
  final boolean hasBlock(String vpcId, Cidr block) {
    return blocks.getOrDefault(vpcId, Set.of()).contains(block);
  }
}
