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

enum SampleData {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "SampleData")

  static func text(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  static func queue() throws -> SampleQueue {
    try SampleQueue(yaml: text("tickets/lantern-tea.yaml"))
  }
}

extension Place<Practice> {
  /// Files samples with everybody they name.
  func filer() -> SampleFiler {
    var staff = Dictionary(
      uniqueKeysWithValues: ["ada", "ben", "cleo", "lena", "otto"].enumerated().map { index, name in
        (
          name,
          User(
            id: UserID(rawValue: Int64(index + 1)), name: SanitizedText(sanitizing: name),
            role: .agent)
        )
      })
    staff["me"] = user
    return SampleFiler(repository: store, staff: staff, now: clock.now)
  }
}

struct SampleTests {
  @Test func `every sample is filed, and nothing of its customers can be read`() async throws {
    let place = try Workspace<Practice>().place(of: "ben")
    let queue = try SampleData.queue()
    #expect(queue.tickets.count >= 40)
    for sample in queue.tickets {
      let ticket = try await place.filer().file(sample)
      let messages = try await place.store.messages(of: ticket)
      #expect(messages.count == sample.messages.count)
      let opened = try await place.store.ticket(ticket)
      let texts =
        [opened.subject] + messages.map(\.body) + messages.flatMap { $0.attachments.map(\.name) }
      let words = texts.map(\.screenForm.string).joined(separator: "\n").lowercased()
      let digits = words.filter(\.isNumber)
      #expect(!words.contains(sample.from.name.lowercased()), "\(sample.subject)")
      #expect(!words.contains(sample.from.email.lowercased()), "\(sample.subject)")
      if let phone = sample.from.phone {
        #expect(!digits.contains(phone.filter(\.isNumber).suffix(8)), "\(sample.subject)")
      }
      if let status = sample.status { #expect(opened.status == status, "\(sample.subject)") }
    }
    #expect(
      try await place.desk().queue(QueueQuery(view: .team)).unreadable.isEmpty)
  }

  @Test(
    arguments: [
      "4111 1111 1111 1111", "GB82 WEST", "Teapot-Rain-77", "481 302", "203.0.113.77", "12345678Z",
      "asha.pillai@example.com",
    ])
  func `secrets in the samples are masked`(secret: String) async throws {
    let place = try Workspace<Practice>().place(of: "ben")
    let samples = try SampleData.queue().tickets.filter { sample in
      sample.messages.contains { ($0.customer ?? "").contains(secret) }
    }
    #expect(!samples.isEmpty)
    for sample in samples {
      let ticket = try await place.filer().file(sample)
      for message in try await place.store.messages(of: ticket) {
        #expect(!message.body.screenForm.string.contains(secret))
      }
    }
  }

  @Test func `a reply in a sample is its author's by their own name`() async throws {
    let place = try Workspace<Practice>().place(of: "ben")
    let queue = try SampleQueue(
      yaml: """
        workspace: W
        tickets:
          - subject: S
            from: {name: Mara Okafor, email: m@example.net}
            messages:
              - {age: 2h, customer: Hello}
              - {age: 1h, reply: "Hello {{customer.first_name}}", by: me}
        """)
    let ticket = try await place.filer().file(try #require(queue.tickets.first))
    let reply = try #require(try await place.store.messages(of: ticket).last)
    #expect(reply.author == .agent(place.user.id, name: "ben"))
    #expect(reply.body.placeholders.map(\.name) == ["customer.first_name"])
    #expect(reply.delivery == .sent(at: place.clock.now - 3_600))
  }

  @Test(
    arguments: [
      ("{age: 1h, reply: Hello}", TrainingError.messageWithoutAuthor),
      ("{age: 1h, reply: Hello, by: nobody}", .noSuchPerson("nobody")),
      ("{age: 1h}", .messageWithoutText), ("{age: 1h, customer: a, note: b}", .messageWithoutText),
    ] as [(String, TrainingError)])
  func `a message of nobody or nothing is refused`(
    message: String, error: TrainingError
  ) async throws {
    let place = try Workspace<Practice>().place(of: "ben")
    let queue = try SampleQueue(
      yaml: """
        workspace: W
        tickets:
          - {subject: S, from: {name: M, email: m@example.net}, messages: [\(message)]}
        """)
    await #expect(throws: error) {
      _ = try await place.filer().file(try #require(queue.tickets.first))
    }
  }

  @Test(arguments: ["5", "m", "-3m", "3w", "2.5h"])
  func `an age is a count and a unit`(age: String) {
    #expect(throws: (any Error).self) {
      try SampleQueue(
        yaml: """
          workspace: W
          tickets:
            - {subject: S, from: {name: M, email: e}, messages: [{age: "\(age)", customer: a}]}
          """)
    }
  }
}
