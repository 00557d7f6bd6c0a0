package dev.tieline.testkit.internal.aliyun;

import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.PersistentMap;
import dev.tieline.testkit.internal.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tags: at creation, by the tagging calls of three products, and as filters. */
final class Tags {

  private static final int MOST = 20;

  private static final Map<String, Kind<?>> TYPES =
      Map.of(
          "VPC", Kind.VPC,
          "VSWITCH", Kind.VSWITCH,
          "ROUTETABLE", Kind.TABLE,
          "VPCENDPOINT", Kind.ENDPOINT,
          "VPCENDPOINTSERVICE", Kind.SERVICE);

  private record Tag(String id, String type, String key, String value) {}

  private Tags() {}

  static void registerVpc(Actions actions) {
    actions.writes(
        "TagResources", "RegionId* ResourceType* ResourceId.N* Tag.N.Key** Tag.N.Value", Tags::tag);
    actions.writes(
        "UnTagResources", "RegionId* ResourceType* ResourceId.N* TagKey.N All:bool", Tags::untag);
    actions.reads(
        "ListTagResources",
        "RegionId* ResourceType* ResourceId.N Tag.N.Key Tag.N.Value MaxResults:int NextToken",
        call -> list(call, true));
  }

  static void registerPeer(Actions actions) {
    actions.writes(
        "TagResources",
        "RegionId* ResourceType* ResourceId.N* Tag.N.Key** Tag.N.Value ClientToken",
        Tags::tag);
    actions.writes(
        "UnTagResources",
        "RegionId* ResourceType* ResourceId.N* TagKey.N All:bool ClientToken",
        Tags::untag);
    actions.reads(
        "ListTagResources",
        "RegionId* ResourceType* ResourceId.N Tag.N.Key Tag.N.Value MaxResults:int NextToken"
            + " Category",
        call -> list(call, false));
  }

  /** Of ECS only the tags of security groups. */
  static void registerEcs(Actions actions) {
    actions.writes(
        "TagResources", "RegionId* ResourceType* ResourceId.N* Tag.N.Key** Tag.N.Value", Tags::tag);
    actions.writes(
        "UntagResources", "RegionId* ResourceType* ResourceId.N* TagKey.N All:bool", Tags::untag);
  }

  /** Reads {@code Tag.N.Key} and {@code Tag.N.Value}, or another name's. */
  static PersistentMap<String, String> read(Query query, String name) {
    PersistentMap<String, String> tags = PersistentMap.empty();
    for (Query one : query.structures(name)) {
      String key = one.get("Key", "");
      if (key.isEmpty()
          || key.length() > 128
          || key.startsWith("aliyun")
          || key.startsWith("acs:")
          || key.startsWith("http://")
          || key.startsWith("https://")) {
        throw AliyunError.of("InvalidTagKey", "The tag key " + key + " is not valid.");
      }
      if (tags.containsKey(key)) {
        throw AliyunError.of("Duplicate.TagKey", "The tag key " + key + " is given twice.");
      }
      String value = one.get("Value", "");
      if (value.length() > 128 || value.startsWith("http://") || value.startsWith("https://")) {
        throw AliyunError.of("InvalidTagValue", "The tag value " + value + " is not valid.");
      }
      tags = tags.put(key, value);
    }
    if (tags.size() > MOST) {
      throw AliyunError.of("QuotaExceeded.TagNum", "At most " + MOST + " tags can be given.");
    }
    return tags;
  }

  /** Puts the tags of a creating call on what it made. */
  static void create(Rpc call, String id) {
    call.tags(id, read(call.query, "Tag"));
  }

  /** Tells whether a thing has all the tags that are asked for; a key alone matches any value. */
  static boolean match(Rpc call, String id, String name) {
    PersistentMap<String, String> tags = call.tags(id);
    for (Query one : call.query.structures(name)) {
      String key = one.get("Key", "");
      String value = one.get("Value");
      if (!tags.containsKey(key) || (value != null && !value.equals(tags.get(key)))) {
        return false;
      }
    }
    return true;
  }

  /** Writes the tags of a thing as the older products do. */
  static void write(Rpc call, Json json, String id) {
    PersistentMap<String, String> tags = call.tags(id);
    json.wrapped(
        "Tags",
        "Tag",
        tags.keys(),
        (item, key) -> item.put("Key", key).put("Value", tags.require(key)));
  }

