package dev.tieline.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quoting, with the strings that an attacker would choose. */
class QuoteTest {

  @Test
  void shell_hostileWords_areOneWord() {
    assertThat(Quote.shell("vpc-1")).isEqualTo("'vpc-1'");
    assertThat(Quote.shell("")).isEqualTo("''");
    assertThat(Quote.shell("$(rm -rf /) `id` \\ \"x\"")).isEqualTo("'$(rm -rf /) `id` \\ \"x\"'");
    assertThat(Quote.shell("'; id; '")).isEqualTo("''\\''; id; '\\'''");
    assertThat(Quote.shell("{\n}")).isEqualTo("'{\n}'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\u0000b", "a\u0003b", "a\u001b[201~b", "a\rb", "a\tb", "a\u202eb", "\ud800"})
  void shell_controlCharacters_areRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Quote.shell(text))
        .withMessageStartingWith("shell: text with U+");
  }

  @Property
  void shell_anyText_isReadBackByTheShellsRules(
      @ForAll @StringLength(max = 30) @Chars({'\'', '\\', '"', '$', '`', 'a', ' ', '\n'})
          String text) {
    StringBuilder read = new StringBuilder();
    String quoted = Quote.shell(text);
    boolean inside = false;
    for (int i = 0; i < quoted.length(); i++) {
      char c = quoted.charAt(i);
      if (c == '\'') {
        inside = !inside;
      } else if (!inside) { // outside, only an escaped quote may stand
        assertThat(quoted.substring(i, i + 2)).isEqualTo("\\'");
        read.append('\'');
        i++;
      } else {
        read.append(c);
      }
    }
    assertThat(inside).isFalse();
    assertThat(read).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "vpc-1|\"vpc-1\"",
        "a\"b\\c|\"a\\\"b\\\\c\"",
        "${file(1)}|\"$${file(1)}\"",
        "%{if x}|\"%%{if x}\"",
        "$${x}|\"\\u0024\\u0024{x}\"",
        "%${x}|\"\\u0025\\u0024{x}\"",
        "100% of $5 {}|\"100% of $5 {}\"",
        "$|\"$\"",
        "$\"{|\"$\\\"{\"",
      })
  void hcl_hostileText_isNoTemplate(String text, String expected) {
    assertThat(Quote.hcl(text)).isEqualTo(expected);
  }

  @Test
  void hcl_controlCharacters_areEscaped() {
    assertThat(Quote.hcl("a\n\r\t\u0000\u202e\udb40\udc41\ud800"))
        .isEqualTo("\"a\\n\\r\\t\\u0000\\u202e\\U000e0041\ufffd\"");
  }

  @Property
  void hcl_anyText_isReadBackByHclsRules(
      @ForAll @StringLength(max = 12) @Chars({'$', '%', '{', '}', '\\', '"', 'u', '\n'})
          String text) {
    String quoted = Quote.hcl(text);
    assertThat(quoted).startsWith("\"").endsWith("\"");
    StringBuilder read = new StringBuilder();
    Matcher tokens =
        Pattern.compile(
                "\\\\u(....)|\\\\n|\\\\([\\\\\"])|\\$\\$\\{|%%\\{|[^\\\\\"\n]", Pattern.DOTALL)
            .matcher(quoted.substring(1, quoted.length() - 1));
    int end = 0;
    while (tokens.find()) {
      assertThat(tokens.start()).isEqualTo(end); // nothing is left between the tokens
      String token = tokens.group();
      String rest = quoted.substring(1 + tokens.end());
      if (tokens.group(1) != null) {
        read.append((char) Integer.parseInt(tokens.group(1), 16));
      } else if (token.equals("\\n")) {
        read.append('\n');
      } else if (tokens.group(2) != null) {
        read.append(tokens.group(2));
      } else if (token.length() == 3) {
        read.append(token, 1, 3);
      } else {
        assertThat(token.matches("[$%]") && rest.startsWith("{")).isFalse(); // no template begins
        read.append(token);
      }
      end = tokens.end();
    }
    assertThat(end).isEqualTo(quoted.length() - 2);
    assertThat(read).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "10.20.0.0/16 (tokyo-1)|10.20.0.0/16 (tokyo-1)",
        "*b* _i_ `c` ~s~|\\*b\\* \\_i\\_ \\`c\\` \\~s\\~",
        "[x](javascript:1)|\\[x\\](javascript:1)",
        "![x](y)|\\!\\[x\\](y)",
        "<script>&lt;|\\<script\\>\\&lt;",
        "# title|\\# title",
        "- item|\\- item",
        "+ item|\\+ item",
        "=====|\\=====",
        "12. item|12\\. item",
        "12) item|12\\) item",
        "1.5|1.5",
        "12.|12\\.",
        "v1.5|v1.5",
        "https://evil.example|https\\://evil.example",
        "WWW.evil.example|WWW\\.evil.example",
        "a@evil.example @team|a\\@evil.example \\@team",
        "$x$ \\|\\$x\\$ \\\\",
      })
  void markdown_hostileText_isPlainWords(String text, String expected) {
    assertThat(Quote.markdown(text)).isEqualTo(expected);
  }

  @Test
  void markdown_linesAndCells_stayInTheirPlace() {
    assertThat(Quote.markdown("a\n\n# b | c")).isEqualTo("a  \\# b \\| c");
    assertThat(Quote.markdown("    code")).isEqualTo("code");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "vpc-1|`vpc-1`",
        "a`b|``a`b``",
        "``|``` `` ```",
        "`a|`` `a ``",
        "a``b`c|```a``b`c```",
        "^^|` `",
        "^ a ^|`  a  `",
        "^ ^|` `",
        "^<b> *x*^|`<b> *x*`",
      })
  void markdownCode_anyBackticks_areInsideTheSpan(String text, String expected) {
    assertThat(Quote.markdownCode(text)).isEqualTo(expected);
  }

  @Test
  void markdownCode_lineEnds_becomeSpaces() {
    assertThat(Quote.markdownCode("a\n\n```\nb")).isEqualTo("````a  ``` b````");
  }

  @Property
  void mermaid_anyText_holdsNoMarkup(@ForAll String text) {
    String label = Quote.mermaid(text);
    String inner = label.substring(1, label.length() - 1);
    assertThat(label).startsWith("\"").endsWith("\"");
    assertThat(inner).isNotEmpty();
    assertThat(inner.replaceAll("#\\d+;", "")).doesNotContainPattern("[\"#<>&`%{}\\\\;\\n\\r]");
  }

  @Test
  void mermaid_hostileText_isWrittenByCodes() {
    assertThat(Quote.mermaid("\"] --> x")).isEqualTo("\"#34;] --#62; x\"");
    assertThat(Quote.mermaid("%%{init}%%")).isEqualTo("\"#37;#37;#123;init#125;#37;#37;\"");
    assertThat(Quote.mermaid("10.20.0.0/16 中")).isEqualTo("\"10.20.0.0/16 中\"");
    assertThat(Quote.mermaid("\n")).isEqualTo("\" \"");
  }
}
