import Audit
import Desk
import DeskFixtures
import Foundation
import Masking
import Sealing
import Testing
import Text
import TicketStore
import Tickets

struct AttachmentTests {
  private let workspace: Workspace<Practice>
  private let place: Place<Practice>

  init() throws {
    workspace = try Workspace()
    place = try workspace.place(of: "ben")
  }

  private func attachment() async throws -> (TicketID, Tickets.Attachment) {
    let ticket = try await place.ticket(
      saying: "See the photo", attachments: [("Mara Okafor.txt", Array("A photo".utf8))])
    let message = try #require(try await place.store.messages(of: ticket).first)
    return (ticket, try #require(message.attachments.first))
  }

  private var file: URL { workspace.directory.appending(path: "saved") }

  private func save(
    _ attachment: Tickets.Attachment, of ticket: TicketID, at desk: any DeskService,
    code: String = "fraud", reason: SanitizedText = "Compare the photos"
  ) async throws(DeskError) {
    try await desk.saveAttachment(
      attachment.id, of: ticket, to: file, reasonCode: code, reason: reason)
  }

  @Test func `an attachment is saved privately, after its record`() async throws {
    let (ticket, attachment) = try await attachment()
    #expect(attachment.name.screenForm.string == "‹name 1›.txt")
    try await save(attachment, of: ticket, at: place.desk())
    #expect(try Data(contentsOf: file) == Data("A photo".utf8))
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
    let record = try #require(try await workspace.place(of: "ada").records().last)
    #expect(record.action == .attachmentOpen && record.reasonCode?.string == "fraud")
    #expect(record.message != nil)
  }

  @Test func `without a record there is no file`() async throws {
    let (ticket, attachment) = try await attachment()
    await #expect(throws: DeskError.self) {
      try await save(attachment, of: ticket, at: place.desk(log: place.failingLog()))
    }
    #expect(!FileManager.default.fileExists(atPath: file.path))
  }

  @Test func `without a reason there is neither record nor file`() async throws {
    let (ticket, attachment) = try await attachment()
    for (code, reason) in [("fraud", ""), ("none", "Because")] as [(String, SanitizedText)] {
      await #expect(throws: DeskError.reasonMissing) {
        try await save(attachment, of: ticket, at: place.desk(), code: code, reason: reason)
      }
    }
    #expect(try await workspace.place(of: "ada").records().isEmpty)
    #expect(!FileManager.default.fileExists(atPath: file.path))
  }

  @Test func `a file that is there stays as it is`() async throws {
    let (ticket, attachment) = try await attachment()
    try Data("mine".utf8).write(to: file)
    await #expect(throws: DeskError.cannotSave("a file of that name is there already")) {
      try await save(attachment, of: ticket, at: place.desk())
    }
    #expect(try Data(contentsOf: file) == Data("mine".utf8))
    #expect(try await workspace.place(of: "ada").records().isEmpty, "nothing was opened")
  }

  @Test func `an attachment of another ticket is not saved under this one's name`() async throws {
    let (_, attachment) = try await attachment()
    let other = try await place.ticket(of: .jonas, saying: "Hello")
    await #expect(throws: DeskError.notFound) {
      try await save(attachment, of: other, at: place.desk())
    }
    #expect(try await workspace.place(of: "ada").records().isEmpty)
  }

  @Test func `a saved attachment is a look, and the budget has no room for it twice`() async throws
  {
    let (ticket, attachment) = try await attachment()
    var policy = EscalationPolicy.standard
    policy.revealsPerShift = 1
    let desk = place.desk(policy: policy)
    try await save(attachment, of: ticket, at: desk)
    #expect(try await desk.budget() == PrivacyBudget(used: 1, limit: 1))
    try FileManager.default.removeItem(at: file)
    await #expect(throws: DeskError.budgetUsedUp(PrivacyBudget(used: 1, limit: 1))) {
      try await save(attachment, of: ticket, at: desk)
    }
    #expect(!FileManager.default.fileExists(atPath: file.path))
    let last = try #require(try await workspace.place(of: "ada").records().last)
    #expect(last.action == .revealDeny && last.error?.string == "budget_used_up")
  }

  @Test func `the policy keeps files from a role, and the refusal is on record`() async throws {
    let (ticket, attachment) = try await attachment()
    var policy = EscalationPolicy.standard
    policy.attachments = .each([.supervisor: .selfService])
    await #expect(throws: DeskError.filesRefused) {
      try await save(attachment, of: ticket, at: place.desk(policy: policy))
    }
    let supervisor = try workspace.place(of: "ada")
    #expect(try await supervisor.records().map(\.action) == [.revealDeny])
    try await save(attachment, of: ticket, at: supervisor.desk(policy: policy))
  }
}
