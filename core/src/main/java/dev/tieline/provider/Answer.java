package dev.tieline.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What a cloud answered in JSON, read by the names of its members. A member that is not there is
 * empty, as one that is null, since clouds leave out what has no value; one of another shape than
 * is asked for makes the answer {@link Unreadable}, so that nothing is taken for absent that just
 * was not understood.
 */
public final class Answer {
  private final int status;
  private final String path;
  private final JsonNode node;

  // made by JsonAnswers alone, which has limits
  Answer(int status, String path, JsonNode node) {
    this.status = status;
    this.path = path;
    this.node = node;
  }

  /**
   * Returns a text, or the digits of a number, all of them.
   *
   * @param name the member's name
   * @return the text; empty if it is not there
   * @throws Unreadable if it is an object or a list
   */
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

  /**
   * Returns whether the member is true; some clouds write it as a text, or as 1.
   *
   * @param name the member's name
   * @return false also if it is not there
   * @throws Unreadable if it is neither true nor false
   */
  public boolean flag(String name) {
    String text = text(name);
    if (text.isEmpty() || text.equalsIgnoreCase("false") || text.equals("0")) {
      return false;
    }
    if (text.equalsIgnoreCase("true") || text.equals("1")) {
      return true;
    }
    throw wrong(name, "true or false");
  }

  /**
   * Returns a whole number; some clouds write it as a text.
   *
   * @param name the member's name
   * @return the number; empty if it is not there
   * @throws Unreadable if it is none
   */
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

  /**
   * Returns a structure.
   *
   * @param name the member's name
   * @return the structure; one without members if it is not there
   * @throws Unreadable if it is none
   */
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

  /**
   * Returns a list of structures.
   *
   * @param name the member's name
   * @return the list; empty if it is not there
   * @throws Unreadable if it is none
   */
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

  /**
   * Returns a list of texts or numbers.
   *
   * @param name the member's name
   * @return the list; empty if it is not there
   * @throws Unreadable if it is none
   */
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

  /**
   * Returns a text, or a list of them, where a cloud writes now one and now the other.
   *
   * @param name the member's name
   * @return the list, of one text perhaps; empty if it is not there
   * @throws Unreadable if it is neither
   */
  public List<String> textOrTexts(String name) {
    return node.path(name).isArray()
        ? texts(name)
        : text(name).isEmpty() ? List.of() : List.of(text(name));
  }

  /**
   * Returns whether a member counts something though no list in the answer has an item.
   *
   * @param count the member's name
   * @return false also if it is not there
   * @throws Unreadable if it is no number
   */
  public boolean countsWithoutItems(String count) {
    return number(count).orElse(0) > 0 && !hasItems(node);
  }

  /** Whether a list in a structure, which some clouds wrap twice, has an item. */
  private static boolean hasItems(JsonNode in) {
    for (JsonNode member : in) {
      if (member.isArray() ? !member.isEmpty() : hasItems(member)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns a list of structures that is wrapped twice: {@code {"Vpcs":{"Vpc":[...]}}}.
   *
   * @param outer the name of the member that holds the list
   * @param inner the name of the list
   * @return the list; empty if it is not there
   * @throws Unreadable if it is none
   */
  public List<Answer> wrapped(String outer, String inner) {
    return object(outer).objects(inner);
  }

  /**
   * Returns a list of texts that is wrapped twice.
   *
   * @param outer the name of the member that holds the list
   * @param inner the name of the list
   * @return the list; empty if it is not there
   * @throws Unreadable if it is none
   */
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

  /**
   * Returns that a member is not what it should be.
   *
   * @param name the member's name
   * @param expected what it should be
   * @return the exception, to be thrown
   */
  public Unreadable wrong(String name, String expected) {
    return new Unreadable(
        status,
        "answer has another shape: "
            + path
            + "."
            + name
            + " is "
            + node.path(name).getNodeType().name().toLowerCase(Locale.ROOT)
            + " (expected: "
            + expected
            + ")",
        null);
  }
}
