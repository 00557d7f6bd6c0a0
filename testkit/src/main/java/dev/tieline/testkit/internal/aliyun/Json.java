package dev.tieline.testkit.internal.aliyun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Writes an answer's object. The older products wrap every array in an object of one member; the
 * newer ones do not: hence two verbs for each.
 */
public final class Json {
  private final ObjectNode node;

  Json() {
    this(JsonNodeFactory.instance.objectNode());
  }

  private Json(ObjectNode node) {
    this.node = node;
  }

  public ObjectNode node() {
    return node;
  }

  Json put(String name, String value) {
    node.put(name, value);
    return this;
  }

  Json put(String name, boolean value) {
    node.put(name, value);
    return this;
  }

  Json put(String name, long value) {
    node.put(name, value);
    return this;
  }

  /** Writes an account's id as the number that it is in most answers. */
  Json account(String name, String uid) {
    return put(name, Long.parseLong(uid));
  }

  Json nest(String name, Consumer<Json> content) {
    content.accept(new Json(node.putObject(name)));
    return this;
  }

  <T> Json list(String name, Collection<T> items, BiConsumer<Json, T> writer) {
    ArrayNode array = node.putArray(name);
    items.forEach(item -> writer.accept(new Json(array.addObject()), item));
    return this;
  }

  Json texts(String name, Collection<String> items) {
    ArrayNode array = node.putArray(name);
    items.forEach(array::add);
    return this;
  }

  <T> Json wrapped(String outer, String inner, Collection<T> items, BiConsumer<Json, T> writer) {
    return nest(outer, wrap -> wrap.list(inner, items, writer));
  }

  Json wrappedTexts(String outer, String inner, Collection<String> items) {
    return nest(outer, wrap -> wrap.texts(inner, items));
  }

  /** Takes over the members of an answer that was given before. */
  void copy(JsonNode earlier) {
    earlier.properties().forEach(field -> node.set(field.getKey(), field.getValue()));
  }
}
