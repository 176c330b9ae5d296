import ConsoleFixtures
import Desk
import Foundation
import Testing
import Text
import Tickets
import ViewModels

@MainActor
@Suite struct OversightTests {
  private func supervisor(at keys: String...) async -> ConsoleHarness {
    let harness = await ConsoleHarness.started(await FakeDesk.acme(user: FakeDesk.otto))
    for key in keys { await harness.press(key) }
    await harness.wait(0.4)
    return harness
  }

  private func reviews(_ harness: ConsoleHarness) -> ReviewsModel? {
    guard case .reviews(let model) = harness.console.dialog else { return nil }
    return model
  }

  private func figures(_ harness: ConsoleHarness) -> FiguresModel? {
    guard case .figures(let model) = harness.console.dialog else { return nil }
    return model
  }

  @Test func `a review takes a note, and keys that nobody presses by accident`() async throws {
    let harness = await supervisor(at: "L", "V")
    let model = try #require(reviews(harness))
    #expect(model.items?.count == 3 && model.overdueCount == 1)
    await harness.press("^Y")
    #expect(model.complaint != nil)
    await harness.type("the driver waited")
    #expect(model.complaint == nil)
    await harness.press("Enter", "^N")
    #expect(await harness.desk.log.contains("review 47011 unjustified the driver waited"))
    #expect(model.items?.count == 2 && model.note.isEmpty)
    #expect(
      harness.console.messages.current?.notice.text
        == "Entry 47011 is reviewed and logged: found unjustified; speak with ines.")
  }

  @Test func `nobody goes over a look of their own`() async throws {
    let harness = await supervisor(at: "L", "V")
    let model = try #require(reviews(harness))
    await harness.press("Down")
    await harness.type("all is well")
    await harness.press("^Y")
    #expect(model.complaint == DeskError.ownLook.sentence)
    #expect(await !harness.desk.log.contains { $0.hasPrefix("review") })
  }

  @Test func `from a review its ticket opens, masked`() async throws {
    let harness = await supervisor(at: "L", "V")
    await harness.press("Down", "Down", "^T")
    #expect(harness.console.dialog == nil && harness.console.place == .desk)
    #expect(harness.console.conversation.ticket?.id == TicketID(rawValue: 4_079))
    #expect(harness.console.reveals.open.isEmpty)
  }

  @Test func `figures go back by months, and not into the future`() async throws {
    let harness = await supervisor(at: "L", "F")
    let model = try #require(figures(harness))
    #expect(model.isCurrentMonth && model.report != nil)
    let month = model.month
    await harness.press("l")
    #expect(model.month == month)
    await harness.press("h")
    #expect(model.month < month && !model.isCurrentMonth)
    await harness.press("l", "q")
    #expect(model.month == month && harness.console.dialog == nil)
    #expect(await harness.desk.log.filter { $0.hasPrefix("figures ") }.count == 3)
  }

  @Test func `agents find neither, and are told why`() async {
    let harness = await ConsoleHarness.started(await FakeDesk.acme())
    await harness.press(":")
    await harness.type("reviews")
    await harness.press("Enter")
    #expect(reviews(harness) == nil)
    #expect(await !harness.desk.log.contains { $0.hasPrefix("audit") })
  }
}
