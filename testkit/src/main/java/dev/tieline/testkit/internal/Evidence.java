package dev.tieline.testkit.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is ours in a cloud: marked by a call of ours, claimed, or kept the old value of. Nobody can
 * see a stranger's move between a look and a write, so what was ours counts for as long as a look
 * takes that reads are behind of, and no longer. A mark that somebody else has put somewhere makes
 * nothing ours. What a cloud's VPCs look like its own evidence says. Not thread-safe.
 */
public abstract class Evidence {
  private static final String USE = "use:";
  private static final String MARKED = "mark";
  private static final String USED = "use";

  private final String mark;
  private final String claim;
  private final String before;
  private final Map<String, Object> seen = new LinkedHashMap<>();
  private final Duration past;
  private final Map<String, Map<String, Signs>> signs = new TreeMap<>(); // by ids and paths
  private Instant now = Instant.MIN;
  private boolean begun;
  private final Map<String, Cidr> primaries = new LinkedHashMap<>();
  private final Map<String, Set<Cidr>> blocks = new LinkedHashMap<>();

  /**
   * What the tags at one path say: each sign with when it was taken off, {@link Instant#MAX} while
   * it is there.
   */
  private static final class Signs {
    private final Map<String, Instant> until = new TreeMap<>();

    void show(Set<String> there, Instant now) {
      until.replaceAll((sign, end) -> end.equals(Instant.MAX) && !there.contains(sign) ? now : end);
      there.forEach(sign -> until.put(sign, Instant.MAX));
    }

    boolean had(String sign, Instant since) {
      Instant end = until.get(sign);
      return end != null && !end.isBefore(since);
    }
  }

  /**
   * @param past for how long evidence counts that is gone: reads are behind, and a look takes time
   */
  protected Evidence(String namespace, Duration past) {
    requireNonNull(namespace, "namespace");
    this.past = past;
    this.mark = "tieline/" + namespace + "/";
    this.claim = "tieline-claim/" + namespace + "/";
    this.before = "tieline-before/" + namespace + "/";
  }

  /**
   * Remembers what is there now; what has not changed since the last look is not read again. What
   * the first look shows marked is ours, since nobody else has been there.
   *
   * @param byUs whether what has changed since the last look was changed by a call of ours
   */
  public final void look(World world, Instant at, boolean byUs) {
    now = at;
    boolean ours = byUs || !begun;
    begun = true;
    each(world, "tags/", (path, id, value) -> tags(path, id, value, ours));
    signs.forEach(
        (id, paths) ->
            paths.forEach(
                (path, its) -> {
                  if (world.get(path) == null) {
                    its.show(Set.of(), now);
                    seen.remove(path);
                  }
                }));
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

  private interface PathLooker {
    void at(String path, String id, Object value);
  }

  protected final void each(World world, String prefix, Looker looker) {
    each(world, prefix, (path, id, value) -> looker.at(id, value));
  }

  @SuppressWarnings("ReferenceEquality") // whether it is the same version; equals would read all
  private void each(World world, String prefix, PathLooker looker) {
    world
        .entries()
        .forEach(
            prefix,
            prefix + '\uffff',
            (path, value) -> {
              if (seen.put(path, value) != value) {
                looker.at(path, path.substring(path.lastIndexOf('/') + 1), value);
              }
            });
  }

  protected final void vpc(String id, Cidr primary, Collection<Cidr> all) {
    primaries.put(id, primary);
    blocks.computeIfAbsent(id, its -> new LinkedHashSet<>()).addAll(all);
  }

  @SuppressWarnings("unchecked") // only tags are below tags/
  private void tags(String path, String id, Object value, boolean byUs) {
    Set<String> there = new TreeSet<>();
    ((PersistentMap<String, String>) value).forEach((key, text) -> sign(there, id, key, text));
    Map<String, Signs> paths = signs.computeIfAbsent(id, its -> new TreeMap<>());
    Signs known = paths.get(path);
    if (!byUs && (known == null || !known.until.containsKey(MARKED))) {
      there.remove(MARKED); // by somebody else's hand, on what was never ours
    }
    if (known == null && !there.isEmpty()) {
      known = paths.computeIfAbsent(path, its -> new Signs());
    }
    if (known != null) {
      known.show(there, now);
    }
  }

  private void sign(Set<String> to, String id, String key, String value) {
    if (key.startsWith(mark)) {
      to.add(makes(id, value) ? MARKED : USED);
    } else if (key.startsWith(claim)) {
      String target = value.startsWith(USE) ? value.substring(USE.length()) : value;
      int slash = target.indexOf('/');
      String claimed = "claim " + subject(key);
      to.add(claimed);
      to.add(claimed + " " + (slash < 0 ? target : target.substring(0, slash)));
    } else if (key.startsWith(before)) {
      to.add("before " + subject(key));
    }
  }

  private boolean has(@Nullable String id, String sign) {
    Map<String, Signs> paths = id == null ? null : signs.get(id);
    Instant since = now.equals(Instant.MIN) ? now : now.minus(past);
    return paths != null && paths.values().stream().anyMatch(its -> its.had(sign, since));
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
    return has(id, MARKED);
  }

  /** Whether the object is not ours, and bears a mark that says that we use it. */
  public final boolean used(@Nullable String id) {
    return has(id, USED);
  }

  /** Whether a container bears a claim on an entry. */
  public final boolean claims(String container, String entry) {
    return has(container, "claim " + entry);
  }

  /** Whether a table bears a claim on a route to a target. */
  public final boolean claims(String table, String destination, String target) {
    return has(table, "claim " + destination + " " + target);
  }

  /** Whether an object bears the old value of something of it. */
  public final boolean keeps(String id, String subject) {
    return has(id, "before " + subject);
  }

  /** Which topology a mark, a claim or an old value is of. */
  public static String topology(String key) {
    String[] parts = key.split("/", 4);
    return parts.length < 3 ? "" : parts[2];
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
