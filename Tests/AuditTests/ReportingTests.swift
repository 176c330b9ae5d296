import Foundation
import Masking
import Sealing
import Testing
import Text
import Tickets

@testable import Audit

/// Figures, reviews and statements, made from records.
@Suite struct ReportingTests {
  private static func record(
    _ seq: Int64, _ action: AuditAction, by actor: Int64 = 2, minute: Double = 0,
    _ fields: [String: String] = [:], hash: UInt8 = 1
  ) throws -> AuditRecord {
    AuditRecord(
      seq: seq, time: Date(timeIntervalSince1970: 1_772_443_200 + 60 * minute),
      actor: UserID(rawValue: actor), actorName: "person \(actor)", hash: .of([hash]),
      previous: .zero, realm: "live", workspace: try workspaceID([UInt8](0..<16)),
      fields: fields.merging(["action": action.rawValue, "outcome": "success"]) { own, _ in own })
  }

  @Test func `figures count what was done, what was refused and how long values stood open`()
    throws
  {
    var figures = OversightFigures()
    let records = try [
      Self.record(1, .ticketView, ["ticket": "7"]), Self.record(2, .ticketView, ["ticket": "7"]),
      Self.record(3, .revealOpen, ["class": "EMAIL", "reason_code": "contact"]),
      Self.record(4, .revealOpen, minute: 1, ["class": "PHONE", "approver": "1"]),
      Self.record(5, .revealClose, minute: 2, ["entry": "3"]),
      Self.record(6, .revealExpire, minute: 9, ["entry": "4"]),
      Self.record(7, .revealDeny, ["outcome": "denied"]),
      Self.record(8, .ticketUpdate, ["detail": "reply.override"]), Self.record(9, .macroRun),
      Self.record(10, .ticketUpdate, ["detail": "status"]), Self.record(11, .maskAdd),
      Self.record(12, .revealReview, ["entry": "3", "detail": "unjustified"]),
    ]
    for record in records { figures.count(record) }
    #expect(figures.ticketCount == 1 && figures.looks == 2 && figures.refusedLooks == 1)
    #expect(figures.looksPerHundredTickets == 200 && figures.approvedLooks == 1)
    #expect(figures.medianMinutesOpen == 8)
    #expect(figures.replies == 1 && figures.overriddenReplies == 1)
    #expect(figures.suggestedReplies == 1 && figures.masksMissed == 1)
    #expect(figures.reviewed == 1 && figures.unjustified == 1)
    #expect(figures.byKind == ["EMAIL": 1, "PHONE": 1])
  }

  @Test(arguments: [
    SuggestionUse(origin: "billing.duplicate", editedPercent: 12, keptWordCount: 46),
    SuggestionUse(origin: "a rule with blanks", editedPercent: nil),
    SuggestionUse(origin: "cards.md#delivery", editedPercent: 0, keptWordCount: 0),
  ])
  func `how a suggestion fared survives the log`(use: SuggestionUse) {
    #expect(SuggestionUse(detail: use.detail) == use)
  }

  @Test func `what was on the screen survives the log, whatever a rule is called`() {
    var tally = SuggestionTally()
    for origin in ["a;b", "late", "late", "two words"] { tally.show(origin) }
    tally.dismiss("late")
    #expect(tally.detail == "a,b 1/0; late 2/1; two words 1/0")
    #expect(SuggestionTally(detail: tally.detail) == tally)
    #expect(SuggestionTally(detail: "nonsense; x y/z; 3/4; late -1/2").isEmpty)
  }

  @Test func `suggestions are reported by rule, small numbers hidden, idle and bad rules named`()
    throws
  {
    var figures = OversightFigures()
    let uses =
      (0..<6).map { _ in SuggestionUse(origin: "late", editedPercent: 0, keptWordCount: 40) }
      + (0..<5).map { SuggestionUse(origin: "bad", editedPercent: 60 + $0, keptWordCount: 0) }
      + [SuggestionUse(origin: "rare", editedPercent: 10, keptWordCount: 9)]
    for (seq, use) in uses.enumerated() {
      figures.count(try Self.record(Int64(seq), .macroRun, ["detail": use.detail]))
    }
    let tally = "late 20/14; bad 9/0; rare 7/6; shown 30/0"
    figures.count(try Self.record(99, .suggestionTally, ["detail": tally]))
    var report = OversightReport(month: "2026-03", figures: figures)
    report.rules = ["late", "bad", "rare", "idle"]
    let page = report.markdown
    #expect(page.contains("| late | 20 | 6 | 6 | 0 | 14 | 0 % |"))
    #expect(page.contains("| bad | 9 | 5 | 0 | 5 | 0 | 62 % |"))
    #expect(page.contains("| rare | 7 | <5 | 0 | 0 | not shown | – |"))
    #expect(page.contains("\nNever shown: idle.\n"))
    #expect(page.contains("\nNearly always rewritten: bad.\n"))
    #expect(page.contains("at 40 words a minute | 6.2 |"))
    #expect(report.csv.contains("suggestion: never shown,idle,0,\r\n"))
    #expect(report.csv.contains("suggestion: left aside,rare,not shown,\r\n"))
  }

