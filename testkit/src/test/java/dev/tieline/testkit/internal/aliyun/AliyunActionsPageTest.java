package dev.tieline.testkit.internal.aliyun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.ActionsTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of the fake Alibaba Cloud in docs/testkit.md says what it has: no more, no less. */
class AliyunActionsPageTest {

  @Test
  void page_tableOfActions_isTheFakesOwn() throws IOException {
    List<String> own = new ArrayList<>();
    for (Product product : Product.values()) {
      own.addAll(new Actions().of(product).keySet());
    }
    assertThat(ActionsTable.under("## What is in the fake Alibaba Cloud"))
        .containsExactlyInAnyOrderElementsOf(own);
  }
}
