package dev.tieline.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An object of JSON that is not read yet, as a component of a noun: for a part whose type only
 * another package knows, or one that is told by a property of the part itself.
 *
 * <p>Immutable; equal by content. What it holds has passed the limits of {@link Json#read} already.
 */
public final class Raw {

  private final ObjectNode node;
  private final JsonPath path;
  private final String noun;

  Raw(ObjectNode node, JsonPath path, String noun) {
    this.node = node;
    this.path = path;
    this.noun = noun;
  }

  /**
   * Returns a noun as an object that can stand in another one.
   *
   * @param noun a record
   * @return the object
   * @throws IllegalArgumentException if a part of the noun is of a type that has no JSON
   */
  public static Raw of(Object noun) {
    return parse(Json.write(noun), "json");
  }

  /**
   * Reads the text of an object.
   *
   * @param text the text
   * @param noun what to call it in messages
   * @return the object
   * @throws IllegalArgumentException if the text is not one object of JSON
   */
  public static Raw parse(String text, String noun) {
    return Json.read(text, Raw.class, noun);
  }

  /**
   * Returns this object with one more property before all others.
   *
   * @param property its name
   * @param value its value
   * @return a new object
   * @throws IllegalArgumentException if the object has the property already
   */
  public Raw with(String property, String value) {
    if (node.has(property)) {
      throw new IllegalArgumentException(
          noun + ": " + path.property(property) + ": present (expected: a name that is free)");
    }
    ObjectNode copy = node.objectNode().put(property, value);
    copy.setAll(node);
    return new Raw(copy, path, noun);
  }

  /**
   * Returns this object without a property.
   *
   * @param property its name
   * @return a new object; this one if it has no such property
   */
  public Raw without(String property) {
    return node.has(property)
        ? new Raw((ObjectNode) node.deepCopy().without(property), path, noun)
        : this;
  }

  /**
   * Returns the text of a property.
   *
   * @param property its name
   * @return its value
   * @throws IllegalArgumentException if it is missing or no string; the message names the path
   */
  public String text(String property) {
    JsonNode value = node.get(property);
    if (value == null || !value.isTextual()) {
      throw new IllegalArgumentException(
          noun
              + ": "
              + path.property(property)
              + ": "
              + (value == null ? "missing" : "no string")
              + " (expected: a string)");
    }
    return value.textValue();
  }

  /**
   * Reads this object.
   *
   * @param type the record or the sealed interface to read
   * @param <T> the type
   * @return the noun
   * @throws IllegalArgumentException if the object is not such a noun; the message names the path
   *     from where the text began
   */
  public <T> T as(Class<T> type) {
    return type.cast(new JsonReader(noun, Json.MAX_LENGTH).ofClass(node, type, path));
  }

  /**
   * Returns where this object was found, for messages.
   *
   * @return the noun and the path, such as {@code topology: $.networks.tokyo}
   */
  public String place() {
    return noun + ": " + path;
  }

  JsonNode node() {
    return node;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Raw raw && node.equals(raw.node);
  }

  @Override
  public int hashCode() {
    return node.hashCode();
  }

  /**
   * Returns this object as JSON.
   *
   * @return a text in the form of {@link Json#write}
   */
  @Override
  public String toString() {
    return Json.write(this);
  }
}
