package dev.tieline.aliyun.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the cloud answered, read by the names of its members. A member that is not there is empty,
 * since the products leave out what has no value; one of another shape than is asked for makes the
 * answer {@link Unreadable}, so that nothing is taken for absent that just was not understood.
 */
public final class Answer {
  private final int status;
  private final String path;
  private final JsonNode node;

  Answer(int status, String path, JsonNode node) {
    this.status = status;
    this.path = path;
    this.node = node;
  }

  /** A text, or the digits of a number, all of them; empty if it is not there. */
  public String text(String name) {
    JsonNode member = node.path(name);
    if (isNothing(member)) {
      return "";
    }
    if (!member.isValueNode()) {
      throw wrong(name, "a text");
    }
    return member.asText();
  }

  /** Whether the member is true; some products write it as a text. */
  public boolean flag(String name) {
    String text = text(name);
    if (text.isEmpty() || text.equalsIgnoreCase("false")) {
      return false;
    }
    if (text.equalsIgnoreCase("true")) {
      return true;
    }
    throw wrong(name, "true or false");
  }

  /** A whole number; some products write it as a text. Empty if it is not there. */
  public OptionalLong number(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw wrong(name, "a whole number");
    }
  }

  /** A structure; one without members if it is not there. */
  public Answer object(String name) {
    JsonNode member = node.path(name);
    if (isNothing(member)) {
      return new Answer(status, path + "." + name, MissingNode.getInstance());
    }
    if (!member.isObject()) {
      throw wrong(name, "an object");
    }
    return new Answer(status, path + "." + name, member);
  }

  /** A list of structures. */
  public List<Answer> objects(String name) {
    List<Answer> objects = new ArrayList<>();
    for (JsonNode element : elements(name)) {
      if (!element.isObject()) {
        throw wrong(name, "an array of objects");
      }
      objects.add(new Answer(status, path + "." + name + "[" + objects.size() + "]", element));
    }
    return objects;
  }

  /** A list of texts or numbers. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : elements(name)) {
      if (!element.isValueNode()) {
        throw wrong(name, "an array of texts");
      }
      texts.add(element.asText());
    }
    return texts;
  }

  /** Whether a member counts something though no list in the answer has an item. */
  boolean countsWithoutItems(String count) {
    return number(count).orElse(0) > 0 && !hasItems(node);
  }

  /** Whether a list in a structure, which older products wrap twice, has an item. */
  private static boolean hasItems(JsonNode in) {
    for (JsonNode member : in) {
      if (member.isArray() ? !member.isEmpty() : hasItems(member)) {
        return true;
      }
    }
    return false;
  }

  /** A list of structures that older products wrap twice: {@code {"Vpcs":{"Vpc":[...]}}}. */
  public List<Answer> wrapped(String outer, String inner) {
    return object(outer).objects(inner);
  }

  /** A list of texts that older products wrap twice. */
  public List<String> wrappedTexts(String outer, String inner) {
    return object(outer).texts(inner);
  }

  private Iterable<JsonNode> elements(String name) {
    JsonNode member = node.path(name);
    if (isNothing(member)) {
      return List.of();
    }
    if (!member.isArray()) {
      throw wrong(name, "an array");
    }
    return member;
  }

  // older gateways write an empty structure or list as an empty text
  private static boolean isNothing(JsonNode member) {
    return member.isMissingNode()
        || member.isNull()
        || (member.isTextual() && member.textValue().isEmpty());
  }

  Unreadable wrong(String name, String expected) {
    return new Unreadable(
        status,
        "answer has another shape: "
            + path
            + "."
            + name
            + " is "
            + node.path(name).getNodeType().name().toLowerCase(java.util.Locale.ROOT)
            + " (expected: "
            + expected
            + ")",
        null);
  }
}
