package dev.tieline.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ServiceLoader;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.http.apache.ApacheSdkHttpService;

/** What comes along with this module: exactly one HTTP client, and one way to log. */
class FootprintTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient",
        "software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient",
        "software.amazon.awssdk.http.crt.AwsCrtHttpClient",
        "io.netty.channel.Channel",
        "org.apache.logging.log4j.LogManager",
      })
  void classPath_otherHttpClients_areNotOnIt(String name) {
    assertThatCode(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void classPath_httpServices_areApacheAlone() {
    assertThat(ServiceLoader.load(SdkHttpService.class))
        .extracting(Object::getClass)
        .<Class<?>>extracting(c -> c)
        .containsExactly(ApacheSdkHttpService.class);
  }

  @Test
  void classPath_commonsLogging_isTheBridgeToSlf4j() {
    assertThat(LogFactory.class.getProtectionDomain().getCodeSource().getLocation().getPath())
        .contains("jcl-over-slf4j");
  }
}
