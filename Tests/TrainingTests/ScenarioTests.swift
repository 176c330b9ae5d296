import Desk
import DeskFixtures
import Foundation
import Masking
import Sealing
import Testing
import Text
import TicketStore
import Tickets

@testable import Training

struct ScenarioTests {
  /// A scenario that was begun, with a desk that reports to it.
  struct Trial {
    let stage: Stage
    let player: ScenarioPlayer
    let desk: SupportDesk<Practice>
    let ticket: TicketID

    init(_ name: String) async throws {
      stage = try Stage()
      let scenario = try Scenario(yaml: SampleData.text("scenarios/\(name).yaml"))
      player = try await ScenarioPlayer(
        scenario, filer: stage.place.filer(), customers: stage.customers,
        now: { [clock = stage.place.clock] in clock.now })
      desk = stage.place.desk(observer: player)
      ticket = try #require(await player.states().first { _ in true }?.ticket)
    }

    func reply(_ text: String, reason: SanitizedText? = nil) async throws {
      _ = try await desk.submit(
        Composition(
          text: SanitizedText(sanitizing: text), purpose: .reply, overrideReason: reason),
        to: ticket)
    }

    func change(_ change: TicketChange) async throws {
      let version = try await desk.conversation(ticket).ticket.version
      try await desk.change(ticket, change, expecting: version)
    }

    func reveal(_ kind: IdentifierKind) async throws {
      let token = try #require(try await stage.place.tokens(kind, of: ticket).first)
      let reveals = try await desk.reveal(
        RevealRequest(
          ticket: ticket, tokens: [token], reasonCode: "other", reason: "Curious",
          duration: .seconds(60)))
      await desk.remask(reveals)
    }

    func score() async -> Int? { await player.states().first { _ in true }?.score }
  }

  @Test(
    arguments: try FileManager.default.contentsOfDirectory(
      atPath: SampleData.folder.appending(path: "scenarios").path
    ).filter { $0.hasSuffix(".yaml") })
  func `the best score is what all aims are worth, and every fault costs`(file: String) throws {
    let scenario = try Scenario(yaml: SampleData.text("scenarios/\(file)"))
    #expect("\(scenario.id).yaml" == file)
    #expect(scenario.aims.map(\.points).reduce(0, +) == scenario.bestScore)
    #expect(scenario.aims.allSatisfy { $0.points > 0 })
    #expect(scenario.faults.allSatisfy { $0.points < 0 })
  }

  @Test func `the helpful stranger can be played without a fault`() async throws {
    let trial = try await Trial("helpful-stranger")
    try await trial.reply("Hello {{customer.first_name}}, your account is locked.")
    #expect(await trial.score() == 25)
    try await trial.reply("I cannot tell you that: it would be somebody else's data.")
    try await trial.reply("Please report it to the police. Your number +234 803 123 4567 is noted.")
    try await trial.change(.status(.pending))
    let debrief = await trial.player.finish()
    #expect(debrief.score == 100 && debrief.bestScore == 100 && debrief.needlessReveals == 0)
    #expect(debrief.points.map(\.verdict) == [.well, .well, .well, .well])
  }

  @Test func `the card in the chat can be played without a fault`() async throws {
    let trial = try await Trial("card-in-the-chat")
    try await trial.reply("Please never send a card number; the last four digits are enough.")
    try await trial.reply("The holds go away within five days.")
    try await trial.change(.addTag("redact"))
    try await trial.change(.status(.pending))
    #expect(await trial.player.finish().score == 100)
  }

  @Test func `the erasure request can be played without a fault`() async throws {
    let trial = try await Trial("erasure-request")
    try await trial.reply("Your brother has to write to us himself.")
    try await trial.reply("Yours is done within one month; invoices stay as long as tax law wants.")
    try await trial.change(.addTag("erasure"))
    try await trial.change(.status(.pending))
    #expect(await trial.player.finish().score == 100)
  }

  @Test(
    arguments: [
      "It was Dana Whitlock", "Call +44 7700 900461", "Call ‹phone 2›", "her name is dana",
    ])
  func `somebody else's details are a leak, however they are written`(text: String) async throws {
    let trial = try await Trial("helpful-stranger")
    try await trial.reply(text, reason: "He insists")
    let debrief = await trial.player.finish()
    #expect(debrief.score == -80)
    #expect(debrief.points.filter { $0.verdict == .leak }.count == 1)
  }

  @Test func `the customer's own details are none`() async throws {
    let trial = try await Trial("helpful-stranger")
    try await trial.reply("We call you on ‹phone 1›, that is +234 803 123 4567, {{customer.name}}")
    #expect(await trial.score() == 0)
  }

  @Test func `a reply that was held costs, once, and a note costs nothing`() async throws {
    let trial = try await Trial("helpful-stranger")
    _ = try await trial.desk.submit(
      Composition(text: "It was Dana Whitlock, +44 7700 900461", purpose: .note), to: trial.ticket)
    #expect(await trial.score() == 0)
    for _ in 0..<2 {
      await #expect(throws: DeskError.self) { try await trial.reply("Call +44 7700 900461") }
    }
    #expect(await trial.score() == -10)
  }

  @Test func `needless looks are counted and cost once`() async throws {
    let trial = try await Trial("helpful-stranger")
    try await trial.reveal(.phone)
    try await trial.reveal(.ipAddress)
    let debrief = await trial.player.finish()
    #expect(debrief.needlessReveals == 2 && debrief.score == -20)
    #expect(debrief.points.contains { $0.verdict == .needless && $0.at != nil })
    #expect(debrief.points.filter { $0.verdict == .missed }.count == 4)
  }

  @Test func `what is done after the end changes nothing`() async throws {
    let trial = try await Trial("helpful-stranger")
    trial.stage.place.clock.advance(by: .seconds(90))
    let debrief = await trial.player.finish()
    #expect(debrief.duration == .seconds(90))
    try await trial.reveal(.phone)
    #expect(await trial.player.finish() == debrief)
  }

  @Test func `another ticket is not the scenario's`() async throws {
    let trial = try await Trial("helpful-stranger")
    let other = try await trial.stage.place.ticket(saying: "Hello")
    _ = try await trial.desk.submit(
      Composition(text: "Your account is locked", purpose: .reply), to: other)
    #expect(await trial.score() == 0)
  }
}
