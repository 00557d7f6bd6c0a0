package dev.tieline.aliyun.internal;

import dev.tieline.spi.Call;
import dev.tieline.spi.Page;
import dev.tieline.spi.Query;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists one after the other, as one: the cloud reads entries of one container at a time. */
final class Chained {
  private Chained() {}

  /**
   * Returns a list of all items of several lists of one scope.
   *
   * @throws IllegalArgumentException if there are none
   */
  static <T> Query<T> of(List<Query<T>> queries) {
    if (queries.isEmpty()) {
      throw new IllegalArgumentException("lists: none (expected: at least one)");
    }
    return queries.size() == 1 ? queries.get(0) : next -> page(queries, next);
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
          Page<T> page = call.body().run(clients);
          String following = page.next();
          if (following != null) {
            return new Page<>(page.items(), at + ":" + following);
          }
          return new Page<>(page.items(), at + 1 < queries.size() ? (at + 1) + ":" : null);
        });
  }
}
