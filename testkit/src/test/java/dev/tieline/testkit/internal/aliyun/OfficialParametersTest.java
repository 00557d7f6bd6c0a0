package dev.tieline.testkit.internal.aliyun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tieline.testkit.internal.Spec.Parameter;
import dev.tieline.testkit.internal.aliyun.Actions.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the fake's actions take, held against the official metadata. */
class OfficialParametersTest {

  @BeforeEach
  void needMetadata() {
    assumeTrue(Official.isHere(), "the official metadata are not here");
  }

  /** Products of which there are no metadata at all are not looked at. */
  private static List<Product> described() {
    List<Product> products = new ArrayList<>();
    for (Product product : Product.values()) {
      if (!Official.operations("params", product.title()).isEmpty()) {
        products.add(product);
      }
    }
    return products;
  }

  @Test
  void actions_allButAFew_areOfficial() {
    SortedSet<String> unknown = new TreeSet<>();
    for (Product product : described()) {
      for (Action action : Official.of(product)) {
        if (!Official.operations("params", product.title()).has(action.name())) {
          unknown.add(product.title() + " " + action.name());
        }
      }
    }
    assertThat(unknown).isEqualTo(Official.UNDESCRIBED);
  }

  @Test
  void parameters_ofEveryAction_areOfficial() {
    List<String> wrong = new ArrayList<>();
    int seen = 0;
    for (Product product : described()) {
      JsonNode operations = Official.operations("params", product.title());
      for (Action action : Official.of(product)) {
        JsonNode parameters = operations.path(action.name()).path("parameters");
        for (Parameter parameter : action.spec().parameters().values()) {
          seen++;
          if (operations.has(action.name()) && !fits(parameters, parameter)) {
            wrong.add(product.title() + " " + action.name() + " " + parameter);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(seen).isGreaterThan(200);
  }

  private static boolean fits(JsonNode parameters, Parameter parameter) {
    String[] parts = parameter.name().split("\\.N\\.?", 2);
    for (JsonNode one : parameters) {
      if (one.path("name").asText().equals(parts[0])) {
        String type = one.path("type").asText();
        boolean list = type.equals("RepeatList") || type.equals("Array");
        JsonNode members = one.path("sub_parameters");
        if (parts.length == 1) {
          return !list && type(parameter).equals(type);
        }
        return list
            && (members.isEmpty()
                || parts[1].isEmpty()
                || members.findValuesAsText("name").contains(parts[1]));
      }
    }
    return false;
  }

  private static String type(Parameter parameter) {
    return switch (parameter.type()) {
      case "int" -> "Integer";
      case "long" -> "Long";
      case "bool" -> "Boolean";
      default -> "String";
    };
  }

  @Test
  void parameters_thatMustBeThere_areTheOfficialOnes() {
    List<String> wrong = new ArrayList<>();
    for (Product product : described()) {
      JsonNode operations = Official.operations("params", product.title());
      for (Action action : Official.of(product)) {
        if (operations.has(action.name())) {
          SortedSet<String> official = new TreeSet<>();
          for (JsonNode one : operations.path(action.name()).path("parameters")) {
            if (one.path("required").asBoolean()) {
              official.add(one.path("name").asText());
            }
          }
          if (!official.equals(own(action))) {
            wrong.add(
                product.title() + " " + action.name() + ": " + own(action) + ", not " + official);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static SortedSet<String> own(Action action) {
    SortedSet<String> required = new TreeSet<>();
    for (Parameter parameter : action.spec().parameters().values()) {
      int list = parameter.name().indexOf(".N");
      boolean whole = list < 0 || list + 2 == parameter.name().length();
      if (parameter.required() && (whole || parameter.atLeastOne())) {
        required.add(list < 0 ? parameter.name() : parameter.name().substring(0, list));
      }
    }
    return required;
  }
}
