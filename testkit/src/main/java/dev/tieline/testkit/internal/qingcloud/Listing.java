package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.testkit.QingCloudSwitch;
import dev.tieline.testkit.internal.Json;
import dev.tieline.testkit.internal.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a Describe call looks for: ids, states, words, tags, and what its family adds.
 *
 * @param <T> the objects
 */
final class Listing<T extends Thing> {
  private final Iaas call;
  private final List<T> found;

  private Listing(Iaas call, List<T> found) {
    this.call = call;
    this.found = new ArrayList<>(found);
  }

  /** Begins with the objects that a parameter names by their ids, or with all of them. */
  static <T extends Thing> Listing<T> of(Iaas call, Kind<T> kind, String ids) {
    List<String> wanted = call.query.list(ids);
    List<T> some = new ArrayList<>();
    if (wanted.isEmpty()) {
      some.addAll(call.shown(kind));
      some.removeIf(thing -> Settings.hides(call.world(), thing.id()));
    }
    for (String id : wanted) {
      T thing = call.shown(kind, id);
      if (thing != null) {
        some.add(thing);
      } else if (call.is(QingCloudSwitch.ABSENT_ID_REFUSED)) {
        throw call.absent(kind, id);
      }
    }
    Listing<T> listing = new Listing<>(call, some);
    List<String> tags = call.query.list("tags");
    String word = call.text("search_word").toLowerCase(Locale.ROOT);
    return listing
        .where(thing -> tags.isEmpty() || tags.stream().anyMatch(t -> call.hasTag(thing.id(), t)))
        .where(
            thing ->
                word.isEmpty()
                    || thing.id().equals(word)
                    || thing.name().toLowerCase(Locale.ROOT).contains(word));
  }

  Listing<T> where(Predicate<T> fits) {
    found.removeIf(fits.negate());
    return this;
  }

  /** Keeps what is in one of the states that the call names, if it names some. */
  Listing<T> status(Function<T, String> status) {
    List<String> wanted = call.query.list("status");
    return where(thing -> wanted.isEmpty() || wanted.contains(status.apply(thing)));
  }

  List<T> found() {
    return found;
  }

  /** Writes one page: twenty unless told otherwise, a hundred at most. */
  static <T> void write(Iaas call, String set, List<T> all, BiConsumer<Json, T> writer) {
    int offset = Math.max(0, call.number("offset", 0));
    int limit = Math.min(100, Math.max(0, call.number("limit", 20)));
    List<T> page = all.stream().skip(offset).limit(limit).toList();
    call.out.put("total_count", all.size()).list(set, page, writer);
  }

  /** Writes all of a set, for calls that know no pages. */
  static <T> void writeAll(Iaas call, String set, List<T> all, BiConsumer<Json, T> writer) {
    call.out.put("total_count", all.size()).list(set, all, writer);
  }
}
