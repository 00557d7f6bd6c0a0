package dev.tieline.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.net.Cidr;
import dev.tieline.snapshot.Route.Origin;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A table of 10.0.0.0/16 itself, a static route to 10.8.0.0/16 and a propagated one to the same.
 */
class SnapshotEditorTest {
  private static final Route LOCAL = route("10.0.0.0/16", new NextHop.Local(), Origin.LOCAL);
  private static final Route STATIC =
      route("10.8.0.0/16", new NextHop.Peering("pcx-1"), Origin.STATIC);
  private static final Route PROPAGATED =
      route("10.8.0.0/16", new NextHop.Gateway("vgw-1"), Origin.PROPAGATED);
  private final SnapshotEditor editor = new SnapshotEditor();

  SnapshotEditorTest() {
    editor.put(
        new RouteTable(
            "rtb-1", "vpc-1", "app", true, List.of(LOCAL, STATIC, PROPAGATED), List.of("pl-1")));
  }

  private static Route route(String destination, NextHop hop, Origin origin) {
    return new Route(Cidr.parse(destination), hop, false, origin);
  }

  private List<Route> routes() {
    return editor.build(Instant.EPOCH).routeTables().get(0).routes();
  }

  @Test
  void putRoute_sameDestinationAndOrigin_takesItsPlace() {
    Route other = route("10.8.0.0/16", new NextHop.Peering("pcx-2"), Origin.STATIC);
    editor.putRoute("rtb-1", other);
    assertThat(routes()).containsExactly(LOCAL, other, PROPAGATED);
  }

  @Test
  void putRoute_several_areInOrderOfDestinations() {
    Route late = route("192.168.0.0/16", new NextHop.Peering("pcx-2"), Origin.STATIC);
    Route early = route("10.1.0.0/16", new NextHop.Peering("pcx-2"), Origin.STATIC);
    editor.putRoute("rtb-1", late);
    editor.putRoute("rtb-1", early);
    assertThat(routes()).containsExactly(LOCAL, early, STATIC, PROPAGATED, late);
  }

  @Test
  void removeRoutes_ofOneOrigin_leavesTheOthers() {
    editor.removeRoutes("rtb-1", STATIC.destination(), Origin.STATIC);
    assertThat(routes()).containsExactly(LOCAL, PROPAGATED);
  }

  @Test
  void putRoute_thenChangeOfTheTable_seesTheRoute() {
    Route more = route("10.9.0.0/16", new NextHop.Peering("pcx-1"), Origin.STATIC);
    editor.putRoute("rtb-1", more);
    editor.changeRouteTable(
        "rtb-1",
        t -> {
          assertThat(t.routes()).contains(more);
          return new RouteTable(t.id(), t.vpc(), "new", t.main(), t.routes(), t.unresolved());
        });
    editor.removeRoutes("rtb-1", STATIC.destination(), Origin.STATIC);
    RouteTable table = editor.routeTable("rtb-1").orElseThrow();
    assertThat(table.name()).isEqualTo("new");
    assertThat(table.routes()).containsExactly(LOCAL, PROPAGATED, more);
    assertThat(table.unresolved()).containsExactly("pl-1");
  }

  @Test
  void putRoute_noSuchTable_doesNothing() {
    editor.putRoute("rtb-9", STATIC);
    assertThat(editor.build(Instant.EPOCH).routeTables()).hasSize(1);
  }

  @Test
  void put_tableWhoseRoutesAreEdited_isTheNewTable() {
    editor.putRoute("rtb-1", route("10.9.0.0/16", new NextHop.Local(), Origin.STATIC));
    editor.put(new RouteTable("rtb-1", "vpc-1", "", true, List.of(LOCAL), List.of()));
    assertThat(routes()).containsExactly(LOCAL);
  }
}
