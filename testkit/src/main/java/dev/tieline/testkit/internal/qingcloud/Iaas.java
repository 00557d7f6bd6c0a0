package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.testkit.QingCloudDelay;
import dev.tieline.testkit.QingCloudQuota;
import dev.tieline.testkit.QingCloudSwitch;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.PersistentMap;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call while it is worked on: who asks for what, where and when, the world as it was and as it
 * becomes, and the answer. It makes a handler a function of (world, request); a handler that throws
 * leaves no trace, because the caller then drops the new world.
 */
final class Iaas {
  final Config config;
  final Caller caller;
  final String action;
  final String account;
  final String zone;
  final Instant now;
  final Query query;
  final Json out;
  private World world;
  private boolean withoutRetCode;

  Iaas(Config config, World world, Caller caller, Instant now, String action, Query query) {
    this.config = config;
    this.world = world;
    this.caller = caller;
    this.action = action;
    this.account = caller.account();
    this.zone = caller.zone();
    this.now = now;
    this.query = query;
    this.out = new Json();
  }

  /** A look at a world for who asks for nothing. */
  static Iaas looking(Config config, World world, Instant now, String account, String zone) {
    Query nothing = Query.of(Map.of(), QingError.WORDS);
    return new Iaas(config, world, new Caller(account, zone), now, "", nothing);
  }

  /** Answers as some pages print it: without a code, with the zone instead. */
  void omitRetCode() {
    withoutRetCode = is(QingCloudSwitch.RET_CODE_OMITTED);
    if (withoutRetCode) {
      out.put("zone", zone);
    }
  }

  boolean isWithoutRetCode() {
    return withoutRetCode;
  }

  World world() {
    return world;
  }

  /** Looks at the same world from elsewhere. */
  Iaas at(String otherAccount, String otherZone) {
    return looking(config, world, now, otherAccount, otherZone);
  }

  private boolean isAlive(Thing thing) {
    return !(thing instanceof Mortal mortal) || !mortal.life().isEnded(now);
  }

  private boolean isShown(Thing thing) {
    return !(thing instanceof Mortal mortal)
        || mortal.life().ended() == null
        || !config.isOver(mortal.life().ended(), QingCloudDelay.DEAD_SHOWN, now);
  }

  /** Returns an object that is there, or null. */
  <T extends Thing> @Nullable T find(Kind<T> kind, String id) {
    T thing = kind.type().cast(world.get(kind.path(account, zone) + id));
    return thing == null || !isAlive(thing) ? null : thing;
  }

  /** Returns an object that is there, or a dead one that is still shown. */
  <T extends Thing> @Nullable T shown(Kind<T> kind, String id) {
    T thing = kind.type().cast(world.get(kind.path(account, zone) + id));
    return thing == null || !isShown(thing) ? null : thing;
  }

  <T extends Thing> T require(Kind<T> kind, String id) {
    T thing = find(kind, id);
    if (thing == null) {
      throw absent(kind, id);
    }
    return thing;
  }

  /** What is somebody else's is denied; ids of another zone are nobody's here. */
  QingError absent(Kind<?> kind, String id) {
    for (String other : config.accounts()) {
      if (!other.equals(account) && world.get(kind.path(other, zone) + id) != null) {
        return QingError.denied("you are not the owner of resource [" + id + "]");
      }
    }
    return QingError.notFound(id);
  }

  <T extends Thing> List<T> all(Kind<T> kind) {
    List<T> all = world.below(kind.path(account, zone), kind.type());
    all.removeIf(thing -> !isAlive(thing));
    return all;
  }

  <T extends Thing> List<T> shown(Kind<T> kind) {
    List<T> all = world.below(kind.path(account, zone), kind.type());
    all.removeIf(thing -> !isShown(thing));
    return all;
  }

  /** Returns the living objects of all accounts and zones. */
  <T extends Thing> List<T> everywhere(Kind<T> kind) {
    List<T> all = new ArrayList<>(world.below(kind.prefix() + "/", kind.type()));
    all.removeIf(thing -> !isAlive(thing));
    return all;
  }

  <T extends Thing> T put(Kind<T> kind, T thing) {
    world = world.put(kind.path(thing), thing);
    return thing;
  }

  void remove(Kind<?> kind, Thing thing) {
    world = world.remove(kind.path(thing)).remove(tagPath(thing.id()));
  }

