package dev.tieline.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * A JShell as {@code examples/shell} opens it, which is fed line by line, as a reader would. One
 * serves many texts, since opening it takes seconds.
 */
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
  private final List<Snippet> opened;

  RealShell() {
    shell = JShell.builder().out(printed.stream()).err(printed.stream()).build();
    shell.addToClasspath(System.getProperty("java.class.path"));
    analysis = shell.sourceCodeAnalysis();
    DEFAULT.forEach(name -> feed("import " + name + ";"));
    feed(Documents.read(Documents.root().resolve("examples/imports.jsh")));
    opened = new ArrayList<>(shell.snippets().toList());
  }

  String printed() {
    return printed.text();
  }

  /** Forgets all but what it was opened with. */
  void forget() {
    shell
        .snippets()
        .filter(snippet -> shell.status(snippet).isActive() && !opened.contains(snippet))
        .toList()
        .forEach(shell::drop);
    // what a text imported once more took the place of the first import
    for (int i = 0; i < opened.size(); i++) {
      if (!shell.status(opened.get(i)).isActive()) {
        opened.set(i, shell.eval(opened.get(i).source()).get(0).snippet());
      }
    }
    printed.clear();
  }

  /**
   * Compiles a text whose statements are not to be run: as the body of a method of a class that has
   * members beside it. Each statement must be one when it is typed line by line: a line that begins
   * with a dot belongs to none.
   */
  void compile(String members, String text) {
    StringBuilder body = new StringBuilder();
    for (String statement : typed(text)) {
      if (statement.startsWith("import ")) {
        feed(statement);
      } else {
        body.append(statement).append('\n');
      }
    }
    feed("class Page {\n" + members + "void snippet() throws Exception {\n" + body + "}\n}");
  }

  /** Returns what a reader who types a text line by line has evaluated, statement by statement. */
  private List<String> typed(String text) {
    List<String> statements = new ArrayList<>();
    String pending = "";
    for (String line : text.lines().toList()) {
      pending += line + "\n";
      boolean going = true;
      while (going && !pending.isBlank()) {
        CompletionInfo info = analysis.analyzeCompletion(pending);
        switch (info.completeness()) {
          case COMPLETE, COMPLETE_WITH_SEMI -> {
            statements.add(info.source());
            pending = info.remaining();
          }
          case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE -> going = false;
          case EMPTY -> pending = "";
          case UNKNOWN ->
              throw new AssertionError("typed line by line, it is refused:\n" + pending);
        }
      }
    }
    if (!pending.isBlank()) {
      throw new AssertionError("the text ends within a snippet:\n" + pending);
    }
    return statements;
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
