package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is called plain and whole must be so for a parser, too. */
class PlainXmlTest {
  private static final int DEEPEST = 8;
  private static final String ANSWER =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          + "<DescribeVpcsResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">"
          + "<requestId>7a62c49f-347e-4fc4-9331-6e8e0c3a1b11</requestId>\n  <vpcSet><item>"
          + "<cidrBlock>10.0.0.0/16</cidrBlock><tagSet><item><key>a &amp; b</key><value/></item>"
          + "</tagSet></item></vpcSet></DescribeVpcsResponse>\n";

  private static boolean isWhole(String text) {
    return PlainXml.isWhole(
        text.getBytes(StandardCharsets.UTF_8), Set.of("DescribeVpcsResponse", "a"), DEEPEST);
  }

  @Test
  void isWhole_answerAsAwsWrites_isSo() {
    assertThat(isWhole(ANSWER)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<a/>", "<a></a>", "<a>text</a>", "<a><b/><b>x</b></a>", "\n<a/>\n"})
  void isWhole_smallText_isSo(String text) {
    assertThat(isWhole(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "<a",
        "<a>",
        "<a></b>",
        "<a></aa>",
        "<aa></a>",
        "<b/>",
        "<a/><a/>",
        "<a/>x",
        "x<a/>",
        "<a>&unknown;</a>",
        "<a>]]></a>",
        "<a>\u0001</a>",
        "<a></a",
        "<a/",
        "</a>",
        "<a><1/></a>",
        "<a b=\"c\" b=\"c\"/>",
        "<a xmlns=\"http://www.w3.org/2000/xmlns/\"/>",
        "<a xmlns=\"http://ec2.amazonaws.com/doc/\" xmlns=\"http://ec2.amazonaws.com/doc/\"/>",
        "<!DOCTYPE a [<!ENTITY x \"y\">]><a/>",
        "<a><b><b><b><b><b><b><b><b/></b></b></b></b></b></b></b></a>"
      })
  void isWhole_brokenOrTooDeepOrAnotherRoot_isNot(String text) {
    assertThat(isWhole(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a><!-- c --></a>",
        "<a><![CDATA[x]]></a>",
        "<a b=\"c\"/>",
        "<a>\u00e9</a>",
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>"
      })
  void isWhole_whatItDoesNotKnow_isLeftToAParser(String text) {
    assertThat(isWhole(text)).isFalse();
  }

  /** Answers with bytes changed, taken out and doubled: never does a parser refuse a whole one. */
  @Test
  void isWhole_mutatedAnswers_areWholeForAParserToo() {
    Random random = new Random(7);
    String bytes = "<>/&;\"= abiVx1]!?-\n\u0001";
    int whole = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(ANSWER);
      for (int change = random.nextInt(3); change >= 0; change--) {
        int at = random.nextInt(text.length());
        char other = bytes.charAt(random.nextInt(bytes.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, other);
          case 1 -> text.deleteCharAt(at);
          default -> text.insert(at, other);
        }
      }
      if (isWhole(text.toString())) {
        whole++;
        assertThat(isParsed(text.toString())).as(text.toString()).isTrue();
      }
    }
    assertThat(whole).isBetween(1_000, 19_000);
  }

  private static boolean isParsed(String text) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    try {
      XMLStreamReader reader =
          factory.createXMLStreamReader(
              new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
      while (reader.hasNext()) {
        reader.next();
      }
      return true;
    } catch (XMLStreamException e) {
      return false;
    }
  }
}
