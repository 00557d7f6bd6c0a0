package dev.tieline.topology;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.CidrSet;
import java.time.YearMonth;
import java.util.List;

/**
 * What a vendor states of the networks that may be linked with a deployment of it: a profile, for
 * {@link Topology.Builder#reserve(String, Vendor)}. Vendors change what they state: where it was
 * read, and when, stands beside it.
 *
 * @param name who it is, for people: at most 60 characters on one line
 * @param reserved the addresses that it does not accept at the other end of a link
 * @param source the document that says so, for people
 * @param read when it was read
 */
public record Vendor(String name, CidrSet reserved, String source, YearMonth read) {
  /**
   * EMQX Cloud, whose deployments refuse VPCs with blocks from 10.10.0.0/24 to 10.64.255.0/24, by
   * its documentation as it was read in November 2026. Older editions of it end at 10.32.255.0/24;
   * it may change again, and then {@link #of} says what holds.
   */
  public static final Vendor EMQX_CLOUD =
      of(
          "EMQX Cloud",
          "VPC Peering Connection, EMQX Cloud documentation",
          YearMonth.of(2026, 11),
          "10.10.0.0-10.64.255.255");

  /** Checks that there are a name, an address and a source. */
  public Vendor {
    requireNonNull(name, "name");
    requireNonNull(reserved, "reserved");
    requireNonNull(read, "read");
    Reserved.check(name, reserved);
    if (source.isBlank()) {
      throw new IllegalArgumentException(
          "source of what " + name + " states: none (expected: the document)");
    }
  }

  /**
   * Returns a vendor's statement.
   *
   * @param name who it is, for people: at most 60 characters on one line
   * @param source the document that says so, for people
   * @param read when it was read
   * @param blocks blocks ({@code 10.11.0.0/16}) and ranges ({@code 10.11.1.0-10.64.255.255})
   * @return the statement
   * @throws IllegalArgumentException if a block, a range or the name is malformed, or if there is
   *     no block or no source
   */
  public static Vendor of(String name, String source, YearMonth read, String... blocks) {
    return new Vendor(name, Reserved.set(List.of(blocks)), source, read);
  }
}
