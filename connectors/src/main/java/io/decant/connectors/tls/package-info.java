/**
 * TLS as a URL asks for it, for the databases whose drivers take an {@code SSLContext}, and key
 * stores for the one that takes those: {@code sslmode}, {@code sslrootcert}, {@code sslcert} and
 * {@code sslkey} mean what they mean to PostgreSQL.
 */
@NullMarked
package io.decant.connectors.tls;

import org.jspecify.annotations.NullMarked;
