package dev.tieline.aws.internal;

import dev.tieline.provider.Claims;
import dev.tieline.provider.Marks;
import dev.tieline.provider.OldValues;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What is AWS's own about tags. */
final class AwsTags {
  // what EC2 allows, "Tag your Amazon EC2 resources", Tag restrictions
  static final int PER_OBJECT = 50;
  private static final String NAME = "Name";

  private AwsTags() {}

  static Tags of(Collection<Tag> tags) {
    if (tags.isEmpty()) {
      return Tags.none();
    }
    Map<String, String> values = new TreeMap<>();
    for (Tag tag : tags) {
      // an empty value comes as an empty element, which the SDK may read as null
      values.put(tag.key(), tag.value() == null ? "" : tag.value());
    }
    return new Tags(values);
  }

  /** The tag that consoles show as the name; empty if there is none. */
  static String name(Tags tags) {
    return tags.get(NAME).orElse("");
  }

  /** The tags that a create call of ours sets: mark and name. */
  static Tags fresh(Owner owner, Address address, String name) {
    return Marks.fresh(owner, address).with(NAME, owner.topology() + "-" + name);
  }

  /** Whether any tag of the owner is there: a mark, a claim or an old value. */
  static boolean concern(Owner owner, Tags tags) {
    return tags.get(Marks.key(owner)).isPresent()
        || !Claims.blocks(owner, tags).isEmpty()
        || !OldValues.of(owner, tags).isEmpty();
  }

  /** How many tags count against the limit: those that AWS sets itself do not. */
  static int counted(Tags tags) {
    return (int) tags.values().keySet().stream().filter(key -> !key.startsWith("aws:")).count();
  }

  /** Wildcards for all tags of an owner, for a filter by key. */
  static List<String> patterns(Owner owner) {
    return List.of(Marks.key(owner), Claims.prefix(owner) + "*", OldValues.prefix(owner) + "*");
  }
}
