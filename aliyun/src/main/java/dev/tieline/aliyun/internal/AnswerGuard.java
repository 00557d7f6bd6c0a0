package dev.tieline.aliyun.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tieline.text.Clean;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells an answer of the cloud from a refusal, and both from what somebody between wrote. The
 * status alone does not: some products refuse with a status of 200, and almost every refusal has
 * 400.
 */
final class AnswerGuard {
  // a page of 100 objects is far below; more is no answer but an attack
  private static final int LONGEST = 16 * 1024 * 1024;
  private static final int DEEPEST = 64;
  private static final int SHOWN = 80;
  private static final Set<String> GOOD_CODES = Set.of("200", "ok", "success");
  private static final String PROXY =
      "; look for a proxy or gateway between this machine and Alibaba Cloud, and at the endpoint"
          + " override";
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(DEEPEST)
                      .maxStringLength(LONGEST)
                      .build())
              .build());

  private AnswerGuard() {}

  /** Reads a body, up to a length that no answer has. */
  static byte[] read(int status, @Nullable InputStream in) throws IOException {
    if (in == null) {
      return new byte[0];
    }
    byte[] body = in.readNBytes(LONGEST + 1);
    if (body.length > LONGEST) {
      throw new Unreadable(status, "answer is too long: over " + LONGEST + " bytes", null);
    }
    return body;
  }

  /**
   * Returns the answer.
   *
   * @throws Refusal if it is one
   * @throws Unreadable if it is not the cloud's
   */
  static Answer check(Product product, int status, byte[] body) {
    // answers of STS hold session tokens, so that no part of one is shown
    String shown = product == Product.STS ? "(what it says is not shown)" : excerpt(body);
    JsonNode tree = parse(status, body, shown);
    if (!tree.isObject()) {
      throw new Unreadable(status, "answer is not Alibaba Cloud's: " + shown + PROXY, null);
    }
    Answer answer = new Answer(status, "$", tree);
    String code = either(answer, "Code", "code");
    boolean good = status / 100 == 2;
    if (good && (code.isEmpty() || GOOD_CODES.contains(code.toLowerCase(java.util.Locale.ROOT)))) {
      if (either(answer, "RequestId", "requestId").isEmpty()) {
        throw new Unreadable(
            status,
            "answer is not Alibaba Cloud's: " + shown + " (expected: a RequestId)" + PROXY,
            null);
      }
      String success = either(answer, "Success", "success");
      if (!success.equalsIgnoreCase("false")) {
        return answer;
      }
    } else if (!good && code.isEmpty()) {
      throw new Unreadable(status, "answer holds no error code: " + shown + PROXY, null);
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

  private static JsonNode parse(int status, byte[] body, String shown) {
    if (body.length == 0) {
      throw new Unreadable(status, "answer is empty (expected: JSON)" + PROXY, null);
    }
    try (JsonParser parser = MAPPER.createParser(body)) {
      JsonNode tree = MAPPER.readTree(parser);
      if (tree == null || parser.nextToken() != null) {
        throw new Unreadable(status, "answer is not JSON: " + shown + PROXY, null);
      }
      return tree;
    } catch (IOException e) {
      boolean started = body[0] == '{';
      throw new Unreadable(
          status,
          started
              ? "answer is broken or cut off: " + shown
              : "answer is not JSON: " + shown + PROXY,
          null); // the parser's own words hold parts of the body
    }
  }

  private static String excerpt(byte[] body) {
    int length = Math.min(body.length, 4 * SHOWN);
    String text = Clean.text(new String(body, 0, length, StandardCharsets.UTF_8)).strip();
    return text.length() <= SHOWN && length == body.length
        ? text
        : text.substring(0, Math.min(SHOWN, text.length())) + "...";
  }
}
