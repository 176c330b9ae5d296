"""Reads exports with parsers from PyPI and prints what they understood, as JSON.

`read_exports.py FORMAT`, with the lines on standard input. FORMAT is cef (package pycef), syslog
(syslog-rfc5424-parser), ocsf (py-ocsf-models) or csv (the standard library). Exits with 69 where the
package is missing, with 1 and the parser's complaint where a line is not understood.
"""
import csv, json, sys

def cef(text):
    import pycef
    return [pycef.parse(line) for line in text.splitlines()]

def syslog(text):
    from syslog_rfc5424_parser import SyslogMessage
    return [SyslogMessage.parse(line).as_dict() for line in text.splitlines()]

def ocsf(text):
    from py_ocsf_models.objects.metadata import Metadata
    from py_ocsf_models.objects.fingerprint import FingerPrint
    events = [json.loads(line) for line in text.splitlines()]
    for event in events:
        Metadata.model_validate(event["metadata"])
        for attestation in event["attestation_list"]:
            FingerPrint.model_validate(attestation["fingerprint"])
    return events

def rows(text):
    import io
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))

try:
    read = {"cef": cef, "syslog": syslog, "ocsf": ocsf, "csv": rows}[sys.argv[1]]
    print(json.dumps(read(sys.stdin.read()), default=str))
except ImportError:
    sys.exit(69)
