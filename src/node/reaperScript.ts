import { markVariable } from "./env";

/**
 * The reaper of POSIX systems, for /bin/sh: starts in about a millisecond and needs about one megabyte. One line a word
 * on stdin:
 *   `? MARK`        a process with this mark in its environment is about to start
 *   `+ MARK GROUP`  it runs as this process group
 *   `! MARK`        it could not be started
 *   `- GROUP`       the group is empty
 * When stdin ends, its owner is gone, however it died. Then every group gets SIGTERM, a second later SIGKILL. A process
 * that was started but not yet told of is found by its mark in /proc (Linux) after that second, because the mark
 * appears only when the new program is loaded. What escaped from a registered group by setsid is left alone: it may be
 * a browser that was opened for a login. Signals sent to the owner's group are ignored.
 */
export const reaperScript = `
trap '' INT TERM HUP QUIT
marks= groups=
without() {
  gone=$1 rest=; shift
  for each; do [ "$each" = "$gone" ] || rest="$rest $each"; done
}
while read -r word a b; do
  case $word in
    '?') marks="$marks $a" ;;
    '+') without "$a" $marks; marks=$rest; groups="$groups $b" ;;
    '!') without "$a" $marks; marks=$rest ;;
    '-') without "$a" $groups; groups=$rest ;;
  esac
done
exec 2>/dev/null

# Adds the groups of the processes that carry a mark which was announced and not followed up.
search() {
  for mark in $marks; do
    if printf 'a\\0x\\n' | grep -qaF x; then files=$(grep -lsaF "${markVariable}=$mark" /proc/[0-9]*/environ)
    else
      files=
      for file in /proc/[0-9]*/environ; do
        case $(tr '\\0' '\\n' <"$file") in *"${markVariable}=$mark"*) files="$files $file" ;; esac
      done
    fi
    for file in $files; do
      read -r line <"\${file%environ}stat" || continue
      set -- \${line##*) }
      case $3 in ''|*[!0-9]*|0|1) ;; *) groups="$groups $3" ;; esac
    done
  done
}
send() { for group in $groups; do kill -s "$1" -- "-$group"; done; }
left() {
  [ -n "$marks" ] && return 0
  for group in $groups; do kill -s 0 -- "-$group" && return 0; done
  return 1
}

send TERM
tenths=0
while left && [ $tenths -lt 10 ]; do sleep 0.1 || break; tenths=$((tenths + 1)); done
search
send KILL
`;
