package dev.tieline.testkit.internal.aws;

import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.internal.PersistentMap;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.World;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call while it is worked on: who asks for what, where and when, the world as it was and as it
 * becomes, and the answer. It makes a handler a function of (world, request); a handler that throws
 * leaves no trace, because the caller then drops the new world.
 */
final class Ec2Call {

  final Config config;
  final String action;
  final Caller caller;
  final String account;
  final String region;
  final Instant now;
  final Query query;
  final XmlElement out;
  private World world;

  Ec2Call(
      Config config,
      World world,
      Caller caller,
      String action,
      Instant now,
      Query query,
      XmlElement out) {
    this.config = config;
    this.action = action;
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

  <T> @Nullable T find(Kind<T> kind, String id) {
    return find(kind, account, region, id);
  }

  <T> @Nullable T find(Kind<T> kind, String account, String region, String id) {
    Object value = world.get(path(kind, account, region, id));
    return value == null || isGone(value) ? null : kind.type().cast(value);
  }

  /** Returns the object with an id of the caller's account and region, or refuses as the cloud. */
  <T> T require(Kind<T> kind, String id) {
    kind.checkShape(id);
    T value = find(kind, id);
    if (value == null) {
      throw kind.notFound(id);
    }
    return value;
  }

  <T> List<T> all(Kind<T> kind) {
    return all(kind, account, region);
  }

  <T> List<T> all(Kind<T> kind, String account, String region) {
    List<T> all = world.below(kind.prefix() + "/" + account + "/" + region + "/", kind.type());
    if (Mortal.class.isAssignableFrom(kind.type())) {
      all.removeIf(this::isGone);
    }
    return all;
  }

  private boolean isGone(Object value) {
    return value instanceof Mortal mortal && mortal.isGone(now);
  }

  <T> void put(Kind<T> kind, String id, T value) {
    put(kind, account, region, id, value);
  }

  <T> void put(Kind<T> kind, String account, String region, String id, T value) {
    world = world.put(path(kind, account, region, id), value);
  }

  void remove(Kind<?> kind, String id) {
    world = world.remove(path(kind, account, region, id)).remove(tagPath(id));
  }

  String newId(Kind<?> kind) {
    return newId(kind.prefix());
  }

  String newId(String prefix) {
    world = world.counted();
    return prefix + "-0" + world.digits();
  }

  PersistentMap<String, String> tags(String id) {
    return tags(world, account, region, id);
  }

  @SuppressWarnings("unchecked") // only this class writes below tags/
  static PersistentMap<String, String> tags(World world, String account, String region, String id) {
    Object tags = world.get("tags/" + account + "/" + region + "/" + id);
    return tags == null ? PersistentMap.empty() : (PersistentMap<String, String>) tags;
  }

  void tags(String id, PersistentMap<String, String> tags) {
    world = tags.isEmpty() ? world.remove(tagPath(id)) : world.put(tagPath(id), tags);
  }

  @Nullable Object setting(String path) {
    return world.get("setting/" + path);
  }

  void setting(String path, Object value) {
    world = world.put("setting/" + path, value);
  }

  int quota(String code) {
    return ServiceQuotas.value(world, account, region, code);
  }

  @Nullable Object token(String path) {
    return world.get(tokenPath(path));
  }

  void token(String path, Object use) {
    world = world.put(tokenPath(path), use);
  }

  private String tokenPath(String path) {
    return "token/" + account + "/" + region + "/" + path;
  }

  private String tagPath(String id) {
    return "tags/" + account + "/" + region + "/" + id;
  }

  private static String path(Kind<?> kind, String account, String region, String id) {
    return kind.prefix() + "/" + account + "/" + region + "/" + id;
  }
}
