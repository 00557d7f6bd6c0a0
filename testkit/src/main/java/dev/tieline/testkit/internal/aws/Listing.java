package dev.tieline.testkit.internal.aws;

import dev.tieline.testkit.XmlElement;
import dev.tieline.testkit.internal.PersistentMap;
import dev.tieline.testkit.internal.Query;
import dev.tieline.testkit.internal.Settings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A Describe call: ids, filters with wildcards, tag filters and pages, the same way for every
 * family. Items come in the order of their ids, so that a page token is just the last id seen.
 */
final class Listing<T> {
  private final Ec2Call call;
  private final Function<T, String> id;
  private final List<Query> asked;
  private final Set<String> names = new LinkedHashSet<>(); // of the filters that are asked for
  private final Map<String, Function<T, Collection<String>>> filters = new LinkedHashMap<>();
  private List<T> items;
  private boolean byId;
  private String pairPrefix = "";
  private BiFunction<T, String, Collection<String>> pairs = (item, key) -> List.of();

  private Listing(Ec2Call call, List<T> items, Function<T, String> id) {
    this.call = call;
    this.items = items;
    this.id = id;
    this.asked = call.query.structures("Filter");
    asked.forEach(filter -> names.add(filter.get("Name", "")));
  }

  /** Starts with all visible objects of a kind and the ids that the caller names. */
  static <T> Listing<T> of(
      Ec2Call call, Kind<T> kind, String idParameter, List<T> visible, Function<T, String> id) {
    Listing<T> listing = new Listing<>(call, visible, id);
    List<String> ids = call.query.list(idParameter);
    listing.byId = !ids.isEmpty();
    ids.forEach(kind::checkShape);
    if (listing.byId) {
      Set<String> wanted = new LinkedHashSet<>(ids);
      listing.items = visible.stream().filter(item -> wanted.contains(id.apply(item))).toList();
      Set<String> found = new LinkedHashSet<>();
      listing.items.forEach(item -> found.add(id.apply(item)));
      List<String> absent = ids.stream().filter(name -> !found.contains(name)).distinct().toList();
      if (absent.size() == 1) {
        throw kind.notFound(absent.get(0));
      }
      if (!absent.isEmpty()) {
        throw AwsError.of(
            kind.notFound(),
            "The " + kind.noun() + "s '" + String.join(", ", absent) + "' do not exist");
      }
    }
    listing.tagged();
    return listing;
  }

  /** Starts with objects that are not asked for by id and bear no tags. */
  static <T> Listing<T> plain(Ec2Call call, List<T> visible, Function<T, String> id) {
    return new Listing<>(call, visible, id);
  }

  /** Adds the filters on tags. */
  Listing<T> tagged() {
    pairPrefix = "tag:";
    pairs =
        (item, key) -> {
          String value = tags(item).get(key);
          return value == null ? List.of() : List.of(value);
        };
    filters("tag-key", item -> tags(item).keys());
    return filters("tag-value", item -> tags(item).values());
  }

  private PersistentMap<String, String> tags(T item) {
    return call.tags(id.apply(item));
  }

  /** Adds a filter on a member with at most one value. */
  Listing<T> filter(String name, Function<T, @Nullable Object> value) {
    return filters(
        name,
        item -> {
          Object found = value.apply(item);
          return found == null ? List.of() : List.of(found.toString());
        });
  }

  /** Adds a filter on a member with many values, of which one must match. */
  Listing<T> filters(String name, Function<T, Collection<String>> values) {
    if (names.contains(name)) {
      filters.put(name, values);
    }
    return this;
  }

  /** Adds filters such as {@code tag:Name} whose name carries a key. */
  Listing<T> tagPairs(String prefix, Function<T, String> key, Function<T, String> value) {
    pairPrefix = prefix;
    pairs =
        (item, wanted) -> key.apply(item).equals(wanted) ? List.of(value.apply(item)) : List.of();
    return this;
  }

