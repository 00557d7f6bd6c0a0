package dev.tieline.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.error.CallSite;
import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.spi.Scope;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LookPatienceTest {
  private static final Scope HERE = new Scope("toy", "main", "here");
  private static final long LONGEST = LookPatience.LONGEST.toNanos();
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final LookPatience patience = new LookPatience();

  private static CloudCallException refusal(
      Category category, String operation, @Nullable Throwable cause) {
    CallSite site = new CallSite("toy", "main", "here", operation);
    return new CloudCallException(site, category, "", "no", 0, "", false, cause);
  }

  private static CloudCallException down(String operation) {
    return refusal(Category.UNAVAILABLE, operation, null);
  }

  @Test
  void failed_silentForTheLongest_tellsTheFirstCause() {
    CloudCallException first = down("ListA");

    assertThat(patience.failed(HERE, first, 0)).isEmpty();
    assertThat(patience.failed(HERE, down("ListB"), LONGEST - 1)).isEmpty();
    assertThat(patience.givenUp(HERE)).isEmpty();
    assertThat(patience.failed(HERE, down("ListC"), LONGEST)).containsSame(first);
    assertThat(patience.givenUp(HERE)).containsSame(first);
  }

  @Test
  void failed_inALaterLookOfTheRun_isInVainAtOnce() {
    CloudCallException first = down("ListA");
    patience.failed(HERE, first, 0);
    patience.failed(HERE, first, LONGEST);

    patience.beginLook();

    assertThat(patience.givenUp(HERE)).as("a look asks once more").isEmpty();
    assertThat(patience.failed(HERE, down("ListA"), 2 * LONGEST)).containsSame(first);
  }

  @Test
  void failed_afterAnAnswerSinceThen_hasAllItsTimeAgain() {
    patience.failed(HERE, down("ListA"), 0);
    patience.answered(HERE);
    patience.beginLook();

    assertThat(patience.failed(HERE, down("ListA"), 2 * LONGEST)).isEmpty();
    assertThat(patience.failed(HERE, down("ListA"), 3 * LONGEST)).isPresent();
  }

  @Test
  void failed_whereSomethingElseAnswersInTheLook_isNotInVain() {
    patience.failed(HERE, down("ListA"), 0);
    patience.answered(HERE);

    assertThat(patience.failed(HERE, down("ListA"), 9 * LONGEST)).isEmpty();
  }

  @Test
  void failed_nobodyThere_isGivenUpMuchSooner() {
    for (Exception cause : new Exception[] {new ConnectException(), new UnknownHostException()}) {
      LookPatience fresh = new LookPatience();
      CloudCallException first =
          refusal(Category.UNAVAILABLE, "ListA", new IllegalStateException(cause));

      assertThat(fresh.failed(HERE, first, 0)).isEmpty();
      assertThat(fresh.failed(HERE, first, 4 * SECOND)).isEmpty();
      assertThat(fresh.failed(HERE, first, 5 * SECOND)).containsSame(first);
    }
  }

  @Test
  void failed_otherRefusals_areAnswersToBeTakenAsSuch() {
    CloudCallException denied = refusal(Category.DENIED, "ListA", null);

    assertThat(patience.failed(HERE, denied, 0)).isEmpty();
    assertThat(patience.failed(HERE, denied, 9 * LONGEST)).isEmpty();
  }

  @Test
  void resting_whereSilentForLong_isInVainWithoutAnAttempt() {
    CloudCallException first = down("ListA");
    patience.failed(HERE, first, 0);

    assertThat(patience.resting(HERE, LONGEST - 1)).isEmpty();
    assertThat(patience.resting(HERE, LONGEST)).containsSame(first);
    assertThat(patience.givenUp(HERE)).containsSame(first);
  }

  @Test
  void resting_whereNothingFailedInThisRun_waits() {
    assertThat(patience.resting(HERE, 9 * LONGEST)).isEmpty();
  }
}
