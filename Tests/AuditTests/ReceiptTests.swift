import Foundation
import Masking
import Sealing
import Testing
import Text
import Tickets

@testable import Audit

@Suite struct ReceiptTests {
  let workplace: Workplace
  let journal: MemoryJournal
  let log: AuditLog<Practice>
  let phone: SealedIdentifier<Practice>
  let mail: SealedIdentifier<Practice>
  let ticket = TicketID(rawValue: 4102)
  let now = Date(millisecondsSince1970: 1_772_443_211_402)

  init() throws {
    workplace = try Workplace.shared.get()
    let writer = try workplace.writer(workplace.ines)
    journal = MemoryJournal(writer: writer)
    log = AuditLog(journal: journal, writer: writer)
    let identifiers = try workplace.identifiers(
      of: workplace.customer, [(.phone, "+49 30 901820"), (.email, "mira@example.org")])
    phone = identifiers[0]
    mail = identifiers[1]
  }

  func look(at identifier: SealedIdentifier<Practice>) -> AuditEvent {
    .reveal(
      of: identifier, on: ticket, reasonCode: "contact",
      reason: MaskedText(literal: "asked to be called back"), expires: now.addingTimeInterval(300))
  }

  var key: DataKey<Practice> {
    get throws { try workplace.ines.dataKey(for: workplace.customer) }
  }

  func text(_ span: Span<UInt8>) -> String {
    String(decoding: span.indices.map { span[$0] }, as: UTF8.self)
  }

  /// Why nothing opened, `nil` where it did.
  func refusal(
    of receipt: consuming RevealReceipt<Practice>, on identifier: SealedIdentifier<Practice>,
    with key: DataKey<Practice>, at time: Date
  ) -> ReceiptError? {
    do throws(ReceiptError) {
      _ = try receipt.open(identifier, with: key, now: time)
      return nil
    } catch {
      return error
    }
  }

  /// Why nothing opened, `nil` where it did.
  func refusal(
    of receipt: consuming DispatchReceipt<Practice>, on identifiers: [SealedIdentifier<Practice>],
    at time: Date
  ) throws -> ReceiptError? {
    let key = try key
    do throws(ReceiptError) {
      _ = try receipt.open(identifiers, with: key, now: time)
      return nil
    } catch {
      return error
    }
  }

  /// Why there was no receipt, `nil` where there was.
  func refusal(
    for identifier: SealedIdentifier<Practice>, recording event: AuditEvent
  ) async -> AuditError? {
    do throws(AuditError) {
      _ = try await log.revealReceipt(for: identifier, recording: event)
      return nil
    } catch {
      return error
    }
  }

  /// Why there was no receipt, `nil` where there was.
  func refusal(
    for identifiers: [SealedIdentifier<Practice>], recording event: AuditEvent
  ) async -> AuditError? {
    do throws(AuditError) {
      _ = try await log.dispatchReceipt(for: identifiers, recording: event)
      return nil
    } catch {
      return error
    }
  }

  @Test func `a receipt opens the identifier it was issued for`() async throws {
    let receipt = try await log.revealReceipt(for: phone, recording: look(at: phone))
    #expect(receipt.entrySeq == 1)
    #expect(receipt.customer == workplace.customer)
    let plain = try receipt.open(phone, with: key, now: now)
    #expect(plain.withBytes { text($0) } == "+49 30 901820")
    #expect(plain.token == phone.token)
    #expect(plain.expires == now.addingTimeInterval(300))
    #expect(await journal.count == 1)
  }

  @Test func `a receipt for another token is refused`() async throws {
    let receipt = try await log.revealReceipt(for: phone, recording: look(at: phone))
    #expect(refusal(of: receipt, on: mail, with: try key, at: now) == .otherIdentifier)
  }

  @Test func `a receipt for another customer's identifier is refused`() async throws {
    let theirs = try workplace.identifiers(of: workplace.other, [(.phone, "+49 30 901820")])[0]
    #expect(theirs.token == phone.token, "the tokens look the same")
    let receipt = try await log.revealReceipt(for: phone, recording: look(at: phone))
    let theirKey = try workplace.ines.dataKey(for: workplace.other)
    #expect(refusal(of: receipt, on: theirs, with: theirKey, at: now) == .otherCustomer)
  }

