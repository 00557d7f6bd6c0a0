package dev.tieline.aws.internal;

import dev.tieline.provider.Marks;
import dev.tieline.spi.Address;
import java.util.Optional;

/**
 * What the tag says by which we claim a route: where the route leads, and which link it is for. The
 * link is in it so that nothing of a link is removed while that link can not be judged.
 *
 * @param target the id that the route points at
 * @param link the link's address
 * @param uses whether another topology made the route
 */
record Claim(String target, Address link, boolean uses) {
  static Optional<Claim> parse(String tag) {
    String value = Label.content(tag);
    boolean uses = Marks.isUse(value);
    String text = uses ? value.substring(Marks.USE.length()) : value;
    int slash = text.indexOf('/');
    if (slash < 1) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Claim(text.substring(0, slash), new Address(text.substring(slash + 1)), uses));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty(); // whoever may write tags can write anything into one
    }
  }

  @Override
  public String toString() {
    return (uses ? Marks.USE : "") + target + "/" + link;
  }
}
