package dev.tieline.provider;

import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.FoundRefs;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Wish;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts the tags that a wish adds to what is there: marks, claims and old values. What has no
 * place for one more is found before anything is made, as a mark may come long after the first
 * write.
 */
public final class TagLimits {

  /** What a cloud allows, and what of a wish is a tag. */
  public interface Cloud {
    /**
     * Returns what the cloud is called in a sentence.
     *
     * @return a name such as {@code AWS}
     */
    String name();

    /**
     * Returns how many tags an object may bear.
     *
     * @return the number
     */
    int most();

    /**
     * Returns how many of an object's tags count.
     *
     * @param tags all its tags
     * @return their number, or less where the cloud's own do not count
     */
    int counted(Tags tags);

    /**
     * Returns what is there already and gets another tag by a node.
     *
     * @param node a node of the wish
     * @param refs what is there
     * @param <W> what is wished
     * @param <O> what is observed
     * @return the object without that tag; empty if the node adds none to what is there
     */
    <W extends Wish, O> Optional<? extends Tagged> lacking(Node<W, O> node, Refs refs);
  }

  private record Bearer(Scope scope, String id) {}

  private final Cloud cloud;
  private final Graph.Builder out;
  private final Map<Bearer, Integer> there = new LinkedHashMap<>();
  private final Map<Bearer, List<String>> added = new LinkedHashMap<>();

  private TagLimits(Cloud cloud, Graph.Builder out) {
    this.cloud = cloud;
    this.out = out;
  }

  /**
   * Adds the findings {@link CommonCodes#TAG_LIMIT} about all objects that the wish came to.
   *
   * @param owner who wishes
   * @param facts what the survey found
   * @param cloud what the cloud allows
   * @param out the wish as nodes
   */
  public static void check(Owner owner, Facts facts, Cloud cloud, Graph.Builder out) {
    TagLimits limits = new TagLimits(cloud, out);
    Refs refs = new FoundRefs(owner, facts);
    out.nodes()
        .forEach(node -> cloud.lacking(node, refs).ifPresent(object -> limits.add(node, object)));
    limits.added.forEach(limits::check);
  }

  /**
   * Returns what another topology made, and the owner is to mark as well.
   *
   * @param owner the owner
   * @param node the wish for it
   * @param refs what is there
   * @param facts what the survey found
   * @param <W> what is wished
   * @param <O> what is observed
   * @return the object without the owner's mark; empty if it bears it, or is not there
   */
  public static <W extends Wish, O> Optional<Tagged> unmarked(
      Owner owner, Node<W, O> node, Refs refs, Facts facts) {
    return node.kind().find(owner, node, refs, facts) instanceof Find.Ours<O> ours
            && ours.object() instanceof Tagged tagged
            && tagged.tags().get(Marks.key(owner)).isEmpty()
        ? Optional.of(tagged)
        : Optional.empty();
  }

  private void add(Node<?, ?> node, Tagged object) {
    Bearer bearer = new Bearer(object.scope(), object.id());
    there.put(bearer, cloud.counted(object.tags()));
    added.computeIfAbsent(bearer, b -> new ArrayList<>()).add(node.address().part());
  }

  private void check(Bearer bearer, List<String> parts) {
    int before = there.getOrDefault(bearer, 0);
    if (before + parts.size() <= cloud.most()) {
      return;
    }
    // the first ones still fit; each part is named once
    int fit = Math.max(0, cloud.most() - before);
    for (String part : new LinkedHashSet<>(parts.subList(fit, parts.size()))) {
      out.finding(
          NetworkFindings.error(
              CommonCodes.TAG_LIMIT,
              part,
              bearer.id()
                  + " has "
                  + before
                  + " tags, the topology adds "
                  + parts.size()
                  + ", and "
                  + cloud.most()
                  + " are allowed",
              cloud.name()
                  + " refuses what goes beyond, and without the tag it would not be known what to"
                  + " remove or restore",
              "Remove tags from " + bearer.id() + " that nobody needs"));
    }
  }
}
