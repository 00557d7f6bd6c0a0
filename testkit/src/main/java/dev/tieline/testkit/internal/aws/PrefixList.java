package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.internal.PersistentMap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A managed prefix list with all versions of its entries, a description for each block. Its state
 * follows from the last work on it and the reader's time.
 *
 * @param work what was last begun: {@code create}, {@code modify}, {@code restore} or {@code
 *     delete}
 * @param failure why the work failed, null when it did not
 */
record PrefixList(
    String id,
    String name,
    String owner,
    boolean v4,
    int maxEntries,
    List<PersistentMap<Cidr, String>> versions,
    String work,
    Instant workedAt,
    @Nullable String failure,
    @Nullable Instant goneAt)
    implements Mortal {

  /** The owner of the lists that the cloud keeps of its own services. */
  static final String CLOUD = "AWS";

  boolean isOfCloud() {
    return owner.equals(CLOUD);
  }

  int version() {
    return versions.size();
  }

  PersistentMap<Cidr, String> entries() {
    return versions.get(versions.size() - 1);
  }

  boolean isBusy(Instant now, Duration delay) {
    return now.isBefore(workedAt.plus(delay));
  }

  String state(Instant now, Duration delay) {
    if (isBusy(now, delay)) {
      return work + "-in-progress";
    }
    return work + (failure == null ? "-complete" : "-failed");
  }

  PrefixList worked(String what, Instant now, List<PersistentMap<Cidr, String>> all) {
    return new PrefixList(id, name, owner, v4, maxEntries, List.copyOf(all), what, now, null, null);
  }

  PrefixList resized(Instant now, int entries) {
    return new PrefixList(id, name, owner, v4, entries, versions, "modify", now, null, null);
  }

  PrefixList named(String text) {
    return new PrefixList(
        id, text, owner, v4, maxEntries, versions, work, workedAt, failure, goneAt);
  }

  PrefixList deleted(Instant now, @Nullable String why, Instant end) {
    return new PrefixList(
        id, name, owner, v4, maxEntries, versions, "delete", now, why, why == null ? end : null);
  }
}
