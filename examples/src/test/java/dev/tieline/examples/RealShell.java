package dev.tieline.examples;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** A JShell as {@code examples/shell} opens it, which is fed line by line, as a reader would. */
final class RealShell implements AutoCloseable {
  // what the tool's own start-up named DEFAULT imports, beside java.util
  private static final List<String> DEFAULT =
      List.of(
          "java.io.*",
          "java.math.*",
          "java.net.*",
          "java.nio.file.*",
          "java.util.*",
          "java.util.concurrent.*",
          "java.util.function.*",
          "java.util.prefs.*",
          "java.util.regex.*",
          "java.util.stream.*");

  private final Printed printed = new Printed();
  private final JShell shell;
  private final SourceCodeAnalysis analysis;

  RealShell() {
    shell = JShell.builder().out(printed.stream()).err(printed.stream()).build();
    shell.addToClasspath(System.getProperty("java.class.path"));
    analysis = shell.sourceCodeAnalysis();
    DEFAULT.forEach(name -> feed("import " + name + ";"));
    feed(Documents.read(Documents.root().resolve("examples/imports.jsh")));
  }

  String printed() {
    return printed.text();
  }

  /** Feeds a text up to its end, or to {@code /exit}; what is refused or throws fails the test. */
  void feed(String text) {
    String pending = "";
    for (String line : text.lines().toList()) {
      if (pending.isBlank() && line.startsWith("/exit")) {
        return;
      }
      pending = evaluate(pending + line + "\n");
    }
    if (!pending.isBlank()) {
      throw new AssertionError("the text ends within a snippet:\n" + pending);
    }
  }

  private String evaluate(String source) {
    String rest = source;
    while (!rest.isBlank()) {
      CompletionInfo info = analysis.analyzeCompletion(rest);
      switch (info.completeness()) {
        case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE -> {
          return rest;
        }
        case EMPTY -> {
          return "";
        }
        case COMPLETE, COMPLETE_WITH_SEMI, UNKNOWN -> {
          String snippet = info.source() == null ? rest : info.source();
          shell.eval(snippet).forEach(event -> check(snippet, event));
          rest = info.source() == null ? "" : info.remaining();
        }
      }
    }
    return "";
  }

  private void check(String source, SnippetEvent event) {
    if (event.exception() != null) {
      throw new AssertionError("the snippet throws:\n" + source, event.exception());
    }
    if (event.status() != Snippet.Status.VALID && event.status() != Snippet.Status.OVERWRITTEN) {
      String why =
          shell
                  .diagnostics(event.snippet())
                  .map(d -> d.getMessage(Locale.ROOT))
                  .collect(Collectors.joining("\n"))
              + unresolved(event.snippet());
      throw new AssertionError("the snippet is " + event.status() + ":\n" + source + "\n" + why);
    }
  }

  private String unresolved(Snippet snippet) {
    return snippet instanceof DeclarationSnippet declared
        ? shell.unresolvedDependencies(declared).collect(Collectors.joining("\n"))
        : "";
  }

  @Override
  public void close() {
    shell.close();
  }
}
