package dev.tieline.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {

  @Test
  void toString_headed_isAlignedAndUnderlined() {
    assertThat(
            Table.headed("network", "routes", "block")
                .alignRight(1)
                .row("tokyo", 5, "10.20.0.0/16")
                .row("sg", 120, "")
                .toString())
        .isEqualTo(
            """
            network  routes  block
            -------  ------  ------------
            tokyo         5  10.20.0.0/16
            sg          120
            """);
  }

  @Test
  void toString_wideCharacters_countAsTwo() {
    assertThat(Table.plain().row("東京", "a").row("Osaka", "b").row("e\u0301e", "c").toString())
        .isEqualTo("東京   a\nOsaka  b\ne\u0301e     c\n");
  }

  @Test
  void toString_rowsOfDifferentLength_keepTheirColumns() {
    assertThat(Table.plain().row("a").row("bb", "c", "d").row().toString())
        .isEqualTo("a\nbb  c  d\n\n");
  }

  @Test
  void toString_hostileCells_stayInTheirRow() {
    assertThat(Table.plain().row("a\nb\u001b[2J\u202e", "c").toString()).isEqualTo("a b[2J  c\n");
  }

  @Test
  void toString_noRows_isEmpty() {
    assertThat(Table.plain()).hasToString("");
  }

  @ParameterizedTest
  @CsvSource({"abc, 3", "中文, 4", "한글, 4", "ﾊﾝｶｸ, 4", "ＡＢ, 4", "\ud83d\ude00, 2", "𠀀, 2", "é, 1"})
  void width_ofText_isInColumns(String text, int columns) {
    assertThat(Width.of(text)).isEqualTo(columns);
  }

  @Test
  void width_ofCellsInAllRows_isTheSame() {
    List<String> lines =
        Table.plain().row("中", "|").row("abcd", "|").row("한글한", "|").toString().lines().toList();
    assertThat(lines).extracting(Width::of).containsOnly(9);
  }
}
