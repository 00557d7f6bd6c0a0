package dev.tieline.testkit.internal.aws;

import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.internal.PersistentMap;
import dev.tieline.testkit.internal.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tags of all objects; the two sides of a peering have tags of their own. */
final class Tags {

  private static final int MOST = 50;

  private static final Pattern ID = Pattern.compile("([a-z]+)-[0-9a-f]{8}([0-9a-f]{9})?");

  private record Tag(String resourceId, String resourceType, String key, String value) {}

  private Tags() {}

  static void register(Actions actions) {
    actions.writes("CreateTags", Tags::create);
    actions.writes("DeleteTags", Tags::delete);
    actions.reads("DescribeTags", Tags::describe);
  }

  private static void create(Ec2Call call) {
    List<String> ids = ids(call);
    List<Query> tags = call.query.structures("Tag");
    if (tags.isEmpty()) {
      throw AwsError.missing("tagSet");
    }
    for (String id : ids) {
      put(call, id, tags);
    }
    call.out.add("return", true);
  }

  private static void put(Ec2Call call, String id, List<Query> tags) {
    PersistentMap<String, String> merged = call.tags(id);
    for (Query tag : tags) {
      String key = checkedKey(tag.require("Key"));
      String value = tag.get("Value", "");
      refuseControls(key);
      refuseControls(value);
      if (value.length() > 256) {
        throw AwsError.of(
            "InvalidParameterValue", "Tag value exceeds the maximum length of 256 characters");
      }
      merged = merged.put(key, value);
    }
    if (merged.size() > MOST) {
      throw AwsError.of(
          "TagLimitExceeded", "The maximum number of tags for '" + id + "' is " + MOST);
    }
    call.tags(id, merged);
  }

  private static void refuseControls(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw AwsError.of(
          "InvalidParameterValue", "Tag keys and values must not contain control characters");
    }
  }

  private static String checkedKey(String key) {
    if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
      throw AwsError.of(
          "InvalidParameterValue",
          "Value ( "
              + key
              + " ) for parameter key is invalid. Tag keys starting with 'aws:' are"
              + " reserved for internal use");
    }
    if (key.length() > 128) {
      throw AwsError.of(
          "InvalidParameterValue", "Tag key exceeds the maximum length of 128 characters");
    }
    return key;
  }

  private static void delete(Ec2Call call) {
    List<String> ids = ids(call);
    List<Query> tags = call.query.structures("Tag");
    for (String id : ids) {
      PersistentMap<String, String> left = call.tags(id);
      if (tags.isEmpty()) {
        left = PersistentMap.empty();
      }
      for (Query tag : tags) {
        String key = checkedKey(tag.require("Key"));
        String value = tag.get("Value");
        if (value == null || value.equals(left.get(key))) {
          left = left.remove(key);
        }
      }
      call.tags(id, left);
    }
    call.out.add("return", true);
  }

  private static List<String> ids(Ec2Call call) {
    List<String> ids = call.query.list("ResourceId");
    if (ids.isEmpty()) {
      throw AwsError.missing("resourceIdSet");
    }
    ids.forEach(id -> type(call, id));
    return ids;
  }

  /** Returns the tag type of an object that exists in the caller's account and region. */
  private static String type(Ec2Call call, String id) {
    var matcher = ID.matcher(id);
    if (!matcher.matches()) {
      throw AwsError.of("InvalidID", "The ID '" + id + "' is not valid");
    }
    Kind<?> kind = TAGGABLE.get(matcher.group(1));
    if (kind != null && exists(call, kind, id)) {
      return kind.tagType();
    }
    if (matcher.group(1).equals("sgr") && SecurityGroupRules.find(call, id) != null) {
      return "security-group-rule";
    }
    if (id.equals(DhcpOptionSets.ofRegion(call))) {
      return Kind.DHCP_OPTIONS.tagType();
    }
    throw kind != null
        ? kind.notFound(id)
        : AwsError.of("InvalidID", "The ID '" + id + "' is not valid");
  }

  private static final Map<String, Kind<?>> TAGGABLE = new LinkedHashMap<>();

  static {
    for (Kind<?> kind :
        List.of(
            Kind.VPC,
            Kind.SUBNET,
            Kind.TABLE,
            Kind.PEERING,
            Kind.GROUP,
            Kind.ACL,
            Kind.INTERFACE,
            Kind.INSTANCE,
            Kind.GATEWAY,
            Kind.EGRESS_GATEWAY,
            Kind.NAT_GATEWAY,
            Kind.ADDRESS,
            Kind.PREFIX_LIST,
            Kind.ENDPOINT,
            Kind.DHCP_OPTIONS)) {
      TAGGABLE.put(kind.prefix(), kind);
    }
  }

  private static boolean exists(Ec2Call call, Kind<?> kind, String id) {
    return kind.equals(Kind.PEERING)
        ? Peerings.findVisible(call, id) != null
        : call.find(kind, id) != null;
  }

  private static void describe(Ec2Call call) {
    List<Tag> tags = new ArrayList<>();
    String prefix = "tags/" + call.account + "/" + call.region + "/";
    for (String path : call.world().paths(prefix)) {
      String id = path.substring(prefix.length());
      String type = typeIfPresent(call, id);
      if (type != null) {
        call.tags(id).forEach((key, value) -> tags.add(new Tag(id, type, key, value)));
      }
    }
    Listing.plain(call, tags, tag -> tag.resourceId() + "/" + tag.key())
        .filter("resource-id", Tag::resourceId)
        .filter("resource-type", Tag::resourceType)
        .filter("key", Tag::key)
        .filter("value", Tag::value)
        .tagPairs("tag:", Tag::key, Tag::value)
        .write(
            "tagSet",
            5,
            1000,
            (item, tag) ->
                item.add("resourceId", tag.resourceId())
                    .add("resourceType", tag.resourceType())
                    .add("key", tag.key())
                    .add("value", tag.value()));
  }

  private static @Nullable String typeIfPresent(Ec2Call call, String id) {
    try {
      return type(call, id);
    } catch (AwsError e) {
      return null; // the dead side of a peering keeps its tags a while longer than it is visible
    }
  }

  /** Applies the tag specifications of a creating call to what it made. */
  static void specified(Ec2Call call, Kind<?> kind, String id) {
    specified(call, kind.tagType(), List.of(id));
  }

  static void specified(Ec2Call call, String type, List<String> ids) {
    for (Query specification : call.query.structures("TagSpecification")) {
      String given = specification.require("ResourceType");
      if (!given.equals(type)) {
        throw AwsError.of(
            "InvalidParameterValue",
            "'" + given + "' is not a valid taggable resource type for this operation.");
      }
      put(call, ids, specification);
    }
  }

  /** Applies one tag specification, whose type the caller has checked. */
  static void put(Ec2Call call, List<String> ids, Query specification) {
    List<Query> tags = specification.structures("Tag");
    if (tags.isEmpty()) {
      throw AwsError.of("InvalidParameterValue", "Tag specification must have at least one tag");
    }
    ids.forEach(id -> put(call, id, tags));
  }

  static void write(Ec2Call call, XmlElement item, String id) {
    PersistentMap<String, String> tags = call.tags(id);
    item.nest(
        "tagSet",
        set ->
            tags.forEach(
                (key, value) -> set.nest("item", tag -> tag.add("key", key).add("value", value))));
  }
}
