package dev.tieline.aliyun.internal;

import dev.tieline.snapshot.EndpointService;
import dev.tieline.snapshot.SnapshotEditor;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A service in a snapshot, changed in one of its lists.
 *
 * @param service the service so far
 */
record ServiceViews(EndpointService service) {
  static void change(SnapshotEditor to, String id, UnaryOperator<ServiceViews> change) {
    to.changeService(id, s -> change.apply(new ServiceViews(s)).service());
  }

  ServiceViews zone(String zone, boolean there) {
    return with(changed(service.zones(), zone, there), service.principals(), service.consumers());
  }

  ServiceViews principal(String account, boolean there) {
    return with(
        service.zones(), changed(service.principals(), account, there), service.consumers());
  }

  ServiceViews consumer(String endpoint, boolean there) {
    return with(
        service.zones(), service.principals(), changed(service.consumers(), endpoint, there));
  }

  private static List<String> changed(List<String> list, String element, boolean there) {
    TreeSet<String> all = new TreeSet<>(list);
    if (there) {
      all.add(element);
    } else {
      all.remove(element);
    }
    return List.copyOf(all);
  }

  private ServiceViews with(List<String> zones, List<String> principals, List<String> consumers) {
    return new ServiceViews(
        new EndpointService(
            service.id(),
            service.name(),
            service.form(),
            service.place(),
            service.ready(),
            service.cloudState(),
            zones,
            service.traffic(),
            principals,
            service.regions(),
            consumers));
  }
}
