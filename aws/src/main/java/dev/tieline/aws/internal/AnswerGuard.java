package dev.tieline.aws.internal;

import dev.tieline.provider.Unreadable;
import dev.tieline.text.Clean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Lets only answers through that are what the operation answers with. The SDK reads an empty body,
 * or any XML with another root (a proxy's page, for example), as an answer without a single
 * element: every object would seem to be gone.
 */
final class AnswerGuard implements ExecutionInterceptor {
  // the largest answer of 1,000 objects that we know is far below; more is no answer but an attack
  private static final int LONGEST = 64 * 1024 * 1024;
  // answers of EC2 are about ten deep; the SDK's reader recurses
  private static final int DEEPEST = 64;
  private static final int SHOWN = 80;
  private static final Set<String> ERROR_ROOTS = Set.of("Response", "ErrorResponse");
  private static final String PROXY =
      "; look for a proxy or gateway between this machine and AWS, and at the endpoint override";

  /**
   * A factory for each thread, since JDK's are not safe for several; with its only reader, which is
   * much to make for an answer that is read in no time, and is taken again once it is closed.
   */
  private static final ThreadLocal<XMLInputFactory> XML =
      ThreadLocal.withInitial(
          () -> {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty("reuse-instance", true);
            return factory;
          });

  private final boolean xml;

  private AnswerGuard(boolean xml) {
    this.xml = xml;
  }

  /** For the query protocols of EC2 and STS. */
  static AnswerGuard xml() {
    return new AnswerGuard(true);
  }

  /** For the JSON protocol of Service Quotas. */
  static AnswerGuard json() {
    return new AnswerGuard(false);
  }

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    int status = context.httpResponse().statusCode();
    byte[] body = context.responseBody().map(in -> read(status, in)).orElse(new byte[0]);
    if (xml) {
      boolean good = status / 100 == 2;
      String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
      check(status, body, good ? Set.of(operation + "Response") : ERROR_ROOTS);
    } else {
      String text = new String(body, StandardCharsets.UTF_8).strip();
      if (!text.startsWith("{") || !text.endsWith("}")) {
        throw new Unreadable(status, "answer is not JSON: " + excerpt(body) + PROXY, null);
      }
    }
    return Optional.of(new ByteArrayInputStream(body));
  }

  private static byte[] read(int status, InputStream in) {
    try {
      byte[] body = in.readNBytes(LONGEST + 1);
      if (body.length > LONGEST) {
        throw new Unreadable(status, "answer is too long: over " + LONGEST + " bytes", null);
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(int status, byte[] body, Set<String> roots) {
    if (body.length == 0) {
      throw new Unreadable(status, "answer is empty (expected: XML)", null);
    }
    try {
      XMLStreamReader reader = XML.get().createXMLStreamReader(new ByteArrayInputStream(body));
      int depth = 0;
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          if (depth == 0 && !roots.contains(reader.getLocalName())) {
            throw new Unreadable(status, notAws(roots, body), null);
          }
          if (++depth > DEEPEST) {
            throw new Unreadable(status, "answer is nested over " + DEEPEST + " deep", null);
          }
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          depth--;
        } else if (event == XMLStreamConstants.DTD) {
          throw new Unreadable(status, "answer is not XML: " + excerpt(body) + PROXY, null);
        }
      }
      reader.close(); // free for the next answer; one that was broken is not used again
    } catch (XMLStreamException e) {
      boolean started =
          new String(body, 0, Math.min(5, body.length), StandardCharsets.UTF_8).equals("<?xml");
      throw new Unreadable(
          status,
          started
              ? "answer is broken or cut off: " + excerpt(body)
              : "answer is not XML: " + excerpt(body) + PROXY,
          e);
    }
  }

  private static String notAws(Set<String> roots, byte[] body) {
    return "answer is not AWS's: "
        + excerpt(body)
        + " (expected: XML that begins with "
        + String.join(" or ", new TreeSet<>(roots))
        + ")"
        + PROXY;
  }

  private static String excerpt(byte[] body) {
    int length = Math.min(body.length, 4 * SHOWN);
    String text = Clean.text(new String(body, 0, length, StandardCharsets.UTF_8)).strip();
    return text.length() <= SHOWN && length == body.length
        ? text
        : text.substring(0, Math.min(SHOWN, text.length())) + "...";
  }
}
