package dev.tieline.check;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The checks that hold in every cloud: pure functions of wish, facts and what the plan makes of
 * them. Their time grows with the facts, and with what they find; no check compares all with all.
 */
public final class Checks {
  /** One family of findings. */
  interface Check {
    void run(Scene scene, Consumer<Finding> out);
  }

  private static final List<Check> ALL =
      List.of(
          new OverlapCheck(),
          new ReservedCheck(),
          new SameBlockCheck(),
          new DestinationCheck(),
          new BlackholeCheck(),
          new StrayRouteCheck(),
          new AclCheck(),
          new ReturnRouteCheck(),
          new WideRuleCheck(),
          new UnroutedSubnetCheck(),
          new IdleLinkCheck(),
          new OfferCheck(),
          new MeshCheck());

  private Checks() {}

  /**
   * Runs all checks. What could not be read is not judged.
   *
   * @param checked wish and facts
   * @return the findings, the worst first, each once
   */
  public static List<Finding> run(Checked checked) {
    Scene scene = new Scene(checked);
    Set<Finding> found = new TreeSet<>();
    ALL.forEach(check -> check.run(scene, found::add));
    return List.copyOf(found);
  }
}
