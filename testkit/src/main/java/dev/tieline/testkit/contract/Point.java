package dev.tieline.testkit.contract;

import dev.tieline.Tieline;
import dev.tieline.testkit.Ask;
import dev.tieline.testkit.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A moment at which a process may die: just before or just after one of its calls that change
 * something has its effect. Holds the world as it is then, so that nothing before it is run again.
 *
 * @param number the call's number among those that change something, from 1
 * @param after whether the call has had its effect
 * @param call the call
 * @param ask the request
 * @param world the world at that moment; to be forked only
 */
record Point(int number, boolean after, Call call, Ask ask, World world) {

  /** Does a job and returns its moments, in order. */
  static List<Point> of(World world, Consumer<Tieline> job) {
    List<Point> points = new ArrayList<>();
    World.Gate gate =
        new World.Gate() {
          @Override
          public void before(Call call, Ask ask) {
            points.add(point(false, call, ask));
          }

          @Override
          public void after(Call call, Ask ask) {
            points.add(point(true, call, ask));
          }

          private Point point(boolean after, Call call, Ask ask) {
            int number = points.size() / 2 + 1;
            return new Point(number, after, call, ask, world.fork(Trace.none()));
          }
        };
    world.gate(gate);
    job.accept(world.process());
    world.remove(gate);
    return points;
  }

  String text() {
    return (after ? "after " : "before ") + number;
  }
}
