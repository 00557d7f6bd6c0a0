package dev.tieline.testkit.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tieline.testkit.Reply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer's object. The older products wrap every array in an object of one member; the
 * newer ones do not: hence two verbs for each.
 */
public final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ObjectNode node;

  public Json() {
    this(JsonNodeFactory.instance.objectNode());
  }

  private Json(ObjectNode node) {
    this.node = node;
  }

  public ObjectNode node() {
    return node;
  }

  public Json put(String name, @Nullable String value) {
    node.put(name, value);
    return this;
  }

  public Json put(String name, boolean value) {
    node.put(name, value);
    return this;
  }

  public Json put(String name, long value) {
    node.put(name, value);
    return this;
  }

  /** Writes an account's id as the number that it is in most answers. */
  public Json account(String name, String uid) {
    return put(name, Long.parseLong(uid));
  }

  public Json nest(String name, Consumer<Json> content) {
    content.accept(new Json(node.putObject(name)));
    return this;
  }

  public <T> Json list(String name, Collection<T> items, BiConsumer<Json, T> writer) {
    ArrayNode array = node.putArray(name);
    items.forEach(item -> writer.accept(new Json(array.addObject()), item));
    return this;
  }

  public Json texts(String name, Collection<String> items) {
    ArrayNode array = node.putArray(name);
    items.forEach(array::add);
    return this;
  }

  public <T> Json wrapped(
      String outer, String inner, Collection<T> items, BiConsumer<Json, T> writer) {
    return nest(outer, wrap -> wrap.list(inner, items, writer));
  }

  public Json wrappedTexts(String outer, String inner, Collection<String> items) {
    return nest(outer, wrap -> wrap.texts(inner, items));
  }

  /** Takes over the members of an answer that was given before. */
  public void copy(JsonNode earlier) {
    earlier.properties().forEach(field -> node.set(field.getKey(), field.getValue()));
  }

  /** Returns the answer with such a body. */
  public static Reply reply(int status, ObjectNode body) {
    try {
      return new Reply(
          status,
          Map.of("Content-Type", List.of("application/json;charset=utf-8")),
          MAPPER.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers can be written", e);
    }
  }

  /**
   * Writes a value on one line; the members of lists are sorted, since lists are sets. What is left
   * out is so at every depth.
   */
  public static String flat(JsonNode value, Set<String> leftOut) {
    List<String> parts = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(item -> parts.add(flat(item, leftOut)));
      parts.sort(null);
      return parts.isEmpty() ? "" : "[" + String.join(", ", parts) + "]";
    }
    if (!value.isObject()) {
      return value.isNull() ? "" : value.asText();
    }
    value
        .properties()
        .forEach(
            field -> {
              String text = leftOut.contains(field.getKey()) ? "" : flat(field.getValue(), leftOut);
              if (!text.isEmpty()) {
                parts.add(field.getKey() + "=" + text);
              }
            });
    parts.sort(null);
    return parts.isEmpty() ? "" : "{" + String.join(", ", parts) + "}";
  }
}
