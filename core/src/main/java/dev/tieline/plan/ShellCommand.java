package dev.tieline.plan;

import static java.util.Objects.requireNonNull;

import dev.tieline.text.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One command of a POSIX shell, as a handover shows it: its values quoted, one option a line. For
 * cloud modules. Immutable.
 */
public final class ShellCommand {
  /**
   * What no shell reads as anything but itself; a leading tilde or equals sign would be special.
   */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:-][A-Za-z0-9_./:=,-]*");

  private final String program;
  private final List<String> options;

  private ShellCommand(String program, List<String> options) {
    this.program = program;
    this.options = options;
  }

  /**
   * Starts a command.
   *
   * @param words the program and its leading words, each of them one word of the shell
   * @return a new command
   * @throws IllegalArgumentException if there is none, or if one has control characters
   */
  public static ShellCommand of(String... words) {
    if (words.length == 0) {
      throw new IllegalArgumentException("words: none (expected: a program)");
    }
    List<String> quoted = new ArrayList<>();
    for (String word : words) {
      quoted.add(quoted(word));
    }
    return new ShellCommand(String.join(" ", quoted), List.of());
  }

  /**
   * Adds an option.
   *
   * @param name its name with the dashes
   * @param values its values, each of them one word of the shell
   * @return a new command
   * @throws IllegalArgumentException if a value has control characters
   */
  public ShellCommand option(String name, String... values) {
    List<String> words = new ArrayList<>();
    words.add(quoted(name));
    for (String value : values) {
      words.add(quoted(value));
    }
    List<String> more = new ArrayList<>(options);
    more.add(String.join(" ", words));
    return new ShellCommand(program, List.copyOf(more));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(requireNonNull(word, "word")).matches() ? word : Quote.shell(word);
  }

  /**
   * Returns the command as it is pasted into a shell.
   *
   * @return lines, all but the last one continued by a backslash
   */
  @Override
  public String toString() {
    return options.isEmpty() ? program : program + " \\\n    " + String.join(" \\\n    ", options);
  }
}
