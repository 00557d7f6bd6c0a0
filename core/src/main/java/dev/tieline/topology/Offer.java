package dev.tieline.topology;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Traffic;
import dev.tieline.text.Clean;
import dev.tieline.text.Json;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a provider hands to one consumer so that an endpoint can be made: a small document without
 * secrets. It is not trusted: it opens nothing by itself, names no address that calls go to, and
 * everything in it is read again from the cloud before it is used. Immutable.
 *
 * @param version the version of the document's form, {@link #VERSION}
 * @param cloud the name of the cloud's module
 * @param form by which of the cloud's means the service is offered, such as {@code
 *     endpoint-service}
 * @param account the provider's account, as the cloud writes it
 * @param region the region that the service is in
 * @param service what the cloud finds it by: a name or an ARN
 * @param zones the zones in which it is there; none if that is not known
 * @param traffic what it answers to; none if that is not known
 * @param audience the account that it is offered to
 * @param regions regions besides its own from which it may be used
 * @param expires when the offer ends; null if it does not
 */
public record Offer(
    int version,
    String cloud,
    String form,
    String account,
    String region,
    String service,
    List<String> zones,
    List<Traffic> traffic,
    String audience,
    List<String> regions,
    @Nullable Instant expires)
    implements ServiceTarget {
  /** The version of the form that this library writes and reads. */
  public static final int VERSION = 1;

  private static final int LONGEST = 16 * 1024; // characters of a document
  private static final int MOST = 64; // elements of a list
  private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{6,20}");
  private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:/_+-]{0,254}");

  /** Checks every value by its grammar, and copies the lists. */
  public Offer {
    if (version != VERSION) {
      throw new IllegalArgumentException("version: " + version + " (expected: " + VERSION + ")");
    }
    check("cloud", cloud, WORD, "a name of a cloud");
    check("form", form, WORD, "a word");
    check("account", account, ACCOUNT, "an account's id of 6 to 20 digits");
    check("region", region, WORD, "a region");
    check("service", service, SERVICE, "a service's name or ARN");
    check("audience", audience, ACCOUNT, "an account's id of 6 to 20 digits");
    zones = few("zones", zones);
    zones.forEach(z -> check("zones", z, WORD, "a zone"));
    regions = few("regions", regions);
    regions.forEach(r -> check("regions", r, WORD, "a region"));
    traffic = few("traffic", traffic);
  }

  /**
   * Reads an offer of any origin.
   *
   * @param json what {@link #toJson()} returned: at most 16 Ki characters, of this form and version
   * @return the offer
   * @throws IllegalArgumentException if the text is no such document; the message names the path,
   *     what was found and what was expected
   */
  public static Offer parse(String json) {
    return Json.read(requireNonNull(json, "json"), Offer.class, "offer", LONGEST);
  }

  /**
   * Returns this offer as JSON.
   *
   * @return a text that {@link #parse(String)} reads back
   */
  public String toJson() {
    return Json.write(this);
  }

  /**
   * Returns this offer.
   *
   * @return this
   */
  @Override
  public Object asData() {
    return this;
  }

  private static <T> List<T> few(String what, List<T> list) {
    if (list.size() > MOST) {
      throw new IllegalArgumentException(
          what + ": " + list.size() + " (expected: at most " + MOST + ")");
    }
    return List.copyOf(list);
  }

  private static void check(String what, String found, Pattern grammar, String expected) {
    if (!grammar.matcher(requireNonNull(found, what)).matches()) {
      throw new IllegalArgumentException(
          what + ": " + Clean.text(found) + " (expected: " + expected + ")");
    }
  }
}
