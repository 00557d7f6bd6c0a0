package dev.tieline.aliyun.internal;

import dev.tieline.provider.Answer;
import dev.tieline.provider.Claims;
import dev.tieline.provider.Tags;
import dev.tieline.spi.Owner;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the cloud leaves room for in tags, descriptions and remarks. Lists can be narrowed to the
 * exact key of a tag only, not to the beginning of one. So whatever else an owner writes into the
 * tags of an object, the owner's mark is on the same object, too. Entries of route tables and rules
 * of groups have no tags: their marks are in their descriptions.
 */
public final class MarkLimits {
  // "1 to 256 characters" of a route entry, "1 to 512" of a rule (CreateRouteEntry, VPC API
  // Reference; AuthorizeSecurityGroup, ECS API Reference, read 2026-11)
  private static final int LONGEST_DESCRIPTION = 256;
  private static final String REMARK = "tieline-";

  private MarkLimits() {}

  /** Whether a description is as short as the cloud demands; one with the longest names is. */
  static boolean fits(String description) {
    return description.length() <= LONGEST_DESCRIPTION;
  }

  /**
   * The remark of a zone of PrivateZone, or of a record in one, that a namespace has made for a
   * VPC: a remark has neither the room nor the characters for a mark ("up to 50 characters: digits,
   * Chinese, English and _ - , ." UpdateRecordRemark, PrivateZone API Reference, read 2026-11).
   * Which topologies it is for is told by their claims on the VPC.
   */
  static String remark(Owner owner, String vpc, String zone) {
    return REMARK + Claims.digest(owner.namespace() + "/" + vpc + "/" + zone);
  }

  /** Whether a remark is one that some namespace has written. */
  static boolean isRemark(String remark) {
    return remark.startsWith(REMARK);
  }

  /**
   * Reads tags.
   *
   * @param key what the product calls a tag's key: {@code Key}, of ECS {@code TagKey}
   * @param value what it calls its value
   */
  static Tags tags(Collection<Answer> tags, String key, String value) {
    if (tags.isEmpty()) {
      return Tags.none();
    }
    Map<String, String> values = new TreeMap<>();
    tags.forEach(tag -> values.put(tag.text(key), tag.text(value)));
    return new Tags(values);
  }
}
