package dev.tieline.qingcloud.internal;

import dev.tieline.spi.Call;
import dev.tieline.spi.Page;
import dev.tieline.spi.Query;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists one after the other, as one: what is inside of something is read of one at a time. */
final class Chained {
  private Chained() {}

  /**
   * Returns a list of all items of several lists of one scope. A list that is refused since what it
   * is of is not there has no items.
   *
   * @throws IllegalArgumentException if there are none
   */
  static <T> Query<T> of(List<Query<T>> queries) {
    if (queries.isEmpty()) {
      throw new IllegalArgumentException("lists: none (expected: at least one)");
    }
    return next -> page(queries, next);
  }

  private static <T> Call<Page<T>> page(List<Query<T>> queries, @Nullable String next) {
    int colon = next == null ? -1 : next.indexOf(':');
    int at = next == null ? 0 : Integer.parseInt(next.substring(0, colon));
    String rest = next == null ? "" : next.substring(colon + 1);
    Call<Page<T>> call = queries.get(at).page(rest.isEmpty() ? null : rest);
    return Call.read(
        call.scope(),
        call.operation(),
        clients -> {
          Page<T> page;
          try {
            page = call.body().run(clients);
          } catch (Refusal refusal) {
            if (refusal.code() != Refusal.NOT_FOUND) {
              throw refusal;
            }
            page = Page.only(List.of());
          }
          String following = page.next();
          if (following != null) {
            return new Page<>(page.items(), at + ":" + following);
          }
          return new Page<>(page.items(), at + 1 < queries.size() ? (at + 1) + ":" : null);
        });
  }
}
