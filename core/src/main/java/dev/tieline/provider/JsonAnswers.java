package dev.tieline.provider;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tieline.text.Clean;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a cloud answered in JSON, within limits, and tells what somebody between wrote: a
 * proxy's page must not be taken for an answer without a single object. Immutable.
 */
public final class JsonAnswers {
  /** How many bytes of an answer are read: a page of 100 objects is far below. */
  public static final int LONGEST = 16 * 1024 * 1024;

  private static final int DEEPEST = 64;
  private static final int SHOWN = 80;
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(DEEPEST)
                      .maxStringLength(LONGEST)
                      .build())
              .build());

  private final String cloud;
  private final String proxy;

  /**
   * Creates the reader of one cloud.
   *
   * @param cloud the cloud's name in words
   */
  public JsonAnswers(String cloud) {
    this.cloud = requireNonNull(cloud, "cloud");
    proxy =
        "; look for a proxy or gateway between this machine and "
            + cloud
            + ", and at the endpoint override";
  }

  /**
   * Reads a body, up to a length that no answer has.
   *
   * @param status the answer's HTTP status
   * @param in the body; null for none
   * @return all of it
   * @throws IOException if the connection breaks
   * @throws Unreadable if it is longer than {@link #LONGEST}
   */
  public static byte[] read(int status, @Nullable InputStream in) throws IOException {
    if (in == null) {
      return new byte[0];
    }
    byte[] body = in.readNBytes(LONGEST + 1);
    if (body.length > LONGEST) {
      throw tooLong(status);
    }
    return body;
  }

  /**
   * Returns that a body is longer than any answer.
   *
   * @param status the answer's HTTP status
   * @return the exception, to be thrown
   */
  public static Unreadable tooLong(int status) {
    return new Unreadable(status, "answer is too long: over " + LONGEST + " bytes", null);
  }

  /**
   * Returns the answer that a body is.
   *
   * @param status the answer's HTTP status
   * @param body the body
   * @param shown what may be shown of it, such as an {@link #excerpt}
   * @return the answer
   * @throws Unreadable if it is no object in JSON
   */
  public Answer parse(int status, byte[] body, String shown) {
    if (body.length == 0) {
      throw new Unreadable(status, "answer is empty (expected: JSON)" + proxy, null);
    }
    JsonNode tree;
    try (JsonParser parser = MAPPER.createParser(body)) {
      tree = MAPPER.readTree(parser);
      if (tree == null || parser.nextToken() != null) {
        throw new Unreadable(status, "answer is not JSON: " + shown + proxy, null);
      }
    } catch (IOException e) {
      boolean started = body[0] == '{';
      throw new Unreadable(
          status,
          started
              ? "answer is broken or cut off: " + shown
              : "answer is not JSON: " + shown + proxy,
          null); // the parser's own words hold parts of the body
    }
    if (!tree.isObject()) {
      throw foreign(status, shown, "");
    }
    return new Answer(status, "$", tree);
  }

  /**
   * Returns that an answer is not the cloud's.
   *
   * @param status the answer's HTTP status
   * @param shown what may be shown of it
   * @param expected what each answer of the cloud has; empty if there is nothing to say
   * @return the exception, to be thrown
   */
  public Unreadable foreign(int status, String shown, String expected) {
    return new Unreadable(
        status,
        "answer is not "
            + cloud
            + "'s: "
            + shown
            + (expected.isEmpty() ? "" : " (expected: " + expected + ")")
            + proxy,
        null);
  }

  /**
   * Returns that an answer says that something failed, and not what.
   *
   * @param status the answer's HTTP status
   * @param shown what may be shown of it
   * @return the exception, to be thrown
   */
  public Unreadable unnamed(int status, String shown) {
    return new Unreadable(status, "answer holds no error code: " + shown + proxy, null);
  }

  /**
   * Returns the beginning of a body as it can be shown.
   *
   * @param body the body
   * @return one short line
   */
  public static String excerpt(byte[] body) {
    int length = Math.min(body.length, 4 * SHOWN);
    String text = Clean.text(new String(body, 0, length, StandardCharsets.UTF_8)).strip();
    return text.length() <= SHOWN && length == body.length
        ? text
        : text.substring(0, Math.min(SHOWN, text.length())) + "...";
  }
}
