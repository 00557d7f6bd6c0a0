package dev.tieline.plan;

import static dev.tieline.Approved.assertApproved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTextTest {
  @Test
  void toString_planOfEveryPart_isApproved() {
    assertApproved(getClass(), "plan.txt", Plans.full() + "\n");
  }

  @Test
  void toString_nothingToDo_isOneLine() {
    Plan plan =
        Plans.of(Plan.Purpose.APPLY, 12, Plans.step("network.a", Action.ADOPT, "VPC vpc-a"));

    assertThat(plan).hasToString("no change: 12 objects are as wished");
  }

  @Test
  void toString_oneObjectKept_isSingular() {
    assertThat(Plans.of(Plan.Purpose.APPLY, 1)).hasToString("no change: 1 object is as wished");
  }

  @Test
  void toString_nothingToDestroy_saysSo() {
    assertThat(Plans.of(Plan.Purpose.DESTROY, 0))
        .hasToString("no change: nothing is left to delete");
  }

  @Test
  void toString_nothingToDoButAFinding_showsTheFinding() {
    Plan empty = Plans.of(Plan.Purpose.APPLY, 3);
    Plan plan =
        new Plan(
            "acme",
            "x",
            Plan.Purpose.APPLY,
            null,
            Plans.AT,
            List.of(),
            3,
            List.of(new Finding("CODE", Severity.INFO, "network.a", "this", "that", "nothing")),
            List.of(),
            empty.projected());

    assertThat(plan)
        .hasToString(
            """
            no change: 3 objects are as wished

            findings
              INFO CODE network.a
                what  this
                why   that
                do    nothing""");
  }

  @Test
  void toString_stepsOfPeople_areCountedInWords() {
    Plan plan =
        Plans.of(
            Plan.Purpose.DESTROY,
            0,
            Plans.step("a", Action.WAIT, "wait"),
            Plans.step("b", Action.MANUAL, "click"),
            Plans.step("c", Action.MANUAL, "click"));

    assertThat(plan.toString())
        .startsWith("plan acme/tokyo-singapore to destroy: 1 to wait for, 2 to do by hand\n  ? a");
  }

  @Test
  void toString_whatComesWithOthers_isNotCalledAdopted() {
    Plan plan =
        Plans.of(
            Plan.Purpose.APPLY,
            0,
            Plans.step("network.a", Action.CREATE, "10.0.0.0/16"),
            Plans.step("network.a/main-table", Action.COME, "comes with (id of network.a)"));

    assertThat(plan.toString())
        .contains("1 to create, 1 to come with others\n", ": network.a/main-table")
        .doesNotContain("adopt");
    assertThat(plan.isEmpty()).isFalse();
  }
}
