package dev.tieline.check;

import dev.tieline.net.Cidr;
import dev.tieline.topology.Peering;
import java.util.function.Consumer;

/** Linked networks must not have addresses in common. */
final class OverlapCheck implements Checks.Check {
  @Override
  public void run(Scene scene, Consumer<Finding> out) {
    for (Scene.Joint joint : scene.joints()) {
      Way way = joint.there();
      if (way.from().id().equals(way.to().id())) {
        out.accept(
            way.finding(
                Codes.SAME_VPC,
                Severity.ERROR,
                way.network() + " and " + way.peer() + " are the same VPC, " + way.from().id(),
                "A VPC can not be linked with itself",
                "Name another VPC for one of the networks, or drop the link"));
      } else {
        overlaps(way, out);
      }
    }
  }

  private static void overlaps(Way way, Consumer<Finding> out) {
    BlockIndex<Cidr> own = new BlockIndex<>();
    way.from().cidrs().forEach(block -> own.add(block, block));
    for (Cidr theirs : way.to().cidrs()) {
      for (Cidr ours : own.touching(theirs)) {
        out.accept(
            way.finding(
                Codes.CIDR_OVERLAP,
                Severity.ERROR,
                "block %s of %s overlaps block %s of %s"
                    .formatted(
                        ours,
                        named(way.network(), way.from().id()),
                        theirs,
                        named(way.peer(), way.to().id())),
                way.link() instanceof Peering
                    ? "Addresses in both blocks would be local in both networks, and clouds refuse"
                        + " such a peering, be the block primary, secondary or IPv6"
                    : "Addresses in both blocks would be local in both networks, and a hub leads"
                        + " each of them to one network only",
                "Give one network another block (FreeBlock chooses one that is free), or offer the"
                    + " service that is needed through an endpoint instead"));
      }
    }
  }

  /** What is not made yet has no id but words in brackets that name the network themselves. */
  static String named(String network, String id) {
    return id.startsWith("(") ? network : network + " (" + id + ")";
  }
}
