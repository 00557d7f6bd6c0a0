package dev.tieline.qingcloud.internal;

import dev.tieline.snapshot.SnapshotEditor;
import dev.tieline.snapshot.Unreadable;
import dev.tieline.spi.Facts;
import java.util.Map;

/** Paints what was read as a snapshot. */
final class Painting {
  /** What cannot be told where something could not be read. */
  private static final Map<Class<?>, String> WORDS =
      Map.of(
          Router.class, "VPCs",
          Vxnet.class, "vxnets",
          RouterVxnet.class, "vxnets of VPCs");

  private final Facts facts;
  private final SnapshotEditor to;

  Painting(Facts facts, SnapshotEditor to) {
    this.facts = facts;
    this.to = to;
  }

  void paint() {
    for (Router router : facts.all(Router.class)) {
      if (router.network() != null && facts.find(Inside.class, router.id()).isEmpty()) {
        Picture.outside(to, router.scope(), router.id(), router.name(), router.network());
      } else if (router.network() != null) {
        Picture.vpc(to, router.scope(), router.id(), router.name(), router.network());
      }
    }
    for (RouterVxnet place : facts.all(RouterVxnet.class)) {
      if (place.network() != null) {
        Picture.vxnet(
            to, place.scope(), place.vxnet(), place.router(), place.name(), place.network());
      }
    }
    WORDS.forEach(
        (type, words) ->
            facts
                .unreadable(type)
                .forEach((scope, why) -> to.put(new Unreadable(Picture.place(scope), words, why))));
  }
}
