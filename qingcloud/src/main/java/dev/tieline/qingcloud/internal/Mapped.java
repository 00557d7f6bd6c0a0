package dev.tieline.qingcloud.internal;

import dev.tieline.spi.Call;
import dev.tieline.spi.Page;
import dev.tieline.spi.Query;
import java.util.function.Function;

/** A list of something else that is made of the items of a list. */
final class Mapped {
  private Mapped() {}

  static <T, R> Query<R> of(Query<T> query, Function<T, R> to) {
    return next -> {
      Call<Page<T>> call = query.page(next);
      return Call.read(
          call.scope(),
          call.operation(),
          clients -> {
            Page<T> page = call.body().run(clients);
            return new Page<>(page.items().stream().map(to).toList(), page.next());
          });
    };
  }
}
