import Canvas
import ConsoleFixtures
import Desk
import Foundation
import Text
import Tickets
import ViewModels

/// A place in the console, and the keys that lead there.
@MainActor
enum Scene: String, CaseIterable, Sendable {
  case queue, conversation, composer, long, suggestions, escalate, revealed, preview, help, palette
  case assign, tags, search, quit, lock, held, sent, filter, messages, scenario, debrief, ascii
  case failure, audit, record, broken, attachment, details, selecting, mark, lift
  case approvals, approved, ask, reviews, figures
  case glass, alarm, emergencies
  case brokenGlass = "broken-glass"
  case auditFilter = "audit-filter"

  nonisolated var glyphs: GlyphSet { self == .ascii ? .ascii : .unicode }

  func play(on desk: FakeDesk? = nil) async -> ConsoleHarness {
    let fresh: FakeDesk =
      if let desk {
        desk
      } else if isForSupervisors {
        await FakeDesk.acme(user: FakeDesk.otto)
      } else if [.glass, .brokenGlass].contains(self) {
        await FakeDesk.acme(policy: FakeDesk.glassBeforeAccounts)
      } else {
        await FakeDesk.acme(threadLength: self == .long ? 24 : 0)
      }
    let harness = await ConsoleHarness.started(fresh)
    await press(harness)
    return harness
  }

  private func press(_ harness: ConsoleHarness) async {
    switch self {
    case .queue: break
    case .conversation, .ascii: await harness.press("Enter")
    case .composer: await compose(harness)
    case .long: await harness.press("Enter", "PgUp", "PgUp")
    case .suggestions: await harness.press("Enter", "Tab")
    case .escalate: await escalate(harness)
    case .revealed: await reveal(harness)
    case .preview:
      await reveal(harness)
      await harness.press("r", "^P")
    case .approvals, .approved, .ask: await approve(harness)
    case .glass, .brokenGlass, .alarm, .emergencies: await breakGlass(harness)
    case .details, .selecting, .mark, .lift: await handleMasks(harness)
    case .scenario, .debrief: await play(harness)
    case .audit, .record, .broken, .auditFilter: await audit(harness)
    case .reviews, .figures: await oversee(harness)
    default: await openDialog(harness)
    }
  }

  private func openDialog(_ harness: ConsoleHarness) async {
    switch self {
    case .help: await harness.press("?")
    case .palette:
      await harness.press("Enter", ":")
      await harness.type("so")
    case .assign: await harness.press("Enter", "a")
    case .tags:
      await harness.press("Enter", "T")
      await harness.wait(0.4)
      await harness.type("vip")
    case .search:
      await harness.press("S")
      await harness.type("account")
      await harness.wait(0.3)
    case .quit: await harness.press("q")
    case .attachment:
      await harness.press("j", "j", "Enter", "f")
      await harness.wait(0.4)
      await harness.press("Tab", "Tab")
      await harness.type("the courier's claim needs the photo")
    case .lock:
      await harness.press("^X")
      await harness.type("abc")
    case .held:
      await harness.press("Enter", "r")
      await harness.type("Your card 4111 1111 1111 1111 is fine.")
      await harness.press("^S")
    case .sent:
      await harness.press("Enter", "r")
      await harness.type("It is on its way.")
      await harness.press("^S")
    case .filter:
      await harness.press("/")
      await harness.type("acc")
    case .messages:
      await harness.press("E", "u", "M")
    case .failure:
      await harness.desk.fail(with: .storeUnavailable("disk full"))
      await harness.press("Enter", "r")
      await harness.type("Words")
      await harness.press("^S")
    default: break
    }
  }

  private var isForSupervisors: Bool {
    [
      .audit, .record, .broken, .auditFilter, .approvals, .reviews, .figures, .alarm, .emergencies,
    ].contains(self)
  }

  private func audit(_ harness: ConsoleHarness) async {
    if self == .broken {
      await harness.desk.setAudit(
        AuditState(
          entryCount: 48_211, verifiedCount: 48_206, verifiedAt: FakeDesk.noon,
          firstBad: .init(seq: 48_207, problem: "its hash does not match its content")))
    }
    await harness.press("L", "j", "j")
    if self == .record { await harness.press("Enter") }
    if self == .broken { await harness.press("v") }
    guard self == .auditFilter else { return }
    await harness.press("/")
    await harness.type("who:ben fraud")
    await harness.press("Enter", "/")
  }

