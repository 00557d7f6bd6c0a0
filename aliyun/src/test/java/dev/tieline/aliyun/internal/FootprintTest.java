package dev.tieline.aliyun.internal;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stays out of the class path, though the SDK's artifacts name it. */
class FootprintTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.jacoco.agent.rt.RT",
        "org.jacoco.agent.AgentJar",
        "org.dom4j.Document",
        "com.aliyun.teaxml.Client",
        "com.jayway.jsonpath.JsonPath",
        "net.minidev.json.JSONObject",
        "com.aliyuncs.IAcsClient",
        "software.amazon.awssdk.core.SdkClient",
      })
  void classPath_strayArtifacts_areNotOnIt(String name) {
    assertThatCode(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
  }
}
