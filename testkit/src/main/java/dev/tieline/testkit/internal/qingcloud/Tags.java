package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tags, and which objects bear them ("Tag" API pages, read 2026-11). */
final class Tags {
  private static final int LONGEST = 15;

  /** An object that bears a tag. */
  private record Pair(String id, String type) {}

  private Tags() {}

  static void register(Actions actions) {
    actions.writes("CreateTag", "tag_name", Tags::create);
    actions.reads(
        "DescribeTags",
        "tags",
        "tags.N search_word verbose:int offset:int limit:int",
        Tags::describe);
    actions.writes("ModifyTagAttributes", "tag* tag_name description", Tags::modify);
    actions.writes("DeleteTags", "tags.N*", Tags::delete);
    String pairs =
        "resource_tag_pairs.N.tag_id** resource_tag_pairs.N.resource_type**"
            + " resource_tag_pairs.N.resource_id**";
    actions.writes("AttachTags", pairs, Tags::attach);
    actions.writes("DetachTags", pairs, Tags::detach);
  }

  /** Writes the tags that an object bears. */
  static void write(Iaas call, Json json, String id) {
    List<Tag> tags = call.all(Kind.TAG).stream().filter(tag -> call.hasTag(id, tag.id())).toList();
    json.list(
        "tags", tags, (item, tag) -> item.put("tag_id", tag.id()).put("tag_name", tag.name()));
  }

  private static void create(Iaas call) {
    String name = call.text("tag_name");
    checkName(call, name);
    String id = call.newId(Kind.TAG);
    call.put(Kind.TAG, new Tag(call.account, call.zone, id, name, "", call.now));
    call.out.put("tag_id", id);
  }

  private static void checkName(Iaas call, String name) {
    if (name.length() >= LONGEST) {
      throw QingError.bad("tag_name", name, "shorter than " + LONGEST + " characters");
    }
    if (call.all(Kind.TAG).stream().anyMatch(tag -> tag.name().equals(name))) {
      throw QingError.exists("the tag [" + name + "] exists already");
    }
  }

  private static List<Pair> bearers(Iaas call, String tag) {
    String start = "tags/" + call.account + "/" + call.zone + "/";
    List<Pair> bearers = new ArrayList<>();
    for (String path : call.world().paths(start)) {
      String id = path.substring(start.length());
      String type = call.tags(id).get(tag);
      if (type != null) {
        bearers.add(new Pair(id, type));
      }
    }
    return bearers;
  }

  private static void describe(Iaas call) {
    List<Tag> found = Listing.of(call, Kind.TAG, "tags").found();
    Listing.write(call, "tag_set", found, (json, tag) -> write(call, json, tag));
  }

  private static void write(Iaas call, Json json, Tag tag) {
    List<Pair> bearers = bearers(call, tag.id());
    SortedMap<String, Integer> types = new TreeMap<>();
    bearers.forEach(pair -> types.merge(pair.type(), 1, Integer::sum));
    json.put("tag_id", tag.id())
        .put("tag_name", tag.name())
        .put("description", tag.description())
        .put("resource_count", bearers.size())
        .list(
            "resource_type_count",
            types.entrySet(),
            (item, type) -> item.put("count", type.getValue()).put("resource_type", type.getKey()));
    if (call.number("verbose", 0) > 0) {
      json.list(
          "resource_tag_pairs",
          bearers,
          (item, pair) ->
              item.put("tag_id", tag.id())
                  .put("resource_type", pair.type())
                  .put("resource_id", pair.id()));
    }
    json.put("create_time", Times.iso(tag.made()));
  }

  private static void modify(Iaas call) {
    Tag tag = call.require(Kind.TAG, call.text("tag"));
    String name = call.query.get("tag_name", tag.name());
    if (!name.equals(tag.name())) {
      checkName(call, name);
    }
    String description = call.query.get("description", tag.description());
    call.put(Kind.TAG, new Tag(tag.account(), tag.zone(), tag.id(), name, description, tag.made()));
  }

  private static void delete(Iaas call) {
    List<String> ids = call.some("tags");
    for (String id : ids) {
      Tag tag = call.require(Kind.TAG, id);
      bearers(call, id).forEach(p -> call.tags(p.id(), call.tags(p.id()).remove(id)));
      call.remove(Kind.TAG, tag);
    }
    call.out.texts("tags", ids);
  }

  private static void attach(Iaas call) {
    for (Query one : call.query.structures("resource_tag_pairs")) {
      String tag = call.require(Kind.TAG, one.require("tag_id")).id();
      String id = checked(call, one);
      call.tags(id, call.tags(id).put(tag, one.require("resource_type")));
    }
  }

  private static void detach(Iaas call) {
    for (Query one : call.query.structures("resource_tag_pairs")) {
      String id = checked(call, one);
      call.tags(id, call.tags(id).remove(one.require("tag_id")));
    }
  }

  /** Returns the id of an object that is there and of the type that is given. */
  private static String checked(Iaas call, Query one) {
    String id = one.require("resource_id");
    String type = one.require("resource_type");
    Kind<?> kind =
        switch (type) {
          case "router" -> Kind.ROUTER;
          case "vxnet" -> Kind.VXNET;
          case "security_group" -> Kind.GROUP;
          case "instance" -> Kind.INSTANCE;
          case "eip" -> Kind.EIP;
          case "loadbalancer" -> Kind.BALANCER;
          case "vpc_border" -> Kind.BORDER;
          default -> throw QingError.bad("resource_type", type, "a type that takes tags");
        };
    call.require(kind, id);
    return id;
  }
}
