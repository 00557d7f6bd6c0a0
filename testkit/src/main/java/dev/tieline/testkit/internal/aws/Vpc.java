package dev.tieline.testkit.internal.aws;

import dev.tieline.net.Cidr;
import dev.tieline.testkit.internal.PersistentMap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A VPC; its states follow from instants and the reader's time. The first block is the primary.
 *
 * @param attributes what was chosen and is not the default, by the names below
 */
record Vpc(
    String id,
    Instant createdAt,
    List<Block> blocks,
    List<Block> ipv6Blocks,
    boolean dnsSupport,
    boolean dnsHostnames,
    boolean isDefault,
    PersistentMap<String, String> attributes) {

  static final String TENANCY = "tenancy";
  static final String DHCP_OPTIONS = "dhcpOptions";
  static final String USAGE_METRICS = "usageMetrics";

  /** A block of a VPC or subnet, from its association until it has left. */
  record Block(String associationId, Cidr cidr, Instant since, @Nullable Instant leaving) {

    boolean isShown(Instant now, Duration delay) {
      return leaving == null || now.isBefore(leaving.plus(delay));
    }

    String state(Instant now, Duration delay) {
      if (leaving != null) {
        return "disassociating";
      }
      return now.isBefore(since.plus(delay)) ? "associating" : "associated";
    }
  }

  Cidr primary() {
    return blocks.get(0).cidr();
  }

  /** Returns all blocks of both families that have not begun to leave. */
  List<Cidr> cidrs() {
    return Stream.concat(blocks.stream(), ipv6Blocks.stream())
        .filter(block -> block.leaving() == null)
        .map(Block::cidr)
        .toList();
  }

  String tenancy() {
    return Objects.requireNonNullElse(attributes.get(TENANCY), "default");
  }

  boolean usageMetrics() {
    return attributes.containsKey(USAGE_METRICS);
  }

  Vpc withBlocks(List<Block> changed) {
    return new Vpc(
        id,
        createdAt,
        List.copyOf(changed),
        ipv6Blocks,
        dnsSupport,
        dnsHostnames,
        isDefault,
        attributes);
  }

  Vpc withIpv6Blocks(List<Block> changed) {
    return new Vpc(
        id,
        createdAt,
        blocks,
        List.copyOf(changed),
        dnsSupport,
        dnsHostnames,
        isDefault,
        attributes);
  }

  Vpc withDns(boolean support, boolean hostnames) {
    return new Vpc(id, createdAt, blocks, ipv6Blocks, support, hostnames, isDefault, attributes);
  }

  /** Sets attributes; an empty text takes one away. */
  Vpc with(Map<String, String> changes) {
    PersistentMap<String, String> changed = attributes;
    for (Map.Entry<String, String> change : changes.entrySet()) {
      changed =
          change.getValue().isEmpty()
              ? changed.remove(change.getKey())
              : changed.put(change.getKey(), change.getValue());
    }
    return new Vpc(id, createdAt, blocks, ipv6Blocks, dnsSupport, dnsHostnames, isDefault, changed);
  }
}
