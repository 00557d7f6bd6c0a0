package dev.tieline.aliyun.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tieline.aliyun.AliyunTransport;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** A cloud that answers by a script, one function an operation, and remembers what it was asked. */
final class Script implements AliyunTransport {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** A request as the cloud reads it. */
  record Asked(String host, String action, Map<String, String> query, Map<String, String> form) {
    Map<String, String> parameters() {
      Map<String, String> all = new TreeMap<>(query);
      all.putAll(form);
      return all;
    }
  }

  /** Answers what an operation is asked. */
  @FunctionalInterface
  interface Answering {
    Reply answer(Asked asked) throws IOException;
  }

  final List<Request> sent = new ArrayList<>();
  final List<Asked> asked = new ArrayList<>();
  private final Map<String, Answering> answers = new HashMap<>();

  /** Answers an operation with members, to which the request id is added. */
  Script on(String action, Function<Asked, Map<String, Object>> members) {
    return onAny(
        action,
        request -> {
          Map<String, Object> all = new LinkedHashMap<>(members.apply(request));
          all.put("RequestId", "11111111-2222");
          return json(200, all);
        });
  }

  Script onAny(String action, Answering answering) {
    answers.put(action, answering);
    return this;
  }

  Script refusing(String action, String code) {
    return onAny(action, request -> refusal(400, code, "no"));
  }

  static Reply refusal(int status, String code, String message) {
    return json(
        status,
        Map.of("Code", code, "Message", message, "RequestId", "33333333-4444", "HostId", "h"));
  }

  static Reply json(int status, Object value) {
    try {
      return text(status, MAPPER.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static Reply text(int status, String body) {
    return new Reply(status, Map.of("content-type", "application/json"), body);
  }

  @Override
  public Reply send(Request request) throws IOException {
    Asked now = read(request);
    Answering answering;
    synchronized (this) {
      sent.add(request);
      asked.add(now);
      answering = answers.get(now.action());
    }
    return answering == null
        ? refusal(404, "InvalidAction.NotFound", "script has no " + now.action())
        : answering.answer(now);
  }

  /** Returns a request as the cloud reads it. */
  static Asked read(Request request) {
    return new Asked(
        request.uri().getHost(),
        request.headers().getOrDefault("x-acs-action", ""),
        decoded(request.uri().getRawQuery()),
        decoded(request.body()));
  }

  private static Map<String, String> decoded(String form) {
    Map<String, String> found = new TreeMap<>();
    if (form != null && !form.isEmpty()) {
      for (String pair : form.split("&")) {
        String[] parts = pair.split("=", 2);
        found.put(
            URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
            URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return found;
  }
}
