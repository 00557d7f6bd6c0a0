package dev.tieline.qingcloud.internal;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.provider.Answer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the cloud writes values of every kind of object. */
final class Wire {
  private Wire() {}

  /** A block, or a single address without a length; empty if the member is not there. */
  static Optional<Cidr> block(Answer row, String name) {
    String text = row.text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          text.contains("/") ? Cidr.parseLenient(text) : Cidr.of(Ip.parseLenient(text)));
    } catch (IllegalArgumentException e) {
      throw row.wrong(name, "a CIDR block or an address");
    }
  }

  /** An address; null if the member is not there. */
  static @Nullable Ip address(Answer row, String name) {
    String text = row.text(name);
    try {
      return text.isEmpty() ? null : Ip.parseLenient(text);
    } catch (IllegalArgumentException e) {
      throw row.wrong(name, "an address");
    }
  }

  /** A time; {@link Instant#MIN} if it is not there or can not be read, since it only orders. */
  static Instant time(Answer row, String name) {
    try {
      return Instant.parse(row.text(name));
    } catch (DateTimeException e) {
      return Instant.MIN;
    }
  }

  /** A whole number; -1 if it is not there. */
  static int number(Answer row, String name) {
    return (int) row.number(name).orElse(-1);
  }

  /** Whether changes have been applied; where the cloud does not say, nothing is left to apply. */
  static boolean applied(Answer row) {
    return row.text("is_applied").isEmpty() || row.flag("is_applied");
  }

  /** The only id that an answer names, of one thing that was made. */
  static String only(Answer answer, String name) {
    List<String> ids = answer.textOrTexts(name);
    if (ids.size() != 1) {
      throw answer.wrong(name, "one id");
    }
    return ids.get(0);
  }
}
