package dev.tieline.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tieline.plan.Plan;
import dev.tieline.topology.Topology;
import dev.tieline.toy.Thing;
import dev.tieline.toy.ToyCloud;
import dev.tieline.toy.ToyKinds;
import dev.tieline.toy.ToyNetwork;
import dev.tieline.toy.ToyWorld;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Plans of 5,000 and of 10,000 objects: a hub joined with many boxes, eight objects each. What is
 * counted is how often kinds are asked and how much memory is asked for, not how long it takes.
 */
class SizeTest {
  private static final int RAYS = 1250;

  private enum Job {
    MAKE_ALL,
    KEEP_ALL,
    DESTROY_ALL;

    Plan plan(ToyWorld world, int rays) {
      return this == DESTROY_ALL
          ? world.process().planDestroy("many")
          : world.process().plan(star(rays));
    }
  }

  private static String block(int i) {
    return "10." + i / 256 + "." + i % 256 + ".0/24";
  }

  private static Topology star(int rays) {
    Topology.Builder star =
        Topology.named("many").network("hub", ToyNetwork.managed("north", "hub", block(0)));
    for (int i = 1; i <= rays; i++) {
      star.network("r" + i, ToyNetwork.managed("north", "r" + i, block(i)));
      star.peer("hub", "r" + i, p -> {});
    }
    return star.build();
  }

  private static void made(ToyWorld world, int rays) {
    world.cloud.byHand(
        w -> {
          String hub = box(w, "hub", 0);
          for (int i = 1; i <= rays; i++) {
            String ray = box(w, "r" + i, i);
            String link = "peering.hub-r" + i;
            Map<String, String> ends = Map.of("a", hub, "b", ray, "accepted", "-100000000000");
            w.put(thing("cable", "cable-" + i, link + "/cable", ends));
            peg(w, hub, i, link + "/claim.hub", "cable-" + i);
            peg(w, ray, 0, link + "/claim.r" + i, "cable-" + i);
          }
          return hub;
        });
  }

  private static String box(ToyCloud.Work w, String label, int i) {
    String id = "box-of-" + label;
    Thing box = thing("box", id, "network." + label, Map.of("label", label, "block", block(i)));
    w.put(box);
    w.put(thing("board", "board#" + id, "", Map.of("box", id)));
    return id;
  }

  private static void peg(ToyCloud.Work w, String box, int to, String claim, String cable) {
    Map<String, String> slot = Map.of("board", "board#" + box, "slot", block(to));
    String id = "#board#" + box + "#" + block(to);
    w.put(thing("claim", "claim" + id, claim, slot));
    w.put(thing("peg", "peg" + id, "", slot).with("cable", cable));
  }

  private static Thing thing(String kind, String id, String address, Map<String, String> has) {
    TreeMap<String, String> marks = new TreeMap<>();
    if (!address.isEmpty()) {
      marks.put("acme/many", address);
    }
    return new Thing(kind, id, "north", 0, marks, new TreeMap<>(has));
  }

  @ParameterizedTest
  @EnumSource
  void plan_ofTwiceAsManyObjects_takesTwiceTheWorkAndMemory(Job job) {
    Measured.of(job, RAYS / 2); // so that what is loaded once does not count
    Measured half = Measured.of(job, RAYS / 2);

    Measured whole = Measured.of(job, RAYS);

    assertThat((double) whole.asked() / half.asked()).isBetween(1.9, 2.1);
    assertThat((double) whole.allocated() / half.allocated()).isBetween(1.7, 2.3);
    assertHoldsAll(job, whole.plan());
  }

  private static void assertHoldsAll(Job job, Plan plan) {
    int nodes = 8 * RAYS + 2;
    switch (job) {
      case MAKE_ALL -> assertThat(plan.steps()).hasSize(nodes);
      case KEEP_ALL -> {
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.kept() + plan.steps().size()).isEqualTo(nodes);
      }
      case DESTROY_ALL -> assertThat(plan.steps()).hasSize(6 * RAYS + 1); // not boards, acceptances
    }
  }

  private record Measured(Plan plan, long asked, long allocated) {
    static Measured of(Job job, int rays) {
      ToyWorld world = new ToyWorld();
      if (job != Job.MAKE_ALL) {
        made(world, rays);
      }
      ToyKinds.forget();
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadAllocatedBytes();
      Plan plan = job.plan(world, rays);
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      return new Measured(plan, ToyKinds.asked(), allocated);
    }
  }
}
