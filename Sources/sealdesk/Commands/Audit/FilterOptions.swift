import ArgumentParser
import Audit
import Foundation
import Masking
import Sealing
import Text
import Tickets

/// What narrows a list of entries; what is given has to hold all together.
struct FilterOptions: ParsableArguments, Sendable {
  @Option(help: "Entries of this person.")
  var by: String?

  @Option(help: "Entries about this ticket's number.")
  var ticket: Int64?

  @Option(help: "Entries about this customer, as in c-88.")
  var customer: String?

  @Option(help: "Entries about this kind of identifier, as in EMAIL.")
  var kind: String?

  @Option(help: "Entries with this reason's code.")
  var reason: String?

  @Option(help: "Entries of this action, as in reveal.open, or of a family, as in reveal.")
  var action: String?

  @Option(help: "success, denied, failed or pending.")
  var outcome: String?

  @Option(help: "Entries that this person approved.")
  var approver: String?

  @Option(help: "Entries from this machine.")
  var host: String?

  @Option(help: "Entries from this day on, as in 2026-11-24.")
  var from: String?

  @Option(help: "Entries up to this day, itself included.")
  var until: String?

  func auditFilter(among colleagues: [User]) throws -> AuditFilter {
    var filter = AuditFilter()
    filter.actor = try by.map { try Self.person($0, among: colleagues) }
    filter.approver = try approver.map { try Self.person($0, among: colleagues) }
    filter.actions = try action.map(Self.actions) ?? []
    filter.ticket = ticket.map(TicketID.init(rawValue:))
    filter.customer = try customer.map(Self.customer)
    filter.kind = try kind.map(Self.kind)
    filter.outcome = try outcome.map(Self.outcome)
    filter.reasonCode = reason
    filter.host = host
    filter.limit(
      fromDay: try from.map(Self.day), throughDay: try until.map(Self.day), in: .current)
    return filter
  }

  private static func person(_ name: String, among colleagues: [User]) throws -> UserID {
    guard let person = colleagues.first(where: { $0.name.string == name }) else {
      throw SealingError.unknownUser
    }
    return person.id
  }

  private static func actions(_ name: String) throws -> Set<AuditAction> {
    let named = AuditAction.known.filter { $0.rawValue == name || $0.family == name[...] }
    guard !named.isEmpty else {
      let known = AuditAction.known.map(\.rawValue).joined(separator: ", ")
      throw CommandFailure(.usage, "There is no such action; there are \(known).")
    }
    return Set(named)
  }

  static func customer(_ text: String) throws -> CustomerID {
    guard let number = Int64(text.hasPrefix("c-") ? text.dropFirst(2) : text[...]) else {
      throw CommandFailure(.usage, "A customer is named by a number, as in c-88.")
    }
    return CustomerID(rawValue: number)
  }

  private static func kind(_ name: String) throws -> IdentifierKind {
    guard let kind = IdentifierKind(rawValue: name.uppercased()) else {
      throw CommandFailure(.usage, "\(name) is no kind; they are in capitals, as in EMAIL.")
    }
    return kind
  }

  private static func outcome(_ name: String) throws -> AuditOutcome {
    guard let outcome = AuditOutcome(rawValue: name) else {
      let known = AuditOutcome.allCases.map(\.rawValue).joined(separator: ", ")
      throw CommandFailure(.usage, "There is no such outcome; there are \(known).")
    }
    return outcome
  }

  private static func day(_ text: String) throws -> Date {
    guard let day = AuditFilter.start(ofDay: text, in: .current) else {
      throw CommandFailure(.usage, "\(text) is no day; write it as in 2026-11-24.")
    }
    return day
  }
}
