# shellcheck shell=sh
# Starts one of Ringwatch's programs on a Java 25 runtime; sourced by the scripts in bin/.
# Usage: launch JAR "MEMORY FLAGS" "$@".

here=$(dirname "$(readlink -f "$0")")

# The home of a Java 25: a runtime beside lib/, what RINGWATCH_JAVA_HOME or JAVA_HOME names, one
# where systems keep them, the java on the PATH.
java_home() {
  on_path=$(command -v java) && on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for home in "$here/../runtime" "${RINGWATCH_JAVA_HOME:-}" "${JAVA_HOME:-}" \
    /usr/lib/jvm/*25* /opt/*jdk*25* "$on_path"; do
    if [ -x "$home/bin/java" ] && grep -q '^JAVA_VERSION="25' "$home/release" 2>/dev/null; then
      printf '%s\n' "$home"
      return
    fi
  done
  return 1
}

launch() {
  jar=$here/../lib/$1
  memory=$2
  shift 2
  if ! home=$(java_home); then
    echo "${0##*/}: needs Java 25: install openjdk-25-jre-headless (Debian 13) or Temurin 25, or set RINGWATCH_JAVA_HOME" >&2
    exit 1
  fi
  # What `make dist` found out beforehand; where it is missing or does not fit the JVM says nothing.
  cache=${jar%.jar}.aot
  [ -r "$cache" ] || cache=
  # shellcheck disable=SC2086 # one word a flag
  exec "$home/bin/java" -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:TieredStopAtLevel=1 \
    -Xss256k $memory ${cache:+"-XX:AOTCache=$cache" "-Xlog:aot*=off"} -jar "$jar" "$@"
}
