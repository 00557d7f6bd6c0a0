package dev.tieline.aliyun.internal;

import dev.tieline.net.Cidr;
import dev.tieline.spi.Address;
import dev.tieline.spi.Owner;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How objects say what is ours. A mark is a tag with one key for each topology, so that several can
 * share an object, and the address as its value; who uses what another topology made, or has put
 * something of its own into it, says so before the address. Entries of route tables and rules of
 * groups have no tags: their mark is in the description, one after the other where there are
 * several.
 *
 * <p>Lists can be narrowed to the exact key of a tag only, not to the beginning of one. So whatever
 * else an owner writes into the tags of an object, the owner's mark is on the same object, too.
 */
public final class Marks {
  private static final String MARK = "tieline/";
  static final String USE = "use:";
  private static final String BEFORE = "tieline-before/";
  private static final String CLAIM = "tieline-claim/";
  private static final String REMARK = "tieline-";
  private static final String BETWEEN = "; ";
  // "a resource can have up to 20 tags", keys of up to 128 characters that begin neither with acs:
  // nor with aliyun (Tag limits, VPC User Guide, read 2026-11)
  static final int TAGS_PER_OBJECT = 20;
  static final int LONGEST_KEY = 128;
  // "1 to 256 characters" of a route entry, "1 to 512" of a rule (CreateRouteEntry, VPC API
  // Reference; AuthorizeSecurityGroup, ECS API Reference, read 2026-11)
  static final int LONGEST_DESCRIPTION = 256;

  private Marks() {}

  public static String key(Owner owner) {
    return MARK + owner;
  }

  public static String beforeKey(Owner owner, String attribute) {
    return BEFORE + owner + "/" + attribute;
  }

  /** The key of the tag that says that a block of a VPC is ours: it has no tags of its own. */
  static String claimKey(Owner owner, Cidr block) {
    return CLAIM + owner + "/" + block;
  }

  /** The key of the tag that says that something of a link is in a VPC, or may be. */
  static String claimKey(Owner owner, String what) {
    String key = CLAIM + owner + "/" + what;
    if (key.length() <= LONGEST_KEY) {
      return key;
    }
    String digest = "-" + digest(what);
    return key.substring(0, LONGEST_KEY - digest.length()) + digest;
  }

  /** The keys of the owner's claims that begin with a word, each with its value. */
  static Map<String, String> claims(Owner owner, String word, Tags tags) {
    Map<String, String> claims = new LinkedHashMap<>();
    String prefix = CLAIM + owner + "/" + word;
    tags.values()
        .forEach(
            (key, value) -> {
              if (key.startsWith(prefix)) {
                claims.put(key, value);
              }
            });
    return claims;
  }

  /** The key of the mark of whoever has written a claim; empty if it is no claim's key. */
  static Optional<String> markOf(String claimKey) {
    String[] parts = claimKey.split("/", 4);
    return claimKey.startsWith(CLAIM) && parts.length == 4
        ? Optional.of(MARK + parts[1] + "/" + parts[2])
        : Optional.empty();
  }

