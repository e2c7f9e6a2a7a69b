# Finds the tools that run and test need, and says in both languages what is missing. Sourced, never run.

# The number before the first dot: "17.0.15" -> 17, "1.8.0" -> 8, "v20.20.2" -> 20
major() {
  local text=${1#v}
  text=${text#1.}
  printf '%s' "${text%%[.+-]*}"
}

java_command() {
  if [[ -n "${JAVA_HOME:-}" ]]; then printf '%s/bin/java' "$JAVA_HOME"; else printf 'java'; fi
}

java_major() { major "$("$1" -XshowSettings:properties -version 2>&1 | awk '$1 == "java.version" {print $3}')"; }

missing_tool() { # what, what was found, how to get it
  complain "需要 $1,找到的是:${2:-无}。请安装后重试。"
  complain "$1 is needed; found: ${2:-none}. Please install it and try again."
  complain "    $3"
  tools_missing=1
}

# Ends the script where a tool is missing or too old; names all of them at once.
require_tools() {
  local java found
  tools_missing=0
  java=$(java_command)
  if ! command -v "$java" >/dev/null || ! command -v "${java%java}javac" >/dev/null; then
    missing_tool "JDK 17+" "" "Debian/Ubuntu: apt install openjdk-17-jdk-headless   (or set JAVA_HOME)"
  elif (($(java_major "$java") < 17)); then
    missing_tool "JDK 17+" "$(java_major "$java") ($java)" "set JAVA_HOME to a newer JDK"
  fi
  if ! command -v mvn >/dev/null; then
    missing_tool "Maven 3.8+" "" "Debian/Ubuntu: apt install maven"
  else
    found=$(mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p' | head -n 1)
    case "$found" in
      [012].* | 3.[0-7].* | 3.[0-7] | '') missing_tool "Maven 3.8+" "$found" "Debian/Ubuntu: apt install maven" ;;
    esac
  fi
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    missing_tool "Node.js 20.19+ (npm)" "$(node -v 2>/dev/null)" "https://nodejs.org/"
  elif ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'; then
    missing_tool "Node.js 20.19+" "$(node -v)" "https://nodejs.org/"
  fi
  ((tools_missing == 0)) || exit 2
}

# Prints the home of a JDK of this major version, or fails.
find_jdk() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/.sdkman/candidates/java/*; do
    if [[ -n "$home" && -x "$home/bin/javac" ]] && [[ "$(java_major "$home/bin/java")" == "$1" ]]; then
      printf '%s' "$home"
      return 0
    fi
  done
  return 1
}

find_chromium() {
  local name
  if [[ -n "${CHROMIUM:-}" ]]; then
    printf '%s' "$CHROMIUM"
    return 0
  fi
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" && return 0
  done
  return 1
}

# Browser tests need Chromium, and a Chinese font lest screenshots show boxes. Root on Debian gets both; where no
# Chromium answers in the end, this fails and says what to do. The font is only good to have.
install_chromium() {
  local wanted=() browser
  find_chromium >/dev/null || wanted+=(chromium)
  [[ -n "$(fc-list :lang=zh 2>/dev/null | head -n 1)" ]] || wanted+=(fonts-noto-cjk)
  ((${#wanted[@]} == 0)) || install_by_apt "${wanted[@]}"
  if ! browser=$(find_chromium); then
    small "没有找到 Chromium,浏览器测试无法运行:请安装,或用 CHROMIUM=路径 ./test 指定"
    small "no Chromium, browser tests cannot run: install it, or name one by CHROMIUM=path ./test"
    return 1
  fi
  if ! "$browser" --version 2>&1; then
    small "无法启动 \"$browser\":请安装可用的 Chromium,或用 CHROMIUM=路径 ./test 指定"
    small "\"$browser\" does not start: install a Chromium that does, or name one by CHROMIUM=path ./test"
    return 1
  fi
}

install_by_apt() { # packages
  if [[ "$(id -u)" != 0 ]] || ! command -v apt-get >/dev/null; then
    small "missing for browser tests: $*"
    return 0
  fi
  small "installing $* (apt)"
  { apt-get -q -o Acquire::Retries=3 update \
    && DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Acquire::Retries=3 install --no-install-recommends "$@"; } \
    >"$logs/apt.log" 2>&1 || small "apt failed, see $logs/apt.log"
}
