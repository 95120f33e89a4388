#!/bin/sh
# Measures the packaged server: bench/run.sh [--quick] [WORKLOAD...], or single pieces: bench/run.sh --micro [PATTERN...];
# see CONTRIBUTING.md.
set -eu
cd "$(dirname "$0")/.."

fail() {
  echo "bench/run.sh: $*" >&2
  exit 1
}

if [ "${1:-}" != --micro ]; then
  command -v wrk >/dev/null 2>&1 || fail "wrk is missing; install it (Debian: wrk)."
  case " $* " in
    *" --no-floors "*) ;;
    *) command -v pgbench >/dev/null 2>&1 ||
      fail "pgbench is missing; install it (Debian: postgresql-contrib, or postgresql itself), or leave out the floors: --no-floors." ;;
  esac

  # One connection of 5,000 subscribers takes a file in the load generator and one in the server.
  files=$(ulimit -n)
  if [ "$files" != unlimited ] && [ "$files" -lt 20000 ]; then
    ulimit -n 20000 2>/dev/null || echo "bench/run.sh: only $files open files are allowed; w4 may need 20000 (ulimit -n)" >&2
  fi
fi

# A JDK 25 as Maven finds one.
for jdk in "${JAVA_HOME:-}" "$(dirname "$(dirname "$(readlink -f "$(command -v javac || echo /nowhere/bin/javac)")")")" \
  /usr/lib/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
  [ -x "$jdk/bin/java" ] && [ -f "$jdk/release" ] || continue
  release=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$jdk/release")
  [ "${release:-0}" -ge 25 ] && java="$jdk/bin/java" && break
done
[ -n "${java:-}" ] || fail "a JDK 25 is missing; install one, or point JAVA_HOME to it."

jar=$(ls target/marquee-*.jar 2>/dev/null | head -n 1)
if [ -z "$jar" ] || [ ! -f target/bench/classpath ] ||
  [ -n "$(find src schema pom.xml -newer target/bench/classpath -print | head -n 1)" ]; then
  echo "Building the jar"
  ./mvnw -q -ntp -B -DskipTests -Dspotless.check.skip package
  mkdir -p target/bench
  ./mvnw -q -ntp -B dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/bench/classpath
  touch target/bench/classpath
fi

classpath="target/test-classes:target/classes:$(cat target/bench/classpath)"

if [ "${1:-}" = --micro ]; then
  shift
  rm -rf target/bench/micro
  mkdir -p target/bench/micro
  "${java}c" -nowarn --release 25 -cp "$classpath" -d target/bench/micro -processor org.openjdk.jmh.generators.BenchmarkProcessor \
    $(find src/test/java -name '*Benchmark.java')
  exec "$java" --enable-native-access=ALL-UNNAMED -cp "target/bench/micro:$classpath" org.openjdk.jmh.Main \
    -rf json -rff target/bench/micro.json "$@"
fi

exec "$java" -Xmx2g --enable-native-access=ALL-UNNAMED \
  -cp "$classpath" dev.marquee.bench.Bench "$@"
