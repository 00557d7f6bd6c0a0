package dev.tieline.aliyun.internal;

import dev.tieline.error.Category;
import dev.tieline.provider.Answer;
import dev.tieline.spi.Call;
import dev.tieline.spi.Clients;
import dev.tieline.spi.Page;
import dev.tieline.spi.Query;
import dev.tieline.spi.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lists of PrivateZone. A list of zones does not tell where they resolve, so that each zone of
 * it is read by itself afterwards.
 */
final class DnsLists {
  private static final String BETWEEN = ",";

  /** What the tokens of the pages begin with that hold one zone each. */
  private static final String ZONE = "zone ";

  private DnsLists() {}

  /** The zones of a name: one call, and one more for each that there is. */
  static Query<DnsZone> named(Scope scope, String name) {
    Query<String> ids =
        Lists.numbered(
            scope,
            Request.of(Product.PRIVATE_ZONE, "DescribeZones")
                .with("Keyword", name)
                .with("SearchMode", "EXACT"),
            "TotalItems",
            page ->
                page.wrapped("Zones", "Zone").stream()
                    .filter(z -> z.text("ZoneName").equals(name))
                    .map(z -> z.text("ZoneId"))
                    .toList());
    return next -> {
      if (next != null && next.startsWith(ZONE)) {
        return each(scope, next.substring(ZONE.length()));
      }
      Call<Page<String>> call = ids.page(next == null ? null : next.split(" ", 2)[0]);
      String before = next == null ? "" : next.split(" ", 2)[1];
      return Call.read(
          scope,
          call.operation(),
          clients -> {
            Page<String> page = call.body().run(clients);
            List<String> all = new ArrayList<>();
            if (!before.isEmpty()) {
              all.addAll(Arrays.asList(before.split(BETWEEN)));
            }
            page.items().stream().filter(id -> !all.contains(id)).forEach(all::add);
            String found = String.join(BETWEEN, all);
            String following = page.next();
            if (following != null) {
              return new Page<>(List.of(), following + " " + found);
            }
            return new Page<>(List.of(), all.isEmpty() ? null : ZONE + found);
          });
    };
  }

  /** The zones of these ids, one a call; one that has gone is missing. */
  static Query<DnsZone> zones(Scope scope, Collection<String> ids) {
    String all = String.join(BETWEEN, ids.stream().sorted().toList());
    return next -> each(scope, next == null ? all : next.substring(ZONE.length()));
  }

  private static Call<Page<DnsZone>> each(Scope scope, String ids) {
    int comma = ids.indexOf(BETWEEN);
    String id = comma < 0 ? ids : ids.substring(0, comma);
    @Nullable String rest = comma < 0 ? null : ZONE + ids.substring(comma + 1);
    return Call.read(
        scope,
        "DescribeZoneInfo",
        clients -> new Page<>(found(scope, clients, id).stream().toList(), rest));
  }

  private static Optional<DnsZone> found(Scope scope, Clients clients, String id)
      throws IOException {
    try {
      return Optional.of(zone(scope, clients, id));
    } catch (Refusal refusal) {
      if (AliyunErrors.category(refusal.code()) == Category.NOT_FOUND) {
        return Optional.empty();
      }
      throw refusal;
    }
  }

  /** Reads a zone that must be there. */
  static DnsZone zone(Scope scope, Clients clients, String id) throws IOException {
    Answer z =
        clients
            .client(Rpc.class)
            .call(Request.of(Product.PRIVATE_ZONE, "DescribeZoneInfo").with("ZoneId", id));
    return new DnsZone(
        id,
        scope,
        z.text("ZoneName"),
        z.text("Remark"),
        z.wrapped("BindVpcs", "Vpc").stream()
            .map(v -> new DnsZone.Bound(v.text("RegionId"), v.text("VpcId"), v.text("VpcType")))
            .toList(),
        z.number("RecordCount").orElse(0),
        z.text("ProxyPattern").equals(DnsZones.RECURSIVE),
        true,
        List.of());
  }

  static Query<DnsRecord> records(Scope scope, String zone) {
    return Lists.numbered(
        scope,
        Request.of(Product.PRIVATE_ZONE, "DescribeZoneRecords").with("ZoneId", zone),
        "TotalItems",
        page ->
            page.wrapped("Records", "Record").stream()
                .map(
                    r ->
                        new DnsRecord(
                            scope,
                            zone,
                            r.text("RecordId"),
                            r.text("Rr"),
                            r.text("Type"),
                            r.text("Value"),
                            r.text("Remark"),
                            List.of()))
                .toList());
  }

  /** Whether the account has opened PrivateZone. */
  static Query<LinkOpen> opened(Scope scope) {
    return next ->
        Call.read(
            scope,
            "DescribeUserServiceStatus",
            clients -> {
              String status =
                  clients
                      .client(Rpc.class)
                      .call(Request.of(Product.PRIVATE_ZONE, "DescribeUserServiceStatus"))
                      .text("Status");
              return Page.only(
                  List.of(
                      new LinkOpen(
                          scope.account(),
                          Product.PRIVATE_ZONE,
                          !status.equalsIgnoreCase("CLOSED"))));
            });
  }
}
