package dev.tieline.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PlanJsonTest {
  @Test
  void parse_whatToJsonWrote_isEqual() {
    assertThat(Plan.parse(Plans.full().toJson())).isEqualTo(Plans.full());
  }

  @Test
  void parse_whatToJsonWrote_writesTheSameAgain() {
    String json = Plans.full().toJson();

    assertThat(Plan.parse(json).toJson()).isEqualTo(json);
  }

  @Test
  void parse_planThatDestroys_hasNoWish() {
    Plan plan = Plans.of(Plan.Purpose.DESTROY, 0, Plans.step("a", Action.DELETE, "vpc-1"));

    assertThat(plan.toJson()).doesNotContain("topology");
    assertThat(Plan.parse(plan.toJson())).isEqualTo(plan);
  }

  @Test
  void parse_planOfThousandsOfSteps_isReadThoughLongerThanOtherNouns() {
    Step[] steps = new Step[20_000];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = Plans.step("peering.p" + i, Action.CREATE, "peering " + i);
    }
    Plan plan = Plans.of(Plan.Purpose.APPLY, 0, steps);

    assertThat(plan.toJson()).hasSizeGreaterThan(4 * 1024 * 1024);
    assertThat(Plan.parse(plan.toJson())).isEqualTo(plan);
  }

  @Test
  void parse_unknownAction_namesThePath() {
    assertRefused(
        "\"ACCEPT\"", "\"EXPLODE\"", "plan: $.steps[2].action: \"EXPLODE\" (expected one of: ");
  }

  @Test
  void parse_malformedWish_namesThePathWithinIt() {
    assertRefused(
        "\"vpc-s\"\n      }",
        "\"igw-s\"\n      }",
        "plan: $.topology: topology: $.networks.singapore: id: igw-s (expected: vpc-...)");
  }

  @Test
  void parse_wishThatIsNoObject_namesThePath() {
    String json = Plans.of(Plan.Purpose.APPLY, 0).toJson();

    assertThatThrownBy(() -> Plan.parse(json.replaceFirst("\\{", "{\"topology\": 7,")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("plan: $.topology: number 7 (expected: an object)");
  }

  private static void assertRefused(String part, String instead, String message) {
    String json = Plans.full().toJson();
    assertThat(json).contains(part);

    assertThatThrownBy(() -> Plan.parse(json.replace(part, instead)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
