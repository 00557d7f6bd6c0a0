package dev.tieline.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists and files of blocks, by the strict and the lenient door. */
class CidrTextTest {

  @TempDir Path folder;

  @Provide
  Arbitrary<List<Cidr>> nets() {
    return Nets.cidrs().list().ofMaxSize(20);
  }

  @Property(tries = 100)
  void parseList_anyFormattedList_isTheList(@ForAll("nets") List<Cidr> nets) {
    String text = CidrText.format(nets);
    assertThat(CidrText.strict().parseList(text)).isEqualTo(nets);
    assertThat(CidrText.lenient().parseList(text)).isEqualTo(nets);
  }

  @Test
  void parseList_whiteSpaceAndDuplicates_areLetPassAndKept() {
    assertThat(CidrText.strict().parseList(" 10.0.0.0/8,\n10.0.0.0/8 , ::/0\t"))
        .containsExactly(Cidr.parse("10.0.0.0/8"), Cidr.parse("10.0.0.0/8"), Cidr.parse("::/0"));
    assertThat(CidrText.strict().parseList("")).isEmpty();
    assertThat(CidrText.strict().parseList(" \n")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.0.0.0/8, 10.0.0.1/8|entry 2: cidr: 10.0.0.1/8 has host bits set (expected: 10.0.0.0/8)",
        "10.0.0.0/8,|entry 2: cidr: \"\" is blank",
        ",10.0.0.0/8|entry 1: cidr: \"\" is blank",
        "10.0.0.0/8 ::/0|entry 1: cidr: 10.0.0.0/8 ::/0 (expected: a prefix length from 0 to 32)",
        "::/0, 010.0.0.0/8|entry 2: cidr: 010.0.0.0/8 has a leading zero in \"010\"",
        "::ffff:10.0.0.0/104|entry 1: cidr: ::ffff:10.0.0.0/104 is an IPv4-mapped IPv6 address",
        "fe80::%eth0/64|entry 1: cidr: fe80::%eth0/64 has a zone id",
      })
  void parseList_unfitEntry_saysWhichAndWhy(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CidrText.strict().parseList(text))
        .withMessageStartingWith(message)
        .withCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void parseList_byTheLenientDoor_isMadeCanonical() {
    assertThat(
            CidrText.lenient()
                .parseList("10.1.2.3/8, ::ffff:10.0.0.0/104, fe80::1%eth0/64, 192.0.2.1"))
        .extracting(Cidr::toString)
        .containsExactly("10.0.0.0/8", "10.0.0.0/8", "fe80::/64", "192.0.2.1/32");
  }

  @Test
  void readFile_ofLines_hasTheirBlocksInOrder() throws IOException {
    Path file = folder.resolve("nets.txt");
    Files.writeString(file, "# ours\n10.0.0.0/8\n\n  2001:db8::/32  # office\r\n10.0.0.0/8");
    assertThat(CidrText.strict().readFile(file))
        .extracting(Cidr::toString)
        .containsExactly("10.0.0.0/8", "2001:db8::/32", "10.0.0.0/8");
  }

  @Test
  void readFile_beginningWithAByteOrderMark_isRead() throws IOException {
    Path file = folder.resolve("nets.txt");
    Files.writeString(file, "\ufeff10.0.0.0/8\n::/0\n");
    assertThat(CidrText.strict().readFile(file))
        .containsExactly(Cidr.parse("10.0.0.0/8"), Cidr.ofAny6());
    Files.writeString(file, "\ufeff# ours\n::/0\n\ufeff10.0.0.0/8");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CidrText.lenient().readFile(file))
        .withMessageStartingWith(file + ":3: cidr: \ufffd10.0.0.0/8 (expected: four octets");
    Files.writeString(file, "\ufeff");
    assertThat(CidrText.strict().readFile(file)).isEmpty();
  }

  @Test
  void readFile_unfitLine_saysFileLineAndWhy() throws IOException {
    Path file = folder.resolve("nets.txt");
    Files.writeString(file, "10.0.0.0/8\n# 1.2.3.4/8\n\n10.0.0.0/33\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CidrText.strict().readFile(file))
        .withMessage(file + ":4: cidr: 10.0.0.0/33 (expected: a prefix length from 0 to 32)");
  }

  @Test
  void readFile_thatIsNotThere_orNoText_throws() throws IOException {
    Path none = folder.resolve("none.txt");
    assertThatThrownBy(() -> CidrText.strict().readFile(none))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("cidr file: " + none + " can not be read (expected: a file of text in UTF-8)");
    Path broken = folder.resolve("broken.txt");
    Files.write(broken, new byte[] {'1', (byte) 0xff, '\n'});
    assertThatThrownBy(() -> CidrText.lenient().readFile(broken))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void readLines_ofAReader_areNamedInMessages() {
    assertThat(CidrText.lenient().readLines(new StringReader("10.1.1.1/8\n\n::1"), "stdin"))
        .extracting(Cidr::toString)
        .containsExactly("10.0.0.0/8", "::1/128");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CidrText.strict().readLines(new StringReader("\nx"), "stdin"))
        .withMessageStartingWith("stdin:2: cidr: x ");
  }

  @Test
  void readLines_ofAReaderThatFails_throws() {
    Reader failing =
        new Reader() {
          @Override
          public int read(char[] to, int from, int length) throws IOException {
            throw new IOException("gone");
          }

          @Override
          public void close() {}
        };
    assertThatThrownBy(() -> CidrText.strict().readLines(failing, "socket"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("cidr lines: socket can not be read (expected: lines of text)")
        .hasRootCauseMessage("gone");
  }

  @Test
  void writeFile_ofBlocks_isReadBack() throws IOException {
    Path file = folder.resolve("nets.txt");
    List<Cidr> nets = List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("2001:db8::/32"));
    CidrText.writeFile(nets, file);
    assertThat(Files.readString(file, StandardCharsets.UTF_8).lines())
        .containsExactly("10.0.0.0/8", "2001:db8::/32");
    assertThat(CidrText.strict().readFile(file)).isEqualTo(nets);
    Path nowhere = folder.resolve("no/nets.txt");
    assertThatThrownBy(() -> CidrText.writeFile(nets, nowhere))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("cidr file: " + nowhere + " can not be written (expected: a place for a file)");
  }
}
