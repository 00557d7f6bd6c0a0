package dev.tieline.provider;

import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Marks in the descriptions of objects that have no tags, one after the other where there are
 * several, besides what people say in them.
 */
public final class Descriptions {
  private static final String BETWEEN = "; ";

  private Descriptions() {}

  /**
   * Returns the description that marks what an owner makes.
   *
   * @param owner the owner
   * @param address the object's address
   * @return the mark alone
   */
  public static String fresh(Owner owner, Address address) {
    return with("", owner, address);
  }

  /**
   * Returns all marks in a description.
   *
   * @param description the description
   * @return the marks' addresses by their owners, in their order
   */
  public static Map<Owner, Address> marks(String description) {
    Map<Owner, Address> marks = new LinkedHashMap<>();
    for (String part : description.split(BETWEEN)) {
      int blank = part.indexOf(' ');
      if (blank > 0) {
        Marks.take(part.substring(0, blank), part.substring(blank + 1), marks);
      }
    }
    return marks;
  }

  /**
   * Returns a description with an owner's mark, besides what it says already.
   *
   * @param description the description
   * @param owner the owner
   * @param address the object's address
   * @return a new description
   */
  public static String with(String description, Owner owner, Address address) {
    String rest = without(description, owner);
    String mark = Marks.key(owner) + " " + address.path();
    return rest.isEmpty() ? mark : rest + BETWEEN + mark;
  }

  /**
   * Returns a description without an owner's mark.
   *
   * @param description the description
   * @param owner the owner
   * @return a new description
   */
  public static String without(String description, Owner owner) {
    return Arrays.stream(description.split(BETWEEN))
        .filter(part -> !part.isEmpty() && !part.startsWith(Marks.key(owner) + " "))
        .collect(Collectors.joining(BETWEEN));
  }
}