  private func oversee(_ harness: ConsoleHarness) async {
    await harness.press("L", self == .reviews ? "V" : "F")
    guard self == .reviews else { return }
    await harness.wait(0.4)
    await harness.type("the driver had no other")
  }

  private func compose(_ harness: ConsoleHarness) async {
    await harness.press("Enter", "1")
    await harness.wait(1)
  }

  private func escalate(_ harness: ConsoleHarness) async {
    await compose(harness)
    await harness.press("Esc", "x", "x", "e")
    await harness.wait(0.4)
    await harness.press("Tab")
    await harness.type("Asked to be called after six about the refund")
  }

  private func reveal(_ harness: ConsoleHarness) async {
    await escalate(harness)
    await harness.press("^Y")
    await harness.wait(7)
  }

  private func approve(_ harness: ConsoleHarness) async {
    let (desk, approvals) = (harness.desk, harness.console.approvals)
    switch self {
    case .ask:
      await harness.press("Enter", "x", "e")
      await harness.wait(0.4)
      await harness.press("Tab")
      await harness.type("the bank asks for the full number")
      return
    case .approvals: await desk.addApprovals()
    default: await desk.setApprovals([desk.approval(48_190, .approved, note: "the bank waits")])
    }
    _ = await harness.until { !approvals.approvals.isEmpty }
    await harness.press("R")
    await harness.wait(0.4)
    if self == .approvals { await harness.type("the bank waits on the") }
  }

  private func breakGlass(_ harness: ConsoleHarness) async {
    guard [.glass, .brokenGlass].contains(self) else {
      await harness.desk.addEmergencies()
      _ = await harness.until { !harness.console.emergencies.emergencies.isEmpty }
      if self == .emergencies { await harness.press("B") }
      return
    }
    await harness.press("Enter", "x", "x", "x", "e")
    await harness.wait(0.4)
    await harness.press("Tab")
    await harness.type("The bank stops it now or never")
    await harness.press("^G")
    await harness.type("open")
    guard self == .brokenGlass else { return }
    await harness.press("^Y")
    await harness.wait(7)
  }

  private func handleMasks(_ harness: ConsoleHarness) async {
    await harness.press("Enter")
    switch self {
    case .details: await harness.press("x")
    case .lift:
      // The IBAN: the card needs a supervisor, and the customer goes by the number.
      await harness.press("x", "x", "x", "F")
      await harness.wait(0.4)
      await harness.type("It is the number of a part")
    default:
      await harness.press("v", "w", "w", "w", "v", "w")
      if self == .mark { await harness.press("Enter") }
    }
  }

  private func play(_ harness: ConsoleHarness) async {
    let guide = FakeGuide()
    harness.console.play(guide)
    _ = await harness.until { harness.console.scenario?.state != nil }
    guard self == .debrief else { return }
    await harness.press(":")
    await harness.type("end the scenario")
    await harness.press("Enter")
    await harness.wait(0.4)
    await harness.press("j")
  }
}

/// A scenario that stands still.
struct FakeGuide: ScenarioGuide {
  func states() async -> AsyncStream<ScenarioState> {
    AsyncStream { continuation in
      continuation.yield(
        ScenarioState(
          title: "The helpful stranger", goal: "Refund the second payment of order LT-20417.",
          hazard: "Somebody asks for another person's phone number.",
          steps: [
            .init(wording: "Answer within two minutes", isDone: true),
            .init(wording: "Refund without a look at the card", isDone: false),
          ], score: 40, startedAt: FakeDesk.noon, ticket: TicketID(rawValue: 4_102)))
      continuation.finish()
    }
  }

  func finish() async -> ScenarioDebrief {
    ScenarioDebrief(
      score: 70, bestScore: 100, duration: .seconds(245), needlessReveals: 1,
      points: [
        .init(verdict: .well, wording: "The stranger got no number", at: FakeDesk.noon),
        .init(
          verdict: .needless, wording: "The card was opened; the refund does not need it",
          at: FakeDesk.noon.addingTimeInterval(60), message: .init(rawValue: 3)),
        .init(verdict: .late, wording: "The first answer took four minutes"),
      ])
  }
}
