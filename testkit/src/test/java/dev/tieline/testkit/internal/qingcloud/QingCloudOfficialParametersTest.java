package dev.tieline.testkit.internal.qingcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tieline.testkit.internal.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the fake's actions take, held against the official tables. */
class QingCloudOfficialParametersTest {

  @BeforeEach
  void needTables() {
    assumeTrue(QingCloudOfficial.isHere(), "the official tables are not here");
  }

  @Test
  void actions_ofTheTables_areAllInTheFake() {
    assertThat(QingCloudOfficial.actions())
        .containsAll(QingCloudOfficial.tables().keySet())
        .containsAll(QingCloudOfficial.UNDESCRIBED)
        .hasSize(QingCloudOfficial.tables().size() + QingCloudOfficial.UNDESCRIBED.size());
  }

  @Test
  void parameters_ofEveryTable_areThoseOfTheFake() {
    List<String> wrong = new ArrayList<>();
    QingCloudOfficial.tables()
        .forEach(
            (action, table) -> {
              SortedSet<String> official = names(table);
              SortedSet<String> own = new TreeSet<>(spec(action).parameters().keySet());
              if (!official.equals(own)) {
                SortedSet<String> more = new TreeSet<>(own);
                more.removeAll(official);
                official.removeAll(own);
                wrong.add(action + ": lacks " + official + ", adds " + more);
              }
            });
    assertThat(wrong).isEmpty();
  }

  private static Spec spec(String action) {
    Actions.Action found = new Actions().find(action);
    assertThat(found).as(action).isNotNull();
    return found.spec();
  }

  private static SortedSet<String> names(JsonNode table) {
    SortedSet<String> names = new TreeSet<>();
    for (JsonNode one : table.path("request_params")) {
      String name = one.path("name").asText();
      switch (one.path("type").asText()) {
        case "List" -> names.add(name + ".N");
        case "List of dictionary" -> {
          names.add(name + ".N.vxnet_id");
          names.add(name + ".N.border_private_ip");
        }
        default -> names.add(name.replaceAll("\\.n(?=\\.|$)", ".N"));
      }
    }
    for (String more : List.of("sdk_only_params", "example_only_params")) {
      table.path(more).forEach(name -> names.add(name.asText().replaceAll("\\.n(?=\\.|$)", ".N")));
    }
    names.remove("zone");
    return names;
  }

  @Test
  void parameters_thatAreRequired_areSoOfficially() {
    List<String> wrong = new ArrayList<>();
    QingCloudOfficial.tables()
        .forEach(
            (action, table) -> {
              SortedSet<String> needed = new TreeSet<>();
              for (JsonNode one : table.path("request_params")) {
                if (one.path("required").asBoolean()) {
                  String name = one.path("name").asText().replaceAll("\\.n(?=\\.|$)", ".N");
                  needed.add(one.path("type").asText().equals("List") ? name + ".N" : name);
                }
              }
              for (Spec.Parameter parameter : spec(action).parameters().values()) {
                // of the rule of a route the table forgets the id, which cannot be done without
                boolean forgotten = parameter.name().equals("routing_table_rule");
                if (parameter.required() && !needed.contains(parameter.name()) && !forgotten) {
                  wrong.add(action + " " + parameter.name());
                }
              }
            });
    assertThat(wrong).isEmpty();
  }
}
