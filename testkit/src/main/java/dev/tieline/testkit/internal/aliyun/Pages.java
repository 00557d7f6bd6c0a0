package dev.tieline.testkit.internal.aliyun;

import dev.tieline.testkit.internal.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Parts of lists: by number, or by a token that stands for where to go on. */
final class Pages {
  private Pages() {}

  /** Cuts a page of at most {@code most} and writes its number, size and the total. */
  static <T> List<T> numbered(Rpc call, List<T> all, int most) {
    return numbered(call, all, most, "TotalCount");
  }

  static <T> List<T> numbered(Rpc call, List<T> found, int most, String total) {
    List<T> all = shown(call, found);
    int number = number(call, "PageNumber", 1, Integer.MAX_VALUE);
    int size = number(call, "PageSize", 10, most);
    call.out.put("PageNumber", number).put("PageSize", size).put(total, all.size());
    if (total.equals("TotalItems")) {
      call.out.put("TotalPages", (all.size() + size - 1L) / size);
    }
    long from = Math.min(all.size(), (number - 1L) * size);
    return all.subList((int) from, (int) Math.min(all.size(), from + size));
  }

  /** Cuts the part after {@code NextToken} and writes the token of the next, if there is one. */
  static <T> List<T> byToken(
      Rpc call, List<T> found, String sizeName, int size, int most, Function<T, String> idOf) {
    List<T> all = shown(call, found);
    int wanted = number(call, sizeName, size, most);
    String token = call.text("NextToken");
    int from = 0;
    if (!token.isEmpty()) {
      String last = read(token);
      while (from < all.size() && idOf.apply(all.get(from)).compareTo(last) <= 0) {
        from++;
      }
    }
    int to = Math.min(all.size(), from + wanted);
    if (to < all.size()) {
      String last = idOf.apply(all.get(to - 1));
      call.out.put(
          "NextToken",
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(("after " + last).getBytes(StandardCharsets.UTF_8)));
    }
    return all.subList(from, to);
  }

  private static <T> List<T> shown(Rpc call, List<T> found) {
    return found.stream()
        .filter(item -> !(item instanceof Thing thing && Settings.hides(call.world(), thing.id())))
        .toList();
  }

  private static String read(String token) {
    String text;
    try {
      text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw AliyunError.invalid("NextToken");
    }
    if (!text.startsWith("after ")) {
      throw AliyunError.invalid("NextToken");
    }
    return text.substring("after ".length());
  }

  private static int number(Rpc call, String name, int otherwise, int most) {
    int number = Objects.requireNonNullElse(call.query.number(name), otherwise);
    if (number < 1 || number > most) {
      throw AliyunError.invalid(name);
    }
    return number;
  }
}
