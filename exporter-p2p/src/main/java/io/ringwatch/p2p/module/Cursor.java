package io.ringwatch.p2p.module;

import java.util.Optional;

/** A place in the text of an expression, moving on as parts are taken. */
final class Cursor {

  private final String text;
  private int at;

  Cursor(String text) {
    this.text = text;
  }

  /** The offset of the next part, behind any space. */
  int position() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  boolean atEnd() {
    return position() == text.length();
  }

  boolean peek(char next) {
    return !atEnd() && text.charAt(at) == next;
  }

  /** Whether the very next character, space included, is this one. */
  boolean touches(char next) {
    return at < text.length() && text.charAt(at) == next;
  }

  boolean take(String symbol) {
    if (!text.startsWith(symbol, position())) {
      return false;
    }
    at += symbol.length();
    return true;
  }

  /** Takes a symbol only if no space stands before it. */
  boolean takeTouching(String symbol) {
    return text.startsWith(symbol, at) && take(symbol);
  }

  boolean takeWord(String word) {
    int start = position();
    if (!nameAt(start).equals(word)) {
      return false;
    }
    at = start + word.length();
    return true;
  }

  /** A name that an opening parenthesis follows at once; both are taken. */
  Optional<String> takeFunction() {
    int start = position();
    var name = nameAt(start);
    int end = start + name.length();
    if (name.isEmpty() || end == text.length() || text.charAt(end) != '(') {
      return Optional.empty();
    }
    at = end + 1;
    return Optional.of(name);
  }

  /** A name that starts right here; empty if none does. */
  String takeName() {
    var name = nameAt(at);
    at += name.length();
    return name;
  }

  /** Digits, letters and dots that start right here, such as {@code 1.5ms}. */
  String takeNumber() {
    int start = position();
    at = touches('-') ? at + 1 : at;
    while (at < text.length() && isNumberPart(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  String takeDigits() {
    int start = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  /** Text in quotes of either kind; a backslash stands for itself, as patterns need many. */
  String takeQuoted() throws SyntaxException {
    int start = position();
    int end = text.indexOf(text.charAt(start), start + 1);
    if (end < 0) {
      throw wrong(start, "the quote is never closed");
    }
    at = end + 1;
    return text.substring(start + 1, end);
  }

  boolean startsQuoted() {
    return peek('"') || peek('\'');
  }

  boolean startsNumber() {
    if (atEnd()) {
      return false;
    }
    int digit = text.charAt(at) == '-' ? at + 1 : at;
    return digit < text.length() && isDigit(text.charAt(digit));
  }

  /** Whether a step of a path starts right here. */
  boolean startsStep() {
    return touches('"') || touches('*') || (at < text.length() && isStepStart(text.charAt(at)));
  }

  void require(String symbol) throws SyntaxException {
    if (!take(symbol)) {
      throw wrong("expected '" + symbol + "', found " + found());
    }
  }

  void requireEnd() throws SyntaxException {
    if (!atEnd()) {
      throw wrong("expected the end or an operator, found " + found());
    }
  }

  /** What stands here, for a message. */
  String found() {
    if (atEnd()) {
      return "the end";
    }
    var name = nameAt(at);
    return "'" + (name.isEmpty() ? Character.toString(text.codePointAt(at)) : name) + "'";
  }

  SyntaxException wrong(String message) {
    return new SyntaxException(position(), message);
  }

  SyntaxException wrong(int offset, String message) {
    return new SyntaxException(offset, message);
  }

  /** Letters, digits, underscores, and hyphens inside: {@code raft-state}. */
  private String nameAt(int start) {
    int end = start;
    while (end < text.length() && isNamePart(end, start)) {
      end++;
    }
    return text.substring(start, end);
  }

  private boolean isNamePart(int i, int start) {
    char c = text.charAt(i);
    boolean hyphen =
        c == '-'
            && i > start
            && i + 1 < text.length()
            && Character.isLetterOrDigit(text.charAt(i + 1));
    return c == '_' || Character.isLetter(c) || hyphen || (i > start && isDigit(c));
  }

  private static boolean isStepStart(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private static boolean isNumberPart(char c) {
    return c == '.' || c == '%' || Character.isLetterOrDigit(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
