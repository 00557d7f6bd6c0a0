package dev.tieline.apply;

import dev.tieline.error.TielineException;
import dev.tieline.spi.Page;
import dev.tieline.spi.Query;
import dev.tieline.spi.Reads;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads lists page after page, each page one call of the pipeline. */
record PagedReads(Pipeline pipeline) implements Reads {
  @Override
  public <T> void all(
      Query<T> query, Consumer<List<T>> then, Consumer<TielineException> otherwise) {
    page(query, null, new ArrayList<>(), then, otherwise);
  }

  private <T> void page(
      Query<T> query,
      @Nullable String next,
      List<T> soFar,
      Consumer<List<T>> then,
      Consumer<TielineException> otherwise) {
    pipeline.call(
        query.page(next),
        (Page<T> page) -> {
          soFar.addAll(page.items());
          String more = page.next();
          if (more == null) {
            then.accept(soFar);
          } else {
            page(query, more, soFar, then, otherwise);
          }
        },
        otherwise);
  }
}
