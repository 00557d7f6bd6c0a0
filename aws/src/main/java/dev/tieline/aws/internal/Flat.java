package dev.tieline.aws.internal;

import dev.tieline.spi.Call;
import dev.tieline.spi.Page;
import dev.tieline.spi.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Lists of what other lists' items hold. */
final class Flat {
  private Flat() {}

  /** Returns a list with each item's parts instead of the item. */
  static <T, R> Query<R> of(Query<T> query, Function<? super T, List<R>> parts) {
    return next -> {
      Call<Page<T>> call = query.page(next);
      return Call.read(
          call.scope(),
          call.operation(),
          clients -> {
            Page<T> page = call.body().run(clients);
            List<R> items = new ArrayList<>();
            page.items().forEach(item -> items.addAll(parts.apply(item)));
            return new Page<>(items, page.next());
          });
    };
  }
}
