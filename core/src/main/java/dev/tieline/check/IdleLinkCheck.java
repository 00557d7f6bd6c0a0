package dev.tieline.check;

import java.util.function.Consumer;

/** A link that will carry nothing is seldom what was meant. */
final class IdleLinkCheck implements Checks.Check {
  @Override
  public void run(Scene scene, Consumer<Finding> out) {
    for (Scene.Joint joint : scene.joints()) {
      Way there = joint.there();
      if (there.flows().isEmpty()) {
        out.accept(
            there.finding(
                Codes.NO_TRAFFIC,
                Severity.INFO,
                "no traffic is wished between " + there.network() + " and " + there.peer(),
                "Routes are made and no rules: what passes depends on the rules that others made,"
                    + " and a verification has nothing to check",
                "Say what is to pass with allow(...) or allowFrom(...), or leave it if others make"
                    + " the rules"));
      }
      for (Way way : joint.ways()) {
        if (way.from().complete() && scene.after().subnets(way.from().id()).isEmpty()) {
          out.accept(
              way.finding(
                  Codes.NO_SUBNET,
                  Severity.WARNING,
                  way.network() + " has no subnet",
                  "Nothing in it can use the link"
                      + (way.chosen() ? "" : ", and no table of it gets the link's routes"),
                  "Add a subnet to the network, and apply again once there is one"));
        }
      }
    }
  }
}
