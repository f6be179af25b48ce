# awk -f check.awk arrows.txt SOURCE...: reads the rules, then every source of src/ (paths as src/ROOM/FILE), and
# prints each line that breaks one as FILE:LINE: why. Ends with 1 if there was any.

function fault(why) {
    printf "%s:%d: %s\n", FILENAME, FNR, why
    faults++
}

function allowed(path, list,    i, n, start) {
    n = split(list, start, " ")
    for (i = 1; i <= n; i++) if (index(path, start[i]) == 1) return 1
    return 0
}

# The text without comments and string contents, so that only code is looked at.
function code_of(line,    at) {
    gsub(/"([^"\\]|\\.)*"/, "\"\"", line)
    if (in_comment) {
        at = index(line, "*/")
        if (!at) return ""
        line = substr(line, at + 2)
        in_comment = 0
    }
    gsub(/\/\*([^*]|\*+[^*\/])*\*+\//, " ", line)
    sub(/\/\/.*/, "", line)
    at = index(line, "/*")
    if (at) {
        in_comment = 1
        line = substr(line, 1, at - 1)
    }
    return line
}

# A room may name only rooms that are listed already: so there is no circle.
function add_room(name, list,    i, n, lower) {
    n = split(list, lower, " ")
    for (i = 1; i <= n; i++) if (!(lower[i] in below)) fault("room " name " names " lower[i] ", which is not listed above it")
    below[name] = list
}

function start_file() {
    path = FILENAME
    sub(/^.*src\//, "", path)
    room = path
    if (!sub(/\/.*/, "", room)) sub(/\..*/, "", room)      # src/main.c is a room of its own
    stem = path
    sub(/\.[ch]$/, "", stem)
    in_comment = 0
    first_include = 1
    if (!(room in below)) fault("src/" room " is a room that the rules do not know")
    if (path ~ /\.h$/) headers[stem] = path
    checked++
}

function check_include(line,    target) {
    target = line
    sub(/^[ \t]*#[ \t]*include[ \t]*/, "", target)
    if (first_include && path ~ /\.c$/) opens[stem] = target
    first_include = 0
    if (target ~ /^</) check_library(substr(target, 2))
    else check_arrow(target)
}

function check_library(target,    prefix) {
    for (prefix in seam) {
        if (index(target, prefix) == 1 && !allowed(path, seam[prefix])) fault("only " seam[prefix] " may include <" prefix "...>")
    }
}

function check_arrow(target,    to) {
    if (target !~ /^"[a-z_]+\/[a-z_0-9\/]+\.h"/) {
        fault("a header of the project is included as \"room/file.h\"")
        return
    }
    to = substr(target, 2)
    sub(/\/.*/, "", to)
    if (to != room && index(" " below[room] " ", " " to " ") == 0) fault(room " may not include " to)
}

function check_calls(code,    name, rest) {
    while (match(code, /[A-Za-z_][A-Za-z_0-9]*[ ]*\(/)) {
        name = substr(code, RSTART, RLENGTH - 1)
        sub(/ +$/, "", name)
        rest = RSTART > 1 ? substr(code, RSTART - 1, 1) : " "
        if (name in callers && rest !~ /[.>]/ && !allowed(path, callers[name])) fault("only " callers[name] " may call " name "()")
        code = substr(code, RSTART + RLENGTH)
    }
}

function check_words(code,    name) {
    for (name in users) {
        if (match(" " code " ", "[^A-Za-z_0-9]" name "[^A-Za-z_0-9]") && !allowed(path, users[name])) fault("the word " name " may stand in " users[name] " only")
    }
}

FNR == 1 && NR != 1 { start_file() }

NR == FNR {
    if ($1 !~ /^(room|library|call|word|unguarded)$/) next
    name = $2
    sub(/:$/, "", name)
    list = $0
    sub(/^[^:]*:[ ]*/, "", list)
    if ($1 == "room") add_room(name, list)
    else if ($1 == "library") seam[name] = list
    else if ($1 == "call") callers[name] = list
    else if ($1 == "unguarded") unguarded[name] = 1
    else users[name] = list
    next
}

/^[ \t]*#[ \t]*include/ { check_include($0); next }

/^#ifndef / && path ~ /\.h$/ && !(path in guarded) {
    guard = "BANXIN_" toupper(stem) "_H"
    gsub(/\//, "_", guard)
    guarded[path] = 1
    if ($2 != guard) fault("its include guard should be " guard)
}

{
    code = code_of($0)
    if (code ~ /\(/ && code !~ /^[ \t]*#/) check_calls(code)
    check_words(code)
}

END {
    for (stem in opens) {
        if (stem in headers && opens[stem] != "\"" stem ".h\"") {
            printf "src/%s.c: should include its own header first\n", stem
            faults++
        }
    }
    for (stem in headers) {
        if (!(headers[stem] in guarded) && !(headers[stem] in unguarded)) {
            printf "src/%s: has no include guard\n", headers[stem]
            faults++
        }
    }
    if (!checked) {
        print "no sources were given"
        faults++
    }
    exit faults > 0
}
