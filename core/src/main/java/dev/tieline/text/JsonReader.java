package dev.tieline.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tieline.net.Cidr;
import dev.tieline.net.CidrSet;
import dev.tieline.net.Ip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads nouns; see {@link Json#read}. Jackson turns the text into a tree, and this class turns the
 * tree into records, so that every refusal names its place in the same words.
 */
final class JsonReader {

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(Json.MAX_DEPTH)
                      .maxStringLength(Json.MAX_LENGTH)
                      .build())
              .build());

  private final String noun;
  private final int maxLength;

  JsonReader(String noun, int maxLength) {
    this.noun = noun;
    this.maxLength = maxLength;
  }

  Object read(String text, Class<?> type) {
    return ofClass(parse(text), type, JsonPath.ROOT);
  }

  private JsonNode parse(String text) {
    if (text.length() > maxLength) {
      throw refused(
          JsonPath.ROOT, text.length() + " characters (expected: at most " + maxLength + ")", null);
    }
    try (JsonParser parser = MAPPER.createParser(text)) {
      try {
        JsonNode tree = MAPPER.readTree(parser);
        if (tree == null) {
          throw refused(JsonPath.ROOT, "no text (expected: JSON)", null);
        }
        if (parser.nextToken() != null) {
          throw refused(JsonPath.ROOT, "more text after the end (expected: one value)", null);
        }
        return tree;
      } catch (StreamConstraintsException e) {
        String limits = "(expected: at most %d levels, and short names and numbers)";
        throw refused(path(parser), "beyond a limit " + limits.formatted(Json.MAX_DEPTH), e);
      } catch (JsonProcessingException e) {
        String where =
            " at line %d, column %d"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
        String what = JsonPath.shortened(e.getOriginalMessage()) + where;
        throw refused(path(parser), what + " (expected: JSON without duplicate properties)", e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a String does not fail to be read
    }
  }

  private static JsonPath path(JsonParser parser) {
    JsonPath path = JsonPath.ROOT;
    JsonPointer rest = parser.getParsingContext().pathAsPointer();
    for (; rest != null && !rest.matches(); rest = rest.tail()) {
      path =
          rest.mayMatchElement() && rest.getMatchingIndex() >= 0
              ? path.element(rest.getMatchingIndex())
              : path.property(rest.getMatchingProperty());
    }
    return path;
  }

  private @Nullable Object value(
      JsonNode node, AnnotatedType type, boolean nullable, JsonPath path) {
    if (node.isNull() && nullable) {
      return null;
    }
    Type plain = type.getType();
    if (plain instanceof Class<?> simple) {
      return ofClass(node, simple, path);
    }
    if (type instanceof AnnotatedParameterizedType generic
        && plain instanceof ParameterizedType parameterized) {
      AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
      Type raw = parameterized.getRawType();
      if (raw == List.class) {
        List<@Nullable Object> list = new ArrayList<>();
        elements(node, arguments[0], path, list);
        return Collections.unmodifiableList(list);
      }
      if (raw == Set.class) {
        Set<@Nullable Object> set = new LinkedHashSet<>();
        elements(node, arguments[0], path, set);
        return Collections.unmodifiableSet(set);
      }
      if (raw == Map.class) {
        return map(node, arguments[0].getType(), arguments[1], path);
      }
    }
    throw unsupported(plain);
  }

  private void elements(
      JsonNode node, AnnotatedType type, JsonPath path, Collection<@Nullable Object> to) {
    if (!node.isArray()) {
      throw wrong(node, "an array", path);
    }
    for (int i = 0; i < node.size(); i++) {
      if (!to.add(value(node.get(i), type, isNullable(type), path.element(i)))) {
        throw refused(
            path.element(i), found(node.get(i)) + " again (expected: no duplicate)", null);
      }
    }
  }

  private Map<Object, @Nullable Object> map(
      JsonNode node, Type keyType, AnnotatedType valueType, JsonPath path) {
    if (!node.isObject()) {
      throw wrong(node, "an object", path);
    }
    if (!(keyType instanceof Class<?> keys)) {
      throw unsupported(keyType);
    }
    Map<Object, @Nullable Object> map = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      JsonPath at = path.property(entry.getKey());
      Object key = ofText(entry.getKey(), keys, at);
      if (map.containsKey(key)) {
        throw refused(at, "the same key again (expected: no duplicate)", null);
      }
      map.put(key, value(entry.getValue(), valueType, isNullable(valueType), at));
    }
    return Collections.unmodifiableMap(map);
  }

  private static boolean isNullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  Object ofClass(JsonNode node, Class<?> type, JsonPath path) {
    if (type == Raw.class) {
      if (!(node instanceof ObjectNode object)) {
        throw wrong(node, "an object", path);
      }
      return new Raw(object, path, noun);
    }
    if (type.isRecord()) {
      return record(node, RecordShape.of(type), path);
    }
    if (type.isInterface() && type.isSealed()) {
      return member(node, RecordShape.kindsOf(type), path);
    }
    if (type == CidrSet.class) {
      return set(node, path);
    }
    if (type == boolean.class || type == Boolean.class) {
      if (!node.isBoolean()) {
        throw wrong(node, "true or false", path);
      }
      return node.booleanValue();
    }
    if (type == int.class || type == Integer.class) {
      if (!node.isIntegralNumber() || !node.canConvertToInt()) {
        throw wrong(node, "a whole number from -2147483648 to 2147483647", path);
      }
      return node.intValue();
    }
    if (type == long.class || type == Long.class) {
      if (!node.isIntegralNumber() || !node.canConvertToLong()) {
        throw wrong(node, "a whole number of 64 bits", path);
      }
      return node.longValue();
    }
    if (type == double.class || type == Double.class) {
      if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
        throw wrong(node, "a number", path);
      }
      return node.doubleValue();
    }
    if (!node.isTextual()) {
      throw wrong(node, expectation(type), path);
    }
    return ofText(node.textValue(), type, path);
  }

  private Object ofText(String text, Class<?> type, JsonPath path) {
    try {
      if (type == String.class) {
        return text;
      } else if (type == Cidr.class) {
        return Cidr.parse(text);
      } else if (type == Ip.class) {
        return Ip.parse(text);
      } else if (type == Instant.class) {
        return Instant.parse(text);
      } else if (type == Duration.class) {
        return Duration.parse(text);
      }
    } catch (IllegalArgumentException e) {
      throw refused(path, reason(e), e);
    } catch (DateTimeException e) {
      throw refused(path, quoted(text) + " (expected: " + expectation(type) + ")", e);
    }
    if (type.isEnum()) {
      for (Object constant : type.getEnumConstants()) {
        if (((Enum<?>) constant).name().equals(text)) {
          return constant;
        }
      }
      throw refused(path, quoted(text) + " (" + expectation(type) + ")", null);
    }
    throw unsupported(type);
  }

  private static String expectation(Class<?> type) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> ((Enum<?>) constant).name())
          .collect(Collectors.joining(", ", "expected one of: ", ""));
    }
    if (type == Instant.class) {
      return "an instant, such as 2026-01-31T08:00:00Z";
    }
    if (type == Duration.class) {
      return "a duration, such as PT1M30S";
    }
    if (type == String.class || type == Cidr.class || type == Ip.class) {
      return "a string";
    }
    throw unsupported(type);
  }

  private CidrSet set(JsonNode node, JsonPath path) {
    if (!node.isArray()) {
      throw wrong(node, "an array", path);
    }
    List<Cidr> cidrs = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      cidrs.add((Cidr) ofClass(node.get(i), Cidr.class, path.element(i)));
    }
    return CidrSet.copyOf(cidrs);
  }

  private Object member(JsonNode node, Map<String, Class<?>> kinds, JsonPath path) {
    if (!node.isObject()) {
      throw wrong(node, "an object", path);
    }
    String expected = " (expected one of: " + String.join(", ", kinds.keySet()) + ")";
    JsonNode kind = node.get(RecordShape.KIND);
    JsonPath at = path.property(RecordShape.KIND);
    if (kind == null) {
      throw refused(at, "missing" + expected, null);
    }
    Class<?> type = kind.isTextual() ? kinds.get(kind.textValue()) : null;
    if (type == null) {
      throw refused(at, found(kind) + expected, null);
    }
    return record(node, RecordShape.of(type), path);
  }

  private Object record(JsonNode node, RecordShape shape, JsonPath path) {
    if (!node.isObject()) {
      throw wrong(node, "an object", path);
    }
    List<RecordShape.Component> components = shape.components();
    checkProperties(node, shape, path);
    @Nullable Object[] arguments = new @Nullable Object[components.size()];
    for (int i = 0; i < arguments.length; i++) {
      RecordShape.Component component = components.get(i);
      JsonNode property = node.get(component.name());
      JsonPath at = path.property(component.name());
      if (property != null) {
        arguments[i] = value(property, component.type(), component.nullable(), at);
      } else if (!component.nullable()) {
        throw refused(at, "missing (expected: it is required)", null);
      }
    }
    try {
      return shape.constructor().newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw refused(path, reason(cause), cause);
      }
      throw new IllegalStateException("type: " + shape.type().getName() + " cannot be made", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("type: " + shape.type().getName() + " cannot be made", e);
    }
  }

  private void checkProperties(JsonNode node, RecordShape shape, JsonPath path) {
    List<String> expected = new ArrayList<>();
    if (shape.kind() != null) {
      expected.add(RecordShape.KIND);
      JsonNode kind = node.get(RecordShape.KIND);
      if (kind == null || !shape.kind().equals(kind.textValue())) {
        throw refused(
            path.property(RecordShape.KIND),
            (kind == null ? "missing" : found(kind)) + " (expected: " + shape.kind() + ")",
            null);
      }
    }
    shape.components().forEach(component -> expected.add(component.name()));
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!expected.contains(name)) {
        throw refused(
            path.property(name),
            "unknown property (expected one of: " + String.join(", ", expected) + ")",
            null);
      }
    }
  }

  private IllegalArgumentException wrong(JsonNode node, String expected, JsonPath path) {
    String prefix = expected.startsWith("expected") ? "" : "expected: ";
    return refused(path, found(node) + " (" + prefix + expected + ")", null);
  }

  private IllegalArgumentException refused(JsonPath path, String why, @Nullable Throwable cause) {
    return new IllegalArgumentException(noun + ": " + path + ": " + why, cause);
  }

  private static String reason(RuntimeException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : Clean.text(message);
  }

  private static IllegalArgumentException unsupported(Type type) {
    return new IllegalArgumentException(
        "type: " + type.getTypeName() + " (expected: a type that nouns may hold)");
  }

  private static String found(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case STRING -> quoted(node.textValue());
      case NUMBER -> "number " + JsonPath.shortened(node.asText());
      default -> node.asText();
    };
  }

  private static String quoted(String text) {
    return '"' + JsonPath.shortened(text) + '"';
  }
}
