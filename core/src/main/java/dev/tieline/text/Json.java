package dev.tieline.text;

public final class Json {
  private Json() {}

  public static String write(Object o) {
    return String.valueOf(o);
  }

  public static <T> T read(String text, Class<T> type, String noun) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(noun);
    }
    return type.cast(text);
  }
}
