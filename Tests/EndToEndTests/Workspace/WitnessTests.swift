import Foundation
import Testing

/// What shows that the log's end was cut off, or that an older file was put in its place.
@Suite(.ownThreads) struct WitnessTests {
  private func configure(_ desk: DeskWorkspace, _ witness: String) throws {
    try desk.write(
      """
      schema: sealdesk.workspace/1
      name: "Acme Tea"
      witness: {\(witness)}

      """, to: desk.path + "/sealdesk.yaml")
  }

  @Test func `an older copy of the whole workspace shows against the witness's file`() throws {
    let desk = try DeskWorkspace()
    let witness = desk.folder.path + "/witness"
    try configure(desk, "file: \(witness)")
    try desk.succeed(["audit", "verify"], as: .otto)
    let copy = desk.folder.path + "/copy"
    try FileManager.default.copyItem(atPath: desk.path, toPath: copy)
    try desk.succeed(["audit", "list"], as: .otto)
    try desk.succeed(["audit", "verify"], as: .otto)
    let lines = try String(contentsOfFile: witness, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 2 && lines.allSatisfy { $0.contains("\"checkpoint\":") })

    // Profiles and all: nothing in the workspace remembers more than the copy does.
    try FileManager.default.removeItem(atPath: desk.path)
    try FileManager.default.moveItem(atPath: copy, toPath: desk.path)
    let run = try desk.run(["audit", "verify"], as: .otto)
    #expect(run.end == .exited(65))
    #expect(run.output.contains("the log ends here and was known to hold"))
  }

  @Test func `a command is told, and one that fails is said`() throws {
    let desk = try DeskWorkspace()
    let told = desk.folder.path + "/told"
    let script = desk.folder.path + "/tell"
    try desk.write("#!/bin/sh\n/bin/cat >> '\(told)'\n", to: script)
    chmod(script, 0o755)
    try configure(desk, "command: [\(script)]")
    try desk.succeed(["audit", "verify"], as: .otto)
    #expect(try String(contentsOfFile: told, encoding: .utf8).contains("\"root\":"))
    try desk.write("#!/bin/sh\nexit 1\n", to: script)
    let run = try desk.run(["audit", "verify"], as: .otto)
    #expect(run.end == .exited(73))
    #expect(run.errors.contains("its witness could not be told"))
  }

  @Test func `a verifier that shares no code with ours agrees on a workspace`() throws {
    let desk = try DeskWorkspace()
    try desk.succeed(["audit", "list"], as: .otto)
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../AuditTests/Independent/verify_log.py").standardized.path
    func verify() throws -> CommandRun {
      try CommandRun(
        "/usr/bin/env", ["python3", script, desk.path], environment: ["PATH": "/usr/bin:/bin"])
    }
    let whole = try verify()
    guard whole.end != .exited(69), whole.end != .exited(127) else {
      print("SKIPPED: python3 with the package cryptography is not installed")
      return
    }
    #expect(whole.end == .exited(0) && whole.output.contains("\"bad\": []"))
    try SQLiteFile.flipByte(
      at: 300, of: "entry", row: 2, in: "audit", of: desk.path + "/tickets.db")
    let changed = try verify()
    #expect(changed.end == .exited(65) && changed.output.contains("\"bad\": [2"))
  }

  @Test func `nothing of a customer stands in an export, a report or a statement`() throws {
    let desk = try DeskWorkspace()
    let anna = try desk.console()
    try anna.openComplaint()
    anna.forbiddenWords = []
    try anna.escalate(sentence: "because they asked")
    try anna.wait(forText: Canary.card)
    #expect(try anna.leaveDesk() == .exited(0))
    let month = String(Date().formatted(.iso8601).prefix(7))
    for command in [
      ["audit", "export", "--format", "jsonl"], ["audit", "export", "--format", "csv"],
      ["audit", "export", "--format", "cef"], ["audit", "export", "--format", "ocsf"],
      ["audit", "export", "--format", "syslog"], ["audit", "prove", "2"],
      ["audit", "statement", "--customer", "c-1"], ["report", "--month", month],
      ["report", "--month", month, "--csv"], ["reviews", "list"],
    ] {
      let output = try desk.succeed(command, as: .otto).output
      for word in Canary.all { #expect(!output.contains(word), "\(command)") }
    }
    let export = try desk.succeed(["audit", "export"], as: .otto).output
    #expect(export.contains("\"action\":\"reveal.open\""))
    #expect(try desk.run(["audit", "export"], as: .anna).end == .exited(77))
    #expect(try desk.run(["report", "--month", month], as: .anna).end == .exited(77))
  }
}
