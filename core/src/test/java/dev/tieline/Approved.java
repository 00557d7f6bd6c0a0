package dev.tieline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Compares a rendered text with a committed file next to the test. */
public final class Approved {
  private Approved() {}

  public static void assertApproved(Class<?> test, String file, String rendered) {
    assertThat(rendered).as(file).isEqualTo(text(test, file));
  }

  private static String text(Class<?> test, String file) {
    try (InputStream in = test.getResourceAsStream(file)) {
      if (in == null) {
        throw new AssertionError("file: " + file + " (expected: in the test's resources)");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
