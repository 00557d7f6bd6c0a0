package dev.tieline.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tieline.net.Cidr;
import dev.tieline.net.CidrSet;
import dev.tieline.net.Ip;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * JSON of a small map of nouns: a survey holds networks, and each network hops, which are a sealed
 * family with a sealed family inside.
 */
class JsonTest {

  enum State {
    ACTIVE,
    FAILED {
      @Override
      boolean isFinal() {
        return true;
      }
    };

    boolean isFinal() {
      return false;
    }
  }

  sealed interface Hop permits Local, Cloud {}

  record Local() implements Hop {}

  sealed interface Cloud extends Hop permits VpcPeering, Hub {}

  record VpcPeering(String id, @Nullable State state) implements Cloud {}

  record Hub(Ip address, List<Hop> inside) implements Cloud {}

  record Net(String name, List<Cidr> cidrs, Map<Cidr, Hop> routes) {
    Net {
      if (name.isBlank()) {
        throw new IllegalArgumentException("name: blank (expected: a name)");
      }
      cidrs = List.copyOf(cidrs);
    }
  }

  record Survey(
      Instant at,
      Duration took,
      long calls,
      int pages,
      double share,
      boolean complete,
      CidrSet free,
      Set<State> states,
      List<Net> networks,
      @Nullable VpcPeering best) {}

  private static final Survey SURVEY =
      new Survey(
          Instant.parse("2026-01-31T08:00:00Z"),
          Duration.ofSeconds(90),
          1L << 40,
          -3,
          0.5,
          true,
          CidrSet.of(Cidr.parse("10.0.0.0/9"), Cidr.parse("::/64")),
          Set.of(State.FAILED),
          List.of(
              new Net(
                  "tokyo",
                  List.of(Cidr.parse("10.20.0.0/16")),
                  Map.of(
                      Cidr.parse("10.8.0.0/16"),
                      new Hub(
                          Ip.parse("2001:db8::1"),
                          List.of(new Local(), new VpcPeering("pcx-1", null)))))),
          null);

  private static final String TEXT =
      """
      {
        "at": "2026-01-31T08:00:00Z",
        "took": "PT1M30S",
        "calls": 1099511627776,
        "pages": -3,
        "share": 0.5,
        "complete": true,
        "free": [
          "10.0.0.0/9",
          "::/64"
        ],
        "states": [
          "FAILED"
        ],
        "networks": [
          {
            "name": "tokyo",
            "cidrs": [
              "10.20.0.0/16"
            ],
            "routes": {
              "10.8.0.0/16": {
                "kind": "hub",
                "address": "2001:db8::1",
                "inside": [
                  {
                    "kind": "local"
                  },
                  {
                    "kind": "vpcPeering",
                    "id": "pcx-1"
                  }
                ]
              }
            }
          }
        ]
      }
      """;

  @Test
  void write_noun_isCanonicalText() {
    assertThat(Json.write(SURVEY)).isEqualTo(TEXT);
  }

  @Test
  void read_canonicalText_isTheNoun() {
    assertThat(Json.read(TEXT, Survey.class, "survey")).isEqualTo(SURVEY);
  }

  @Test
  void read_otherOrderAndNull_isTheNoun() {
    String text = " {\"state\": null, \"id\": \"pcx-1\", \"kind\": \"vpcPeering\"}\n";
    VpcPeering expected = new VpcPeering("pcx-1", null);
    assertThat(Json.read(text, Hop.class, "hop")).isEqualTo(expected);
    assertThat(Json.read(text, Cloud.class, "hop")).isEqualTo(expected);
    assertThat(Json.read(text, VpcPeering.class, "hop")).isEqualTo(expected);
  }

