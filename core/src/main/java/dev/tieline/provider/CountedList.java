package dev.tieline.provider;

import static java.util.Objects.requireNonNull;

import dev.tieline.spi.Call;
import dev.tieline.spi.Clients;
import dev.tieline.spi.Page;
import dev.tieline.spi.Query;
import dev.tieline.spi.Scope;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A list whose pages are counted, and which says how long it is. If something is removed while it
 * is read, what comes later moves to a page that was read already, and would seem to be gone; so it
 * begins anew when its length changes.
 */
public final class CountedList {
  private static final int MOST_RESTARTS = 3;

  private CountedList() {}

  /**
   * What one page holds.
   *
   * @param rows how many objects of the cloud are on it
   * @param items what is taken of them, perhaps fewer
   * @param total how many objects the cloud says that there are; empty if it does not
   * @param <O> what is taken
   */
  public record Part<O>(int rows, List<O> items, OptionalLong total) {
    /** Copies the items. */
    public Part {
      items = List.copyOf(items);
      requireNonNull(total, "total");
    }
  }

  /**
   * Reads a page.
   *
   * @param <O> what is taken of it
   */
  @FunctionalInterface
  public interface Pages<O> {
    /**
     * Reads a page.
     *
     * @param clients the clients of the list's scope
     * @param number which page, from 0
     * @return what it holds
     * @throws Exception what the cloud's client throws
     */
    Part<O> read(Clients clients, int number) throws Exception;
  }

  /**
   * Returns the list.
   *
   * @param scope where it is read
   * @param operation the cloud's name of the operation
   * @param size how many objects a page holds that is full
   * @param pages reads a page
   * @param <O> what is taken
   * @return the list; {@link Unreadable} if it changes again and again while it is read
   */
  public static <O> Query<O> of(Scope scope, String operation, int size, Pages<O> pages) {
    return next -> {
      Stand at = Stand.of(next);
      return Call.read(scope, operation, clients -> page(at, size, pages.read(clients, at.page())));
    };
  }

  private static <O> Page<O> page(Stand at, int size, Part<O> part) {
    if (part.total().isEmpty()) { // then only a page that is not full tells that it is the last
      boolean more = part.rows() >= size;
      return new Page<>(
          part.items(), more ? new Stand(at.page() + 1, -1, at.restarts()).toString() : null);
    }
    long total = part.total().getAsLong();
    boolean cutShort = part.rows() == 0 && (long) at.page() * size < total;
    boolean changed = at.total() >= 0 && at.total() != total;
    if (cutShort || changed) {
      if (at.restarts() >= MOST_RESTARTS || (cutShort && at.page() == 0)) {
        throw new Unreadable(
            200,
            "list of "
                + total
                + " shows "
                + part.rows()
                + " on page "
                + (at.page() + 1)
                + ", after "
                + at.total()
                + " before (expected: a list that does not change while it is read)",
            null);
      }
      return new Page<>(part.items(), new Stand(0, -1, at.restarts() + 1).toString());
    }
    boolean more = (at.page() + 1L) * size < total;
    return new Page<>(
        part.items(), more ? new Stand(at.page() + 1, total, at.restarts()).toString() : null);
  }

  /**
   * Where the reading stands.
   *
   * @param total how many there were on the page before; -1 on the first
   * @param restarts how often it began anew
   */
  private record Stand(int page, long total, int restarts) {
    static Stand of(@Nullable String token) {
      if (token == null) {
        return new Stand(0, -1, 0);
      }
      String[] parts = token.split(":", 3);
      return new Stand(
          Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
    }

    @Override
    public String toString() {
      return page + ":" + total + ":" + restarts;
    }
  }
}
