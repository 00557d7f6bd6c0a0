package dev.tieline.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RawTest {
  private record Holder(Map<String, Raw> parts) {}

  private record Point(int x, @Nullable List<String> names) {}

  private static Raw part(String json) {
    Raw part =
        Json.read("{\"parts\": {\"p\": " + json + "}}", Holder.class, "holder").parts().get("p");
    assertThat(part).isNotNull();
    return part;
  }

  @Test
  void as_recordOfThePart_isRead() {
    assertThat(part("{\"x\": 7}").as(Point.class)).isEqualTo(new Point(7, null));
  }

  @Test
  void as_wrongPart_namesThePathFromTheBeginning() {
    assertThatThrownBy(() -> part("{\"x\": \"7\"}").as(Point.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("holder: $.parts.p.x: \"7\" (expected: a whole number");
  }

  @Test
  void read_noObject_isRefused() {
    assertThatThrownBy(() -> part("[1]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("holder: $.parts.p: an array (expected: an object)");
  }

  @Test
  void text_missingProperty_isRefused() {
    assertThatThrownBy(() -> part("{}").text("cloud"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("holder: $.parts.p.cloud: missing (expected: a string)");
  }

  @Test
  void text_otherThanString_isRefused() {
    assertThatThrownBy(() -> part("{\"cloud\": 1}").text("cloud"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("holder: $.parts.p.cloud: no string (expected: a string)");
  }

  @Test
  void with_newProperty_comesFirst() {
    assertThat(Raw.of(new Point(1, null)).with("cloud", "aws").toString())
        .isEqualTo("{\n  \"cloud\": \"aws\",\n  \"x\": 1\n}\n");
  }

  @Test
  void with_presentProperty_isRefused() {
    assertThatThrownBy(() -> Raw.of(new Point(1, null)).with("x", "2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("json: $.x: present (expected: a name that is free)");
  }

  @Test
  void without_property_leavesTheOriginal() {
    Raw raw = Raw.of(new Point(1, List.of("a")));

    assertThat(raw.without("names")).isEqualTo(Raw.of(new Point(1, null)));
    assertThat(raw).isEqualTo(Raw.of(new Point(1, List.of("a"))));
  }

  @Test
  void write_everyKindOfValue_isReadBackEqual() {
    Raw raw =
        part("{\"a\": [1, -2.5, true, null, \"\\u202e\\\"\"], \"b\": {\"c\": {}}, \"d\": []}");

    assertThat(Raw.parse(raw.toString(), "json")).isEqualTo(raw);
    assertThat(raw.toString()).contains("\\u202e").doesNotContain("\u202e");
  }
}