  /** Writes the tags of a thing as ECS does. */
  static void writeEcs(Rpc call, Json json, String id) {
    PersistentMap<String, String> tags = call.tags(id);
    json.wrapped(
        "Tags",
        "Tag",
        tags.keys(),
        (item, key) -> item.put("TagKey", key).put("TagValue", tags.require(key)));
  }

  /** Writes the tags of a thing as the newer products do. */
  static void writePlain(Rpc call, Json json, String id) {
    PersistentMap<String, String> tags = call.tags(id);
    json.list(
        "Tags", tags.keys(), (item, key) -> item.put("Key", key).put("Value", tags.require(key)));
  }

  private static List<String> ids(Rpc call) {
    List<String> ids = call.query.list("ResourceId");
    if (ids.size() > 50) {
      throw AliyunError.invalid("ResourceId");
    }
    for (String id : ids) {
      if (!exists(call, id)) {
        throw AliyunError.notFound(
            "InvalidResourceId.NotFound", "The specified ResourceId " + id + " does not exist.");
      }
    }
    return ids;
  }

  private static boolean exists(Rpc call, String id) {
    String type = call.query.require("ResourceType");
    if (call.caller.product() == Product.VPC_PEER) {
      if (!type.equalsIgnoreCase("PeerConnection")) {
        throw AliyunError.invalid("ResourceType");
      }
      return Peerings.visible(call, id) != null;
    }
    Kind<?> kind = call.caller.product() == Product.ECS ? ecsKind(type) : kind(type);
    return call.find(kind, id) != null;
  }

  private static Kind<?> kind(String type) {
    Kind<?> kind = TYPES.get(type.toUpperCase(Locale.ROOT));
    if (kind == null) {
      throw AliyunError.invalid("ResourceType");
    }
    return kind;
  }

  private static Kind<?> ecsKind(String type) {
    if (!type.equals("securitygroup")) {
      throw AliyunError.invalid("ResourceType");
    }
    return Kind.GROUP;
  }

  static void tag(Rpc call) {
    PersistentMap<String, String> added = read(call.query, "Tag");
    for (String id : ids(call)) {
      PersistentMap<String, String> tags = call.tags(id);
      for (String key : added.keys()) {
        tags = tags.put(key, added.require(key));
      }
      if (tags.size() > MOST) {
        throw AliyunError.of("QuotaExceeded.TagNum", "The resource " + id + " has too many tags.");
      }
      call.tags(id, tags);
    }
    done(call);
  }

  static void untag(Rpc call) {
    List<String> keys = call.query.list("TagKey");
    boolean all = keys.isEmpty() && call.query.flag("All", false);
    for (String id : ids(call)) {
      PersistentMap<String, String> tags = call.tags(id);
      for (String key : all ? tags.keys() : keys) {
        tags = tags.remove(key);
      }
      call.tags(id, tags);
    }
    done(call);
  }

  private static void done(Rpc call) {
    if (call.caller.product() == Product.VPC_PEER) {
      call.out.put("Success", true);
    }
  }

  static void listPlain(Rpc call) {
    list(call, false);
  }

  private static void list(Rpc call, boolean wrapped) {
    String type = call.query.require("ResourceType");
    List<String> wanted = call.query.list("ResourceId");
    List<Tag> tags = new ArrayList<>();
    for (String id : owners(call, type)) {
      if ((wanted.isEmpty() || wanted.contains(id)) && match(call, id, "Tag")) {
        call.tags(id).forEach((key, value) -> tags.add(new Tag(id, type, key, value)));
      }
    }
    List<Tag> page = Pages.byToken(call, tags, "MaxResults", 50, 50, t -> t.id() + " " + t.key());
    if (wrapped) {
      call.out.wrapped("TagResources", "TagResource", page, (json, t) -> write(json, t, null));
    } else {
      boolean peer = call.caller.product() == Product.VPC_PEER;
      if (peer) {
        call.out.put("MaxResults", 50);
      }
      call.out.list("TagResources", page, (json, t) -> write(json, t, peer ? call.region : null));
    }
  }

  private static void write(Json json, Tag tag, @Nullable String region) {
    json.put("ResourceId", tag.id())
        .put("ResourceType", tag.type())
        .put("TagKey", tag.key())
        .put("TagValue", tag.value());
    if (region != null) {
      json.put("RegionNo", region);
    }
  }

  private static List<String> owners(Rpc call, String type) {
    return call.caller.product() == Product.VPC_PEER
        ? Peerings.visible(call).stream().map(Peering::id).toList()
        : call.all(kind(type)).stream().map(Thing::id).toList();
  }
}
