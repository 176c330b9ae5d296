import Audit
import Desk
import Foundation
import Masking
import Sealing
import Testing
import Text
import Tickets

@testable import TicketStore

struct DeliveryTests {
  @Test func `mail is taken in without a key, and filed once`() async throws {
    let workspace = try Workspace()
    let store = try workspace.open()
    let id = try await store.ticket("Help", "me")
    let sealed = try IntakePublicKey<Practice>(in: workspace.directory)
      .seal(Array("From: x\n\nhello".utf8))
    let writer = try IntakeWriter(in: workspace.directory)
    try writer.append(sealed: sealed, receivedAt: workspace.clock.now)
    #expect(try await store.intakeCount() == 1)
    let mail = try #require(try await store.claimIntake(lease: .seconds(60)))
    #expect(mail.attempts == 1)
    #expect(mail.receivedAt == workspace.clock.now)
    #expect(try workspace.secrets.intake.open(mail.sealed) == Array("From: x\n\nhello".utf8))
    // Leased: the other console gets nothing, until the lease is over.
    #expect(try await store.claimIntake(lease: .seconds(60)) == nil)
    workspace.clock.advance(by: 61)
    #expect(try await store.claimIntake(lease: .seconds(60))?.attempts == 2)
    try await store.perform(
      .add(store.message("hello", on: id), to: id), recording: [AuditEvent(.ticketReceive)],
      finishing: mail.id)
    #expect(try await store.intakeCount() == 0)
    let message = try await store.message("hello", on: id)
    await #expect(throws: RepositoryError.notFound) {
      try await store.perform(.add(message, to: id), recording: [], finishing: mail.id)
    }
    #expect(try await store.messages(of: id).count == 2)
  }

  @Test func `mail for a workspace that has no store is refused`() throws {
    let workspace = try Workspace()
    #expect(throws: RepositoryError.notFound) {
      _ = try IntakeWriter(in: workspace.directory)
    }
  }

  @Test func `an outgoing message is claimed by one sender, when it is due`() async throws {
    let workspace = try Workspace()
    let (store, other) = try (workspace.open(), workspace.open())
    let id = try await store.ticket("Help", "me")
    var reply = try await store.message(
      "Hello ‹name 1›", on: id, kind: .reply,
      delivery: .held(until: workspace.clock.now + 10))
    let token = try #require(reply.body.tokens.first)
    reply.envelope = Envelope(correspondent: token, suggestion: "refund")
    let sent = try await store.perform(.add(reply, to: id))
    let message = try #require(sent.message)
    #expect(try await store.nextOutgoing() == workspace.clock.now + 10)
    #expect(try await store.claimOutgoing(lease: .seconds(60)) == nil)
    workspace.clock.advance(by: 10)
    let claimed = try #require(try await store.claimOutgoing(lease: .seconds(60)))
    #expect(claimed.message.id == message)
    #expect(claimed.message.body.tokens == [token])
    #expect(claimed.envelope == reply.envelope)
    #expect(claimed.subject.screenForm == "Help")
    #expect(try await other.claimOutgoing(lease: .seconds(60)) == nil)
    await #expect(throws: RepositoryError.alreadySent) {
      try await other.perform(.recall(message, by: Workspace.user))
    }
    try await store.perform(
      .setDelivery(
        message, .failed(reason: "refused", attempts: 1),
        nextAttempt: workspace.clock.now + 100))
    #expect(try await other.claimOutgoing(lease: .seconds(60)) == nil)
    workspace.clock.advance(by: 100)
    #expect(try await other.claimOutgoing(lease: .seconds(60))?.attempts == 1)
    try await other.perform(.setDelivery(message, .sent(at: workspace.clock.now)))
    #expect(try await store.nextOutgoing() == nil)
    let last = try #require(try await store.messages(of: id).last)
    #expect(last.delivery == .sent(at: workspace.clock.now))
    #expect(last.author == .agent(Workspace.user, name: "Ada Byron"))
  }
}
