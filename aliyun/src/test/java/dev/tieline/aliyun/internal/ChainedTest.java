package dev.tieline.aliyun.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tieline.spi.Call;
import dev.tieline.spi.Clients;
import dev.tieline.spi.Page;
import dev.tieline.spi.Query;
import dev.tieline.spi.Scope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainedTest {
  private static final Scope SCOPE = new Scope(Realm.CLOUD, "main", "cn-hangzhou");
  private static final Clients NONE =
      new Clients() {
        @Override
        public <C> C client(Class<C> type) {
          throw new IllegalArgumentException(type.getName());
        }
      };

  /** A list of pages, each named by its number. */
  private static Query<String> list(String... pages) {
    return next -> {
      int at = next == null ? 0 : Integer.parseInt(next);
      return Call.read(
          SCOPE,
          "List",
          clients ->
              new Page<>(
                  List.of(pages[at]), at + 1 < pages.length ? Integer.toString(at + 1) : null));
    };
  }

  private static List<String> all(Query<String> query) throws Exception {
    List<String> all = new ArrayList<>();
    String next = null;
    do {
      Page<String> page = query.page(next).body().run(NONE);
      all.addAll(page.items());
      next = page.next();
    } while (next != null);
    return all;
  }

  @Test
  void of_severalLists_readsThePagesOfEachInOrder() throws Exception {
    assertThat(all(Chained.of(List.of(list("a1", "a2"), list("b1"), list("c1", "c2", "c3")))))
        .containsExactly("a1", "a2", "b1", "c1", "c2", "c3");
  }

  @Test
  void of_oneList_isThatList() throws Exception {
    assertThat(all(Chained.of(List.of(list("a1", "a2"))))).containsExactly("a1", "a2");
  }

  @Test
  void of_noLists_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Chained.<String>of(List.of()))
        .withMessageContaining("at least one");
  }
}
