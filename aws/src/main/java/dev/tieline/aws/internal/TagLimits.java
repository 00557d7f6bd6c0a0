package dev.tieline.aws.internal;

import dev.tieline.provider.Marks;
import dev.tieline.provider.NetworkFindings;
import dev.tieline.provider.Tagged;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Find;
import dev.tieline.spi.FoundRefs;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Wish;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts the tags that a wish adds to what is there: before-images, claims on blocks and marks on
 * VPCs, subnets and connections. What has no place for one more is found before anything is made,
 * as a before-image or mark may come long after the first write. Claims on route tables are counted
 * with the routes that they are for, by {@link PeeringQuotas}.
 */
final class TagLimits {
  private record Bearer(Scope scope, String id) {}

  private final Owner owner;
  private final Facts facts;
  private final Graph.Builder out;
  private final FoundRefs refs;
  private final Map<Bearer, Integer> there = new LinkedHashMap<>();
  private final Map<Bearer, List<String>> added = new LinkedHashMap<>();

  private TagLimits(Owner owner, Facts facts, Graph.Builder out) {
    this.owner = owner;
    this.facts = facts;
    this.out = out;
    refs = new FoundRefs(owner, facts);
  }

  /** Adds the findings about all objects that the wish came to. */
  static void check(Owner owner, Facts facts, Graph.Builder out) {
    TagLimits limits = new TagLimits(owner, facts, out);
    out.nodes().forEach(limits::count);
    limits.added.forEach(limits::check);
  }

  private <W extends Wish, O> void count(Node<W, O> node) {
    if (node.kind() == AwsKinds.ROUTE_CLAIMS) {
      return;
    }
    if (node.kind() instanceof LabelKind<?, ?> kind) {
      kind.lacking(owner, node, refs, facts).ifPresent(o -> add(node, o));
    } else if (node.kind() == AwsKinds.PEERING_CONNECTIONS) {
      unmarked(node).ifPresent(o -> add(node, o));
    }
  }

  /** Returns what another topology made, and this one is to mark as well. */
  private <W extends Wish, O> Optional<Tagged> unmarked(Node<W, O> node) {
    return node.kind().find(owner, node, refs, facts) instanceof Find.Ours<O> ours
            && ours.object() instanceof Tagged tagged
            && tagged.tags().get(Marks.key(owner)).isEmpty()
        ? Optional.of(tagged)
        : Optional.empty();
  }

  private void add(Node<?, ?> node, Tagged object) {
    Bearer bearer = new Bearer(object.scope(), object.id());
    there.put(bearer, AwsTags.counted(object.tags()));
    added.computeIfAbsent(bearer, b -> new ArrayList<>()).add(node.address().part());
  }

  private void check(Bearer bearer, List<String> parts) {
    int before = there.getOrDefault(bearer, 0);
    if (before + parts.size() <= AwsTags.PER_OBJECT) {
      return;
    }
    // the first ones still fit; each part is named once
    int fit = Math.max(0, AwsTags.PER_OBJECT - before);
    for (String part : new LinkedHashSet<>(parts.subList(fit, parts.size()))) {
      out.finding(
          NetworkFindings.error(
              AwsFindings.TAG_LIMIT,
              part,
              bearer.id()
                  + " has "
                  + before
                  + " tags, the topology adds "
                  + parts.size()
                  + ", and "
                  + AwsTags.PER_OBJECT
                  + " are allowed",
              "AWS refuses what goes beyond, and without the tag it would not be known what to"
                  + " remove or restore",
              "Remove tags from " + bearer.id() + " that nobody needs"));
    }
  }
}
