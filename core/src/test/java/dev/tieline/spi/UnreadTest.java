package dev.tieline.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.error.CallSite;
import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.TielineException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreadTest {
  private static final Scope SCOPE = new Scope("toy", "main", "north");

  private static TielineException refused(Category category) {
    return new CloudCallException(
        new CallSite("toy", "main", "north", "ListBox"), category, "", "no", 0, "", false, null);
  }

  @ParameterizedTest
  @CsvSource({
    "DENIED, 'Grant the permission for ListBox, then '",
    "UNAVAILABLE, 'Wait until the region answers, or check the endpoint and what is between, then '",
    "THROTTLED, 'Wait until the cloud takes more calls, then '",
    "INVALID, 'Mend what these words say, then '"
  })
  void remedy_ofACategory_saysWhatHelps(Category category, String remedy) {
    assertThat(Unread.of(refused(category)).remedy("plan again")).isEqualTo(remedy + "plan again");
  }

  @Test
  void facts_reason_isFoundByItsWords() {
    Facts.Builder builder = new Facts.Builder();
    Unread why = Unread.of(refused(Category.DENIED));
    builder.unreadable(SCOPE, List.class, why);
    Facts facts = builder.build();
    assertThat(facts.unreadable(SCOPE, List.class)).contains(why.words());
    assertThat(facts.unread(SCOPE, why.words())).isEqualTo(why);
    assertThat(facts.unread(SCOPE, "other words")).isEqualTo(Unread.because("other words"));
  }
}
