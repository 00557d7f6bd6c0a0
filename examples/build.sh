# Sourced by the scripts: build MODULE builds it, and what it needs, when a source is newer than the last build, and sets CLASS_PATH;
# prepare makes the archive that lets the examples' classes be taken as loaded, once a build; usage prints the comment at the
# beginning of the script itself.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

usage() {
  sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0"
}

build() {
  local stamp=$root/$1/target/class-path
  if [ ! -f "$stamp" ] || [ -n "$(find "$root"/pom.xml "$root"/*/pom.xml "$root"/*/src/main -newer "$stamp" -type f -print -quit)" ]; then
    echo "building (a few minutes the first time, while Maven fetches what it needs) ..." >&2
    # Maven's own switch for colours leaves the resets that its console library writes at the end
    (cd "$root" && MAVEN_OPTS="${MAVEN_OPTS-} -Djansi.noreset=true" mvn -q -B -Dstyle.color=never -DskipTests -pl "$1" -am package) >&2
    touch "$stamp"
  fi
  # the jar, not the folder of classes: a class archive (JEP 350) takes jars only
  CLASS_PATH=$root/$1/target/tieline-$1.jar:$(cat "$stamp")
}

# A Java machine that can not use the archive runs without it, only slower.
prepare() {
  local archive=$root/examples/target/classes.jsa
  if [ ! "$archive" -nt "$root/examples/target/class-path" ]; then
    rm -f "$archive"
    java $JAVA_FLAGS -XX:ArchiveClassesAtExit="$archive" -cp "$CLASS_PATH" dev.tieline.examples.Main > /dev/null 2>&1 || true
  fi
  JAVA_FLAGS="$JAVA_FLAGS -Xshare:auto -XX:SharedArchiveFile=$archive -Xlog:cds=off -Xlog:cds+dynamic=off"
}
