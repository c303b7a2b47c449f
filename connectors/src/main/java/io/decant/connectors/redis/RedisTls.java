package io.decant.connectors.redis;

import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.tls.Tls;
import io.decant.connectors.tls.Tls.Mode;
import redis.clients.jedis.DefaultJedisClientConfig;

/** TLS as the URL asks for it: {@code rediss:} is with, and checks the host. */
final class RedisTls {
  private RedisTls() {}

  static void configure(Endpoint endpoint, DefaultJedisClientConfig.Builder config) {
    Mode unasked = endpoint.typed().equals("rediss") ? Mode.VERIFY_FULL : Mode.DISABLE;
    Tls.of(endpoint, unasked)
        .ifPresent(
            tls -> {
              config.ssl(true).sslSocketFactory(tls.context().getSocketFactory());
              if (tls.checksHost()) {
                javax.net.ssl.SSLParameters checking = new javax.net.ssl.SSLParameters();
                checking.setEndpointIdentificationAlgorithm("HTTPS");
                config.sslParameters(checking);
              }
            });
  }
}
