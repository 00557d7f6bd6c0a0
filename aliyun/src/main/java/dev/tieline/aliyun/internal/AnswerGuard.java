package dev.tieline.aliyun.internal;

import dev.tieline.provider.Answer;
import dev.tieline.provider.JsonAnswers;
import dev.tieline.provider.Unreadable;
import java.util.Locale;
import java.util.Set;

/**
 * Tells an answer of the cloud from a refusal, and both from what somebody between wrote. The
 * status alone does not: some products refuse with a status of 200, and almost every refusal has
 * 400.
 */
final class AnswerGuard {
  private static final JsonAnswers ANSWERS = new JsonAnswers("Alibaba Cloud");
  private static final Set<String> GOOD_CODES = Set.of("200", "ok", "success");

  private AnswerGuard() {}

  /**
   * Returns the answer.
   *
   * @throws Refusal if it is one
   * @throws Unreadable if it is not the cloud's
   */
  static Answer check(Product product, int status, byte[] body) {
    // answers of STS hold session tokens, so that no part of one is shown
    String shown =
        product == Product.STS ? "(what it says is not shown)" : JsonAnswers.excerpt(body);
    Answer answer = ANSWERS.parse(status, body, shown);
    String code = either(answer, "Code", "code");
    boolean good = status / 100 == 2;
    if (good && (code.isEmpty() || GOOD_CODES.contains(code.toLowerCase(Locale.ROOT)))) {
      if (either(answer, "RequestId", "requestId").isEmpty()) {
        throw ANSWERS.foreign(status, shown, "a RequestId");
      }
      String success = either(answer, "Success", "success");
      if (!success.equalsIgnoreCase("false")) {
        return answer;
      }
    } else if (!good && code.isEmpty()) {
      throw ANSWERS.unnamed(status, shown);
    }
    throw new Refusal(
        code,
        either(answer, "Message", "message"),
        status,
        either(answer, "RequestId", "requestId"),
        deniedAction(answer));
  }

  private static String either(Answer answer, String name, String other) {
    String text = answer.text(name);
    return text.isEmpty() ? answer.text(other) : text;
  }

  private static String deniedAction(Answer answer) {
    try {
      return answer.object("AccessDeniedDetail").text("AuthAction");
    } catch (Unreadable otherShape) { // it only adds to what the code says
      return "";
    }
  }
}
