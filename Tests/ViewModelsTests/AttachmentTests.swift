import ConsoleFixtures
import Desk
import Foundation
import Masking
import Testing
import Text
import Tickets
import ViewModels

@MainActor
@Suite struct AttachmentTests {
  private enum Missing: Error { case dialog }

  /// The dialog for the ticket that two files came with.
  private func asking(on desk: FakeDesk? = nil) async -> ConsoleHarness {
    let fresh = if let desk { desk } else { await FakeDesk.acme() }
    let harness = await ConsoleHarness.started(fresh)
    await harness.press("j", "j", "Enter", "f")
    await harness.wait(0.4)
    return harness
  }

  private func model(_ harness: ConsoleHarness) throws -> AttachmentModel {
    guard case .attachment(let model) = harness.console.dialog else { throw Missing.dialog }
    return model
  }

  @Test func `a file is saved with its reason, under its masked name`() async throws {
    let harness = await asking()
    await harness.press("Tab", "Tab")
    await harness.type("the courier asks")
    await harness.press("^Y")
    #expect(
      await harness.desk.log.contains(
        "attachment 40980 of 4098 to /home/ines/Downloads/Foto-email-1-1.jpg contact "
          + "the courier asks"))
    #expect(harness.console.dialog == nil)
    #expect(harness.console.messages.current?.notice.severity == .success)
  }

  @Test func `the path follows the choice until one is typed`() async throws {
    let harness = await asking()
    await harness.press("j")
    #expect(try model(harness).file.text == "/home/ines/Downloads/Rechnung.pdf")
    await harness.press("Tab", "Tab", "Tab")
    await harness.type("x")
    await harness.press("Tab", "k")
    #expect(try model(harness).attachment?.name.screenForm == "Foto ‹email 1› 1.jpg")
    #expect(try model(harness).file.text == "/home/ines/Downloads/Rechnung.pdfx")
  }

  @Test(arguments: [
    ("~/x.pdf", URL.homeDirectory.appending(path: "x.pdf").path),
    ("x.pdf", "/home/ines/Downloads/x.pdf"), ("/mnt/x.pdf", "/mnt/x.pdf"),
  ])
  func `a typed path is taken as a person means it`(typed: String, path: String) async throws {
    let harness = await asking()
    await harness.press("Tab", "Tab")
    await harness.type("why")
    await harness.press("Tab", "^A")
    for _ in 0..<40 { await harness.press("Del") }
    await harness.type(typed)
    await harness.press("^Y")
    #expect(await harness.desk.log.contains { $0.contains(" to \(path) contact") })
  }

  @Test func `neither f nor Enter saves, and nothing is saved without a reason`() async throws {
    let harness = await asking()
    await harness.press("f", "Enter", "^Y")
    #expect(try model(harness).complaint == "Say why, in a sentence. Nothing was saved.")
    #expect(await !harness.desk.log.contains { $0.hasPrefix("attachment") })
  }

  @Test(arguments: [
    DeskError.cannotSave("a file of that name is there already"), .notRecorded("disk full"),
    .notAllowed(.reveal),
  ])
  func `what goes wrong is said in the dialog, which stays`(error: DeskError) async throws {
    let harness = await asking()
    await harness.desk.fail(with: error)
    await harness.press("Tab", "Tab")
    await harness.type("why")
    await harness.press("^Y")
    #expect(try model(harness).complaint == error.sentence)
    #expect(try model(harness).sentence.text == "why")
  }

  @Test func `a ticket without files says so`() async {
    let harness = await ConsoleHarness.started(await FakeDesk.acme())
    await harness.press("Enter", "f")
    #expect(harness.console.dialog == nil)
    #expect(
      harness.console.messages.current?.notice.text.string.contains("no file came with") == true)
  }

  @Test func `files of which only a link came cannot be saved`() async {
    let desk = await FakeDesk.acme()
    await desk.edit(TicketID(rawValue: 4_098)) {
      for index in $0.messages[0].attachments.indices {
        $0.messages[0].attachments[index].isHeld = false
      }
    }
    let harness = await asking(on: desk)
    #expect(harness.console.dialog == nil)
    #expect(
      harness.console.messages.current?.notice.text.string.contains("links only") == true)
  }

  @Test(arguments: [
    ("../../etc/passwd", "etc-passwd"), (".bashrc", "bashrc"), ("a b\u{202E}c.exe", "a-bc.exe"),
    ("///", "attachment"), ("résumé (1).pdf", "résumé-1.pdf"), ("- rm -rf ~.sh", "rm-rf.sh"),
  ])
  func `a sender's name for a file cannot lead elsewhere`(name: String, file: String) {
    let masked = Masker().redact(UnmaskedText(received: SanitizedText(sanitizing: name)))
    let attachment = Attachment(
      id: AttachmentID(rawValue: 1), name: masked, mediaType: "text/plain", byteCount: 1)
    #expect(attachment.plainFileName == file)
  }
}
