package dev.tieline.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CleanTest {

  @Test
  void text_ofTheWorld_staysAsItIs() {
    String text = "Tokyo 東京 \ud83d\ude00 e\u0301 \"quoted\" <b>";
    assertThat(Clean.text(text)).isEqualTo(text);
  }

  @Test
  void text_lineEndsAndTabs_becomeSpaces() {
    assertThat(Clean.text("a\r\nb\tc\u0085d\u2028e\u2029f\u000bg")).isEqualTo("a  b c d e f g");
  }

  @Test
  void text_controlAndBidiCharacters_areDropped() {
    assertThat(Clean.text("a\u0000\u0007\u001b[31m\u009b1m\u007fb")).isEqualTo("a[31m1mb");
    assertThat(Clean.text("a\u202eb\u2066c\u200fd\u061ce\u200bf\ufeffg\udb40\udc41h"))
        .isEqualTo("abcdefgh");
  }

  @Test
  void text_halfOfAPair_isReplaced() {
    assertThat(Clean.text("a\ud800b\udc00")).isEqualTo("a\ufffdb\ufffd");
  }

  @Property
  void text_any_isVisibleAndCleanAgain(@ForAll String text) {
    String clean = Clean.text(text);
    assertThat(clean.codePoints()).allMatch(Clean::isVisible);
    assertThat(Clean.text(clean)).isEqualTo(clean);
  }
}
