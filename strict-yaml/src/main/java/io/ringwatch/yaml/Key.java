package io.ringwatch.yaml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name in YAML of a record component or an enum constant, where it is not the usual one: {@code
 * certFile} is {@code cert_file} and {@code LOG_FMT} is {@code log-fmt} by themselves.
 */
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Key {
  String value();
}