  @Test
  void read_collections_areUnmodifiableInTheOrderOfTheText() {
    record Box(List<String> list, Map<String, Integer> map, Set<String> set) {}
    Box box =
        Json.read(
            "{\"list\": [\"b\"], \"map\": {\"z\": 1, \"a\": 2}, \"set\": [\"z\", \"a\"]}",
            Box.class,
            "box");
    assertThat(box.list()).isUnmodifiable();
    assertThat(box.map()).isUnmodifiable();
    assertThat(box.map().keySet()).containsExactly("z", "a");
    assertThat(box.set()).isUnmodifiable().containsExactly("z", "a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"10.20.0.0/16\"|\"10.0.0.0\"|survey: $.networks[0].cidrs[0]: cidr: 10.0.0.0 has no prefix"
            + " length (expected: 10.0.0.0/32 for one address)",
        "\"10.20.0.0/16\"|\"10.20.1.0/16\"|$.networks[0].cidrs[0]: cidr: 10.20.1.0/16 has host bits",
        "\"10.20.0.0/16\"|7|survey: $.networks[0].cidrs[0]: number 7 (expected: a string)",
        "\"10.20.0.0/16\"|null|survey: $.networks[0].cidrs[0]: null (expected: a string)",
        "\"10.8.0.0/16\":|\"10.8.0.0\":|$.networks[0].routes['10.8.0.0']: cidr: 10.8.0.0 has no",
        "\"2001:db8::1\"|\"::ffff:1.2.3.4\"|$.networks[0].routes['10.8.0.0/16'].address: ip: ::ffff",
        "\"tokyo\"|\" \"|survey: $.networks[0]: name: blank (expected: a name)",
        "\"name\": \"tokyo\",||survey: $.networks[0].name: missing (expected: it is required)",
        "\"name\"|\"nme\"|survey: $.networks[0].nme: unknown property (expected one of: name, cidrs,"
            + " routes)",
        "\"took\"|\"at\"|survey: $.at: Duplicate field 'at' at line 3",
        "\"PT1M30S\"|\"90\"|survey: $.took: \"90\" (expected: a duration, such as PT1M30S)",
        "\"2026-01-31T08:00:00Z\"|\"today\"|survey: $.at: \"today\" (expected: an instant, such as"
            + " 2026-01-31T08:00:00Z)",
        "\"2026-01-31T08:00:00Z\"|5|survey: $.at: number 5 (expected: an instant, such as",
        "1099511627776|9223372036854775808|survey: $.calls: number 9223372036854775808 (expected: a"
            + " whole number of 64 bits)",
        "1099511627776|1.5|survey: $.calls: number 1.5 (expected: a whole number of 64 bits)",
        "1099511627776|\"1\"|survey: $.calls: \"1\" (expected: a whole number of 64 bits)",
        ": -3|: 2147483648|survey: $.pages: number 2147483648 (expected: a whole number from"
            + " -2147483648 to 2147483647)",
        ": -3|: 3.0|survey: $.pages: number 3.0 (expected: a whole number from",
        ": -3|: null|survey: $.pages: null (expected: a whole number from",
        "0.5|\"0.5\"|survey: $.share: \"0.5\" (expected: a number)",
        "0.5|1e999|survey: $.share: number Infinity (expected: a number)",
        "true|\"true\"|survey: $.complete: \"true\" (expected: true or false)",
        "true|1|survey: $.complete: number 1 (expected: true or false)",
        "\"::/64\"|\"::1/64\"|survey: $.free[1]: cidr: ::1/64 has host bits set",
        "\"FAILED\"|\"failed\"|survey: $.states[0]: \"failed\" (expected one of: ACTIVE, FAILED)",
        "\"FAILED\"|{}|survey: $.states[0]: an object (expected one of: ACTIVE, FAILED)",
        "\"FAILED\"|\"FAILED\", \"FAILED\"|survey: $.states[1]: \"FAILED\" again (expected: no"
            + " duplicate)",
        "\"hub\"|\"tunnel\"|survey: $.networks[0].routes['10.8.0.0/16'].kind: \"tunnel\" (expected one"
            + " of: hub, local, vpcPeering)",
        "\"hub\"|null|.kind: null (expected one of: hub, local, vpcPeering)",
        "\"kind\": \"local\"||.inside[0].kind: missing (expected one of: hub, local, vpcPeering)",
        "\"kind\": \"local\"|\"kind\": \"local\", \"x\": 1|.inside[0].x: unknown property (expected"
            + " one of: kind)",
      })
  void read_unfitNoun_namesPathFoundAndExpected(String part, @Nullable String by, String message) {
    String text = TEXT.replaceFirst(Pattern.quote(part), by == null ? "" : by);
    assertThat(text).isNotEqualTo(TEXT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.read(text, Survey.class, "survey"))
        .withMessageStartingWith("survey: $")
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|hop: $: no text (expected: JSON)",
        "null|hop: $: null (expected: an object)",
        "[]|hop: $: an array (expected: an object)",
        "{\"kind\": \"local\"} {}|hop: $: more text after the end (expected: one value)",
        "{\"kind\": \"local\"} x|hop: $: Unrecognized token 'x'",
        "{\"kind\": \"local\",}|hop: $",
        "{\"kind\": 'local'}|hop: $",
        "{\"kind\": \"local\" // remark|hop: $",
        "{\"kind\": \"local\"|hop: $",
        "{\"kind\": \"local\", \"kind\": \"hub\"}|hop: $.kind: Duplicate field 'kind' at line 1",
        "{\"kind\": \"hub\", \"address\": \"::1\", \"inside\": [{\"a\": nul}]}|hop: $.inside[0].a: ",
        "<html><body>502</body></html>|hop: $: Unexpected character ('<'",
      })
  void read_textThatIsNotOneValue_saysWhere(@Nullable String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.read(text == null ? "" : text, Hop.class, "hop"))
        .withMessageStartingWith(message)
        .withMessageContaining("(expected: ");
  }

  @Test
  void read_tooDeep_throwsBeforeTheStackEnds() {
    String open = "{\"kind\": \"hub\", \"address\": \"::1\", \"inside\": [";
    for (int levels : new int[] {33, 50_000}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Json.read(open.repeat(levels), Hop.class, "hop"))
          .withMessageContaining("beyond a limit (expected: at most 64 levels");
    }
    String deepest = open.repeat(32) + "]}".repeat(32);
    assertThat(Json.write(Json.read(deepest, Hop.class, "hop"))).contains("hub");
  }

  @Test
  void read_tooLong_throws() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.read(" ".repeat(4 * 1024 * 1024 + 1), Hop.class, "hop"))
        .withMessage("hop: $: 4194305 characters (expected: at most 4194304)");
    String longest = "{\"kind\": \"local\"}" + " ".repeat(4 * 1024 * 1024 - 17);
    assertThat(Json.read(longest, Hop.class, "hop")).isEqualTo(new Local());
  }

  @Test
  void read_numberOfManyDigits_throws() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.read("{\"a\": " + "9".repeat(100_000) + "}", Hop.class, "hop"))
        .withMessageStartingWith("hop: $.a: beyond a limit");
  }

  @Test
  void read_hostileStrings_areCleanedAndShortenedInTheMessage() {
    String hostile = "\\u001b[31m\\u202e\\n" + "x".repeat(10_000);
    for (String text :
        List.of(
            "{\"kind\": \"" + hostile + "\"}", "{\"kind\": \"local\", \"" + hostile + "\": 1}")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Json.read(text, Hop.class, "hop"))
          .satisfies(
              e ->
                  assertThat(e.getMessage())
                      .hasSizeLessThan(300)
                      .doesNotContain("\u001b", "\u202e", "\n"));
    }
  }

  @Test
  void read_mapKeyTwiceInOtherWords_throws() {
    record Spans(Map<Duration, String> spans) {}
    String text = "{\"spans\": {\"PT60S\": \"a\", \"PT1M\": \"b\"}}";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.read(text, Spans.class, "spans"))
        .withMessage("spans: $.spans.PT1M: the same key again (expected: no duplicate)");
  }

  @Test
  void read_nullInListOfNullables_isKept() {
    record Row(List<@Nullable String> cells) {}
    Row row = new Row(Collections.unmodifiableList(Arrays.asList("a", null)));
    assertThat(Json.read(Json.write(row), Row.class, "row")).isEqualTo(row);
  }

  @Test
  void read_constructorWithoutMessage_isNamedByItsException() {
    record Picky(String a) {
      Picky {
        if (Objects.equals(a, "x")) {
          throw new UnsupportedOperationException();
        }
      }
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.read("{\"a\": \"x\"}", Picky.class, "picky"))
        .withMessage("picky: $: UnsupportedOperationException")
        .withCauseInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void write_collectionsWithoutOrder_areSorted() {
    record Box(Map<String, Integer> map, Set<Integer> set, Map<String, Integer> tree) {}
    Map<String, Integer> map = new HashMap<>();
    for (int i = 40; i > 0; i--) {
      map.put("key-" + (100 + i), i);
    }
    Set<Integer> set = new HashSet<>(map.values());
    String text = Json.write(new Box(map, set, new TreeMap<>(map)));
    assertThat(Json.write(new Box(Map.copyOf(map), Set.copyOf(set), new TreeMap<>(map))))
        .isEqualTo(text);
    assertThat(text.indexOf("key-101")).isLessThan(text.indexOf("key-140"));
  }

  @Test
  void write_collectionsWithOrder_keepIt() {
    record Box(Map<String, Integer> map) {}
    Map<String, Integer> map = new LinkedHashMap<>();
    map.put("z", 1);
    map.put("a", 2);
    assertThat(Json.write(new Box(map)))
        .isEqualTo("{\n  \"map\": {\n    \"z\": 1,\n    \"a\": 2\n  }\n}\n");
    assertThat(Json.write(new Box(Map.of()))).isEqualTo("{\n  \"map\": {}\n}\n");
  }

  @Test
  void write_hostileString_isEscapedAndReadBack() {
    VpcPeering peering =
        new VpcPeering("\"\\\n\r\t\u0000\u001b\u007f\u2028\u202e\ud800 中\ud83d\ude00", null);
    String text = Json.write(peering);
    assertThat(text)
        .contains("\"\\\"\\\\\\n\\r\\t\\u0000\\u001b\\u007f\\u2028\\u202e\\ud800 中\ud83d\ude00\"");
    assertThat(Json.read(text, Hop.class, "hop")).isEqualTo(peering);
  }

  @Provide
  Arbitrary<String> anyText() {
    return Arbitraries.strings().all().ofMaxLength(20);
  }

  @Property(tries = 500)
  void write_anyText_isReadBack(@ForAll("anyText") String id, @ForAll double share) {
    record Box(String id, double share, Map<String, String> map) {}
    Box box = new Box(id, share, Map.of(id, id));
    assertThat(Json.read(Json.write(box), Box.class, "box")).isEqualTo(box);
  }

  record WithOptional(Optional<String> name) {}

  record WithObject(Object any) {}

  record WithKind(String kind) implements Odd {}

  sealed interface Odd permits WithKind {}

  sealed interface Open permits Door {}

  non-sealed interface Door extends Open {}

  @Test
  void write_unsupportedType_namesIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.write(new WithOptional(Optional.empty())))
        .withMessageStartingWith("json: type java.util.Optional (expected: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.write(new WithObject(new ArrayList<>(List.of(new StringBuilder())))))
        .withMessageStartingWith("json: type java.lang.StringBuilder (expected: ");
    assertThatIllegalArgumentException().isThrownBy(() -> Json.write(new WithKind("a")));
    assertThatIllegalArgumentException().isThrownBy(() -> Json.write(new WithObject(Double.NaN)));
  }

  @Test
  void write_nullWhereItIsNotAllowed_namesTheComponent() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.write(new WithObject(null)))
        .withMessageContaining("WithObject.any (expected: a value, or @Nullable there)");
  }

  @Test
  void read_unsupportedType_namesIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.read("{\"name\": \"a\"}", WithOptional.class, "x"))
        .withMessageStartingWith("type: java.util.Optional<java.lang.String> (expected: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.read("{\"any\": \"a\"}", WithObject.class, "x"))
        .withMessageStartingWith("type: java.lang.Object (expected: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.read("{\"kind\": \"door\"}", Open.class, "x"))
        .withMessageContaining("Door (expected: a record, as a member of a sealed family)");
  }
}
