package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;
import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How tags say what is ours. A mark is a tag with one key for each topology, so that several can
 * share an object, and the address as its value; who uses what another topology made says so before
 * the address. A claim is a tag on the container of something that can not be tagged, with the id
 * that the entry points at. A before-image is a tag with the old value of an attribute that was not
 * ours.
 */
public final class Marks {
  private static final String MARK = "tieline/";
  static final String USE = "use:";
  private static final String CLAIM = "tieline-claim/";
  private static final String BEFORE = "tieline-before/";
  // what EC2 allows, "Tag your Amazon EC2 resources", Tag restrictions
  static final int TAGS_PER_OBJECT = 50;
  static final int LONGEST_KEY = 128;
  // "tieline-claim/", two slashes, a topology's name of 40 and the longest IPv6 block of 43
  static final int LONGEST_NAMESPACE = LONGEST_KEY - CLAIM.length() - 2 - 40 - 43;

  private Marks() {}

  public static String key(Owner owner) {
    return MARK + owner;
  }

  public static String claimKey(Owner owner, Cidr destination) {
    return CLAIM + owner + "/" + destination;
  }

  public static String beforeKey(Owner owner, String attribute) {
    return BEFORE + owner + "/" + attribute;
  }

  /** The tags that a create call of ours sets: mark and name. */
  public static Tags fresh(Owner owner, Address address, String name) {
    return new Tags(Map.of(key(owner), address.path(), "Name", owner.topology() + "-" + name));
  }

  /** The address in the owner's mark; empty without a mark, or if its value is no address. */
  public static Optional<Address> address(Owner owner, Tags tags) {
    return tags.get(key(owner)).flatMap(Marks::parse);
  }

  public static boolean bears(Owner owner, Address address, Tags tags) {
    return address(owner, tags).filter(address::equals).isPresent();
  }

  /** The mark's value of who made an object, or only uses what another topology made. */
  static String value(Address address, boolean uses) {
    return uses ? USE + address.path() : address.path();
  }

  /** Whether the owner's mark says that it made the object. */
  static boolean made(Owner owner, Tags tags) {
    return address(owner, tags).isPresent()
        && tags.get(key(owner)).filter(v -> v.startsWith(USE)).isEmpty();
  }

  /** Whether any topology of the owner's namespace has marked the object. */
  public static boolean ours(Owner owner, Tags tags) {
    return all(tags).keySet().stream().anyMatch(o -> o.namespace().equals(owner.namespace()));
  }

  /** Whether any other topology, of whatever namespace, has marked the object. */
  public static boolean shared(Owner owner, Tags tags) {
    return all(tags).keySet().stream().anyMatch(o -> !o.equals(owner));
  }

  /** All marks with their addresses, in order of their keys. */
  public static Map<Owner, Address> all(Tags tags) {
    Map<Owner, Address> marks = new LinkedHashMap<>();
    tags.values()
        .forEach(
            (key, value) -> {
              if (key.startsWith(MARK)) {
                owner(key.substring(MARK.length()))
                    .ifPresent(o -> parse(value).ifPresent(a -> marks.put(o, a)));
              }
            });
    return marks;
  }

  /** The owner's claims: destination to the id that the route points at. */
  public static Map<Cidr, String> claims(Owner owner, Tags tags) {
    Map<Cidr, String> claims = new LinkedHashMap<>();
    String prefix = CLAIM + owner + "/";
    tags.values()
        .forEach(
            (key, value) -> {
              if (key.startsWith(prefix)) {
                Cidr.tryParse(key.substring(prefix.length()))
                    .ifPresent(destination -> claims.put(destination, value));
              }
            });
    return claims;
  }

  /** What a claim's key says that the claim is on. */
  static Optional<Cidr> claimed(String key) {
    String[] parts = key.startsWith(CLAIM) ? key.split("/", 4) : new String[0];
    return parts.length < 4 ? Optional.empty() : Cidr.tryParse(parts[3]);
  }

  /** What the key of a before-image says that it is the old value of. */
  static Optional<String> kept(String key) {
    String[] parts = key.startsWith(BEFORE) ? key.split("/", 4) : new String[0];
    return parts.length < 4 ? Optional.empty() : Optional.of(parts[3]);
  }

  /** The owner's before-images: attribute to old value. */
  public static Map<String, String> befores(Owner owner, Tags tags) {
    Map<String, String> befores = new LinkedHashMap<>();
    String prefix = BEFORE + owner + "/";
    tags.values()
        .forEach(
            (key, value) -> {
              if (key.startsWith(prefix)) {
                befores.put(key.substring(prefix.length()), value);
              }
            });
    return befores;
  }

  /** Whether any tag of the owner is there: a mark, a claim or an old value. */
  static boolean concern(Owner owner, Tags tags) {
    return tags.get(key(owner)).isPresent()
        || !claims(owner, tags).isEmpty()
        || !befores(owner, tags).isEmpty();
  }

  /** Whether a tag's key is anybody's claim on the entry for this destination. */
  static boolean isClaim(String key, Cidr destination) {
    return key.startsWith(CLAIM) && key.endsWith("/" + destination);
  }

  /** What the claims of other topologies than the owner's on the entry for a destination say. */
  static List<String> otherClaims(Owner owner, Tags tags, Cidr destination) {
    String own = claimKey(owner, destination);
    return tags.values().entrySet().stream()
        .filter(t -> isClaim(t.getKey(), destination) && !t.getKey().equals(own))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Those who have a claim on something in the object. */
  static List<Owner> claimants(Tags tags) {
    return ownersOf(CLAIM, tags);
  }

  /** Those who keep an old value on the object. */
  static List<Owner> keepers(Tags tags) {
    return ownersOf(BEFORE, tags);
  }

  /** How many tags count against the limit: those that AWS sets itself do not. */
  static int counted(Tags tags) {
    return (int) tags.values().keySet().stream().filter(key -> !key.startsWith("aws:")).count();
  }

  /** Wildcards for all tags of an owner, for a filter by key. */
  static List<String> patterns(Owner owner) {
    return List.of(key(owner), CLAIM + owner + "/*", BEFORE + owner + "/*");
  }

  private static List<Owner> ownersOf(String prefix, Tags tags) {
    return tags.values().keySet().stream()
        .filter(key -> key.startsWith(prefix))
        .flatMap(key -> twoParts(key.substring(prefix.length())).stream())
        .distinct()
        .toList();
  }

  private static Optional<Owner> owner(String text) {
    return twoParts(text).filter(o -> o.toString().equals(text));
  }

  private static Optional<Owner> twoParts(String text) {
    String[] parts = text.split("/", 3);
    return parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()
        ? Optional.empty()
        : Optional.of(new Owner(parts[0], parts[1]));
  }

  // whoever may write tags can write anything into one: what is no address is no mark
  private static Optional<Address> parse(String value) {
    try {
      return Optional.of(
          new Address(value.startsWith(USE) ? value.substring(USE.length()) : value));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
