"""Runs a program in a pseudo-terminal of 80 x 25, answers what it asks, and prints what a person would have seen.

Standard input: {"argv", "cwd", "env", "talk": [[text to wait for, what to type], ...], "columns": other than 80}. To type
"@words" is to type the number of the last choice listed that begins with these words, and Enter.
Standard output: {"exit": code, "screen": every line as it stood in the end, "torn": lines that were too long for it, "raw": the bytes as text}.
"""
import fcntl, json, os, pty, re, select, struct, sys, termios, time, unicodedata

job = json.load(sys.stdin)
COLUMNS, ROWS = job.get("columns") or 80, 25


class Screen:
    """Just enough of a terminal for a line editor: what scrolls off is kept."""

    def __init__(self):
        self.lines, self.row, self.column = [[]], 0, 0
        self.torn = []

    def put(self, sign):
        if unicodedata.combining(sign) and self.column > 0:
            self.lines[self.row][self.column - 1] += sign
            return
        if self.column >= COLUMNS:
            self.torn.append("".join(self.lines[self.row]))
            self.newline()
            self.column = 0
        line = self.lines[self.row]
        line.extend(" " * (self.column + 1 - len(line)))
        line[self.column] = sign
        self.column += 1

    def newline(self):
        self.row += 1
        if self.row == len(self.lines):
            self.lines.append([])

    def feed(self, text):
        for escape, kind, sign in re.findall(r"\x1b\[([?\d;]*)([A-Za-z])|(\x1b.|[^\x1b])", text, re.S):
            if sign == "\n":
                self.newline()
            elif sign == "\r":
                self.column = 0
            elif sign == "\b":
                self.column = max(0, self.column - 1)
            elif sign and sign >= " ":
                self.put(sign)
            elif kind:
                self.control(kind, int(escape) if escape.isdigit() else None)

    def control(self, kind, number):
        if kind == "A":
            self.row = max(0, self.row - (number or 1))
        elif kind == "B":
            for _ in range(number or 1):
                self.newline()
        elif kind == "C":
            self.column += number or 1
        elif kind == "D":
            self.column = max(0, self.column - (number or 1))
        elif kind == "G":
            self.column = (number or 1) - 1
        elif kind in "KJ":
            line = self.lines[self.row]
            if number == 2:
                line.clear()
            else:
                del line[self.column :]
            if kind == "J":
                del self.lines[self.row + 1 :]

    def text(self):
        return "\n".join("".join(line).rstrip() for line in self.lines)


child, terminal = pty.fork()
if child == 0:
    os.chdir(job["cwd"])
    os.execvpe(job["argv"][0], job["argv"], {**os.environ, **job["env"]})
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
raw, read = b"", 0
end = time.time() + job.get("patience", 100)


def more(patience=0.2):
    """Reads what there is; False when the program has closed its side."""
    global raw
    ready, _, _ = select.select([terminal], [], [], patience)
    if not ready:
        return True
    try:
        part = os.read(terminal, 65536)
    except OSError:
        return False
    raw += part
    return part != b""


def reads_keys():
    return not termios.tcgetattr(terminal)[3] & termios.ICANON


def asks():
    """Whether a prompt stands at the end of what was printed; what it tells beneath itself is a line or two."""
    shown = re.sub(r"\x1b\[[?\d;]*[A-Za-z]", "", raw[read:].decode("utf-8", "replace"))
    return any(line.lstrip("\r").startswith("? ") for line in shown.split("\n")[-3:])


def plain(part):
    """What was printed, without escapes; a text is the same wherever its lines break."""
    return re.sub(r"\s+", " ", re.sub(r"\x1b\[[?\d;]*[A-Za-z]", "", part.decode("utf-8", "replace")))


def number_of(words):
    """The number of the last choice that begins so; None where there is none."""
    shown = re.sub(r"\x1b\[[?\d;]*[A-Za-z]", "", raw[read:].decode("utf-8", "replace"))
    start = r"(?m)^ *(\d+)\. " + r"\s+".join(map(re.escape, words.split()))
    # The choice that says just this, before one that goes on.
    found = re.findall(start + r"\s*$", shown) or re.findall(start, shown)
    return found[-1] if found else None


def finish(problem=None):
    screen = Screen()
    screen.feed(raw.decode("utf-8", "replace"))
    if problem:
        os.kill(child, 9)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    json.dump({"exit": code, "problem": problem, "screen": screen.text(), "torn": screen.torn, "raw": raw.decode("utf-8", "replace")}, sys.stdout)
    sys.exit(0)


for text, answer in job["talk"]:
    wanted = re.sub(r"\s+", " ", text)
    while wanted not in plain(raw[read:]):
        if time.time() > end:
            finish(f"never saw: {wanted}")
        if not more() and wanted not in plain(raw[read:]):
            finish(f"ended before: {wanted}")
    # Only to be seen: the next text may stand in the same lines.
    if answer == "":
        continue
    # A prompt redraws itself a few times; it is ready when it reads key by key and falls silent. A plain one reads whole
    # lines, as work under way does: then silence has to be longer.
    # On a busy machine there may be silence before a prompt is drawn, and what is typed then is lost.
    silent = 0
    while silent < (1 if reads_keys() else 8) * (1 if asks() else 5):
        before = len(raw)
        if not more(0.05):
            break
        silent = silent + 1 if len(raw) == before else 0
    # Only now are all choices there: one that begins alike may stand further down.
    if answer.startswith("@"):
        while number_of(answer[1:]) is None:
            if time.time() > end or not more():
                finish(f"no choice: {answer[1:]}")
        answer = number_of(answer[1:]) + "\r"
    read = len(raw)
    os.write(terminal, answer.encode())
while more():
    if time.time() > end:
        finish("did not end")
finish()
