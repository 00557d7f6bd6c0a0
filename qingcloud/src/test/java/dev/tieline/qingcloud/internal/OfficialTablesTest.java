package dev.tieline.qingcloud.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The table of actions against the cloud's own pages, where they are at hand: in the folder that
 * the property {@code tieline.reference} names, else beside the project.
 */
class OfficialTablesTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("tieline.reference", "../../shared/reference/data"), "qingcloud");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Those that only the cloud's SDKs tell of, and its pages do not. */
  private static final Set<Api> WITHOUT_A_PAGE =
      EnumSet.of(
          Api.MODIFY_ROUTER_ATTRIBUTES,
          Api.MODIFY_VXNET_ATTRIBUTES,
          Api.MODIFY_BORDER_ATTRIBUTES,
          Api.DESCRIBE_SECURITY_GROUPS,
          Api.DELETE_SECURITY_GROUPS,
          Api.DESCRIBE_SECURITY_GROUP_RULES,
          Api.DELETE_SECURITY_GROUP_RULES,
          Api.DESCRIBE_ZONES,
          Api.DESCRIBE_ACCESS_KEYS,
          Api.GET_QUOTA_LEFT);

  @BeforeEach
  void folder() {
    assumeThat(FOLDER).isDirectory();
  }

  private static JsonNode page(Api api) throws IOException {
    return MAPPER.readTree(FOLDER.resolve(api.action() + ".json").toFile());
  }

  private static Set<String> names(JsonNode list) {
    Set<String> names = new TreeSet<>();
    list.forEach(e -> names.add(e.isTextual() ? e.textValue() : e.path("name").textValue()));
    return names;
  }

  /** Whether a page has a parameter: some write a list without the number. */
  private static boolean has(Set<String> names, String parameter) {
    String whole = parameter.replaceAll("\\.n(\\..*)?$", "");
    return names.contains(parameter) || names.contains(whole) || names.contains(parameter + ".n");
  }

  @Test
  void everyAction_hasAPage_orIsKnownToHaveNone() {
    assertThat(
            Arrays.stream(Api.values())
                .filter(a -> !Files.exists(FOLDER.resolve(a.action() + ".json"))))
        .containsExactlyInAnyOrderElementsOf(WITHOUT_A_PAGE);
  }

  @ParameterizedTest
  @EnumSource(Api.class)
  void parameters_eachOne_isWhereItIsSaidToBe(Api api) throws Exception {
    if (WITHOUT_A_PAGE.contains(api)) {
      assertThat(api.parameters().values())
          .isNotEmpty()
          .allMatch(p -> p.source() == Api.Source.SDK);
      return;
    }
    Set<String> table = names(page(api).path("request_params"));
    Set<String> beside = names(page(api).path("sdk_only_params"));
    beside.addAll(names(page(api).path("example_only_params")));
    for (Api.Parameter parameter : api.parameters().values()) {
      boolean inTable = has(table, parameter.name());
      boolean inSdk = has(beside, parameter.name());
      assertThat(parameter.source())
          .as(api.action() + " " + parameter.name())
          .isEqualTo(inTable ? Api.Source.TABLE : inSdk ? Api.Source.SDK : Api.Source.ASSUMED);
    }
  }

  @ParameterizedTest
  @EnumSource(Api.class)
  void required_eachOneOfThePage_isInTheTable(Api api) throws Exception {
    if (WITHOUT_A_PAGE.contains(api)) {
      return;
    }
    List<String> required = new ArrayList<>();
    for (JsonNode parameter : page(api).path("request_params")) {
      if (parameter.path("required").asBoolean()
          && !parameter.path("name").asText().equals("zone")) {
        required.add(parameter.path("name").textValue());
      }
    }
    Set<String> ours = new TreeSet<>();
    api.parameters().values().stream()
        .filter(Api.Parameter::required)
        .filter(p -> p.source() == Api.Source.TABLE)
        .forEach(
            p ->
                ours.add(
                    required.contains(p.name()) ? p.name() : p.name().replaceAll("\\.n$", "")));
    assertThat(ours).containsExactlyInAnyOrderElementsOf(required);
  }

  @ParameterizedTest
  @EnumSource(Api.class)
  void example_ofThePage_isARequestOfOurs(Api api) throws Exception {
    if (WITHOUT_A_PAGE.contains(api)) {
      return;
    }
    Request request = Request.of(api);
    JsonNode example = page(api).path("example_request").path("params");
    List<String> sent = new ArrayList<>();
    example.fieldNames().forEachRemaining(sent::add);
    for (String name : sent) {
      // where the table and its own example disagree, the table counts
      boolean otherwise =
          name.equals("rules.1.routing_table_name")
              || name.equals("loadbalancers.1") && api == Api.DESCRIBE_LOAD_BALANCER_LISTENERS;
      if (!Set.of("action", "zone").contains(name) && !otherwise) {
        request = request.with(name, example.path(name).asText());
      }
    }
    assertThat(request.api()).isEqualTo(api);
  }

  @ParameterizedTest
  @EnumSource(Api.class)
  void answers_eachOne_isOnThePage(Api api) throws Exception {
    if (WITHOUT_A_PAGE.contains(api)) {
      return;
    }
    Set<String> told = names(page(api).path("response_elements"));
    page(api).path("example_response").fieldNames().forEachRemaining(told::add);

    assertThat(told).containsAll(api.answers());
    assertThat(told.contains("job_id")).isEqualTo(api.ends() == Api.Ends.JOB);
    assertThat(told.contains("global_job_id")).isEqualTo(api.ends() == Api.Ends.GLOBAL_JOB);
    assertThat(api.reads()).isEqualTo(api.action().startsWith("Describe"));
  }
}
