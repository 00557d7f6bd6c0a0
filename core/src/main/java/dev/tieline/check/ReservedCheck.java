package dev.tieline.check;

import dev.tieline.net.Cidr;
import dev.tieline.topology.Reserved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A network must not have addresses that the vendor at the other end of a link uses itself. */
final class ReservedCheck implements Checks.Check {
  private record Place(Reserved by, Cidr block) {}

  @Override
  public void run(Scene scene, Consumer<Finding> out) {
    Map<String, BlockIndex<Place>> reserved = new LinkedHashMap<>();
    for (Reserved by : scene.topology().reserved()) {
      BlockIndex<Place> blocks = reserved.computeIfAbsent(by.network(), n -> new BlockIndex<>());
      by.blocks().cidrs().forEach(block -> blocks.add(block, new Place(by, block)));
    }
    for (Scene.Joint joint : scene.joints()) {
      for (Way way : joint.ways()) {
        BlockIndex<Place> blocks = reserved.get(way.network());
        if (blocks != null && !way.from().id().equals(way.to().id())) {
          way.to().cidrs().forEach(block -> check(way, block, blocks.touching(block), out));
        }
      }
    }
  }

  private static void check(Way way, Cidr block, List<Place> touched, Consumer<Finding> out) {
    Map<String, List<Cidr>> byVendor = new TreeMap<>();
    touched.stream()
        .sorted((a, b) -> a.block().compareTo(b.block()))
        .forEach(
            t -> byVendor.computeIfAbsent(t.by().vendor(), v -> new ArrayList<>()).add(t.block()));
    byVendor.forEach(
        (vendor, blocks) ->
            out.accept(
                way.finding(
                    Codes.RESERVED_BLOCK,
                    Severity.ERROR,
                    "block %s of %s overlaps %s, reserved by %s, whose network is %s"
                        .formatted(
                            block,
                            OverlapCheck.named(way.peer(), way.to().id()),
                            Prose.list(blocks),
                            vendor,
                            way.network()),
                    vendor
                        + " uses these addresses itself, so it refuses such a network or can not"
                        + " answer it",
                    "Give "
                        + way.peer()
                        + " a block outside of them (FreeBlock chooses one), or correct reserve(\""
                        + way.network()
                        + "\", ...) if "
                        + vendor
                        + " reserves other blocks now")));
  }
}
