# Sourced by the scripts: build MODULE builds it, and what it needs, when a source is newer than the last build, and sets CLASS_PATH;
# usage prints the comment at the beginning of the script itself.
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
  CLASS_PATH=$root/$1/target/classes:$(cat "$stamp")
}