  @Test(arguments: [
    (["a": 9, "b": 7, "c": 3], ["a 9", "b not shown", "c <5"]),
    (["a": 9, "b": 2, "c": 3], ["a 9", "c <5", "b <5"]),
    (["a": 9, "b": 5], ["a 9", "b 5"]), (["a": 2], ["a <5"]), ([:], []),
  ])
  func `a small group is hidden, and cannot be told from the total`(
    group: [String: Int], expected: [String]
  ) {
    #expect(OversightReport.cells(of: group).map { "\($0.name) \($0.value)" } == expected)
  }

  @Test func `a report names no number under five`() throws {
    var figures = OversightFigures()
    for seq in 1...3 { figures.count(try Self.record(Int64(seq), .revealOpen, ["class": "EMAIL"])) }
    let report = OversightReport(month: "2026-03", figures: figures)
    #expect(report.markdown.contains("| looks | <5 |"))
    #expect(report.markdown.contains("| person 2 | <5 |"))
    #expect(report.csv.contains("kind,EMAIL,<5,\r\n"))
    #expect(!report.markdown.contains(" 3 ") && !report.csv.contains(",3"))
    #expect(report.looks(onDays: 20_514..<20_516) == [nil, 0])
  }

  @Test func `a figure is met or missed, and a hidden one is neither`() throws {
    let targets = OversightTargets(
      most: [.masksMissed: 3, .sentDespiteFindingPercent: 10, .reviewsOverdue: 0], reviewDays: 7)
    func line(_ name: String, of figures: OversightFigures) -> OversightReport.Line? {
      OversightReport(month: "2026-03", figures: figures, targets: targets).lines
        .first { $0.name == name }
    }
    var figures = OversightFigures()
    #expect(line("masks missed and reported", of: figures)?.isMet == true)
    for seq in 1...4 { figures.count(try Self.record(Int64(seq), .maskAdd)) }
    // Four are more than three, and saying so would say how many.
    #expect(line("masks missed and reported", of: figures)?.isMet == nil)
    figures.count(try Self.record(5, .maskAdd))
    #expect(line("masks missed and reported", of: figures)?.isMet == false)
    #expect(line("masks missed and reported", of: figures)?.target == "at most 3")
    for seq in 10..<20 {
      figures.count(
        try Self.record(
          Int64(seq), .ticketUpdate, ["detail": seq == 10 ? "reply.override" : "reply"]))
    }
    #expect(line("replies sent despite a finding", of: figures)?.value == "10 %")
    #expect(line("replies sent despite a finding", of: figures)?.isMet == true)
    figures.overdueReviews = 1
    #expect(line("reviews overdue", of: figures)?.isMet == false)
    #expect(line("looks per 100 tickets", of: figures)?.target == nil)
  }

  @Test func `the first reply and the solution are counted from the first mail`() throws {
    var figures = OversightFigures()
    for (seq, action, minute, detail) in [
      (1, AuditAction.ticketReceive, 0.0, nil), (2, .ticketReceive, 30, nil),
      (3, .ticketUpdate, 90, "reply"), (4, .ticketReceive, 100, nil),
      (5, .ticketUpdate, 150, "reply"), (6, .ticketUpdate, 180, "status.solved"),
    ] {
      var fields = ["ticket": "7"]
      fields["detail"] = detail
      figures.count(try Self.record(Int64(seq), action, minute: minute, fields))
    }
    #expect(figures.medianHoursToReply == 1.5 && figures.medianHoursToSolution == 3)
  }

  @Test func `break-glass, outliers and a sample wait for a review, until they had it`() throws {
    let code = String(repeating: "ab", count: 32)
    // The first eight bytes of this digest leave a remainder that is not drawn.
    var queue = ReviewQueue()
    queue.count(try Self.record(1, .revealBreakGlass))
    queue.count(try Self.record(2, .revealOpen, by: 3))
    for seq in 3...5 {
      queue.count(try Self.record(Int64(seq), .revealOpen, by: 4, ["value_hmac": code]))
    }
    for seq in 10..<22 { queue.count(try Self.record(Int64(seq), .revealOpen, by: 5)) }
    for actor in 6...8 {
      queue.count(try Self.record(Int64(20 + actor), .revealOpen, by: Int64(actor)))
    }
    let causes = Dictionary(
      queue.items.map { ($0.record.seq, $0.cause) }, uniquingKeysWith: { first, _ in first })
    #expect(causes[1] == .breakGlass && causes[4] == .sameValue(count: 3))
    #expect(causes[10] == .manyLooks(count: 12, median: 1))
    queue.count(try Self.record(40, .revealReview, ["entry": "1", "detail": "justified"]))
    #expect(!queue.items.contains { $0.record.seq == 1 })
  }

