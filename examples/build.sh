# Sourced by the scripts beside it: builds what they need when a source is newer than the last build, and sets CLASS_PATH.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
stamp=$root/examples/target/class-path
if [ ! -f "$stamp" ] || [ -n "$(find "$root"/pom.xml "$root"/*/pom.xml "$root"/*/src/main -newer "$stamp" -type f -print -quit)" ]; then
  echo "building (a few minutes the first time, while Maven fetches what it needs) ..." >&2
  (cd "$root" && mvn -q -B -DskipTests -pl examples -am package) >&2
  touch "$stamp"
fi
CLASS_PATH=$root/examples/target/classes:$(cat "$stamp")
