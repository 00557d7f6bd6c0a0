package dev.tieline.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The texts of this repository. */
final class Documents {
  private Documents() {}

  static Path root() {
    return Path.of(System.getProperty("tieline.root", ".."));
  }

  /** The README and the pages of docs, in order. */
  static List<Path> all() {
    List<Path> all = new ArrayList<>(List.of(root().resolve("README.md")));
    all.addAll(in("docs", ".md"));
    return all;
  }

  static List<Path> scripts() {
    return in("examples", ".jsh");
  }

  private static List<Path> in(String folder, String ending) {
    try (Stream<Path> files = Files.list(root().resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The fenced blocks of a language, in order. */
  static List<String> snippets(String markdown, String language) {
    List<String> found = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    boolean inside = false;
    boolean wanted = false;
    for (String line : markdown.lines().toList()) {
      if (line.startsWith("```")) {
        if (inside && wanted) {
          found.add(String.join("\n", lines));
        }
        inside = !inside;
        wanted = inside && line.equals("```" + language);
        lines.clear();
      } else if (inside) {
        lines.add(line);
      }
    }
    return found;
  }
}
