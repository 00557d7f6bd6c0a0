package dev.tieline.qingcloud.internal;

import dev.tieline.provider.Answer;
import dev.tieline.provider.JsonAnswers;
import dev.tieline.provider.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * Tells an answer of the cloud from a refusal, and both from what somebody between wrote. The cloud
 * answers with a status of 200 whatever it has to say; another one is of the way to it.
 */
final class AnswerGuard {
  private static final JsonAnswers ANSWERS = new JsonAnswers("QingCloud");
  private static final int OK = 200;

  private AnswerGuard() {}

  /** What the cloud said: the code is 0 of an answer. */
  record Said(long code, String message, Answer answer) {}

  /**
   * Reads what came back.
   *
   * @throws Unreadable if it is not the cloud's
   */
  static Said read(Api api, int status, byte[] body) {
    if (body.length > JsonAnswers.LONGEST) {
      throw JsonAnswers.tooLong(status);
    }
    // a list of keys may hold their secrets, so that no part of it is shown
    String shown =
        api == Api.DESCRIBE_ACCESS_KEYS ? "(what it says is not shown)" : JsonAnswers.excerpt(body);
    if (status != OK) {
      throw ANSWERS.foreign(status, shown, "status 200");
    }
    Answer answer = ANSWERS.parse(status, body, shown);
    OptionalLong code = answer.number("ret_code");
    // two examples of the documentation have no code and are answers all the same (deleting
    // listeners and backends); that it stands for success is an assumption
    if (code.isEmpty() && !answer.text("action").endsWith("Response")) {
      throw ANSWERS.foreign(status, shown, "a ret_code");
    }
    return new Said(code.orElse(0), code.isEmpty() ? "" : answer.text("message"), answer);
  }

  static Said read(Api api, int status, String body) {
    return read(api, status, body.getBytes(StandardCharsets.UTF_8));
  }
}
