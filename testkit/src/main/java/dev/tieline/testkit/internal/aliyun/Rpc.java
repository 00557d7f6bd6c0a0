package dev.tieline.testkit.internal.aliyun;

import dev.tieline.testkit.AliyunDelay;
import dev.tieline.testkit.AliyunOpening;
import dev.tieline.testkit.AliyunQuota;
import dev.tieline.testkit.AliyunSwitch;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.PersistentMap;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call while it is worked on: who asks for what, where and when, the world as it was and as it
 * becomes, and the answer. It makes a handler a function of (world, request); a handler that throws
 * leaves no trace, because the caller then drops the new world.
 */
final class Rpc {

  final Config config;
  final Caller caller;
  final String account;
  final String region;
  final Instant now;
  final Query query;
  final Json out;
  private World world;

  Rpc(Config config, World world, Caller caller, Instant now, Query query, Json out) {
    this.config = config;
    this.world = world;
    this.caller = caller;
    this.account = caller.account();
    this.region = caller.region();
    this.now = now;
    this.query = query;
    this.out = out;
  }

  World world() {
    return world;
  }

  /** Returns the same call in another account and region, for what a call does over there. */
  Rpc at(String otherAccount, String otherRegion) {
    Caller there =
        new Caller(
            otherAccount,
            otherRegion,
            caller.product(),
            caller.host(),
            caller.arn(),
            caller.principalId());
    return new Rpc(config, world, there, now, query, out);
  }

  <T extends Thing> @Nullable T find(Kind<T> kind, String id) {
    return find(kind, account, region, id);
  }

  <T extends Thing> @Nullable T find(Kind<T> kind, String account, String region, String id) {
    T thing = kind.type().cast(world.get(kind.path(account, region, id)));
    return thing == null || thing.isGone(config, now) ? null : thing;
  }

  /** Returns the object with an id, whosever it is: ids are unique in the whole cloud. */
  <T extends Thing> @Nullable T anywhere(Kind<T> kind, String id) {
    for (String other : config.accounts()) {
      for (String there : config.regions()) {
        T thing = find(kind, other, there, id);
        if (thing != null) {
          return thing;
        }
      }
    }
    return null;
  }

  <T extends Thing> List<T> all(Kind<T> kind) {
    return all(kind, account, region);
  }

  <T extends Thing> List<T> all(Kind<T> kind, String account, String region) {
    List<T> all = world.below(kind.path(account, region, ""), kind.type());
    all.removeIf(thing -> thing.isGone(config, now));
    return all;
  }

  /** Returns the objects of all accounts and regions. */
  <T extends Thing> List<T> everywhere(Kind<T> kind) {
    List<T> all = new ArrayList<>(world.below(kind.prefix() + "/", kind.type()));
    all.removeIf(thing -> thing.isGone(config, now));
    return all;
  }

  <T extends Thing> void put(Kind<T> kind, T thing) {
    world = world.put(kind.path(thing), thing);
  }

  void remove(Kind<?> kind, Thing thing) {
    world = world.remove(kind.path(thing)).remove(tagPath(thing.id()));
  }

  /** Makes an id in the cloud's shape: three letters of the region, eighteen of its own. */
  String newId(String prefix) {
    String given = "next/" + account + "/" + prefix;
    if (setting(given) instanceof String id) {
      world = world.remove("setting/" + given);
      return id;
    }
    return prefix + "-" + Places.letters(region) + letters(18);
  }

  /** Makes lower-case letters and digits that nothing else has. */
  String letters(int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      world = world.counted();
      text.append(world.letters());
    }
    return text.substring(0, length);
  }

  boolean is(AliyunSwitch fact) {
    return config.is(fact);
  }

  boolean isOver(Instant begun, AliyunDelay delay) {
    return config.isOver(begun, delay, now);
  }

  /** Takes the turn of writing to something until a delay is over, or refuses while it is taken. */
  void turn(String what, AliyunDelay delay, String code) {
    if (config.isHurried()) {
      return;
    }
    String path = "turn/" + what;
    if (world.get(path) instanceof Instant until && now.isBefore(until)) {
      throw AliyunError.of(code, "Another task is running on " + what + ", try again later.");
    }
    world = world.put(path, now.plus(config.delay(delay)));
  }

  int quota(AliyunQuota quota) {
    return quota(quota, account, region);
  }

  int quota(AliyunQuota quota, String account, String region) {
    return world.get("setting/quota/" + account + "/" + region + "/" + quota)
            instanceof Integer value
        ? value
        : quota.byDefault();
  }

  boolean isOpen(AliyunOpening service, String account) {
    return world.get("service/" + account + "/" + service) != null;
  }

  void open(AliyunOpening service, String account) {
    world = world.put("service/" + account + "/" + service, true);
  }

  boolean isInArrears(String account) {
    return world.get("setting/arrears/" + account) != null;
  }

  @Nullable Object setting(String path) {
    return world.get("setting/" + path);
  }

  void setting(String path, Object value) {
    world = world.put("setting/" + path, value);
  }

  PersistentMap<String, String> tags(String id) {
    return tags(account, id);
  }

  @SuppressWarnings("unchecked") // only this class writes below tags/
  PersistentMap<String, String> tags(String account, String id) {
    Object tags = world.get("tags/" + account + "/" + id);
    return tags == null ? PersistentMap.empty() : (PersistentMap<String, String>) tags;
  }

  void tags(String id, PersistentMap<String, String> tags) {
    world = tags.isEmpty() ? world.remove(tagPath(id)) : world.put(tagPath(id), tags);
  }

  /** Forgets the tags that one account has put on a thing. */
  void untag(String account, String id) {
    world = world.remove("tags/" + account + "/" + id);
  }

  private String tagPath(String id) {
    return "tags/" + account + "/" + id;
  }

  /** Returns a text parameter, empty when it is absent. */
  String text(String name) {
    return query.get(name, "");
  }

  /** Works a further step of the same call on what it made so far. */
  void become(World next) {
    world = next;
  }

  static Query noParameters() {
    return Query.of(Map.of(), AliyunError.WORDS);
  }
}
