package dev.tieline.testkit.internal.qingcloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.ActionsTable;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The table of the fake QingCloud in docs/testkit.md says what it has: no more, no less. */
class QingCloudActionsPageTest {

  @Test
  void page_tableOfActions_isTheFakesOwn() throws IOException {
    assertThat(ActionsTable.under("## What is in the fake QingCloud"))
        .containsExactlyInAnyOrderElementsOf(new Actions().all().keySet());
  }
}
