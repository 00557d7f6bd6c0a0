package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.internal.PersistentMap;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.aws.SecurityGroup.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Prefix lists: customers' own with versions, and those of the cloud's gateway services. */
final class PrefixLists {

  /** The services with gateway endpoints, each with a block of the range for tests (RFC 2544). */
  private static final List<List<String>> SERVICES =
      List.of(List.of("s3", "198.18.0.0/16"), List.of("dynamodb", "198.19.0.0/16"));

  private PrefixLists() {}

  static void register(Actions actions) {
    actions.reads("DescribeManagedPrefixLists", PrefixLists::describe);
    actions.reads("DescribePrefixLists", PrefixLists::describeOfCloud);
    actions.reads("GetManagedPrefixListEntries", PrefixLists::entries);
    actions.reads("GetManagedPrefixListAssociations", PrefixLists::associations);
    actions.writes("CreateManagedPrefixList", PrefixLists::create);
    actions.writes("ModifyManagedPrefixList", PrefixLists::modify);
    actions.writes("RestoreManagedPrefixListVersion", PrefixLists::restore);
    actions.writes("DeleteManagedPrefixList", PrefixLists::delete);
  }

  private static Duration delay(Ec2Call call) {
    return call.config.delays().prefixListChanging();
  }

  /** Returns the lists of the region's own services; they are part of no world. */
  private static List<PrefixList> ofCloud(Ec2Call call) {
    List<PrefixList> lists = new ArrayList<>();
    for (List<String> service : SERVICES) {
      String name = serviceName(call, service.get(0));
      lists.add(
          new PrefixList(
              String.format(Locale.ROOT, "pl-%08x", name.hashCode()),
              name,
              PrefixList.CLOUD,
              true,
              0,
              List.of(PersistentMap.<Cidr, String>empty().put(Cidr.parse(service.get(1)), "")),
              "create",
              Instant.EPOCH,
              null,
              null));
    }
    lists.sort(Comparator.comparing(PrefixList::id));
    return lists;
  }

  static String serviceName(Ec2Call call, String service) {
    return (call.region.startsWith("cn-") ? "cn.com.amazonaws." : "com.amazonaws.")
        + call.region
        + "."
        + service;
  }

  static List<String> serviceNames(Ec2Call call) {
    return SERVICES.stream().map(service -> serviceName(call, service.get(0))).toList();
  }

  /** Returns the list of a service's addresses, or null when it has none. */
  static @Nullable PrefixList ofService(Ec2Call call, String name) {
    return ofCloud(call).stream().filter(list -> list.name().equals(name)).findFirst().orElse(null);
  }

  static String idOfService(Ec2Call call, String name) {
    PrefixList list = ofService(call, name);
    return list == null ? "" : list.id();
  }

  static @Nullable PrefixList find(Ec2Call call, String id) {
    PrefixList own = call.find(Kind.PREFIX_LIST, id);
    if (own != null) {
      return own;
    }
    return ofCloud(call).stream().filter(list -> list.id().equals(id)).findFirst().orElse(null);
  }

  static PrefixList require(Ec2Call call, String id) {
    Kind.PREFIX_LIST.checkShape(id);
    PrefixList list = find(call, id);
    if (list == null) {
      throw Kind.PREFIX_LIST.notFound(id);
    }
    return list;
  }

  /** Returns how many routes or rules a reference to a list counts for. */
  static int weight(Ec2Call call, String id) {
    PrefixList list = find(call, id);
    return list == null || list.isOfCloud() ? 1 : list.maxEntries();
  }

  static List<Cidr> cidrs(Ec2Call call, String id) {
    PrefixList list = find(call, id);
    return list == null ? List.of() : list.entries().keys();
  }

  private static List<PrefixList> all(Ec2Call call) {
    List<PrefixList> all = new ArrayList<>(call.all(Kind.PREFIX_LIST));
    all.addAll(ofCloud(call));
    all.sort(Comparator.comparing(PrefixList::id));
    return all;
  }

  private static void describe(Ec2Call call) {
    Listing.of(call, Kind.PREFIX_LIST, "PrefixListId", all(call), PrefixList::id)
        .filter("owner-id", PrefixList::owner)
        .filter("prefix-list-id", PrefixList::id)
        .filter("prefix-list-name", PrefixList::name)
        .write("prefixListSet", 1, 100, (item, list) -> write(call, item, list));
  }

  /** The older call: the cloud's own lists, with their blocks. */
  private static void describeOfCloud(Ec2Call call) {
    Listing.of(call, Kind.PREFIX_LIST, "PrefixListId", ofCloud(call), PrefixList::id)
        .filter("prefix-list-id", PrefixList::id)
        .filter("prefix-list-name", PrefixList::name)
        .write(
            "prefixListSet",
            5,
            1000,
            (item, list) ->
                item.add("prefixListId", list.id())
                    .add("prefixListName", list.name())
                    .nest(
                        "cidrSet",
                        set -> list.entries().keys().forEach(cidr -> set.add("item", cidr))));
  }