  /** Adds filters of the cloud's on what no object here ever has, so that they let nothing pass. */
  Listing<T> absent(String... names) {
    for (String name : names) {
      filters(name, item -> List.of());
    }
    return this;
  }

  /** Returns the items that pass the filters, without pages. */
  List<T> all() {
    List<T> passing = new ArrayList<>(items);
    for (Query filter : asked) {
      String name = filter.require("Name");
      List<Predicate<String>> wanted = filter.list("Value").stream().map(Settings::glob).toList();
      if (wanted.isEmpty()) {
        throw AwsError.of(
            "InvalidParameterValue",
            "The filter '" + name + "' has no values (expected: at least one)");
      }
      Function<T, Collection<String>> values = valuesOf(name);
      passing.removeIf(
          item ->
              values.apply(item).stream()
                  .noneMatch(value -> wanted.stream().anyMatch(one -> one.test(value))));
    }
    return passing;
  }

  /** Writes one page of the passing items and the token of the next one. */
  void write(String set, int smallest, int largest, BiConsumer<XmlElement, T> content) {
    page(smallest, largest, items -> call.out.items(set, items, content));
  }

  /** Writes one page with the items that belong together as one. */
  void writeTogether(
      String set,
      int smallest,
      int largest,
      Function<T, String> by,
      BiConsumer<XmlElement, List<T>> content) {
    page(
        smallest,
        largest,
        items -> {
          Map<String, List<T>> groups = new LinkedHashMap<>();
          for (T item : items) {
            groups.computeIfAbsent(by.apply(item), key -> new ArrayList<>()).add(item);
          }
          call.out.items(set, groups.values(), content);
        });
  }

  private void page(int smallest, int largest, Consumer<List<T>> writer) {
    List<T> passing = all();
    passing.removeIf(item -> Settings.hides(call.world(), id.apply(item)));
    Integer size = call.query.number("MaxResults");
    String token = call.query.get("NextToken");
    if (size != null && (size < smallest || size > largest)) {
      throw AwsError.invalid(
          "maxResults",
          size.toString(),
          "Expecting a value from " + smallest + " to " + largest + ".");
    }
    if (size != null && byId) {
      throw AwsError.of(
          "InvalidParameterCombination",
          "The parameter maxResults cannot be used with a list of ids in the same request");
    }
    int from = token == null ? 0 : after(passing, lastSeen(token));
    int to = Math.min(passing.size(), from + (size == null ? 1000 : size));
    writer.accept(passing.subList(from, to));
    if (to < passing.size()) {
      call.out.add("nextToken", token(id.apply(passing.get(to - 1))));
    }
  }

  private int after(List<T> passing, String last) {
    int index = 0;
    while (index < passing.size() && id.apply(passing.get(index)).compareTo(last) <= 0) {
      index++;
    }
    return index;
  }

  private String token(String last) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((scope() + last).getBytes(StandardCharsets.UTF_8));
  }

  private String lastSeen(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (text.startsWith(scope())) {
        return text.substring(scope().length());
      }
    } catch (IllegalArgumentException e) {
      throw AwsError.of("InvalidNextToken", "The token '" + token + "' is invalid");
    }
    throw AwsError.of("InvalidNextToken", "The token '" + token + "' is not of this call");
  }

  /** A token is good for one action of one account and region only. */
  private String scope() {
    return call.out.name() + "|" + call.account + "|" + call.region + "|";
  }

  private Function<T, Collection<String>> valuesOf(String name) {
    Function<T, Collection<String>> values = filters.get(name);
    if (values != null) {
      return values;
    }
    if (!pairPrefix.isEmpty() && name.startsWith(pairPrefix)) {
      String key = name.substring(pairPrefix.length());
      return item -> pairs.apply(item, key);
    }
    throw AwsError.of("InvalidParameterValue", "The filter '" + name + "' is invalid");
  }
}
