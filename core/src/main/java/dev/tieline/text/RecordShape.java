package dev.tieline.text;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What reflection tells of a record, looked up once per class. */
record RecordShape(
    Class<?> type, @Nullable String kind, List<Component> components, Constructor<?> constructor) {

  static final String KIND = "kind";

  /** One component: its property in JSON. */
  record Component(String name, AnnotatedType type, boolean nullable, Method accessor) {}

  private static final ClassValue<RecordShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return inspect(type);
        }
      };

  private static final ClassValue<Map<String, Class<?>>> KINDS =
      new ClassValue<>() {
        @Override
        protected Map<String, Class<?>> computeValue(Class<?> family) {
          Map<String, Class<?>> kinds = new TreeMap<>();
          collectKinds(family, kinds);
          return Collections.unmodifiableMap(kinds);
        }
      };

  static RecordShape of(Class<?> type) {
    return SHAPES.get(type);
  }

  /** Returns the records of a sealed family by their kinds, in the order of these. */
  static Map<String, Class<?>> kindsOf(Class<?> family) {
    return KINDS.get(family);
  }

  private static RecordShape inspect(Class<?> type) {
    RecordComponent[] found = type.getRecordComponents();
    List<Component> components = new ArrayList<>();
    Class<?>[] parameters = new Class<?>[found.length];
    boolean inFamily = isInFamily(type);
    for (int i = 0; i < found.length; i++) {
      RecordComponent component = found[i];
      if (inFamily && component.getName().equals(KIND)) {
        throw new IllegalArgumentException(
            "type: "
                + type.getName()
                + " has a component \"kind\" (expected: that is its family's)");
      }
      Method accessor = component.getAccessor();
      accessor.setAccessible(true); // nouns may be package-private
      boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      components.add(
          new Component(component.getName(), component.getAnnotatedType(), nullable, accessor));
      parameters[i] = component.getType();
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      return new RecordShape(
          type, inFamily ? kind(type) : null, List.copyOf(components), constructor);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(
          "type: " + type.getName() + " has no canonical constructor", e);
    }
  }

  private static boolean isInFamily(Class<?> type) {
    for (Class<?> parent : type.getInterfaces()) {
      if (parent.isSealed() || isInFamily(parent)) {
        return true;
      }
    }
    return false;
  }

  private static String kind(Class<?> type) {
    String name = type.getSimpleName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private static void collectKinds(Class<?> family, Map<String, Class<?>> kinds) {
    for (Class<?> member : family.getPermittedSubclasses()) {
      if (member.isSealed()) {
        collectKinds(member, kinds);
      } else if (!member.isRecord()) {
        throw new IllegalArgumentException(
            "type: " + member.getName() + " (expected: a record, as a member of a sealed family)");
      } else {
        Class<?> namesake = kinds.put(kind(member), member);
        if (namesake != null && namesake != member) {
          throw new IllegalArgumentException(
              "type: "
                  + member.getName()
                  + " (expected: another kind than "
                  + namesake.getName()
                  + ")");
        }
      }
    }
  }
}