  private static void write(Ec2Call call, XmlElement item, PrefixList list) {
    item.add("prefixListId", list.id())
        .add("addressFamily", list.v4() ? "IPv4" : "IPv6")
        .add("state", list.state(call.now, delay(call)))
        .add("stateMessage", list.isBusy(call.now, delay(call)) ? null : list.failure())
        .add(
            "prefixListArn",
            list.isOfCloud()
                ? Arns.of(call, "aws", "prefix-list", list.id())
                : Arns.of(call, "prefix-list", list.id()))
        .add("prefixListName", list.name());
    if (!list.isOfCloud()) {
      item.add("maxEntries", list.maxEntries()).add("version", list.version());
    }
    Tags.write(call, item, list.id());
    item.add("ownerId", list.owner());
  }

  private static void create(Ec2Call call) {
    ClientToken token = ClientToken.of(call);
    PrefixList list = token.made(Kind.PREFIX_LIST);
    if (list == null) {
      list = make(call);
      token.makes(list.id());
    }
    answer(call, list);
  }

  private static PrefixList make(Ec2Call call) {
    String name = name(call.query.require("PrefixListName"));
    String family = call.query.require("AddressFamily");
    if (!family.equals("IPv4") && !family.equals("IPv6")) {
      throw AwsError.invalid("AddressFamily", family, "Expecting IPv4 or IPv6.");
    }
    call.query.require("MaxEntries");
    int most = most(call);
    boolean v4 = family.equals("IPv4");
    PersistentMap<Cidr, String> entries = added(call, PersistentMap.empty(), "Entry", v4);
    checkSize(entries, most);
    PrefixList list =
        new PrefixList(
            call.newId(Kind.PREFIX_LIST),
            name,
            call.account,
            v4,
            most,
            List.of(entries),
            "create",
            call.now,
            null,
            null);
    call.put(Kind.PREFIX_LIST, list.id(), list);
    Tags.specified(call, Kind.PREFIX_LIST, list.id());
    return list;
  }

  private static void answer(Ec2Call call, PrefixList list) {
    call.out.nest("prefixList", item -> write(call, item, list));
  }

  private static String name(String name) {
    if (name.length() > 255 || name.startsWith("com.amazonaws")) {
      throw AwsError.invalid(
          "PrefixListName",
          name,
          "Expecting up to 255 characters that do not start with com.amazonaws.");
    }
    return name;
  }

  private static int most(Ec2Call call) {
    Integer most = call.query.number("MaxEntries");
    if (most == null || most < 1 || most > 1000) {
      throw AwsError.invalid("MaxEntries", String.valueOf(most), "Expecting 1 to 1000.");
    }
    return most;
  }

  private static void checkSize(PersistentMap<Cidr, String> entries, int most) {
    if (entries.size() > most) {
      throw AwsError.of(
          "PrefixListMaxEntriesExceeded",
          "You have reached the maximum number of entries of the prefix list: " + most);
    }
  }

  private static PersistentMap<Cidr, String> added(
      Ec2Call call, PersistentMap<Cidr, String> entries, String parameter, boolean v4) {
    PersistentMap<Cidr, String> added = entries;
    for (Query entry : call.query.structures(parameter)) {
      Cidr cidr = Blocks.parse("Cidr", entry.require("Cidr"), v4);
      String description = entry.get("Description", "");
      if (description.length() > 255) {
        throw AwsError.invalid("Description", description, "Expecting up to 255 characters.");
      }
      added = added.put(cidr, description);
    }
    return added;
  }

  /** Returns a list that its owner may change now. */
  private static PrefixList changeable(Ec2Call call) {
    PrefixList list = require(call, call.query.require("PrefixListId"));
    if (list.isOfCloud()) {
      throw AwsError.of(
          "UnsupportedOperation", "The prefix list '" + list.id() + "' is managed by AWS.");
    }
    if (list.isBusy(call.now, delay(call))) {
      throw AwsError.of(
          "IncorrectState",
          "The request cannot be completed while the prefix list ("
              + list.id()
              + ") is in the "
              + list.state(call.now, delay(call))
              + " state.");
    }
    return list;
  }

  private static void checkVersion(Ec2Call call, PrefixList list, boolean demanded) {
    Integer current = call.query.number("CurrentVersion");
    if (current == null && demanded) {
      throw AwsError.missing("CurrentVersion");
    }
    if (current != null && current != list.version()) {
      throw AwsError.of(
          "PrefixListVersionMismatch",
          "The prefix list has the incorrect version number: " + current);
    }
  }

