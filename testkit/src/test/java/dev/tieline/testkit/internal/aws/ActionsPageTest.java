package dev.tieline.testkit.internal.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.ActionsTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of actions in docs/testkit.md says what the fake has: no more, no less, each once. */
class ActionsPageTest {

  private static final String HEADING = "## What is in it and what is not";

  @Test
  void page_tableOfActions_isTheFakesOwn() throws IOException {
    List<String> own = new ArrayList<>();
    for (Actions service :
        List.of(Actions.ec2(), Actions.sts(), Actions.iam(), Actions.serviceQuotas())) {
      own.addAll(service.names());
    }
    assertThat(ActionsTable.under(HEADING)).containsExactlyInAnyOrderElementsOf(own);
  }
}
