package dev.tieline.provider;

import dev.tieline.spi.Address;
import dev.tieline.spi.Diff;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How objects say what is ours. A mark has one key for each topology, so that several can share an
 * object, and the address as its value; who only uses what another topology made says so before the
 * address. Where the cloud has tags, a mark is one; where it has none, see {@link Descriptions}.
 * What is said of objects that bear no mark themselves is in {@link Claims}.
 */
public final class Marks {
  static final String MARK = "tieline/";

  /** What stands before the address in the mark of who only uses an object. */
  public static final String USE = "use:";

  private Marks() {}

  /**
   * Returns the key of an owner's mark.
   *
   * @param owner the owner
   * @return the key
   */
  public static String key(Owner owner) {
    return MARK + owner;
  }

  /**
   * Returns a mark's value.
   *
   * @param address the address in it
   * @param uses whether its owner only uses what another topology made
   * @return the value
   */
  public static String value(Address address, boolean uses) {
    return uses ? USE + address.path() : address.path();
  }

  /**
   * Returns the address in a mark's value. Whoever may write tags can write anything into one: what
   * is no address is no mark.
   *
   * @param value the value
   * @return the address; empty if there is none
   */
  public static Optional<Address> parse(String value) {
    try {
      return Optional.of(new Address(isUse(value) ? value.substring(USE.length()) : value));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /**
   * Returns whether a mark's value says that its owner only uses what another topology made.
   *
   * @param value the value
   * @return whether it does
   */
  public static boolean isUse(String value) {
    return value.startsWith(USE);
  }

  /**
   * Returns the tags that mark what an owner makes.
   *
   * @param owner the owner
   * @param address the object's address
   * @return the mark alone
   */
  public static Tags fresh(Owner owner, Address address) {
    return new Tags(Map.of(key(owner), address.path()));
  }

  /**
   * Returns the address in an owner's mark.
   *
   * @param owner the owner
   * @param tags the tags
   * @return the address; empty without a mark, or if its value is no address
   */
  public static Optional<Address> address(Owner owner, Tags tags) {
    return tags.get(key(owner)).flatMap(Marks::parse);
  }

  /**
   * Returns whether an owner's mark has an address.
   *
   * @param owner the owner
   * @param address the address
   * @param tags the tags
   * @return false also without a mark
   */
  public static boolean bears(Owner owner, Address address, Tags tags) {
    return address(owner, tags).filter(address::equals).isPresent();
  }

  /**
   * Returns whether an owner's mark says that it made the object.
   *
   * @param owner the owner
   * @param tags the object's tags
   * @return false also without a mark
   */
  public static boolean made(Owner owner, Tags tags) {
    return address(owner, tags).isPresent() && tags.get(key(owner)).filter(Marks::isUse).isEmpty();
  }

  /**
   * Returns all marks in tags.
   *
   * @param tags the tags
   * @return the marks' addresses by their owners, in order of keys
   */
  public static Map<Owner, Address> all(Tags tags) {
    Map<Owner, Address> marks = new LinkedHashMap<>();
    tags.values().forEach((key, value) -> take(key, value, marks));
    return marks;
  }

  static void take(String key, String value, Map<Owner, Address> to) {
    if (key.startsWith(MARK)) {
      owner(key.substring(MARK.length())).ifPresent(o -> parse(value).ifPresent(a -> to.put(o, a)));
    }
  }

  private static Optional<Owner> owner(String text) {
    String[] parts = text.split("/", -1);
    return parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()
        ? Optional.empty()
        : Optional.of(new Owner(parts[0], parts[1]));
  }

  /**
   * Returns whether any topology of an owner's namespace has marked an object.
   *
   * @param owner the owner
   * @param object the object
   * @return whether one has
   */
  public static boolean ours(Owner owner, Marked object) {
    return object.marks().keySet().stream().anyMatch(o -> o.namespace().equals(owner.namespace()));
  }

  /**
   * Returns whether any other topology, of whatever namespace, has marked an object.
   *
   * @param owner the owner
   * @param object the object
   * @return whether one has
   */
  public static boolean shared(Owner owner, Marked object) {
    return object.marks().keySet().stream().anyMatch(o -> !o.equals(owner));
  }

  /**
   * Returns whether an object of an owner's namespace lacks the owner's mark, or bears it with an
   * old address. What is adopted gets no mark.
   *
   * @param object the object
   * @param owner the owner
   * @param address the object's address
   * @return the differences in words, as {@link Diff.Differs} takes them; empty if there is none
   */
  public static List<String> differences(Marked object, Owner owner, Address address) {
    Address found = object.marks().get(owner);
    return !ours(owner, object) || address.equals(found)
        ? List.of()
        : List.of("mark " + address + " instead of " + (found == null ? "none" : found));
  }

  /**
   * Returns the objects of a type that bear an owner's mark.
   *
   * @param owner the owner
   * @param facts what the survey found, filed under {@link Keys.OwnedBy}
   * @param type the type
   * @param shape which addresses count
   * @param <O> the type
   * @return in order of addresses, then of ids
   */
  public static <O extends Marked> List<Owned<O>> owned(
      Owner owner, Facts facts, Class<O> type, Predicate<Address> shape) {
    List<Owned<O>> owned = new ArrayList<>();
    for (O object : facts.find(type, new Keys.OwnedBy(owner))) {
      Address address = object.marks().get(owner);
      if (address != null && shape.test(address)) {
        owned.add(new Owned<>(address, object.scope(), object));
      }
    }
    owned.sort(
        Comparator.comparing((Owned<O> o) -> o.address()).thenComparing(o -> o.object().id()));
    return owned;
  }
}
