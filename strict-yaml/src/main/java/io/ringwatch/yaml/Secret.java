package io.ringwatch.yaml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value of this record component, and all that lies beneath it, is never quoted in a message. A
 * file that may hold a secret anywhere is reported by place only, without its lines: a secret under
 * a misspelt key is still a secret.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Secret {}