  @Test func `a receipt is spent with the right key only`() async throws {
    let receipt = try await log.revealReceipt(for: phone, recording: look(at: phone))
    let stranger = DataKey<Practice>.random(for: workplace.customer)
    let refused = refusal(of: receipt, on: phone, with: stranger, at: now)
    #expect(refused == .sealed(.notAuthentic))
  }

  @Test func `a receipt does not outlive its clock`() async throws {
    let receipt = try await log.revealReceipt(for: phone, recording: look(at: phone))
    let end = now.addingTimeInterval(300)
    #expect(refusal(of: receipt, on: phone, with: try key, at: end) == .expired)
  }

  @Test func `what cannot be recorded is not opened`() async throws {
    await journal.setDisk(.full)
    #expect(await refusal(for: phone, recording: look(at: phone)) == .recordNotDurable)
    await #expect(throws: AuditError.recordNotDurable) {
      try await log.record(AuditEvent(.ticketView, ticket: ticket))
    }
  }

  @Test func `a record that is not there when it is looked for is no record`() async throws {
    await journal.setDisk(.lies)
    #expect(await refusal(for: phone, recording: look(at: phone)) == .recordNotDurable)
  }

  @Test func `a record of something else is no record`() async throws {
    var milder = look(at: phone)
    milder.reasonCode = "legal"
    await journal.setDisk(.forges(milder))
    #expect(await refusal(for: phone, recording: look(at: phone)) == .recordDiffers(seq: 1))
  }

  /// Ways in which an event can fail to say what the receipt is for.
  @Test(arguments: ["token", "customer", "value", "expiry", "outcome"])
  func `an event that does not name the identifier gives no receipt`(missing: String) async throws {
    var event = look(at: phone)
    switch missing {
    case "token": event.token = mail.token
    case "customer": event.customer = workplace.other
    case "value": event.valueCode = mail.lookupCode
    case "expiry": event.expires = nil
    default: event.outcome = .denied
    }
    #expect(await refusal(for: phone, recording: event) == .eventDoesNotFit)
    #expect(await journal.count == 0)
  }

  func dispatch(of identifiers: [SealedIdentifier<Practice>]) -> AuditEvent {
    .dispatch(
      of: identifiers, to: workplace.customer, on: ticket, message: MessageID(rawValue: 9),
      expires: now.addingTimeInterval(60))
  }

  @Test func `a dispatch opens its recipients and placeholders together`() async throws {
    let receipt = try await log.dispatchReceipt(
      for: [phone, mail], recording: dispatch(of: [phone, mail]))
    let values = try receipt.open([mail, phone], with: key, now: now)
    #expect(values.tokens == [mail.token, phone.token])
    #expect(values.withBytes(of: mail.token) { text($0) } == "mira@example.org")
    #expect(values.withBytes(of: phone.token) { text($0) } == "+49 30 901820")
  }

  @Test func `a dispatch opens nothing that it was not issued for`() async throws {
    let receipt = try await log.dispatchReceipt(for: [mail], recording: dispatch(of: [mail]))
    #expect(try refusal(of: receipt, on: [mail, phone], at: now) == .otherIdentifier)
    let late = try await log.dispatchReceipt(for: [mail], recording: dispatch(of: [mail]))
    #expect(try refusal(of: late, on: [mail], at: now.addingTimeInterval(60)) == .expired)
    let other = dispatch(of: [mail])
    #expect(await refusal(for: [mail, phone], recording: other) == .eventDoesNotFit)
    await journal.setDisk(.full)
    #expect(await refusal(for: [mail], recording: other) == .recordNotDurable)
  }

  @Test func `an unknown token resolves to nothing`() async throws {
    let receipt = try await log.dispatchReceipt(for: [mail], recording: dispatch(of: [mail]))
    let values = try receipt.open([mail], with: key, now: now)
    #expect(values.withBytes(of: phone.token) { text($0) } == nil)
  }
}