  @Test func `access is reviewed a quarter after the beginning, and after each signature`() throws {
    let day: TimeInterval = 86_400
    let start = Date(timeIntervalSince1970: 1_800_000_000)
    #expect(AccessReviewSchedule(began: nil, signed: nil).due == nil)
    let unsigned = AccessReviewSchedule(began: start, signed: nil)
    #expect(
      !unsigned.isOverdue(at: start + 92 * day - 1) && unsigned.isOverdue(at: start + 92 * day))
    let record = try Self.record(7, .accessReview, ["detail": "00ff", "reason": "fine"])
    let signed = AccessReviewSchedule(began: start - 900 * day, signed: record)
    #expect(signed.due == record.time + 92 * day && signed.signed?.digest == "00ff")
    #expect(signed.signed?.entry == 7 && signed.signed?.note == "fine")
  }

  @Test func `one look in about twenty is drawn, the same at every asking`() throws {
    var queue = ReviewQueue()
    for seq in 0..<2_000 {
      var look = try Self.record(
        Int64(seq + 1), .revealOpen, by: Int64(seq % 400), minute: Double(seq % 400))
      look = AuditRecord(
        seq: look.seq, time: look.time, actor: look.actor, actorName: look.actorName,
        hash: .of(Array("\(seq)".utf8)), previous: .zero, realm: "live",
        workspace: look.workspace, fields: ["action": "reveal.open", "outcome": "success"])
      queue.count(look)
    }
    #expect((60...140).contains(queue.items.count))
    #expect(queue.items.allSatisfy { $0.cause == .sample })
    #expect(queue.items.map(\.record.seq) == queue.items.map(\.record.seq))
  }

  @Test func `a statement says when, what for and at what, and names nobody unless asked`() throws {
    var statement = DataStatement(purposes: ["contact": "to get in touch"])
    statement.count(try Self.record(1, .revealOpen, ["class": "PHONE", "reason_code": "contact"]))
    statement.count(try Self.record(2, .attachmentOpen, ["reason_code": "odd|code"]))
    statement.count(try Self.record(3, .ticketView))
    statement.count(try Self.record(4, .revealOpen, ["outcome": "denied"]))
    let text = statement.markdown(naming: .leftOut)
    #expect(text.contains("| 2026-03-02 | to get in touch | phone |"))
    #expect(text.contains("| 2026-03-02 | odd\\|code | attachment |"))
    #expect(statement.looks.count == 2 && !text.contains("person"))
    #expect(statement.markdown(naming: .shown).contains("| person 2 |"))
  }

  @Test(arguments: [
    ("2026-02", true), ("2026-13", false), ("2026", false), ("x-y", false), ("2026-00", false),
  ])
  func `a month is one of the calendar`(text: String, isMonth: Bool) {
    let filter = AuditFilter(month: text, in: Calendar(identifier: .gregorian))
    #expect((filter != nil) == isMonth)
    if let from = filter?.from, let until = filter?.until {
      #expect(until.timeIntervalSince(from) == 28 * 86_400)
    }
  }

  @Test func `every entry has a proof that holds, and none but its own`() async throws {
    let workplace = try Workplace.shared.get()
    let journal = try await TamperingTests.twelve(in: workplace)
    let root = try await workplace.verifier().verify(journal).root
    for seq in Int64(1)...12 {
      let proof = try #require(try await EntryProof(of: seq, in: journal))
      #expect(proof.holds && proof.root == root && proof.size == 12)
      #expect(
        !MerkleProof.includes(
          leaf: .of([0]), at: seq - 1, size: 12, root: root, proof: proof.path))
    }
    #expect(try await EntryProof(of: 13, in: journal) == nil)
    #expect(try await EntryProof(of: 0, in: journal) == nil)
    var rows = await journal.stored
    rows.remove(at: 5)
    await journal.setRows(rows)
    await #expect(throws: AuditError.malformed(seq: 6)) {
      _ = try await EntryProof(of: 2, in: journal)
    }
  }

  @Test func `what is taken in from the log comes in its order, whatever the page`() async throws {
    let workplace = try Workplace.shared.get()
    let journal = try await TamperingTests.twelve(in: workplace)
    let reader = AuditRecordReader(
      reader: try #require(workplace.supervisor.auditReader), people: workplace.supervisor.people,
      journal: journal)
    let seqs = try await reader.reduce(into: [Int64](), matching: .everything) {
      $0.append($1.seq)
    }
    #expect(seqs == Array(1...12))
  }
}
