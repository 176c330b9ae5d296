#!/usr/bin/env python3
"""Makes what the peers of the latency benchmark open, the same for the same seed.

  peer-data.py DIRECTORY COUNT [SEED]

DIRECTORY/mbox, DIRECTORY/Maildir and DIRECTORY/commits (a git repository) get COUNT entries each.
"""
import os
import random
import subprocess
import sys

WORDS = """account invoice refund order parcel delivery address password login charge payment card
late broken missing return please thanks hello waiting days still never again support reply customer
number change cancel subscription month update screen error browser phone lamp chair table""".split()
START = 1_760_000_000


def sentence(chance, count):
    return " ".join(chance.choice(WORDS) for _ in range(count))


def letters(count, seed):
    chance = random.Random(seed)
    for number in range(count):
        body = "\n".join(sentence(chance, 9) for _ in range(chance.randint(4, 16)))
        yield number, sentence(chance, 5), f"writer{number % 997}", body


def mail(number, subject, name, body):
    minute, second = number // 60 % 60, number % 60
    return (
        f"From: {name} <{name}@example.com>\nTo: desk@example.com\nSubject: {subject}\n"
        f"Date: Mon, 3 Nov 2025 {number // 3600 % 24:02}:{minute:02}:{second:02} +0000\n"
        f"Message-ID: <{number}@example.com>\n\n{body}\n"
    )


def write_mail(directory, count, seed):
    maildir = os.path.join(directory, "Maildir")
    for part in ("cur", "new", "tmp"):
        os.makedirs(os.path.join(maildir, part), exist_ok=True)
    with open(os.path.join(directory, "mbox"), "w") as mbox:
        for letter in letters(count, seed):
            text = mail(*letter)
            mbox.write(f"From {letter[2]}@example.com Mon Nov  3 00:00:00 2025\n{text}\n")
            name = f"{START + letter[0]}.{letter[0]}.example:2,S"
            with open(os.path.join(maildir, "cur", name), "w") as file:
                file.write(text)


def write_commits(directory, count, seed):
    repository = os.path.join(directory, "commits")
    subprocess.run(["git", "init", "-q", "-b", "main", repository], check=True)
    stream = []
    for number, subject, name, body in letters(count, seed):
        who = f"{name} <{name}@example.com> {START + number} +0000"
        message = f"{subject}\n\n{body}\n"
        stream.append(
            f"commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata {len(message)}\n{message}"
            f"M 644 inline letter{number % 50}\ndata {len(body)}\n{body}\n"
        )
    command = ["git", "-C", repository, "fast-import", "--quiet"]
    subprocess.run(command, input="".join(stream).encode(), check=True)


if __name__ == "__main__":
    directory, count = sys.argv[1], int(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    os.makedirs(directory, exist_ok=True)
    write_mail(directory, count, seed)
    write_commits(directory, count, seed)
