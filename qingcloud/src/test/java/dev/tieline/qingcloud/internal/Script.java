package dev.tieline.qingcloud.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tieline.qingcloud.QingCloudTransport;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;

/** Answers each action with what a test says, the last of it for ever. */
final class Script implements QingCloudTransport {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Answers what an action is asked. */
  @FunctionalInterface
  interface Answering {
    Reply answer(Map<String, String> asked) throws IOException;
  }

  final List<Request> sent = new ArrayList<>();
  final List<Map<String, String>> asked = new ArrayList<>();
  private final Map<String, Queue<Answering>> answers = new HashMap<>();

  /** Answers an action with members, to which the action's name and the code 0 are added. */
  Script on(String action, Map<String, Object> members) {
    return onAny(action, request -> ok(action, members));
  }

  Script onAny(String action, Answering answering) {
    answers.computeIfAbsent(action, a -> new ArrayDeque<>()).add(answering);
    return this;
  }

  Script refusing(String action, int code, String message) {
    return onAny(action, request -> refusal(code, message));
  }

  static Reply ok(String action, Map<String, Object> members) {
    Map<String, Object> all = new LinkedHashMap<>(members);
    all.put("action", action + "Response");
    all.put("ret_code", 0);
    return json(all);
  }

  static Reply refusal(int code, String message) {
    return json(Map.of("ret_code", code, "message", message));
  }

  static Reply json(Object value) {
    try {
      return text(200, MAPPER.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static Reply text(int status, String body) {
    return new Reply(status, Map.of(), body);
  }

  /** What was asked of one action, in order. */
  List<Map<String, String>> asked(String action) {
    return asked.stream().filter(a -> a.get("action").equals(action)).toList();
  }

  List<String> actions() {
    return asked.stream().map(a -> a.get("action")).toList();
  }

  @Override
  public Reply send(Request request) throws IOException {
    Map<String, String> now =
        decoded(request.method().equals("GET") ? request.uri().getRawQuery() : request.body());
    Answering answering;
    synchronized (this) {
      sent.add(request);
      asked.add(now);
      Queue<Answering> left = answers.getOrDefault(now.get("action"), new ArrayDeque<>());
      answering = left.size() > 1 ? left.poll() : left.peek();
    }
    return answering == null
        ? refusal(1101, "script has no " + now.get("action"))
        : answering.answer(now);
  }

  static Map<String, String> decoded(String form) {
    Map<String, String> found = new TreeMap<>();
    for (String pair : form.split("&")) {
      String[] parts = pair.split("=", 2);
      found.put(
          URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
          URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return found;
  }
}
