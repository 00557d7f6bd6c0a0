package dev.tieline.testkit.internal.aliyun;

import dev.tieline.net.Ip;
import dev.tieline.testkit.internal.aliyun.PrivateZone.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Resolves names as a host of a VPC does: private zones that are bound to it first, by the longest
 * name, then what the cloud publishes: the names of endpoints and of their zones. The name of an
 * endpoint service is not among those.
 */
final class Names {

  private static final int LONGEST_CHAIN = 8;

  private Names() {}

  /** Returns the addresses of a name; {@code hops} gets what answered. */
  static List<Ip> resolve(Rpc call, String vpcId, String name, List<String> hops) {
    String wanted = name.toLowerCase(Locale.ROOT);
    for (int i = 0; i < LONGEST_CHAIN; i++) {
      PrivateZone zone = zone(call, vpcId, wanted);
      List<Entry> entries = zone == null ? List.of() : entries(call, zone, wanted);
      if (zone != null && entries.isEmpty() && !zone.fallsBack()) {
        hops.add(zone.name() + ": no record of " + wanted);
        return List.of();
      }
      if (entries.isEmpty()) {
        List<Ip> published = published(call, wanted);
        hops.add("public DNS: " + wanted + " " + published);
        return published;
      }
      Entry first = entries.get(0);
      if (!first.type().equals("CNAME")) {
        List<Ip> ips = entries.stream().map(entry -> Ip.parse(entry.value())).toList();
        hops.add(Objects.requireNonNull(zone).name() + ": " + wanted + " " + ips);
        return ips;
      }
      wanted = first.value().toLowerCase(Locale.ROOT);
    }
    return List.of();
  }

  private static @Nullable PrivateZone zone(Rpc call, String vpcId, String name) {
    PrivateZone best = null;
    for (PrivateZone zone : call.everywhere(Kind.PRIVATE_ZONE)) {
      boolean fits =
          (name.equals(zone.name()) || name.endsWith("." + zone.name()))
              && zone.vpcs().stream().anyMatch(vpc -> vpc.vpcId().equals(vpcId));
      if (fits && (best == null || zone.name().length() > best.name().length())) {
        best = zone;
      }
    }
    return best;
  }

  private static List<Entry> entries(Rpc call, PrivateZone zone, String name) {
    String rr =
        name.equals(zone.name())
            ? "@"
            : name.substring(0, name.length() - zone.name().length() - 1);
    List<Entry> usable =
        ZoneRecords.of(call, zone).stream()
            .filter(Entry::enabled)
            .filter(entry -> List.of("A", "AAAA", "CNAME").contains(entry.type()))
            .toList();
    List<Entry> exact = usable.stream().filter(entry -> entry.rr().equals(rr)).toList();
    return exact.isEmpty() && !rr.equals("@")
        ? usable.stream().filter(entry -> isWildcard(entry.rr(), rr)).toList()
        : exact;
  }

  private static boolean isWildcard(String entry, String rr) {
    return entry.equals("*") || (entry.startsWith("*.") && rr.endsWith(entry.substring(1)));
  }

  private static List<Ip> published(Rpc call, String name) {
    List<Ip> ips = new ArrayList<>();
    for (Endpoint endpoint : call.everywhere(Kind.ENDPOINT)) {
      for (Endpoint.Zone zone : endpoint.zones().values()) {
        boolean named =
            name.equals(endpoint.domain()) || name.equals(endpoint.zoneDomain(zone.name()));
        Eni eni = named ? Endpoints.eni(call, endpoint, zone) : null;
        if (eni != null) {
          ips.add(eni.ip());
        }
      }
    }
    return ips;
  }
}