  /** Sixteen digits that stand for a text, where there is no room for it. */
  static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * The remark of a zone of PrivateZone, or of a record in one, that a namespace has made for a
   * VPC: a remark has neither the room nor the characters for a mark ("up to 50 characters: digits,
   * Chinese, English and _ - , ." UpdateRecordRemark, PrivateZone API Reference, read 2026-11).
   * Which topologies it is for is told by their claims on the VPC.
   */
  static String remark(Owner owner, String vpc, String zone) {
    return REMARK + digest(owner.namespace() + "/" + vpc + "/" + zone);
  }

  /** Whether a remark is one that some namespace has written. */
  static boolean isRemark(String remark) {
    return remark.startsWith(REMARK);
  }

  /** The blocks that the owner's claims name. */
  static Set<Cidr> claims(Owner owner, Tags tags) {
    Set<Cidr> claims = new TreeSet<>();
    String prefix = CLAIM + owner + "/";
    tags.values()
        .keySet()
        .forEach(
            key -> {
              if (key.startsWith(prefix)) {
                Cidr.tryParse(key.substring(prefix.length())).ifPresent(claims::add);
              }
            });
    return claims;
  }

  /** Whether a tag's key is anybody's claim on a block. */
  static boolean isClaim(String key, Cidr block) {
    return key.startsWith(CLAIM) && key.endsWith("/" + block);
  }

  /** The tags that a create call of ours sets. */
  public static Tags fresh(Owner owner, Address address) {
    return new Tags(Map.of(key(owner), address.path()));
  }

  /** The address in the owner's mark; empty without a mark, or if its value is no address. */
  public static Optional<Address> address(Owner owner, Tags tags) {
    return tags.get(key(owner)).flatMap(Marks::parse);
  }

  public static boolean bears(Owner owner, Address address, Tags tags) {
    return address(owner, tags).filter(address::equals).isPresent();
  }

  /** Whether any topology of the owner's namespace has marked an object. */
  static boolean ours(Owner owner, Marked object) {
    return object.marks().keySet().stream().anyMatch(o -> o.namespace().equals(owner.namespace()));
  }

  /** Whether any other topology, of whatever namespace, has marked an object. */
  static boolean shared(Owner owner, Marked object) {
    return object.marks().keySet().stream().anyMatch(o -> !o.equals(owner));
  }

  /** The mark's value of who made an object, or only uses what is another's. */
  static String value(Address address, boolean uses) {
    return uses ? USE + address.path() : address.path();
  }

  /** Whether the owner's mark says that it made the object. */
  static boolean made(Owner owner, Tags tags) {
    return address(owner, tags).isPresent()
        && tags.get(key(owner)).filter(v -> v.startsWith(USE)).isEmpty();
  }

  /** All marks in tags, with their addresses, in order of their keys. */
  public static Map<Owner, Address> all(Tags tags) {
    Map<Owner, Address> marks = new LinkedHashMap<>();
    tags.values().forEach((key, value) -> take(key, value, marks));
    return marks;
  }

  /** All marks in a description, with their addresses, in their order. */
  public static Map<Owner, Address> all(String description) {
    Map<Owner, Address> marks = new LinkedHashMap<>();
    for (String part : description.split(BETWEEN)) {
      int blank = part.indexOf(' ');
      if (blank > 0) {
        take(part.substring(0, blank), part.substring(blank + 1), marks);
      }
    }
    return marks;
  }

  /** The description that a create call of ours sets; with the longest names it fits. */
  public static String description(Owner owner, Address address) {
    return with("", owner, address);
  }

  /** A description with the owner's mark, besides what it says already. */
  static String with(String description, Owner owner, Address address) {
    String rest = without(description, owner);
    String mark = key(owner) + " " + address.path();
    return rest.isEmpty() ? mark : rest + BETWEEN + mark;
  }

  /** Whether a description is as short as the cloud demands. */
  static boolean fits(String description) {
    return description.length() <= LONGEST_DESCRIPTION;
  }

  /** A description without the owner's mark. */
  static String without(String description, Owner owner) {
    return Arrays.stream(description.split(BETWEEN))
        .filter(part -> !part.isEmpty() && !part.startsWith(key(owner) + " "))
        .collect(Collectors.joining(BETWEEN));
  }

  private static void take(String key, String value, Map<Owner, Address> to) {
    if (key.startsWith(MARK)) {
      owner(key.substring(MARK.length())).ifPresent(o -> parse(value).ifPresent(a -> to.put(o, a)));
    }
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

  private static Optional<Owner> owner(String text) {
    String[] parts = text.split("/", -1);
    return parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()
        ? Optional.empty()
        : Optional.of(new Owner(parts[0], parts[1]));
  }

  // whoever may write tags can write anything into one: what is no address is no mark
  static Optional<Address> parse(String value) {
    try {
      return Optional.of(
          new Address(value.startsWith(USE) ? value.substring(USE.length()) : value));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
