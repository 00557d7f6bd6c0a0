package dev.tieline.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tieline.net.Cidr;
import dev.tieline.net.CidrSet;
import dev.tieline.net.Ip;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes one noun once; see {@link Json#write}. */
final class JsonWriter {

  /** Collections whose order says nothing, and in the JDK's case even differs from run to run. */
  private static final Set<Class<?>> UNORDERED =
      Set.of(
          HashMap.class,
          HashSet.class,
          Map.of().getClass(),
          Set.of().getClass(),
          Set.of("one").getClass());

  private final StringBuilder out = new StringBuilder();

  String write(Object noun) {
    value(noun, 0);
    return out.append('\n').toString();
  }

  private void value(@Nullable Object value, int level) {
    if (value == null
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long) {
      out.append(value);
    } else if (value instanceof Double number) {
      if (!Double.isFinite(number)) {
        throw new IllegalArgumentException("json: " + number + " (expected: a finite number)");
      }
      out.append(value);
    } else if (value instanceof CidrSet set) {
      array(set.cidrs(), level);
    } else if (value instanceof List<?> list) {
      array(list, level);
    } else if (value instanceof Set<?> set) {
      array(UNORDERED.contains(set.getClass()) ? sorted(set) : set, level);
    } else if (value instanceof Map<?, ?> map) {
      object(entries(map), level);
    } else if (value instanceof Record noun) {
      object(properties(noun), level);
    } else if (value instanceof Raw raw) {
      node(raw.node(), level);
    } else if (value instanceof JsonNode node) {
      node(node, level);
    } else {
      quoted(scalar(value));
    }
  }

  private void node(JsonNode node, int level) {
    if (node.isObject()) {
      List<Property> properties = new ArrayList<>(node.size());
      node.properties().forEach(p -> properties.add(new Property(p.getKey(), p.getValue())));
      object(properties, level);
    } else if (node.isArray()) {
      List<JsonNode> elements = new ArrayList<>(node.size());
      node.forEach(elements::add);
      array(elements, level);
    } else if (node.isTextual()) {
      quoted(node.textValue());
    } else {
      out.append(node.asText()); // a number, true, false or null
    }
  }

  private static String scalar(@Nullable Object value) {
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof String
        || value instanceof Ip
        || value instanceof Cidr
        || value instanceof Instant
        || value instanceof Duration) {
      return value.toString();
    }
    throw new IllegalArgumentException(
        "json: "
            + (value == null ? "null as a key" : "type " + value.getClass().getName())
            + " (expected: a record, or a value that nouns may hold)");
  }

  /** One property of an object. */
  private record Property(String name, @Nullable Object value) {}

  private static List<Property> properties(Record noun) {
    RecordShape shape = RecordShape.of(noun.getClass());
    List<Property> properties = new ArrayList<>();
    if (shape.kind() != null) {
      properties.add(new Property(RecordShape.KIND, shape.kind()));
    }
    for (RecordShape.Component component : shape.components()) {
      Object value = read(component, noun);
      if (value != null) {
        properties.add(new Property(component.name(), value));
      } else if (!component.nullable()) {
        throw new IllegalArgumentException(
            "json: null in %s.%s (expected: a value, or @Nullable there)"
                .formatted(shape.type().getName(), component.name()));
      }
    }
    return properties;
  }

  private static @Nullable Object read(RecordShape.Component component, Record noun) {
    try {
      return component.accessor().invoke(noun);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalArgumentException(
          "json: %s.%s cannot be read".formatted(noun.getClass().getName(), component.name()), e);
    }
  }

  private static List<Property> entries(Map<?, ?> map) {
    List<Property> entries = new ArrayList<>(map.size());
    map.forEach((key, value) -> entries.add(new Property(scalar(key), value)));
    if (UNORDERED.contains(map.getClass())) {
      entries.sort(Comparator.comparing(Property::name));
    }
    return entries;
  }

  /** Sorts by the text of the elements, which all types have. */
  private static List<?> sorted(Set<?> set) {
    return set.stream()
        .map(element -> new Property(new JsonWriter().write(element), element))
        .sorted(Comparator.comparing(Property::name))
        .map(Property::value)
        .toList();
  }

  private void array(Collection<?> elements, int level) {
    if (elements.isEmpty()) {
      out.append("[]");
      return;
    }
    char separator = '[';
    for (Object element : elements) {
      out.append(separator);
      newLine(level + 1);
      value(element, level + 1);
      separator = ',';
    }
    newLine(level);
    out.append(']');
  }

  private void object(List<Property> properties, int level) {
    if (properties.isEmpty()) {
      out.append("{}");
      return;
    }
    char separator = '{';
    for (Property property : properties) {
      out.append(separator);
      newLine(level + 1);
      quoted(property.name());
      out.append(": ");
      value(property.value(), level + 1);
      separator = ',';
    }
    newLine(level);
    out.append('}');
  }

  private void newLine(int level) {
    out.append('\n').append("  ".repeat(level));
  }

  private void quoted(String text) {
    out.append('"');
    text.codePoints().forEach(this::escaped);
    out.append('"');
  }

  private void escaped(int codePoint) {
    switch (codePoint) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (Clean.isVisible(codePoint)) {
          out.appendCodePoint(codePoint);
        } else {
          for (char unit : Character.toChars(codePoint)) {
            out.append("\\u%04x".formatted((int) unit));
          }
        }
      }
    }
  }
}
