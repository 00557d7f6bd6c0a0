package dev.tieline.reach;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.snapshot.RegionalHub;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A hub, its routes indexed by destination. */
final class HubRoutes {
  private final RegionalHub hub;
  private final BlockIndex<RegionalHub.Leads> routes;

  HubRoutes(RegionalHub hub) {
    this.hub = hub;
    TreeMap<Cidr, RegionalHub.Leads> byDestination = new TreeMap<>();
    hub.routes().forEach(r -> byDestination.putIfAbsent(r.destination(), r));
    routes = new BlockIndex<>(byDestination);
  }

  RegionalHub hub() {
    return hub;
  }

  String label() {
    return Wording.label(hub.id(), hub.name());
  }

  /** Returns the route of the longest prefix. */
  RegionalHub.@Nullable Leads decisive(Ip ip) {
    List<RegionalHub.Leads> around = routes.around(ip);
    return around.isEmpty() ? null : around.get(0);
  }

  RegionalHub.@Nullable Attachment attachmentOf(String vpc) {
    return hub.attachments().stream().filter(a -> a.vpc().equals(vpc)).findFirst().orElse(null);
  }

  RegionalHub.@Nullable Attachment attachment(String id) {
    return hub.attachments().stream().filter(a -> a.id().equals(id)).findFirst().orElse(null);
  }

  RegionalHub.@Nullable Trunk trunk(String to) {
    return hub.trunks().stream().filter(t -> t.hub().equals(to)).findFirst().orElse(null);
  }
}