  /** Makes an id in the cloud's shape that nothing else has. */
  String newId(Kind<?> kind) {
    return newId(kind.prefix(), 8);
  }

  /** Of eleven letters two are never equal in practice; of fewer it is looked whether they are. */
  String newId(String prefix, int length) {
    while (true) {
      world = world.counted();
      String id = prefix + "-" + world.letters().substring(13 - length);
      if (length > 10 || world.ofId(id) == null) {
        return id;
      }
    }
  }

  /** Begins a job on objects; its id is part of the answer. */
  Job job(QingCloudDelay delay, List<String> resources) {
    Instant done = now.plus(config.delay(delay));
    Instant begun = now.plus(config.delay(QingCloudDelay.JOB_PENDING));
    String id = newId("j", 11);
    Instant queued = begun.isAfter(done) ? done : begun;
    Job job = new Job(account, zone, id, action, resources, now, queued, done, Jobs.end(this));
    out.put("job_id", id);
    return put(Kind.JOB, job);
  }

  /** Refuses while something else is being done to an object, or it does not work yet. */
  void idle(Mortal thing) {
    String transition = thing.life().transition(now);
    if (!transition.isEmpty() && !config.isHurried()) {
      throw QingError.denied(
          "resource [" + thing.id() + "] is in transition [" + transition + "], try later");
    }
  }

  /** Refuses to delete what has no lease yet. */
  void leased(Mortal thing) {
    if (now.isBefore(thing.life().leased()) && !config.isHurried()) {
      throw QingError.notLeased(thing.id());
    }
  }

  /** Returns the life of what is made by a job. */
  Life born(Job job) {
    return Life.begin(now, job.done(), now.plus(config.delay(QingCloudDelay.LEASE)));
  }

  /** Refuses to order anything while the balance is too low. */
  void pay() {
    if (world.get("setting/poor/" + account) != null) {
      throw QingError.balance();
    }
  }

  QingError inUse(String why) {
    return QingError.inUse(is(QingCloudSwitch.DEPENDENCY_IS_5400), why);
  }

  boolean is(QingCloudSwitch fact) {
    return config.is(fact);
  }

  int quota(QingCloudQuota quota) {
    return world.get("setting/quota/" + account + "/" + zone + "/" + quota) instanceof Integer value
        ? value
        : quota.byDefault();
  }

  /** Returns a setting that is good for once, and forgets it. */
  @Nullable Object takeSetting(String path) {
    Object value = world.get("setting/" + path);
    world = value == null ? world : world.remove("setting/" + path);
    return value;
  }

  /** The tags of an object: their ids with the type that the object was given as. */
  @SuppressWarnings("unchecked") // only this class writes below tags/
  PersistentMap<String, String> tags(String id) {
    Object tags = world.get(tagPath(id));
    return tags == null ? PersistentMap.empty() : (PersistentMap<String, String>) tags;
  }

  void tags(String id, PersistentMap<String, String> tags) {
    world = tags.isEmpty() ? world.remove(tagPath(id)) : world.put(tagPath(id), tags);
  }

  boolean hasTag(String id, String tag) {
    return tags(id).containsKey(tag);
  }

  private String tagPath(String id) {
    return "tags/" + account + "/" + zone + "/" + id;
  }

  /** Returns a text parameter, empty when it is absent. */
  String text(String name) {
    return query.get(name, "");
  }

  int number(String name, int otherwise) {
    Integer value = text(name).isEmpty() ? null : query.number(name);
    return value == null ? otherwise : value;
  }

  /** Returns a text parameter, or what is there already when it is absent. */
  @Nullable String changed(String name, @Nullable String otherwise) {
    return query.has(name) ? query.get(name) : otherwise;
  }

  /** Returns a parameter's items; one item at least. */
  List<String> some(String name) {
    List<String> items = query.list(name);
    if (items.isEmpty()) {
      throw QingError.missing(name + ".1");
    }
    return items.stream().distinct().toList();
  }

  /** Makes as many as the count says, one unless told otherwise. */
  List<String> times(int most, Supplier<String> maker) {
    int count = number("count", 1);
    if (count < 1 || count > most) {
      throw QingError.bad("count", String.valueOf(count), "1 to " + most);
    }
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(maker.get());
    }
    return ids;
  }
}
