#!/usr/bin/env python3
"""live-latency.py: from a mail delivered by another process to its words in the open conversation.

  live-latency.py SEALDESK [--mails 40]

Makes a live workspace, opens its console at 140x40 in a pseudo-terminal, and delivers one mail
after the other into the ticket that is open, with a pause in between so that each begins at rest.
Two times are reported for each, in milliseconds:

  from commit   from the end of `sealdesk deliver`, which ends when the mail is durable
  from start    from the start of `sealdesk deliver`, the start of that process included

Python's standard library only; Linux.
"""
import argparse, fcntl, os, pty, re, select, shutil, statistics, struct, subprocess, tempfile
import termios, time

MAIL = """From: Maya Example <maya@customer.example>
To: help@desk.example
Subject: {subject}
Message-ID: <{number}@customer.example>
{thread}Date: Tue, 24 Nov 2026 10:{minute:02d}:00 +0000
Content-Type: text/plain; charset=utf-8

{body}
"""
CONTROL = re.compile(rb"\x1b\[[0-9:;<=>?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b.")


class Console:
    def __init__(self, command, environment):
        self.seen = b""
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.execvpe(command[0], command, environment)
        size = struct.pack("HHHH", 40, 140, 0, 0)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, size)

    def read(self, seconds):
        ready, _, _ = select.select([self.terminal], [], [], max(0, seconds))
        if ready:
            self.seen += os.read(self.terminal, 1 << 20)
        return bool(ready)

    def wait(self, words, seconds=10):
        """The time at which the words were on the screen."""
        end = time.perf_counter() + seconds
        while words.encode() not in CONTROL.sub(b"", self.seen):
            if time.perf_counter() > end:
                raise SystemExit(f"“{words}” never showed")
            self.read(end - time.perf_counter())
        return time.perf_counter()

    def rest(self):
        while self.read(0.3):
            pass
        self.seen = b""


def deliver(sealdesk, environment, number, body, thread=""):
    subject = "A lamp" if not thread else "Re: A lamp"
    mail = MAIL.format(
        subject=subject, number=number, minute=number % 60, body=body, thread=thread)
    begin = time.perf_counter()
    subprocess.run([sealdesk, "deliver"], input=mail.encode(), env=environment, check=True)
    return begin, time.perf_counter()


def report(name, values):
    values = sorted(values)
    p95 = values[int(len(values) * 0.95)]
    print(f"{name}: least {values[0]:.1f}, median {statistics.median(values):.1f}, "
          f"95 of 100 within {p95:.1f} ms")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("sealdesk")
    parser.add_argument("--mails", type=int, default=40)
    options = parser.parse_args()
    folder = tempfile.mkdtemp()
    try:
        measure(options, folder)
    finally:
        shutil.rmtree(folder)


def measure(options, folder):
    passphrase = os.path.join(folder, "passphrase")
    with open(passphrase, "w") as file:
        file.write("a lamp by the open window\n")
    environment = dict(
        os.environ, TERM="xterm-256color", HOME=folder,
        SEALDESK_WORKSPACE=os.path.join(folder, "workspace"))
    key = ["--passphrase-file", passphrase]
    subprocess.run(
        [options.sealdesk, "init", "--name", "Bench", "--user", "ada", *key],
        env=environment, check=True, stdout=subprocess.DEVNULL)
    deliver(options.sealdesk, environment, 0, "Where is my lamp?")
    console = Console([options.sealdesk, "--user", "ada", *key], environment)
    console.wait("Sealdesk")
    console.rest()
    os.write(console.terminal, b"]]\r")
    console.wait("Where is my lamp")
    console.rest()
    committed, started = [], []
    for number in range(1, options.mails + 1):
        thread = "In-Reply-To: <0@customer.example>\nReferences: <0@customer.example>\n"
        mark = f"mark{number:04d}"
        begin, end = deliver(options.sealdesk, environment, number, f"{mark} it is late", thread)
        shown = console.wait(mark)
        committed.append(max(0, shown - end) * 1000)
        started.append((shown - begin) * 1000)
        console.rest()
    report("from commit", committed)
    report("from start", started)
    os.write(console.terminal, b"\x03q")


main()