  private static void modify(Ec2Call call) {
    PrefixList list = changeable(call);
    List<Query> removed = call.query.structures("RemoveEntry");
    List<Query> added = call.query.structures("AddEntry");
    boolean edits = !removed.isEmpty() || !added.isEmpty();
    checkVersion(call, list, edits);
    PrefixList changed = list;
    if (call.query.has("PrefixListName")) {
      changed = changed.named(name(call.query.require("PrefixListName")));
    }
    if (call.query.has("MaxEntries")) {
      if (edits) {
        throw AwsError.of(
            "InvalidParameterCombination",
            "MaxEntries and entries cannot be modified in the same request.");
      }
      checkSize(list.entries(), most(call));
      changed = changed.resized(call.now, most(call));
    }
    if (edits) {
      PersistentMap<Cidr, String> entries = list.entries();
      Set<Cidr> gone = new TreeSet<>();
      for (Query entry : removed) {
        Cidr cidr = Blocks.parse("Cidr", entry.require("Cidr"), list.v4());
        if (!entries.containsKey(cidr)) {
          throw AwsError.invalid("Cidr", cidr.toString(), "The entry does not exist.");
        }
        gone.add(cidr);
        entries = entries.remove(cidr);
      }
      for (Query entry : added) {
        Cidr cidr = Blocks.parse("Cidr", entry.require("Cidr"), list.v4());
        if (gone.contains(cidr)) {
          throw AwsError.of(
              "InvalidParameterValue",
              "Request cannot contain Cidr "
                  + cidr
                  + " in both AddPrefixListEntries and RemovePrefixListEntries");
        }
      }
      changed = version(call, changed, "modify", added(call, entries, "AddEntry", list.v4()));
    }
    call.put(Kind.PREFIX_LIST, list.id(), changed);
    answer(call, changed);
  }

  private static PrefixList version(
      Ec2Call call, PrefixList list, String work, PersistentMap<Cidr, String> entries) {
    checkSize(entries, list.maxEntries());
    List<PersistentMap<Cidr, String>> versions = new ArrayList<>(list.versions());
    versions.add(entries);
    return list.worked(work, call.now, versions);
  }

  private static void restore(Ec2Call call) {
    PrefixList list = changeable(call);
    call.query.require("PreviousVersion");
    checkVersion(call, list, true);
    PersistentMap<Cidr, String> entries = entriesOf(call, list, "PreviousVersion");
    PrefixList restored = version(call, list, "restore", entries);
    call.put(Kind.PREFIX_LIST, list.id(), restored);
    answer(call, restored);
  }

  private static PersistentMap<Cidr, String> entriesOf(
      Ec2Call call, PrefixList list, String parameter) {
    Integer version = call.query.number(parameter);
    if (version == null) {
      return list.entries();
    }
    if (version < 1 || version > list.version()) {
      throw AwsError.invalid(parameter, version.toString(), "The version does not exist.");
    }
    return list.versions().get(version - 1);
  }

  /** A list that is referred to is not refused but fails to be deleted, a little later. */
  private static void delete(Ec2Call call) {
    PrefixList list = changeable(call);
    List<String> users = users(call, list.id());
    PrefixList deleted =
        list.deleted(
            call.now,
            users.isEmpty()
                ? null
                : "The prefix list is referenced by: " + String.join(", ", users) + ".",
            call.now.plus(delay(call)));
    call.put(Kind.PREFIX_LIST, list.id(), deleted);
    answer(call, deleted);
  }

  /** Returns the ids of the tables and groups that refer to a list. */
  private static List<String> users(Ec2Call call, String id) {
    List<String> users = new ArrayList<>();
    for (RouteTable table : call.all(Kind.TABLE)) {
      if (table.routes().containsKey(new Destination.Listed(id))) {
        users.add(table.id());
      }
    }
    for (SecurityGroup group : call.all(Kind.GROUP)) {
      if (group.rules().values().stream().map(Rule::listId).anyMatch(id::equals)) {
        users.add(group.id());
      }
    }
    return users;
  }

  private static void entries(Ec2Call call) {
    PrefixList list = require(call, call.query.require("PrefixListId"));
    PersistentMap<Cidr, String> entries = entriesOf(call, list, "TargetVersion");
    List<Cidr> cidrs = entries.keys();
    // pages follow the order of texts, entries that of blocks: the place has both orders
    Listing.plain(call, cidrs, cidr -> String.format(Locale.ROOT, "%05d", cidrs.indexOf(cidr)))
        .write(
            "entrySet",
            1,
            100,
            (item, cidr) -> {
              String description = Objects.requireNonNullElse(entries.get(cidr), "");
              item.add("cidr", cidr).add("description", description.isEmpty() ? null : description);
            });
  }

  private static void associations(Ec2Call call) {
    PrefixList list = require(call, call.query.require("PrefixListId"));
    Listing.plain(call, users(call, list.id()).stream().sorted().toList(), id -> id)
        .write(
            "prefixListAssociationSet",
            5,
            255,
            (item, id) -> item.add("resourceId", id).add("resourceOwner", call.account));
  }
}
