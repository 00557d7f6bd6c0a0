package dev.tieline.retry;

import dev.tieline.error.CallSite;
import dev.tieline.error.Category;
import dev.tieline.error.CloudCallException;
import dev.tieline.error.OutcomeUnknownException;

/** What a cloud's calls end with when they fail. */
final class Failures {
  private static final CallSite SITE = new CallSite("toy", "main", "north", "CreateThing");

  private Failures() {}

  static CloudCallException refusal(Category category) {
    return new CloudCallException(SITE, category, "Code", "refused", 400, "", false, null);
  }

  static OutcomeUnknownException lostAnswer() {
    return new OutcomeUnknownException(SITE, "no answer", null);
  }
}
